import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DictionaryAbout, type DictionaryView, type LookedUp } from '#shared/contract/spelling-contract.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { Log } from '../core.ts';
import { createThread } from './thread.ts';

export interface SpellingPlaces {
  /** A folder for each language, with `index.aff`, `index.dic`, `license` and `about.json`. */
  readonly dictionaries: string;
  /** The built spelling-worker. */
  readonly worker: string;
}

/** The dictionaries on this PC. Nothing is read before the first question. */
export interface Spelling {
  readonly dictionaries: () => DictionaryView[];
  /** Never rejects: a check that fails must not be in the way of a text. */
  readonly lookUp: (language: Language, words: readonly string[]) => Promise<LookedUp>;
  readonly suggest: (language: Language, word: string) => Promise<string[]>;
  readonly close: () => Promise<void>;
}

const LANGUAGES: readonly Language[] = ['ko', 'en'];
/** The first question waits for the dictionary to be read. */
const LOOK_UP_MS = 30_000;
/** Measured: up to 0.8 s for one Korean word; reading the dictionary comes on top after a restart. */
const SUGGEST_MS = 10_000;
/** So many failures in a row of one dictionary, and it is not tried again until the app is started anew. */
const MAX_FAILURES = 3;
const IDLE_MS = 10 * 60_000;

const NOTHING: LookedUp = { state: 'missing', wrong: [] };

/** For a core without dictionaries. */
export const NO_SPELLING: Spelling = {
  dictionaries: () => LANGUAGES.map((language) => ({ language, installed: null })),
  lookUp: () => Promise.resolve(NOTHING),
  suggest: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

export function createSpelling({ dictionaries, worker }: SpellingPlaces, log: Log): Spelling {
  const thread = createThread(worker, dictionaries, IDLE_MS);
  const failures = new Map<Language, number>();
  const isThere = (language: Language): boolean => ['index.aff', 'index.dic'].every((name) => existsSync(join(dictionaries, language, name)));
  return {
    dictionaries: () => LANGUAGES.map((language) => ({ language, installed: isThere(language) ? about(join(dictionaries, language)) : null })),
    lookUp: async (language, words) => {
      if (!isThere(language)) return NOTHING;
      if ((failures.get(language) ?? 0) >= MAX_FAILURES) return { state: 'failed', wrong: [] };
      try {
        const wrong = await thread.ask({ ask: 'lookUp', language, words }, LOOK_UP_MS);
        failures.delete(language);
        return { state: 'ready', wrong };
      } catch (error) {
        failures.set(language, (failures.get(language) ?? 0) + 1);
        log('error', `spelling ${language}: ${String(error)}`);
        return { state: 'failed', wrong: [] };
      }
    },
    suggest: async (language, word) => {
      if (!isThere(language)) return [];
      try {
        return await thread.ask({ ask: 'suggest', language, word }, SUGGEST_MS);
      } catch (error) {
        log('warn', `spelling suggestions: ${String(error)}`);
        return [];
      }
    },
    close: thread.close,
  };
}

/** What lies beside the dictionary; a notice that was lost leaves the dictionary usable, and says so. */
function about(folder: string): DictionaryView['installed'] {
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return '';
    }
  };
  const unknown = { name: '?', licence: '?', source: '?', package: '?' };
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(read('about.json'));
  } catch {
    // Said below.
  }
  const known = DictionaryAbout.safeParse(parsed);
  return { ...(known.success ? known.data : unknown), licenceText: read('license') };
}
