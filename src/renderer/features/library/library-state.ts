import type { EditorialStatus, SmartList, StoryQuery } from '#shared/contract/views.ts';
import type { ChannelId, Id } from '#shared/domain/ids.ts';
import { createStore } from '../../app/store.ts';

/** What the library shows. It outlives the screen, so that going back finds list, filters and selection as they were. */
export interface LibraryState {
  readonly list: SmartList;
  readonly text: string;
  readonly status: EditorialStatus | null;
  readonly channel: ChannelId | null;
  readonly sort: StoryQuery['sort'];
  readonly selected: Id | null;
}

export const libraryState = createStore<LibraryState>({ list: 'all', text: '', status: null, channel: null, sort: 'updated', selected: null });

export function changeLibrary(change: Partial<LibraryState>): void {
  libraryState.update((state) => ({ ...state, ...change }));
}

const SYLLABLE_THEN_JAMO = /^(.*[가-힣].*?)[ㄱ-ㅣ]$/u;

/**
 * The words to search for, of what stands in the field. A last letter that is only the beginning of
 * a syllable is left out (`발ㅎ` searches 발), so that the list does not empty between two keys;
 * initial consonants alone are a search of their own.
 */
export function searchTextOf(typed: string): string {
  const text = typed.normalize('NFC').trim().slice(0, 200);
  return SYLLABLE_THEN_JAMO.exec(text)?.[1]?.trimEnd() ?? text;
}
