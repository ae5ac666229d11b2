import type { Id } from '#shared/domain/ids.ts';
import type { Anchor } from '#shared/sync/entry.ts';
import { createStore, useStore } from '../../app/store.ts';

/** A comment that is being written: on which words, and as far as it has come. */
export interface CommentDraft {
  readonly anchor: Anchor | null;
  readonly text: string;
  /** The words proposed in the place of those it is on; null for a comment that only says something. */
  readonly suggestion: string | null;
}

/** Whether it can be sent: some words of its own, or words to put in the place of others. */
export function saysSomething({ anchor, text, suggestion }: CommentDraft): boolean {
  return suggestion === null ? text.trim() !== '' : anchor !== null && suggestion !== anchor.quote;
}

/** By variant; replies by the comment that they answer. Kept while the window lives: going elsewhere loses no words. */
const drafts = createStore<ReadonlyMap<Id, CommentDraft>>(new Map());

export function useCommentDrafts(): ReadonlyMap<Id, CommentDraft> {
  return useStore(drafts);
}

/** Starts, changes or (with null) ends the comment on that variant or the reply to that comment. */
export function setCommentDraft(on: Id, draft: CommentDraft | null): void {
  drafts.update((now) => {
    const next = new Map(now);
    if (draft === null) next.delete(on);
    else next.set(on, draft);
    return next;
  });
}
