import { expect, test } from 'vitest';
import { checks as en } from '#shared/i18n/en/checks.ts';
import { checks as ko } from '#shared/i18n/ko/checks.ts';

const english: Readonly<Record<string, string>> = en;
const korean: Readonly<Record<string, string>> = ko;

/** `{{count}}` chooses a plural in English and may go unsaid in Korean, and `hangul` is for those who write it. */
function values(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? '').filter((name) => name !== 'count' && name !== 'hangul').toSorted();
}

test('Korean says what English says: every key but the singulars', () => {
  expect(Object.keys(korean).toSorted()).toEqual(Object.keys(english).filter((key) => !key.endsWith('_one')).toSorted());
});

test('a singular has its plural', () => {
  for (const key of Object.keys(english)) if (key.endsWith('_one')) expect(english).toHaveProperty(key.replace(/_one$/u, '_other'));
});

test.each(Object.keys(korean))('%s uses the same values', (key) => {
  expect(values(korean[key] ?? '')).toEqual(values(english[key] ?? ''));
});

test('no Korean particle is left to chance after a value, and none is written twice', () => {
  for (const text of Object.values(korean)) {
    expect(text).not.toMatch(/\{\{\w+\}\}(?:은|는|이|가|을|를|과|와|으로|로)(?:[^가-힣]|$)/u);
    expect(text).not.toMatch(/[을은이과]\([를는가와]\)/u);
  }
});
