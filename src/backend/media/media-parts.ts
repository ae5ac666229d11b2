import { createHash } from 'node:crypto';
import { VIDEO_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { mediaType } from '#shared/media/media-type.ts';
import type { Db } from '../db/store.ts';

/** What came of the last part. */
export type Completed = 'kept' | 'incomplete' | 'too-large' | 'hash-mismatch' | 'unsupported-format';

/** How long parts of a file that is never completed are kept. Milliseconds. */
const UNFINISHED_MS = 24 * 3_600_000;

/** Keeps a part of a file that is not complete yet. The last of two with one number counts: only the whole is checked. */
export async function keepPart(db: Db, part: { readonly sha256: string; readonly n: number; readonly bytes: Uint8Array }, receivedAt: string): Promise<void> {
  const bytes = Buffer.from(part.bytes);
  await db
    .insertInto('media_parts')
    .values({ sha256: part.sha256, n: part.n, bytes, received_at: receivedAt })
    .onConflict((conflict) => conflict.columns(['sha256', 'n']).doUpdateSet({ bytes, received_at: receivedAt }))
    .execute();
}

/** The numbers of the parts that are there, ascending: an upload that broke off goes on with the others. */
export async function partsOf(db: Db, sha256: string): Promise<number[]> {
  return (await db.selectFrom('media_parts').select('n').where('sha256', '=', sha256).orderBy('n').execute()).map(({ n }) => n);
}

/** Makes a file of its parts, once they have the hash that it is named by. Parts that cannot be it are forgotten. */
export async function completeParts(db: Db, sha256: string, parts: number, receivedAt: string): Promise<Completed> {
  const present = await partsOf(db, sha256);
  if (present.length < parts || present.some((n, index) => index < parts && n !== index)) return 'incomplete';
  const hash = createHash('sha256');
  let size = 0;
  let mime: string | null = null;
  for (let n = 0; n < parts; n += 1) {
    const { bytes } = await db.selectFrom('media_parts').select('bytes').where('sha256', '=', sha256).where('n', '=', n).executeTakeFirstOrThrow();
    if (n === 0) mime = mediaType(bytes);
    hash.update(bytes);
    size += bytes.byteLength;
  }
  const fault = size > VIDEO_MAX_BYTES ? 'too-large' : hash.digest('hex') !== sha256 ? 'hash-mismatch' : mime === null ? 'unsupported-format' : null;
  if (fault !== null || mime === null) {
    await db.deleteFrom('media_parts').where('sha256', '=', sha256).execute();
    return fault ?? 'unsupported-format';
  }
  await db.insertInto('media').values({ sha256, mime, bytes: Buffer.alloc(0), received_at: receivedAt, size, parts }).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
  return 'kept';
}

/** One part of a file that is complete; null where there is none. */
export async function readPart(db: Db, sha256: string, n: number): Promise<Buffer | null> {
  const row = await db.selectFrom('media_parts').innerJoin('media', 'media.sha256', 'media_parts.sha256').select('media_parts.bytes').where('media_parts.sha256', '=', sha256).where('n', '=', n).executeTakeFirst();
  return row === undefined ? null : Buffer.from(row.bytes);
}

/** Forgets parts of files that nobody has completed for a day. */
export async function forgetUnfinished(db: Db, nowMs: number): Promise<void> {
  const before = new Date(nowMs - UNFINISHED_MS).toISOString();
  await db
    .deleteFrom('media_parts')
    .where('received_at', '<', before)
    .where((where) => where.not(where.exists(where.selectFrom('media').select('media.sha256').whereRef('media.sha256', '=', 'media_parts.sha256'))))
    .execute();
}
