import { useEffect } from 'react';
import { createStore, useStore } from './store.ts';

const story = createStore<string | null>(null);

/** The story in hand, for the window's title; a screen says it for as long as it is shown. */
export function useStoryTitle(title: string | null): void {
  useEffect(() => {
    story.set(title);
    return () => story.set(null);
  }, [title]);
}

export function useTitleStory(): string | null {
  return useStore(story);
}
