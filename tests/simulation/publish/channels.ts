import type { ConnectorClass } from '#shared/channels/types.ts';

/** A post on a fake channel. `publication` and `key` are what the simulation knows of it, not what the channel shows. */
export type Post = { readonly id: string; readonly account: string; readonly text: string; readonly publication: string; readonly key: string; readonly sentKey: string | null; readonly at: number };

/** A call that the channel has taken in and has not carried out yet. */
type Pending = Post & { readonly lands: number };

/** The channel's own record. Nobody but the channel writes to it, and nothing is ever taken out. */
export type Channel = { readonly class: ConnectorClass; readonly posts: Post[]; pending: Pending[] };

export function channelOf(kind: ConnectorClass): Channel {
  return { class: kind, posts: [], pending: [] };
}

/** Carries out a call: with a key that is known already, nothing happens and the earlier post is the answer. */
export function carryOut(channel: Channel, post: Post): Post {
  const earlier = post.sentKey === null ? undefined : channel.posts.find((each) => each.sentKey === post.sentKey);
  if (earlier !== undefined) return earlier;
  channel.posts.push(post);
  return post;
}

/** What was under way and has arrived by now. */
export function land(channel: Channel, now: number): void {
  const landed = channel.pending.filter((each) => each.lands <= now);
  channel.pending = channel.pending.filter((each) => each.lands > now);
  for (const { lands: _, ...post } of landed) carryOut(channel, post);
}
