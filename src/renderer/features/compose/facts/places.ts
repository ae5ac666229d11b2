import type { StoryFactsView, VariantRow } from '#shared/contract/views.ts';
import type { Texts } from '../texts.ts';

export type FactSide = StoryFactsView['conflicts'][number]['sides'][number];

/** Where in which text something stands. */
export interface Place {
  /** `brief`, `common:<language>`, or a variant's id. */
  readonly textId: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a text of the story is called. */
export function placeName(t: Texts, textId: string, facts: StoryFactsView, rows: readonly VariantRow[]): string {
  const found = facts.texts.find(({ id }) => id === textId);
  if (found === undefined || found.kind === 'brief') return t('facts:place.brief');
  const language = t(`common:language.${found.language}`);
  const row = rows.find(({ id }) => id === textId);
  if (found.kind === 'common' || row === undefined) return t('facts:place.common', { language });
  return t('facts:place.variant', { channel: t(`common:channel.${row.account.channel}`), language });
}

/** Where a quoted stretch stands now: in its place, else where the same words are nearest; null where they are gone. */
export function findPlace(text: string, { start, text: quote }: Pick<Place, 'start' | 'text'>): { readonly start: number; readonly end: number } | null {
  if (quote === '') return null;
  let best: number | null = null;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) if (best === null || Math.abs(at - start) < Math.abs(best - start)) best = at;
  return best === null ? null : { start: best, end: best + quote.length };
}
