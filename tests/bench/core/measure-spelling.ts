import { createHash } from 'node:crypto';
import type { Language } from '#shared/domain/ids.ts';
import { checkSpelling, type SpellingMeans } from '#shared/language/spelling/check.ts';
import { glossaryOf } from '#shared/language/spelling/glossary.ts';
import { knownWords } from '#shared/language/spelling/known-words.ts';
import { createAnswerer } from '../../../src/main/core/spelling/answerer.ts';
import { inTurns, type Measure, timed } from './measure.ts';
import { storyText } from './texts.ts';

const ROUNDS = 40;
const LENGTH = 3_000;
/** Korean, each asked for once: the search for suggestions is the longest that anybody waits for. */
const MISSPELT = ['역활을', '오랫만에', '신청하새요', '설겆이를', '깨끗히', '틈틈히', '바람니다', '개최합니댜', '시민에개', '떡볶기'];

/**
 * The spelling of a text of 3,000 characters, Korean and English in turn, against taking it apart into words and hashing each,
 * which is the least that anybody has to do who looks words up.
 */
export async function measureSpelling(dictionaries: string): Promise<Measure[]> {
  const answer = createAnswerer(dictionaries);
  const text = mixedText();
  const verdicts = new Map<string, 'right' | 'wrong'>();
  const means: SpellingMeans = {
    languages: new Set<Language>(['ko', 'en']), verdict: (language, word) => verdicts.get(`${language}:${word}`) ?? 'unasked', known: knownWords([]), glossary: glossaryOf([], []), plainWords: true, ignored: new Set(),
  };
  const load = await timed(() => answer({ ask: 'lookUp', language: 'ko', words: ['시민'] }));
  const loadEnglish = await timed(() => answer({ ask: 'lookUp', language: 'en', words: ['city'] }));
  const { unasked } = checkSpelling(text, means, new Map());
  const words = (language: Language): string[] => [...new Set(unasked.filter((each) => each.language === language).map(({ word }) => word))];
  const [korean, english] = [words('ko'), words('en')];
  const lookUp = async (): Promise<void> => {
    for (const [language, own] of [['ko', korean], ['en', english]] as const) {
      const wrong = new Set(await answer({ ask: 'lookUp', language, words: own }));
      for (const word of own) verdicts.set(`${language}:${word}`, wrong.has(word) ? 'wrong' : 'right');
    }
  };
  const floor = (): number => text.split(/[^\p{L}]+/u).reduce((sum, word) => sum + (createHash('sha1').update(word).digest()[0] ?? 0), 0);
  const looked = await inTurns(ROUNDS, lookUp, floor);
  // With all verdicts there: what the window does once a text has settled, when all of it is new and when one paragraph is.
  const whole = await inTurns(ROUNDS, () => checkSpelling(text, means, new Map()), floor);
  const cache = new Map();
  checkSpelling(text, means, cache);
  const one = await inTurns(ROUNDS, (round) => checkSpelling(`${text}\n${String(round)} 새 문단을 씁니다.`, means, cache), floor);
  const suggested: number[] = [];
  for (const word of MISSPELT) suggested.push(await timed(() => answer({ ask: 'suggest', language: 'ko', word })));
  const against = (values: { readonly values: number[]; readonly floor: number[] }): Pick<Measure, 'values' | 'floor' | 'unit' | 'part'> => ({ part: 'spelling', unit: 'ms', values: values.values, floor: { name: 'split and hash', values: values.floor } });
  return [
    { part: 'spelling', name: 'spelling: the Korean dictionary is read', unit: 'ms', values: [load] },
    { part: 'spelling', name: 'spelling: the English dictionary is read', unit: 'ms', values: [loadEnglish] },
    { ...against(looked), name: `spelling: all ${String(korean.length + english.length)} words of 3,000 characters looked up, in the thread` },
    { ...against(whole), name: 'spelling: rules and words of 3,000 characters, in the window' },
    { ...against(one), name: 'spelling: the same, one paragraph new' },
    { part: 'spelling', name: 'spelling: suggestions for a Korean word', unit: 'ms', values: suggested },
  ];
}

function mixedText(): string {
  let text = '';
  for (let n = 0; text.length < LENGTH; n += 1) {
    const { ko, en } = storyText(n);
    text += `${n % 3 === 2 ? en : ko}\n`;
  }
  return text.slice(0, LENGTH);
}
