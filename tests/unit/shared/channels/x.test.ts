import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import twitter from 'twitter-text';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { countWeighted, entitiesOfX } from '#shared/channels/twitter-text.ts';
import { x } from '#shared/channels/profiles/x.ts';
import vectors from '../../../fixtures/channels/x-counts.json' with { type: 'json' };

interface OwnVector {
  readonly what: string;
  readonly text: string;
  readonly repeat?: number;
  readonly used: number;
  readonly overflowAt?: number | null;
}

describe('own vectors', () => {
  test.each(vectors as readonly OwnVector[])('$what', ({ text, repeat = 1, used, overflowAt }) => {
    const count = x.count(text.repeat(repeat));
    expect(count.used).toBe(used);
    if (overflowAt !== undefined) expect(count.overflowAt).toBe(overflowAt);
  });

  test('what remains is told in Hangul as well', () => {
    expect(x.count('가'.repeat(100))).toMatchObject({ remaining: 80, remainingHangul: 40 });
    expect(x.count('a'.repeat(279))).toMatchObject({ remaining: 1, remainingHangul: 0 });
    expect(x.count('a'.repeat(281))).toMatchObject({ remaining: -1, remainingHangul: -1 });
  });

  test('an address that does not fit overflows as a whole', () => {
    const text = `${'a'.repeat(270)} https://seoul.go.kr/news 끝`;
    expect(x.count(text).overflowAt).toBe(271);
  });

  test('hashtags by Korean rules', () => {
    const tags = (text: string) => entitiesOfX(text).filter(({ kind }) => kind === 'hashtag').map((entity) => entity.text);
    expect(tags('#서울시장 발표')).toEqual(['#서울시장']);
    expect(tags('#2026 안녕#붙임')).toEqual([]);
    expect(tags('#서울시장이 말했다')).toEqual(['#서울시장이']);
    expect(tags('#서울_시장·보궐')).toEqual(['#서울_시장·보궐']);
  });

  test('places are those of the text as given, in separate jamo too', () => {
    const given = '안녕하세요 #서울'.normalize('NFD');
    const [tag] = entitiesOfX(given);
    expect(given.slice(tag?.start, tag?.end).normalize('NFC')).toBe('#서울');
  });
});

describe('long texts are read in pieces', () => {
  const word = fc.constantFrom('가나다', 'https://seoul.go.kr/a', 'seoul.go.kr', '#서울', '@seoul', '😊😊', '\n', 'a@b.com', '(https://a.co/x)', '👨‍👩‍👧‍👦');
  const text = fc.array(word, { minLength: 200, maxLength: 400 }).map((words) => words.join(' '));

  test('and cost what the whole costs', () => {
    fc.assert(
      fc.property(text, (long) => {
        expect(long.length).toBeGreaterThan(1_000);
        expect(countWeighted(long, 280).used).toBe(twitter.parseTweet(long).weightedLength);
      }),
      { numRuns: 30 },
    );
  });

  test('and hold the same entities', () => {
    fc.assert(
      fc.property(text, (long) => {
        const urls = twitter.extractUrlsWithIndices(long, { extractUrlsWithoutProtocol: true }).map(({ indices }) => indices);
        expect(entitiesOfX(long).filter(({ kind }) => kind === 'url').map(({ start, end }) => [start, end])).toEqual(urls);
        const tags = twitter.extractHashtagsWithIndices(long).map(({ indices }) => indices);
        expect(entitiesOfX(long).filter(({ kind }) => kind === 'hashtag').map(({ start, end }) => [start, end])).toEqual(tags);
      }),
      { numRuns: 30 },
    );
  });

  test('so that a text made to be slow is counted in time', () => {
    // The package alone takes about 15 s for this; the test's own time-out is the judge.
    expect(countWeighted('a.'.repeat(50_000), 280).used).toBeGreaterThan(99_000);
  });
});

/** The platform's own cases, where they have been put beside the project. */
const FOLDER = new URL('../../../../../shared/vectors/twitter-text/', import.meta.url);
const present = existsSync(FOLDER);

interface WeightedCase {
  readonly description: string;
  readonly text: string;
  readonly expected: { readonly weightedLength: number; readonly valid: boolean; readonly validRangeEnd: number };
}
interface ExtractCase {
  readonly description: string;
  readonly text: string;
  readonly expected: readonly string[];
}

interface IndexedCase {
  readonly description: string;
  readonly text: string;
  readonly expected: readonly { readonly indices: readonly [number, number] }[];
}

function cases<T>(file: string, list: string): T[] {
  if (!present) return [];
  const document = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { readonly tests: Readonly<Record<string, T[]>> };
  return document.tests[list] ?? [];
}

describe.skipIf(!present)('vectors of the platform (skipped when ../shared/vectors/twitter-text is absent)', () => {
  test('are there', () => {
    expect(cases<WeightedCase>('validate.yml', 'WeightedTweetsWithDiscountedEmojiCounterTest').length).toBe(22);
    expect(cases<ExtractCase>('extract.yml', 'hashtags').length).toBeGreaterThan(50);
  });

  test.each(cases<WeightedCase>('validate.yml', 'WeightedTweetsWithDiscountedEmojiCounterTest'))('weight: $description', ({ text, expected }) => {
    const count = x.count(text);
    expect(count.used).toBe(expected.weightedLength);
    if (expected.weightedLength > 280) expect(count.overflowAt).toBe(expected.validRangeEnd + 1);
    else expect(count.overflowAt).toBeNull();
  });

  test.each(cases<WeightedCase>('validate.yml', 'UnicodeDirectionalMarkerCounterTest'))('direction: $description', ({ text, expected }) => {
    expect(x.count(text).used).toBe(expected.weightedLength);
  });

  test.each(cases<ExtractCase>('extract.yml', 'hashtags'))('hashtags: $description', ({ text, expected }) => {
    // An entity inside an address is the address's: the package's own hashtag list leaves those out as well.
    const found = entitiesOfX(text).filter(({ kind }) => kind === 'hashtag').map((entity) => entity.text.slice(1).normalize('NFC'));
    expect(found).toEqual(expected.map((tag) => tag.normalize('NFC')));
  });

  test.each(cases<ExtractCase>('extract.yml', 'mentions'))('mentions: $description', ({ text, expected }) => {
    const found = entitiesOfX(text).filter(({ kind }) => kind === 'mention').map((entity) => entity.text.slice(1));
    expect(found).toEqual(expected);
  });

  test.each([
    ...cases<IndexedCase>('extract.yml', 'hashtags_with_indices').map((each) => ({ ...each, kind: 'hashtag' })),
    ...cases<IndexedCase>('extract.yml', 'mentions_with_indices').map((each) => ({ ...each, kind: 'mention' })),
    ...cases<IndexedCase>('extract.yml', 'urls_with_indices').map((each) => ({ ...each, kind: 'url' })),
    ...cases<IndexedCase>('extract.yml', 'urls_with_directional_markers').map((each) => ({ ...each, kind: 'url' })),
  ])('places of each $kind: $description', ({ text, kind, expected }) => {
    // The platform's places are in code points.
    const place = (index: number): number => Array.from(text.slice(0, index)).length;
    const found = entitiesOfX(text).filter((entity) => entity.kind === kind).map(({ start, end }) => [place(start), place(end)]);
    expect(found).toEqual(expected.map(({ indices }) => indices));
  });

  test.each(cases<ExtractCase>('extract.yml', 'hashtags_from_astral'))('astral hashtags: $description', ({ text, expected }) => {
    expect(entitiesOfX(text).filter(({ kind }) => kind === 'hashtag').map((entity) => entity.text.slice(1))).toEqual(expected);
  });

  test.each(cases<ExtractCase>('extract.yml', 'urls'))('addresses: $description', ({ text, expected }) => {
    const found = entitiesOfX(text).filter(({ kind }) => kind === 'url').map((entity) => entity.text);
    expect(found).toEqual(expected);
  });
});
