import { join } from 'node:path';
import type { Language } from '#shared/domain/ids.ts';
import { isKnownWord, knownWords } from '#shared/language/spelling/known-words.ts';
import { PUBLIC_WORDS } from '#shared/language/spelling/public-words.ts';
import { isBritish } from './english-variant.ts';
import { isBecoming, isCompound, isCounted } from './korean-compound.ts';
import { openWordChecker, type WordChecker } from './word-checker.ts';

/** What the thread is asked. `lookUp` answers with the words that are wrong. */
export type SpellingQuestion = { readonly ask: 'lookUp'; readonly language: Language; readonly words: readonly string[] } | { readonly ask: 'suggest'; readonly language: Language; readonly word: string };

const MAX_SUGGESTIONS = 5;
const PUBLIC = knownWords(PUBLIC_WORDS);

/** Answers from the dictionaries of a folder, each of which is read when it is first needed. Rejects where one cannot be read. */
export function createAnswerer(dictionaries: string): (question: SpellingQuestion) => Promise<string[]> {
  const checkers = new Map<Language, Promise<WordChecker>>();
  function checkerOf(language: Language): Promise<WordChecker> {
    let checker = checkers.get(language);
    if (checker === undefined) {
      checker = openWordChecker(join(dictionaries, language));
      checkers.set(language, checker);
    }
    return checker;
  }
  return async (question) => {
    const { knows, suggest } = await checkerOf(question.language);
    if (question.ask === 'suggest') return [...new Set(suggest(question.word))].filter((suggestion) => suggestion !== question.word).slice(0, MAX_SUGGESTIONS);
    const known = (word: string): boolean => knows(word) || isKnownWord(word, PUBLIC);
    const isRight = question.language === 'ko' ? (word: string) => isCounted(word) || isBecoming(word, knows) || isCompound(word, known) : (word: string) => isEnglish(word.replace(/['’]s$/u, ''), knows);
    return question.words.filter((word) => !known(word) && !isRight(word));
  };
}

/** Of `the organisation’s` the noun is looked up. */
function isEnglish(word: string, knows: (word: string) => boolean): boolean {
  return knows(word) || isBritish(word, knows);
}
