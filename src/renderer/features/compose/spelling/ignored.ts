import { createKeptStore } from '../../../app/kept-store.ts';
import { useStore } from '../../../app/store.ts';

const KEY = 'sotong.spelling-ignored';
/** Of so many texts what is ignored is kept, the latest. */
const MAX_TEXTS = 200;

type Ignored = ReadonlyMap<string, readonly string[]>;

/** What was kept, as far as it can be read. */
export function parseIgnored(kept: string | null): Ignored {
  try {
    const parsed: unknown = JSON.parse(kept ?? '[]');
    if (!Array.isArray(parsed)) return new Map();
    return new Map(parsed.filter((entry): entry is [string, string[]] => Array.isArray(entry) && typeof entry[0] === 'string' && Array.isArray(entry[1]) && entry[1].every((word) => typeof word === 'string')));
  } catch {
    return new Map();
  }
}

/** With one word more for a text, which becomes the latest. */
export function withIgnored(ignored: Ignored, place: string, word: string): Ignored {
  const words = ignored.get(place) ?? [];
  const rest = [...ignored].filter(([each]) => each !== place).slice(1 - MAX_TEXTS);
  return new Map([...rest, [place, words.includes(word) ? words : [...words, word]]]);
}

const store = createKeptStore<Ignored>(KEY, { parse: parseIgnored, format: (ignored) => JSON.stringify([...ignored]) });
const NONE: readonly string[] = [];

/** On this device only: what one writer lets stand says nothing to another. */
export function ignoreIn(place: string, word: string): void {
  store.update((ignored) => withIgnored(ignored, place, word));
}

export function useIgnored(place: string): readonly string[] {
  return useStore(store).get(place) ?? NONE;
}
