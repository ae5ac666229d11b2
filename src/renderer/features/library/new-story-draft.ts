import type { ContentKind, Purpose } from '#shared/domain/content.ts';
import { createStore } from '../../app/store.ts';

/** What has been entered for a new story. It outlives the dialog: an Escape by mistake loses nothing. */
export interface NewStoryDraft {
  readonly title: string;
  readonly brief: string;
  readonly kind: ContentKind;
  readonly purpose: Purpose;
  /** The file that the brief was read from. */
  readonly fileName: string | null;
}

export const EMPTY_DRAFT: NewStoryDraft = { title: '', brief: '', kind: 'administration', purpose: 'information', fileName: null };
export const MAX_TITLE = 500;
export const MAX_BRIEF = 2_000_000;

export const newStoryDraft = createStore<NewStoryDraft>(EMPTY_DRAFT);

export function changeDraft(change: Partial<NewStoryDraft>): void {
  newStoryDraft.update((draft) => ({ ...draft, ...change }));
}
