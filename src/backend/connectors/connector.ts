import type { ConnectorClass } from '#shared/channels/types.ts';
import type { Payload } from '#shared/document/payload.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { MediaFile } from '../media/media-store.ts';

/** One post as a channel is asked for it. */
export type PostCall = {
  readonly account: Id;
  readonly payload: Payload;
  readonly files: readonly MediaFile[];
  /** The publication key. Sent along where the channel takes one (`native-key`). */
  readonly key: string;
  /** The post that this one stands under, by the channel's id; null for one of its own. */
  readonly inReplyTo: string | null;
};

/** A post that is out. */
export type PostRef = { readonly account: Id; readonly remoteId: string };

export type RemotePost = { readonly remoteId: string; readonly url: string };

export type PostOutcome =
  | ({ readonly kind: 'posted' } & RemotePost)
  /** For good: asking again would be refused again. `reason` is a code. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Certainly not posted, and worth another try later. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * The call ended without an answer: whether the post is there is not known. The only outcome that a
 * connector throws; every other exception is treated like it, as it too says nothing of the post.
 */
export class NoAnswerError extends Error {
  readonly code = 'no-answer';
}

/** Those of some posts, by the channel's ids, that are other publications' already. */
export type TakenPosts = (remoteIds: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * One channel as the worker uses it. `post` is called at most once for each intent; what may be done
 * after an unknown outcome depends on `class`.
 */
export type Connector = {
  readonly class: ConnectorClass;
  /** Throws when the outcome is unknown. */
  readonly post: (call: PostCall) => Promise<PostOutcome>;
  /**
   * Whether the post is there: by its key (`native-key`), or by looking through the account's own
   * posts, those that are `taken` left out (`listable`). Null: it is not there. Throws when the channel does not answer.
   */
  readonly find: ((call: PostCall, taken: TakenPosts) => Promise<RemotePost | null>) | null;
  /** The canonical JSON of what stands on the channel under an id; null where the post is gone. Null: the channel cannot be asked. */
  readonly read: ((post: PostRef) => Promise<string | null>) | null;
  /** Puts other words in a post's place, or takes it down. Both come out the same when they are done twice. Null: the channel does not offer it to programs. */
  readonly edit: ((post: PostRef, call: PostCall) => Promise<PostOutcome>) | null;
  readonly remove: ((post: PostRef) => Promise<PostOutcome>) | null;
};
