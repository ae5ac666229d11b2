import { useCallback } from 'react';
import { z } from 'zod';
import { Id } from '#shared/domain/ids.ts';
import { Anchor } from '#shared/sync/entry.ts';
import { createKeptStore } from './kept-store.ts';
import { type Store, useStore } from './store.ts';
import { useWorkspaceView } from './workspace-context.ts';

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

type Drafts = ReadonlyMap<Id, CommentDraft>;

/** One store for each newsroom and seat: nobody sees what another one at this computer has begun. */
const stores = new Map<string, Store<Drafts>>();

function storeFor(key: string): Store<Drafts> {
  const known = stores.get(key);
  if (known !== undefined) return known;
  const store = createKeptStore<Drafts>(key, {
    parse: (kept) => {
      try {
        return new Map(Kept.parse(JSON.parse(kept ?? '[]')));
      } catch {
        return new Map();
      }
    },
    format: (now) => JSON.stringify([...now].slice(-KEPT)),
  });
  stores.set(key, store);
  return store;
}

export interface CommentDrafts {
  /** By variant; replies by the comment that they answer. */
  readonly drafts: Drafts;
  /** Starts, changes or (with null) ends the comment on that variant or the reply to that comment. */
  readonly setDraft: (on: Id, draft: CommentDraft | null) => void;
}

/** The comments that the member in the seat is writing. Kept on this device: going elsewhere, closing the window or another newsroom loses no words. */
export function useCommentDrafts(): CommentDrafts {
  const { workspace, seat } = useWorkspaceView();
  const store = storeFor(`sotong.comment-drafts.${workspace.id}.${seat}`);
  const drafts = useStore(store);
  const setDraft = useCallback(
    (on: Id, draft: CommentDraft | null) =>
      store.update((now) => {
        const next = new Map(now);
        // What is being written last is the last to be forgotten.
        next.delete(on);
        if (draft !== null) next.set(on, draft);
        return next;
      }),
    [store],
  );
  return { drafts, setDraft };
}
