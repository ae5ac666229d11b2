import { channelProfile } from '#shared/channels/registry.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Db } from '../db/store.ts';
import { profilesOf } from '../log/settings.ts';
import { takeBehaviour } from '../sandbox/behaviour.ts';
import { addPost, changePost, findPostByKey, listPosts, payloadText, type SandboxPost } from '../sandbox/posts.ts';
import { refusalOf } from '../sandbox/rules.ts';
import { NoAnswerError, type Connector, type PostCall, type PostOutcome, type PostRef, type RemotePost, type TakenPosts } from './connector.ts';

/** How long a slow sandbox account takes to answer. */
export const SLOW_MS = 3_000;

export type SandboxWorld = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The address of a path on this server, for links to posts. */
  readonly addressOf: (path: string) => string;
};

/**
 * A connector to one account of a fake channel, with the means that the real channel has against
 * posting twice, and its refusals. It keeps its record in tables that the publish queue never reads.
 */
export function sandboxConnector(account: Account, world: SandboxWorld): Connector {
  const { amending, connector } = channelProfile(account.channel);
  const remote = (post: SandboxPost): RemotePost => ({ remoteId: post.postId, url: world.addressOf(`/sandbox/${account.id}#post-${post.postId}`) });
  const post = (call: PostCall): Promise<PostOutcome> => answer(account, world, call, connector === 'native-key', remote);
  const standing = async ({ remoteId }: PostRef): Promise<SandboxPost | null> => (await listPosts(world.db, account.id)).find((each) => each.postId === remoteId) ?? null;
  const amends: Pick<Connector, 'read' | 'edit' | 'remove'> = {
    read: async (ref) => (await standing(ref))?.payload ?? null,
    edit: amending.edit.by === 'api' ? async (ref, call) => change(account, world, await standing(ref), call, remote) : null,
    remove: amending.remove.by === 'api' ? async (ref) => change(account, world, await standing(ref), null, remote) : null,
  };
  switch (connector) {
    case 'native-key':
      return { class: connector, post, find: async (call) => nullable(await findPostByKey(world.db, account.id, call.key), remote), ...amends };
    case 'listable':
      return { class: connector, post, find: async (call, taken) => nullable(await findInTimeline(world.db, account.id, call, taken), remote), ...amends };
    case 'at-most-once':
      return { class: connector, post, find: null, ...amends };
    case 'by-hand':
      // A person posts. A call would be a fault of the queue, and must show as one.
      return { class: connector, post: () => Promise.resolve({ kind: 'refused', reason: 'by-hand-only' }), find: null, read: null, edit: null, remove: null };
  }
}

/** The connectors of a newsroom's accounts by id, also of those that are added while the server runs. `accounts` answers those there are. */
export function sandboxConnectors(world: SandboxWorld, accounts: () => Promise<readonly Account[]>): (account: string) => Promise<Connector | null> {
  const known = new Map<string, Connector>();
  return async (id) => {
    if (!known.has(id)) for (const account of await accounts()) known.set(account.id, known.get(account.id) ?? sandboxConnector(account, world));
    return known.get(id) ?? null;
  };
}

async function answer(account: Account, world: SandboxWorld, call: PostCall, keyed: boolean, remote: (post: SandboxPost) => RemotePost): Promise<PostOutcome> {
  const mode = await takeBehaviour(world.db, account.id);
  if (mode === 'fail') return { kind: 'failed', reason: 'channel-failed' };
  if (mode === 'reject') return { kind: 'refused', reason: 'channel-refused' };
  if (mode === 'timeout-before-post') throw new NoAnswerError('The sandbox account gave no answer and posted nothing');
  if (mode === 'slow') await new Promise<void>((done) => world.clock.after(SLOW_MS, done));
  const earlier = keyed ? await findPostByKey(world.db, account.id, call.key) : null;
  const refused = earlier === null ? refusalOf((await profilesOf(world.db))(account), call, (await listPosts(world.db, account.id)).map((each) => each.payload)) : null;
  if (refused !== null) return { kind: 'refused', reason: refused };
  const post = await addPost(world.db, {
    account: account.id,
    postId: world.newId().replaceAll('-', ''),
    key: keyed ? call.key : null,
    payload: call.payload,
    files: call.files,
    at: instantOf(world.clock),
    inReplyTo: call.inReplyTo,
  });
  if (mode === 'timeout-after-post') throw new NoAnswerError('The sandbox account posted and gave no answer');
  return { kind: 'posted', ...remote(post) };
}

/** Other words for a post, or none: it is taken down. The account behaves as it does when it is asked for a post. */
async function change(account: Account, world: SandboxWorld, post: SandboxPost | null, call: PostCall | null, remote: (post: SandboxPost) => RemotePost): Promise<PostOutcome> {
  const mode = await takeBehaviour(world.db, account.id);
  if (mode === 'fail') return { kind: 'failed', reason: 'channel-failed' };
  if (mode === 'reject') return { kind: 'refused', reason: 'channel-refused' };
  if (mode === 'timeout-before-post') throw new NoAnswerError('The sandbox account gave no answer and changed nothing');
  if (mode === 'slow') await new Promise<void>((done) => world.clock.after(SLOW_MS, done));
  if (post === null) return { kind: 'refused', reason: 'post-gone' };
  const refused = call === null ? null : refusalOf((await profilesOf(world.db))(account), call, []);
  if (refused !== null) return { kind: 'refused', reason: refused };
  await changePost(world.db, { account: account.id, postId: post.postId }, call?.payload ?? null, call?.files ?? [], instantOf(world.clock));
  if (mode === 'timeout-after-post') throw new NoAnswerError('The sandbox account did it and gave no answer');
  return { kind: 'posted', ...remote(post) };
}

/** The newest post of the same bytes that no other publication has claimed. */
async function findInTimeline(db: Db, account: string, call: PostCall, taken: TakenPosts): Promise<SandboxPost | null> {
  const wanted = payloadText(call.payload);
  const same = (await listPosts(db, account)).filter((post) => post.payload === wanted && post.inReplyTo === call.inReplyTo);
  const others = await taken(same.map((post) => post.postId));
  return same.findLast((post) => !others.has(post.postId)) ?? null;
}

function nullable(post: SandboxPost | null, remote: (post: SandboxPost) => RemotePost): RemotePost | null {
  return post === null ? null : remote(post);
}
