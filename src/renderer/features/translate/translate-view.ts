import { createStore } from '../../app/store.ts';

/** How the desk is looked at: kept while the window lives. */
export interface TranslateView {
  readonly list: 'needs-translation' | 'all';
  readonly text: string;
  readonly mode: 'table' | 'preview';
}

export const translateView = createStore<TranslateView>({ list: 'needs-translation', text: '', mode: 'table' });

export function changeView(patch: Partial<TranslateView>): void {
  translateView.update((view) => ({ ...view, ...patch }));
}
