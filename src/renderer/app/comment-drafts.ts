import { z } from 'zod';
import { Id } from '#shared/domain/ids.ts';
import { Anchor } from '#shared/sync/entry.ts';
import { createKeptStore } from './kept-store.ts';
import { useStore } from './store.ts';

/** A comment that is being written: on which words, and as far as it has come. `suggestion`: the words proposed in the place of those it is on; null for a comment that only says something. */
const CommentDraft = z.object({ anchor: Anchor.nullable(), text: z.string(), suggestion: z.string().nullable() });
export type CommentDraft = Readonly<z.infer<typeof CommentDraft>>;

/** As many are kept; who has begun more than that comes back to the latest. */
const KEPT = 100;
const Kept = z.array(z.tuple([Id, CommentDraft]));

/** Whether it can be sent: some words of its own, or words to put in the place of others. */
export function saysSomething({ anchor, text, suggestion }: CommentDraft): boolean {
  return suggestion === null ? text.trim() !== '' : anchor !== null && suggestion !== anchor.quote;
}

/** By variant; replies by the comment that they answer. Kept on this device: going elsewhere, closing the window or another newsroom loses no words. */
const drafts = createKeptStore<ReadonlyMap<Id, CommentDraft>>('sotong.comment-drafts', {
  parse: (kept) => {
    try {
      return new Map(Kept.parse(JSON.parse(kept ?? '[]')));
    } catch {
      return new Map();
    }
  },
  format: (now) => JSON.stringify([...now].slice(-KEPT)),
});

export function useCommentDrafts(): ReadonlyMap<Id, CommentDraft> {
  return useStore(drafts);
}

/** Starts, changes or (with null) ends the comment on that variant or the reply to that comment. */
export function setCommentDraft(on: Id, draft: CommentDraft | null): void {
  drafts.update((now) => {
    const next = new Map(now);
    // What is being written last is the last to be forgotten.
    next.delete(on);
    if (draft !== null) next.set(on, draft);
    return next;
  });
}
