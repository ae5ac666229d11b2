import { createHash, type Hash } from 'node:crypto';
import { Sha256 } from '#shared/domain/ids.ts';
import type { Db, Trx } from '../db/store.ts';

/** A file that is kept, as connectors get it: its bytes are read when they are wanted, and a video part by part. */
export type MediaFile = {
  readonly sha256: string;
  readonly mime: string;
  readonly size: number;
  /** How many parts it is kept in; 0 for one piece. */
  readonly parts: number;
  readonly read: () => AsyncGenerator<Uint8Array, void, void>;
};

/** Which of these the store lacks, in the order given, each once. */
export async function missingMedia(db: Db | Trx, sha256: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(sha256)];
  // What is no hash is not there either, and may hold what no table takes.
  const possible = wanted.filter((hash) => Sha256.safeParse(hash).success);
  if (possible.length === 0) return wanted;
  const rows = await db.selectFrom('media').select('sha256').where('sha256', 'in', possible).execute();
  const present = new Set(rows.map((row) => row.sha256));
  return wanted.filter((hash) => !present.has(hash));
}

/** The files that are there, of those asked for. */
export async function readMedia(db: Db | Trx, sha256: readonly string[]): Promise<MediaFile[]> {
  if (sha256.length === 0) return [];
  const rows = await db.selectFrom('media').select(['sha256', 'mime', 'size', 'parts']).where('sha256', 'in', [...sha256]).execute();
  return rows.map((row) => ({ sha256: row.sha256, mime: row.mime, size: Number(row.size), parts: row.parts, read: () => readBytes(db, row.sha256, row.parts) }));
}

async function* readBytes(db: Db | Trx, sha256: string, parts: number): AsyncGenerator<Uint8Array, void, void> {
  if (parts === 0) {
    const { bytes } = await db.selectFrom('media').select('bytes').where('sha256', '=', sha256).executeTakeFirstOrThrow();
    yield new Uint8Array(bytes);
    return;
  }
  for (let n = 0; n < parts; n += 1) {
    const { bytes } = await db.selectFrom('media_parts').select('bytes').where('sha256', '=', sha256).where('n', '=', n).executeTakeFirstOrThrow();
    yield new Uint8Array(bytes);
  }
}

/** All of a file at once: for one that is kept in one piece. */
export async function wholeOf(file: MediaFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of file.read()) parts.push(part);
  return Buffer.concat(parts);
}

/** Keeps a file in one piece. The same bytes twice are kept once. */
export async function keepMedia(db: Db, file: { readonly sha256: string; readonly mime: string; readonly bytes: Uint8Array }, receivedAt: string): Promise<void> {
  await db
    .insertInto('media')
    .values({ sha256: file.sha256, mime: file.mime, bytes: Buffer.from(file.bytes), received_at: receivedAt, size: file.bytes.byteLength, parts: 0 })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

export type ReceivedBytes = { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string } | { readonly ok: false; readonly tooLarge: true };

/** Reads a body while it comes in, hashing as it goes; stops at the first byte past `maxBytes`. */
export async function receiveBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReceivedBytes> {
  const hash: Hash = createHash('sha256');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxBytes) return { ok: false, tooLarge: true };
    hash.update(part);
    parts.push(part);
  }
  return { ok: true, bytes: Buffer.concat(parts), sha256: hash.digest('hex') };
}
