import { createHash } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry as ZipEntry, openPromise, type ZipFile } from 'yauzl';
import { BUNDLE_FILES, BUNDLE_LIMITS, type BundleManifest, readManifest } from '#shared/bundle/manifest.ts';
import { VIDEO_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import { asRefusal, storageCode } from '../db/sql-errors.ts';
import { Refusal, refuse } from '../refusal.ts';

/** A bundle that is open, with its manifest read. Every byte that is given out has been checked against what the manifest says. */
export interface OpenBundle {
  readonly manifest: BundleManifest;
  /** Unpacks the entries, or the list, into a file. */
  readonly unpackLines: (to: string) => Promise<void>;
  /** Copies a media file that the manifest names into a file. */
  readonly copyMedia: (sha256: string, to: string) => Promise<void>;
  readonly close: () => void;
}

const MEDIA_NAME = /^media\/[0-9a-f]{64}$/;

/**
 * Opens a bundle. Names in it are compared with those that may be there and never become paths; every size is bounded
 * before anything is unpacked, and holds for what comes out. Refuses with `bundle-damaged` (no bundle, cut off, changed),
 * `bundle-newer`, and `unreadable-file` when the file itself cannot be read.
 */
export async function openContainer(path: string): Promise<OpenBundle> {
  const zip = await inWords(() => openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true }));
  try {
    const directory = await inWords(() => directoryOf(zip));
    const manifestEntry = directory.get(BUNDLE_FILES.manifest) ?? refuse('bundle-damaged', 'no manifest');
    const read = readManifest(await inWords(() => textOf(zip, manifestEntry, BUNDLE_LIMITS.manifestBytes)), ENTRY_SCHEMA.max);
    if (!read.ok) return refuse(read.why === 'newer' ? 'bundle-newer' : 'bundle-damaged', 'manifest');
    const { manifest } = read;
    const lines = checkDirectory(directory, manifest);
    return {
      manifest,
      unpackLines: (to) => inWords(() => unpack(zip, lines.entry, lines.part, to)),
      copyMedia: (sha256, to) =>
        inWords(() => {
          const entry = directory.get(`media/${sha256}`) ?? refuse('bundle-damaged', sha256);
          return unpack(zip, entry, { sha256, bytes: entry.uncompressedSize }, to);
        }),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function directoryOf(zip: ZipFile): Promise<Map<string, ZipEntry>> {
  if (zip.entryCount > BUNDLE_LIMITS.media + 2) refuse('bundle-damaged', 'too many files');
  const directory = new Map<string, ZipEntry>();
  const known: ReadonlySet<string> = new Set(Object.values(BUNDLE_FILES));
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    if (!known.has(fileName) && !MEDIA_NAME.test(fileName)) refuse('bundle-damaged', 'a file that does not belong in it');
    if (directory.has(fileName) || !entry.canDecodeFileData() || entry.isEncrypted()) refuse('bundle-damaged', fileName);
    directory.set(fileName, entry);
  }
  return directory;
}

/** What the manifest names is there, in these sizes, and nothing else is. */
function checkDirectory(directory: ReadonlyMap<string, ZipEntry>, manifest: BundleManifest): { readonly entry: ZipEntry; readonly part: { readonly sha256: string; readonly bytes: number } } {
  const [name, part, limit] = manifest.entries !== null ? [BUNDLE_FILES.entries, manifest.entries, BUNDLE_LIMITS.entriesBytes] : [BUNDLE_FILES.list, manifest.list, BUNDLE_LIMITS.listBytes];
  const entry = directory.get(name);
  if (entry === undefined || part === null || entry.uncompressedSize !== part.bytes || part.bytes > limit) return refuse('bundle-damaged', name);
  for (const { sha256, bytes } of manifest.media) {
    const file = directory.get(`media/${sha256}`);
    // Stored as they are: what is not compressed cannot grow.
    if (file === undefined || file.uncompressedSize !== bytes || file.compressionMethod !== 0 || bytes > VIDEO_MAX_BYTES) refuse('bundle-damaged', sha256);
  }
  if (directory.size !== new Set(manifest.media.map(({ sha256 }) => sha256)).size + 2) refuse('bundle-damaged', 'files that the manifest does not name');
  return { entry, part };
}

async function textOf(zip: ZipFile, entry: ZipEntry, limit: number): Promise<string> {
  if (entry.uncompressedSize > limit) refuse('bundle-damaged', entry.fileName);
  const chunks: Buffer[] = [];
  for await (const chunk of checked(await zip.openReadStreamPromise(entry), entry)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function unpack(zip: ZipFile, entry: ZipEntry, part: { readonly sha256: string; readonly bytes: number }, to: string): Promise<void> {
  const hash = createHash('sha256');
  const source = await zip.openReadStreamPromise(entry);
  try {
    await pipeline(
      async function* () {
        for await (const chunk of checked(source, entry)) {
          hash.update(chunk);
          yield chunk;
        }
        if (hash.digest('hex') !== part.sha256) refuse('bundle-damaged', entry.fileName);
      },
      createWriteStream(to, { mode: 0o600, flush: true }),
    );
  } catch (error) {
    rmSync(to, { force: true });
    throw error;
  }
}

/** The bytes of a file inside; throws at their end when their sum is not the container's. yauzl itself holds them to their size. */
async function* checked(source: Readable, entry: ZipEntry): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) refuse('bundle-damaged', entry.fileName);
}

/** The container library's errors have no codes: what is not the file system's is the bundle's fault. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = storageCode(error);
    if (code === 'disk-full') throw asRefusal(error);
    const ofFiles = error instanceof Error && 'syscall' in error;
    throw new Refusal(ofFiles ? 'unreadable-file' : 'bundle-damaged', error instanceof Error ? error.message.slice(0, 300) : String(error));
  }
}
