import { createStore, type Store } from '../../../app/store.ts';
import type { InsertItem } from './items.ts';

/** A line of the library's lists, as far as it is used. */
export interface NamedEmoji {
  readonly hexcode: string;
  readonly unicode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  /** Unicode's; what has none is a part of other emoji. */
  readonly order?: number;
  readonly group?: number;
}

/** What skin tones and hair are put together from; nobody inserts them alone. */
const COMPONENTS = 2;

const loaded = createStore<readonly InsertItem[] | null>(null);
let loading: Promise<void> | undefined;

/** Null until they are here. */
export const emojiItems: Pick<Store<readonly InsertItem[] | null>, 'get' | 'subscribe'> = loaded;

/** Brings the names of the emoji, which are too many to come with the window. Once they are here, or cannot be had, this does nothing. */
export function loadEmoji(): Promise<void> {
  loading ??= Promise.all([import('emojibase-data/ko/compact.json'), import('emojibase-data/en/compact.json')]).then(
    ([ko, en]) => loaded.set(emojiOf(ko.default, en.default)),
    // Everything else can be inserted without them.
    () => loaded.set([]),
  );
  return loading;
}

/** The emoji of both lists in Unicode's order, without skin tones: each in the form that people of any skin share. */
export function emojiOf(ko: readonly NamedEmoji[], en: readonly NamedEmoji[]): readonly InsertItem[] {
  const english = new Map(en.map((emoji) => [emoji.hexcode, emoji]));
  return ko
    .filter(({ order, group }) => order !== undefined && group !== COMPONENTS)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ hexcode, unicode, label, tags = [] }) => {
      const other = english.get(hexcode);
      return { id: `emoji:${hexcode}`, kind: 'emoji', names: { ko: label, en: other?.label ?? label }, words: [...tags, ...(other?.tags ?? [])], text: unicode };
    });
}
