import type { VariantContent } from '../domain/content.ts';
import type { Id, Sha256 } from '../domain/ids.ts';
import type { AmendmentWay, EntryKind, LogEntry, PublicationState } from '../sync/entry.ts';
import type { ChainLink } from '../sync/audit-chain.ts';

/** Rows as the checks take them: plain values, whatever database they come from. */

/** An entry of the server's log without its body: small enough to hold a whole log. */
export type LedgerRow = ChainLink & { readonly id: Id };

/** An entry of the server's log as it is stored. */
export type StoredEntry = LedgerRow & { readonly kind: string; readonly subject: Id; readonly revision: Id | null; readonly text: string };

/** A publication of the server's queue, with what its revision gives. */
export type JobRow = {
  readonly id: Id;
  readonly variant: Id;
  readonly revision: Id;
  readonly contentHash: Sha256;
  readonly account: Id;
  readonly slot: number;
  readonly key: Sha256;
  readonly state: PublicationState;
  readonly remoteId: string;
  readonly url: string;
  /** Moments in milliseconds; null where nobody holds it, or nothing but a person moves it. */
  readonly leaseUntil: number | null;
  readonly nextAt: number | null;
  readonly requestedSeq: number;
  /** The publication that it corrects or withdraws, and how; null for a publication itself. */
  readonly amends: Id | null;
  readonly way: AmendmentWay | null;
};

export type AttemptRow = { readonly publication: Id; readonly attempt: number; readonly fence: number; readonly startedAt: string; readonly endedAt: string | null };

/** A post as a channel keeps it. */
export type PostRow = { readonly account: Id; readonly postId: string; readonly key: string | null; readonly payload: string };

/** What was done to a post afterwards: other words, or none at all (it is gone). */
export type ChangeRow = { readonly account: Id; readonly postId: string; readonly payload: string };

/** A kept picture: the name that it is kept under, and the SHA-256 of its bytes as they are; null where its file is gone. */
export type MediaRow = { readonly sha256: Sha256; readonly actual: Sha256 | null };

/** An entry as a newsroom's own database keeps it. */
export type LocalEntry = {
  readonly id: Id;
  readonly kind: EntryKind;
  readonly subject: Id;
  readonly state: 'waiting' | 'sending' | 'accepted' | 'parked' | 'withdrawn';
  readonly seq: number | null;
  /** The revision that it brings, for `revision` and `story-revision`. */
  readonly revision: Id | null;
};

export type LocalRevision = { readonly id: Id; readonly subject: Id; readonly parents: readonly Id[]; readonly content: string; readonly hash: Sha256 };

/** A story's or a variant's draft. */
export type DraftRow = { readonly id: Id; readonly kind: 'story' | 'variant'; readonly content: string; readonly base: Id | null; readonly dirty: boolean; /** SHA-256 of the content as it was saved; empty where none was taken. */ readonly hash?: string };

/** The contents of a variant's revisions, by id. The first entry that names one counts. */
export function contentsOf(entries: readonly Pick<LogEntry, 'entry'>[]): Map<Id, VariantContent> {
  const contents = new Map<Id, VariantContent>();
  for (const { entry } of entries) if (entry.kind === 'revision' && !contents.has(entry.body.revision)) contents.set(entry.body.revision, entry.body.content);
  return contents;
}
