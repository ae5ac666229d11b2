import { canonicalJson } from '#shared/document/canonical.ts';
import { type Payload } from '#shared/document/payload.ts';
import type { Db } from '../db/store.ts';
import type { MediaFile } from '../media/media-store.ts';

/** One post as the fake channel keeps it. */
export type SandboxPost = { readonly id: number; readonly postId: string; readonly key: string | null; readonly payload: string; readonly receivedAt: string };

const COLUMNS = ['id', 'post_id', 'idempotency_key', 'payload', 'received_at'] as const;
type Row = { readonly id: number; readonly post_id: string; readonly idempotency_key: string | null; readonly payload: string; readonly received_at: string };

function toPost(row: Row): SandboxPost {
  return { id: Number(row.id), postId: row.post_id, key: row.idempotency_key, payload: row.payload, receivedAt: row.received_at };
}

/** The canonical JSON of a payload: the bytes that a channel is given. */
export function payloadText(payload: Payload): string {
  return canonicalJson(payload);
}

export type NewPost = { readonly account: string; readonly postId: string; readonly key: string | null; readonly payload: Payload; readonly files: readonly MediaFile[]; readonly at: string };

/**
 * Adds a post to a fake channel's record, with its pictures. With a key that the account has seen
 * before, nothing is added and the earlier post is the answer.
 */
export async function addPost(db: Db, post: NewPost): Promise<SandboxPost> {
  return db.transaction().execute(async (trx) => {
    for (const file of post.files) {
      await trx
        .insertInto('sandbox_media')
        .values({ sha256: file.sha256, mime: file.mime, bytes: Buffer.from(file.bytes) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const values = { account: post.account, post_id: post.postId, idempotency_key: post.key, payload: payloadText(post.payload), received_at: post.at };
    const added = await trx.insertInto('sandbox_posts').values(values).onConflict((conflict) => conflict.columns(['account', 'idempotency_key']).doNothing()).returning(COLUMNS).executeTakeFirst();
    if (added !== undefined) return toPost(added);
    return toPost(await trx.selectFrom('sandbox_posts').select(COLUMNS).where('account', '=', post.account).where('idempotency_key', '=', post.key).executeTakeFirstOrThrow());
  });
}

/** The account's posts, oldest first. */
export async function listPosts(db: Db, account: string): Promise<SandboxPost[]> {
  return (await db.selectFrom('sandbox_posts').select(COLUMNS).where('account', '=', account).orderBy('id').execute()).map(toPost);
}

export async function findPostByKey(db: Db, account: string, key: string): Promise<SandboxPost | null> {
  const row = await db.selectFrom('sandbox_posts').select(COLUMNS).where('account', '=', account).where('idempotency_key', '=', key).executeTakeFirst();
  return row === undefined ? null : toPost(row);
}

export async function countPosts(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('sandbox_posts').select((column) => ['account', column.fn.countAll().as('posts')]).groupBy('account').execute();
  return new Map(rows.map((row) => [row.account, Number(row.posts)]));
}

export async function readSandboxMedia(db: Db, sha256: string): Promise<MediaFile | null> {
  const row = await db.selectFrom('sandbox_media').select(['sha256', 'mime', 'bytes']).where('sha256', '=', sha256).executeTakeFirst();
  return row === undefined ? null : { sha256: row.sha256, mime: row.mime, bytes: new Uint8Array(row.bytes) };
}
