import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Language } from '#shared/domain/ids.ts';
import { checkSpelling, type SpellingMeans, type SpellingResult } from '#shared/language/spelling/check.ts';
import { copyDictionaries } from '../../../../scripts/lib/dictionaries.mjs';
import { createAnswerer } from '../../../../src/main/core/spelling/answerer.ts';
import { meansOf } from '../../shared/language/spelling/means.ts';

/** The dictionaries as the build lays them out, in a folder of the test's. */
export function dictionariesForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sotong-dictionaries-'));
  copyDictionaries(folder);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Checks as the window does it: what is not known is asked for, and then it is checked again. */
export function checkerFor(folder: string): (text: string, means?: Partial<SpellingMeans>) => Promise<SpellingResult> {
  const answer = createAnswerer(folder);
  const verdicts = new Map<string, 'right' | 'wrong'>();
  const key = (language: Language, word: string): string => `${language}:${word}`;
  return async (text, given = {}) => {
    const means = meansOf({ ...given, verdict: (language, word) => verdicts.get(key(language, word)) ?? 'unasked' });
    const { unasked } = checkSpelling(text, means, new Map());
    for (const language of ['ko', 'en'] as const) {
      const words = unasked.filter((each) => each.language === language).map(({ word }) => word);
      if (words.length === 0) continue;
      const wrong = new Set(await answer({ ask: 'lookUp', language, words }));
      for (const word of words) verdicts.set(key(language, word), wrong.has(word) ? 'wrong' : 'right');
    }
    return checkSpelling(text, means, new Map());
  };
}
