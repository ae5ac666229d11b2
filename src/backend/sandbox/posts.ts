import { canonicalJson } from '#shared/document/canonical.ts';
import { type Payload } from '#shared/document/payload.ts';
import type { Db } from '../db/store.ts';
import { type MediaFile, wholeOf } from '../media/media-store.ts';

/** One post as the fake channel keeps it. */
export type SandboxPost = {
  readonly id: number;
  readonly postId: string;
  readonly key: string | null;
  /** What stands there now. */
  readonly payload: string;
  readonly receivedAt: string;
  readonly inReplyTo: string | null;
  /** When it got other words; null while it has its first ones. */
  readonly editedAt: string | null;
};

const COLUMNS = ['id', 'post_id', 'idempotency_key', 'payload', 'received_at', 'in_reply_to'] as const;
type Row = { readonly id: number; readonly post_id: string; readonly idempotency_key: string | null; readonly payload: string; readonly received_at: string; readonly in_reply_to: string | null };

function toPost(row: Row): SandboxPost {
  return { id: Number(row.id), postId: row.post_id, key: row.idempotency_key, payload: row.payload, receivedAt: row.received_at, inReplyTo: row.in_reply_to, editedAt: null };
}

/** The post as it stands after all that was done to it; null where it is gone. */
function changed(post: SandboxPost, changes: readonly { readonly payload: string; readonly at: string }[]): SandboxPost | null {
  const last = changes.at(-1);
  if (last === undefined) return post;
  return last.payload === '' ? null : { ...post, payload: last.payload, editedAt: last.at };
}

/** The canonical JSON of a payload: the bytes that a channel is given. */
export function payloadText(payload: Payload): string {
  return canonicalJson(payload);
}

export type NewPost = { readonly account: string; readonly postId: string; readonly key: string | null; readonly payload: Payload; readonly files: readonly MediaFile[]; readonly at: string; readonly inReplyTo: string | null };

/**
 * Adds a post to a fake channel's record, with its pictures. With a key that the account has seen
 * before, nothing is added and the earlier post is the answer.
 */
export async function addPost(db: Db, post: NewPost): Promise<SandboxPost> {
  // Before the transaction: the files are read on a connection of their own, and an embedded store has only one.
  for (const file of post.files) await keepFile(db, file);
  return db.transaction().execute(async (trx) => {
    const values = { account: post.account, post_id: post.postId, idempotency_key: post.key, payload: payloadText(post.payload), received_at: post.at, in_reply_to: post.inReplyTo };
    const added = await trx.insertInto('sandbox_posts').values(values).onConflict((conflict) => conflict.columns(['account', 'idempotency_key']).doNothing()).returning(COLUMNS).executeTakeFirst();
    if (added !== undefined) return toPost(added);
    return toPost(await trx.selectFrom('sandbox_posts').select(COLUMNS).where('account', '=', post.account).where('idempotency_key', '=', post.key).executeTakeFirstOrThrow());
  });
}

/** What the channel was given, once. */
async function keepFile(db: Db, file: MediaFile): Promise<void> {
  const known = await db.selectFrom('sandbox_media').select('sha256').where('sha256', '=', file.sha256).executeTakeFirst();
  if (known !== undefined) return;
  let n = 0;
  if (file.parts > 0) {
    for await (const part of file.read()) {
      await db.insertInto('sandbox_media_parts').values({ sha256: file.sha256, n, bytes: Buffer.from(part) }).onConflict((conflict) => conflict.doNothing()).execute();
      n += 1;
    }
  }
  // Last, so that what stands here is whole.
  const bytes = file.parts === 0 ? await wholeOf(file) : Buffer.alloc(0);
  await db.insertInto('sandbox_media').values({ sha256: file.sha256, mime: file.mime, bytes, parts: file.parts }).onConflict((conflict) => conflict.doNothing()).execute();
}

/** The account's posts as they stand, oldest first; what was taken down is gone. */
export async function listPosts(db: Db, account: string): Promise<SandboxPost[]> {
  const posts = (await db.selectFrom('sandbox_posts').select(COLUMNS).where('account', '=', account).orderBy('id').execute()).map(toPost);
  const changes = await db.selectFrom('sandbox_changes').select(['post_id', 'payload', 'at']).where('account', '=', account).orderBy('id').execute();
  return posts.flatMap((post) => changed(post, changes.filter((each) => each.post_id === post.postId)) ?? []);
}

/** Other words in a post's place, or nothing (null): a post that is gone stays gone. */
export async function changePost(db: Db, post: { readonly account: string; readonly postId: string }, payload: Payload | null, files: readonly MediaFile[], at: string): Promise<void> {
  for (const file of files) await keepFile(db, file);
  await db.insertInto('sandbox_changes').values({ account: post.account, post_id: post.postId, payload: payload === null ? '' : payloadText(payload), at }).execute();
}

export async function findPostByKey(db: Db, account: string, key: string): Promise<SandboxPost | null> {
  const row = await db.selectFrom('sandbox_posts').select(COLUMNS).where('account', '=', account).where('idempotency_key', '=', key).executeTakeFirst();
  return row === undefined ? null : toPost(row);
}

export async function countPosts(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('sandbox_posts').select((column) => ['account', column.fn.countAll().as('posts')]).groupBy('account').execute();
  return new Map(rows.map((row) => [row.account, Number(row.posts)]));
}

/** All of a file that the fake channel was given. */
export async function readSandboxMedia(db: Db, sha256: string): Promise<{ readonly mime: string; readonly bytes: AsyncIterable<Uint8Array> } | null> {
  const row = await db.selectFrom('sandbox_media').select(['mime', 'parts']).where('sha256', '=', sha256).executeTakeFirst();
  return row === undefined ? null : { mime: row.mime, bytes: sandboxBytes(db, sha256, row.parts) };
}

async function* sandboxBytes(db: Db, sha256: string, parts: number): AsyncGenerator<Uint8Array, void, void> {
  if (parts === 0) {
    yield (await db.selectFrom('sandbox_media').select('bytes').where('sha256', '=', sha256).executeTakeFirstOrThrow()).bytes;
    return;
  }
  for (let n = 0; n < parts; n += 1) yield (await db.selectFrom('sandbox_media_parts').select('bytes').where('sha256', '=', sha256).where('n', '=', n).executeTakeFirstOrThrow()).bytes;
}

/** Which of the files are videos, by their hashes. */
export async function videosOf(db: Db): Promise<ReadonlySet<string>> {
  return new Set((await db.selectFrom('sandbox_media').select('sha256').where('mime', 'like', 'video/%').execute()).map((row) => row.sha256));
}
