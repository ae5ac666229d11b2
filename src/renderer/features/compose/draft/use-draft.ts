import { useDeferredValue, useSyncExternalStore } from 'react';
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

/** The text with the syllable under composition, as it stands on the screen. */
export function useLiveBlocks(open: OpenText, blocks: Blocks): Blocks {
  return useStore(open.live) ?? blocks;
}

/** The same for what may come a moment later: a preview, the checks. Typing never waits for it. */
export function useDeferredBlocks(open: OpenText, blocks: Blocks): Blocks {
  return useDeferredValue(useLiveBlocks(open, blocks));
}
