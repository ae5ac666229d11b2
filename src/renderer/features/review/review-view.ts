import type { Id } from '#shared/domain/ids.ts';
import { createStore } from '../../app/store.ts';
import type { QueueFilter } from './model/queue.ts';

/** How the review is looked at: kept while the window lives, so that leaving the screen costs nothing. */
export interface ReviewView {
  readonly filter: QueueFilter;
  /** Among the proposals those of this group; null for all. */
  readonly group: string | null;
  readonly mode: 'board' | 'compare';
  readonly layout: 'side' | 'line' | 'preview';
  /** In a narrow window one of the two is shown. */
  readonly part: 'main' | 'inspector';
  readonly inspector: 'comments' | 'decisions';
  /** The columns taken off the board. */
  readonly hidden: ReadonlySet<Id>;
}

export const reviewView = createStore<ReviewView>({ filter: 'all', group: null, mode: 'board', layout: 'side', part: 'main', inspector: 'comments', hidden: new Set() });

export function changeView(patch: Partial<ReviewView>): void {
  reviewView.update((view) => ({ ...view, ...patch }));
}
