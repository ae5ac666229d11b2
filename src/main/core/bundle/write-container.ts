import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { BUNDLE_FILES, type BundleManifest } from '#shared/bundle/manifest.ts';
import { renameDurably, syncFile } from '../db/files.ts';
import { asRefusal } from '../db/sql-errors.ts';

/** What a bundle will say of itself, but for what is known only once it has been written. */
export type ManifestStart = Omit<BundleManifest, 'entries' | 'list' | 'media'>;

export interface BundleContents {
  readonly start: ManifestStart;
  readonly part: 'entries' | 'list';
  /** Complete lines, each ending with a line break. */
  readonly lines: Iterable<string>;
  /** SHA-256 of the files to put in, which lie under that name in `mediaFolder`. */
  readonly media: readonly string[];
  readonly mediaFolder: string;
}

export interface WrittenBundle {
  readonly bytes: number;
  readonly lines: number;
  readonly media: number;
}

/**
 * Writes a bundle beside its place, flushes it and renames it: there is a whole one or none. A file whose bytes are not
 * what its name says is left out, as nobody could take it in. Refuses with `disk-full`, `read-only`.
 */
export async function writeContainer(path: string, contents: BundleContents): Promise<WrittenBundle> {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    const media = await wholeFiles(contents.media, contents.mediaFolder);
    const lines = await writeZip(temporary, contents, media);
    syncFile(temporary);
    renameDurably(temporary, path);
    return { bytes: statSync(path).size, lines, media: media.length };
  } catch (error) {
    rmSync(temporary, { force: true });
    throw asRefusal(error);
  }
}

async function writeZip(file: string, { start, part, lines, mediaFolder }: BundleContents, media: BundleManifest['media']): Promise<number> {
  const zip = new ZipFile();
  const options = { mtime: new Date(start.madeAt), mode: 0o100600 };
  const counted = { bytes: 0, count: 0, hash: createHash('sha256') };
  function* counting(): Generator<Buffer> {
    for (const line of lines) {
      const bytes = Buffer.from(line, 'utf8');
      counted.bytes += bytes.length;
      counted.count += 1;
      counted.hash.update(bytes);
      yield bytes;
    }
  }
  // What goes wrong while a part is read (a closed database, a disk that is gone) ends the whole.
  const { outputStream } = zip as { readonly outputStream: Readable } & ZipFile;
  zip.on('error', (error: Error) => outputStream.destroy(error));
  zip.addReadStreamLazy(BUNDLE_FILES[part], { ...options, compress: true }, (give) => give(null, Readable.from(counting(), { objectMode: false })));
  // Pictures and videos are compressed already.
  for (const { sha256 } of media) zip.addReadStreamLazy(`media/${sha256}`, { ...options, compress: false }, (give) => give(null, createReadStream(join(mediaFolder, sha256))));
  zip.addReadStreamLazy(BUNDLE_FILES.manifest, { ...options, compress: true }, (give) => {
    const written = { bytes: counted.bytes, count: counted.count, sha256: counted.hash.digest('hex') };
    const manifest: BundleManifest = { ...start, entries: part === 'entries' ? written : null, list: part === 'list' ? written : null, media };
    give(null, Readable.from([Buffer.from(JSON.stringify(manifest), 'utf8')], { objectMode: false }));
  });
  zip.end();
  await pipeline(outputStream, createWriteStream(file, { mode: 0o600 }));
  return counted.count;
}

async function wholeFiles(hashes: readonly string[], folder: string): Promise<BundleManifest['media']> {
  const whole: { sha256: string; bytes: number }[] = [];
  for (const sha256 of new Set(hashes)) {
    const hashed = await hashOfFile(join(folder, sha256));
    if (hashed?.sha256 === sha256 && hashed.bytes > 0) whole.push(hashed);
  }
  return whole;
}

/** SHA-256 and size of a file, read as a stream; null where there is none. */
async function hashOfFile(file: string): Promise<{ readonly sha256: string; readonly bytes: number } | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return { sha256: hash.digest('hex'), bytes };
}
