import type { CoreClient } from '../../../rpc/core-client.ts';
import { MAX_WORDS, type LookedUp } from '#shared/contract/spelling-contract.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { Verdict } from '#shared/language/spelling/types.ts';

/** What the dictionaries have said in this session. A verdict is about a word and not about a place, so it is never out of date. */
export interface Lookups {
  readonly verdict: (language: Language, word: string) => Verdict;
  /** Asks about words and remembers. A dictionary that cannot answer leaves them unasked, and is in `trouble`. */
  readonly ask: (words: readonly { readonly language: Language; readonly word: string }[]) => Promise<void>;
  readonly trouble: () => Readonly<Partial<Record<Language, Exclude<LookedUp['state'], 'ready'>>>>;
}

const LANGUAGES: readonly Language[] = ['ko', 'en'];
/** Then everything is forgotten: a session that has seen so many words has long left the first ones. */
const MAX_KEPT = 100_000;

export function createLookups(lookUp: (language: Language, words: string[]) => Promise<LookedUp>): Lookups {
  const known = new Map<string, 'right' | 'wrong'>();
  const trouble: Partial<Record<Language, 'missing' | 'failed'>> = {};
  return {
    verdict: (language, word) => known.get(`${language}:${word}`) ?? 'unasked',
    ask: async (words) => {
      if (known.size > MAX_KEPT) known.clear();
      for (const language of LANGUAGES) {
        const own = [...new Set(words.filter((each) => each.language === language).map(({ word }) => word))];
        for (let from = 0; from < own.length; from += MAX_WORDS) {
          const some = own.slice(from, from + MAX_WORDS);
          const { state, wrong } = await lookUp(language, some);
          if (state !== 'ready') {
            trouble[language] = state;
            break;
          }
          delete trouble[language];
          const isWrong = new Set(wrong);
          for (const word of some) known.set(`${language}:${word}`, isWrong.has(word) ? 'wrong' : 'right');
        }
      }
    },
    trouble: () => ({ ...trouble }),
  };
}

const ofCore = new WeakMap<CoreClient, Lookups>();

/** One memory for all texts of the window. */
export function lookupsOf(core: CoreClient): Lookups {
  let lookups = ofCore.get(core);
  if (lookups === undefined) {
    lookups = createLookups((language, words) => core.spelling.lookUp({ language, words }));
    ofCore.set(core, lookups);
  }
  return lookups;
}
