import { startTransition, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Blocks } from '#shared/document/blocks.ts';
import type { DraftKeeper, DraftStatus } from './draft-keeper.ts';
import type { OpenText } from './open-texts.ts';

/** What is on the screen of a draft; the component is rendered with every edit. */
export function useDraftContent<C, P>(draft: DraftKeeper<C, P>): C {
  return useSyncExternalStore(draft.subscribe, draft.content);
}

/** One part of a draft; the component is rendered when that part changes, and not with every key. `pick` answers with what is in the content, never with a new object. */
export function useDraftPart<C, P, T>(draft: DraftKeeper<C, P>, pick: (content: C) => T): T {
  return useSyncExternalStore(draft.subscribe, () => pick(draft.content()));
}

export function useDraftStatus<C, P>(draft: DraftKeeper<C, P>): DraftStatus {
  return useSyncExternalStore(draft.subscribe, draft.status);
}

export function useSavedAt<C, P>(draft: DraftKeeper<C, P>): string {
  return useSyncExternalStore(draft.subscribe, draft.savedAt);
}

/** Up to this many characters a text is checked and drawn while it is typed; above it, once the typing rests. */
const SHORT_TEXT = 4_000;
/** How often, at most, while it is typed: a counter that changes ten times a second is read no worse, and the keys between cost one frame and not two. Milliseconds. */
const FOLLOW_MS = 100;
/** How long a longer text rests, and the longest that it is waited for. Milliseconds. */
const REST_MS = 150;
const LONGEST_REST_MS = 1_500;

/**
 * A draft as the checks, the counters and the preview see it: the syllable under composition with it,
 * a moment behind the typing. A key itself renders nothing of what uses this: what follows from the
 * text is brought up to it in a transition, which the next key interrupts.
 *
 * The draft and its text belong together for the life of the component: a screen for another one has another `key`.
 */
export function useSettledContent<C, P>(draft: DraftKeeper<C, P>, open: OpenText, withBlocks: (content: C, blocks: Blocks) => C, blocksIn: (content: C) => Blocks): C {
  const read = useCallback((): C => {
    const content = draft.content();
    const live = open.live.get();
    return live === null ? content : withBlocks(content, live);
  }, [draft, open, withBlocks]);
  const [settled, setSettled] = useState(read);
  useEffect(() => {
    let seen = draft.content();
    let seenLive = open.live.get();
    let waitingSince: number | null = null;
    let settledAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (): void => {
      clearTimeout(timer);
      waitingSince = null;
      settledAt = performance.now();
      const next = read();
      startTransition(() => setSettled(next));
    };
    const follow = (): void => {
      const content = draft.content();
      const live = open.live.get();
      // A draft also tells of its saves.
      if (content === seen && live === seenLive) return;
      seen = content;
      seenLive = live;
      const now = performance.now();
      waitingSince ??= now;
      const at = isLonger(live ?? blocksIn(content), SHORT_TEXT) ? Math.min(now + REST_MS, waitingSince + LONGEST_REST_MS) : settledAt + FOLLOW_MS;
      clearTimeout(timer);
      if (at <= now) settle();
      else timer = setTimeout(settle, at - now);
    };
    // What came between the first render and this moment was told to nobody.
    settle();
    const stops = [draft.subscribe(follow), open.live.subscribe(follow)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [draft, open, read, blocksIn]);
  return settled;
}

function isLonger(blocks: Blocks, limit: number): boolean {
  let length = 0;
  for (const block of blocks) {
    if (block.type === 'image') continue;
    for (const child of block.children) length += 'type' in child ? child.children.reduce((sum, run) => sum + run.text.length, 0) : child.text.length;
    if (length > limit) return true;
  }
  return false;
}
