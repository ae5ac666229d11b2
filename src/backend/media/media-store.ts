import { createHash, type Hash } from 'node:crypto';
import type { Db, Trx } from '../db/store.ts';

export type MediaFile = { readonly sha256: string; readonly mime: string; readonly bytes: Uint8Array };

/** Which of these the store lacks, in the order given, each once. */
export async function missingMedia(db: Db | Trx, sha256: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(sha256)];
  if (wanted.length === 0) return [];
  const rows = await db.selectFrom('media').select('sha256').where('sha256', 'in', wanted).execute();
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

/** Pictures that this server keeps, told by their first bytes and never by what a client says of them. Null: not one of these. */
export function sniffMime(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16));
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (head.subarray(0, 4).toString('latin1') === 'GIF8') return 'image/gif';
  if (head.subarray(0, 4).toString('latin1') === 'RIFF' && head.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp';
  if (head.subarray(4, 12).toString('latin1') === 'ftypavif') return 'image/avif';
  return null;
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
