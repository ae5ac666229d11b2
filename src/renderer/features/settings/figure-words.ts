import type { resources } from '#shared/i18n/index.ts';
import type { Translate } from '../../components/use-t.ts';

type Figures = (typeof resources.en.channels)['figure'];
type Leaf<T, Prefix extends string = ''> = { [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaf<T[K], `${Prefix}${K}.`> }[keyof T & string];

/** What a figure is called; its name in the profile where there is no word, so that a new one is seen all the same. */
export function figureWord(t: Translate<'channels'>, name: string): string {
  return t(`figure.${name as Leaf<Figures>}`, { defaultValue: name });
}
