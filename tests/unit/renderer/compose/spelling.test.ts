import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LookedUp } from '#shared/contract/spelling-contract.ts';
import type { SpellingFinding } from '#shared/language/spelling/types.ts';
import { anchoredFindings } from '#renderer/features/compose/spelling/anchor.ts';
import { parseIgnored, withIgnored } from '#renderer/features/compose/spelling/ignored.ts';
import { createLookups } from '#renderer/features/compose/spelling/lookups.ts';

const finding = (text: string, start: number, end: number): SpellingFinding => ({ id: `${start}`, kind: 'word', level: 'warning', language: 'ko', word: text.slice(start, end), rule: null, mend: null, better: '', note: '', start, end });

it('carries findings to a later text where their words still stand, and drops the others', () => {
  const text = fc.string({ unit: fc.constantFrom('가', '나', ' ', 'a', '.'), maxLength: 20 });
  fc.assert(
    fc.property(text, text, text, text, (head, removed, inserted, tail) => {
      const before = head + removed + tail;
      const after = head + inserted + tail;
      const findings = [...before.matchAll(/[가나a]+/gu)].map((match) => finding(before, match.index, match.index + match[0].length));
      for (const { start, end, word } of anchoredFindings(findings, before, after)) {
        expect(after.slice(start, end)).toBe(word);
        // Still a whole word.
        expect(after.slice(start - 1, start) + after.slice(end, end + 1)).not.toMatch(/[가나a]/u);
      }
    }),
  );
  expect(anchoredFindings([finding('역활 하나', 0, 2)], '역활 하나', '역활 둘')).toHaveLength(1);
  expect(anchoredFindings([finding('역활', 0, 2)], '역활', '역활 ')).toHaveLength(1);
  expect(anchoredFindings([finding('역활', 0, 2)], '역활', '역활을')).toHaveLength(0);
});

it('asks about each word once, and remembers what is wrong', async () => {
  const asked: string[][] = [];
  const lookups = createLookups((_language, words) => {
    asked.push(words);
    return Promise.resolve<LookedUp>({ state: 'ready', wrong: words.filter((word) => word.startsWith('역')) });
  });
  await lookups.ask([{ language: 'ko', word: '역활' }, { language: 'ko', word: '시민' }, { language: 'ko', word: '역활' }]);
  expect(asked).toEqual([['역활', '시민']]);
  expect([lookups.verdict('ko', '역활'), lookups.verdict('ko', '시민'), lookups.verdict('en', '시민')]).toEqual(['wrong', 'right', 'unasked']);
});

it('leaves words unasked while a dictionary is in trouble, and says so until it answers', async () => {
  let state: LookedUp['state'] = 'missing';
  const lookups = createLookups(() => Promise.resolve({ state, wrong: [] }));
  await lookups.ask([{ language: 'en', word: 'city' }]);
  expect(lookups.trouble()).toEqual({ en: 'missing' });
  expect(lookups.verdict('en', 'city')).toBe('unasked');
  state = 'ready';
  await lookups.ask([{ language: 'en', word: 'city' }]);
  expect(lookups.trouble()).toEqual({});
  expect(lookups.verdict('en', 'city')).toBe('right');
});

it('keeps what is ignored for the latest texts, and reads nothing from nonsense', () => {
  let ignored = parseIgnored(null);
  for (let place = 0; place < 250; place += 1) ignored = withIgnored(ignored, `text-${place}`, '역활');
  ignored = withIgnored(ignored, 'text-249', '역활');
  expect(ignored.size).toBe(200);
  expect(ignored.get('text-249')).toEqual(['역활']);
  expect(ignored.has('text-0')).toBe(false);
  expect(parseIgnored(JSON.stringify([...ignored]))).toEqual(ignored);
  for (const nonsense of ['', '{', '7', '[1,["a"],["b",[1]]]']) expect(parseIgnored(nonsense).size).toBe(0);
});
