import { startTransition, useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Blocks } from '#shared/document/blocks.ts';
import { useStore } from '../../../app/store.ts';
import type { DraftKeeper, DraftStatus } from './draft-keeper.ts';
import type { OpenText } from './open-texts.ts';

/** What is on the screen of a draft; the component is rendered with every edit. */
export function useDraftContent<C, P>(draft: DraftKeeper<C, P>): C {
  return useSyncExternalStore(draft.subscribe, draft.content);
}

export function useDraftStatus<C, P>(draft: DraftKeeper<C, P>): DraftStatus {
  return useSyncExternalStore(draft.subscribe, draft.status);
}

export function useSavedAt<C, P>(draft: DraftKeeper<C, P>): string {
  return useSyncExternalStore(draft.subscribe, draft.savedAt);
}

/** Up to this many characters a text is checked and drawn with every key; above it, once the typing rests. */
const SHORT_TEXT = 4_000;
/** How long a longer text rests, and the longest that it is waited for. Milliseconds. */
const REST_MS = 150;
const LONGEST_REST_MS = 1_500;

/** A draft as the checks, the counters and the preview see it: the syllable under composition with it, a moment behind the typing. */
export function useSettledContent<C, P>(draft: DraftKeeper<C, P>, open: OpenText, withBlocks: (content: C, blocks: Blocks) => C, blocksIn: (content: C) => Blocks): C {
  const content = useDraftContent(draft);
  const live = useStore(open.live);
  const now = useMemo(() => (live === null ? content : withBlocks(content, live)), [content, live, withBlocks]);
  const isLong = isLonger(blocksIn(now), SHORT_TEXT);
  const rested = useRested(now, isLong);
  return useDeferredValue(rested);
}

/** The value itself, or with `wait` the one that it had when it last rested. */
function useRested<T>(value: T, wait: boolean): T {
  const [rested, setRested] = useState(value);
  const since = useRef<number | null>(null);
  useEffect(() => {
    if (!wait) return undefined;
    const now = performance.now();
    since.current ??= now;
    const timer = setTimeout(() => {
      since.current = null;
      startTransition(() => setRested(value));
    }, Math.max(0, Math.min(REST_MS, since.current + LONGEST_REST_MS - now)));
    return () => clearTimeout(timer);
  }, [value, wait]);
  return wait ? rested : value;
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
