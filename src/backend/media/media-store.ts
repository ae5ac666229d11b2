import { createHash, type Hash } from 'node:crypto';
import { Sha256 } from '#shared/domain/ids.ts';
import type { Db, Trx } from '../db/store.ts';

export type MediaFile = { readonly sha256: string; readonly mime: string; readonly bytes: Uint8Array };

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
  const rows = await db.selectFrom('media').select(['sha256', 'mime', 'bytes']).where('sha256', 'in', [...sha256]).execute();
  return rows.map((row) => ({ sha256: row.sha256, mime: row.mime, bytes: new Uint8Array(row.bytes) }));
}

/** Keeps a file. The same bytes twice are kept once. */
export async function keepMedia(db: Db, file: MediaFile, receivedAt: string): Promise<void> {
  await db
    .insertInto('media')
    .values({ sha256: file.sha256, mime: file.mime, bytes: Buffer.from(file.bytes), received_at: receivedAt })
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
