import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetsOf } from '#shared/channels/bluesky-facets.ts';
import { bluesky } from '#shared/channels/profiles/bluesky.ts';
import { mastodon } from '#shared/channels/profiles/mastodon.ts';
import { threads } from '#shared/channels/profiles/threads.ts';
import { youtube } from '#shared/channels/profiles/youtube.ts';
import { CHANNELS } from '#shared/channels/registry.ts';
import { countGraphemes } from '#shared/language/graphemes.ts';
import vectors from '../../../fixtures/channels/bluesky-facets.json' with { type: 'json' };

const encoder = new TextEncoder();
const bytes = (text: string): number => encoder.encode(text.normalize('NFC')).length;
const word = fc.constantFrom('가', '각', '서울', '#서울', '@seoul.go.kr', 'https://seoul.go.kr/가?b=1', 'seoul.go.kr', '…', '（끝）', '😊', '👨‍👩‍👧‍👦', '🇰🇷', '❤️', 'ㅋㅋ', 'a', '1', '@a@b.example', '#2026', '\n');
const writing = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));

interface FacetVector {
  readonly what: string;
  readonly text: string;
  readonly facets: readonly (readonly [kind: string, byteStart: number, byteEnd: number, value: string])[];
}

describe('Bluesky', () => {
  test.each(vectors as unknown as readonly FacetVector[])('facets: $what', ({ text, facets }) => {
    expect(facetsOf(text).map(({ kind, byteStart, byteEnd, value }) => [kind, byteStart, byteEnd, value])).toEqual(facets);
  });

  test('the bytes of a facet are those of what was written', () => {
    fc.assert(
      fc.property(writing, (text) => {
        const sent = encoder.encode(text.normalize('NFC'));
        const decoder = new TextDecoder();
        const cut = facetsOf(text).map(({ byteStart, byteEnd }) => decoder.decode(sent.slice(byteStart, byteEnd)));
        expect(cut).toEqual(bluesky.entities(text.normalize('NFC')).map((entity) => entity.text));
        expect(facetsOf(text.normalize('NFD'))).toEqual(facetsOf(text));
      }),
    );
  });

  test('a tag that ends inside an emoji is shown to end before it', () => {
    expect(bluesky.entities('#가족👨‍👩‍👧‍👦 #👨‍👩‍👧‍👦').map((entity) => entity.text)).toEqual(['#가족']);
  });

  test('300 graphemes, whatever they are made of', () => {
    expect(bluesky.count('가'.repeat(300))).toMatchObject({ used: 300, remaining: 0, unit: 'grapheme', overflowAt: null });
    expect(bluesky.count('가'.repeat(301))).toMatchObject({ used: 301, remaining: -1, overflowAt: 300 });
    expect(bluesky.count('🇰🇷')).toMatchObject({ used: 1 });
  });

  test('and 3,000 bytes: 120 families are too many, though they are 120 graphemes', () => {
    const families = '👨‍👩‍👧‍👦'.repeat(121);
    expect(bluesky.count('👨‍👩‍👧‍👦'.repeat(120))).toMatchObject({ used: 120, unit: 'grapheme', overflowAt: null });
    expect(bluesky.count(families)).toMatchObject({ used: 3_025, limit: 3_000, remaining: -25, unit: 'utf8-byte', overflowAt: families.length - '👨‍👩‍👧‍👦'.length });
  });

  test('over both limits it tells graphemes, and marks from the first that is exceeded', () => {
    const text = '👨‍👩‍👧‍👦'.repeat(301);
    expect(bluesky.count(text)).toMatchObject({ used: 301, unit: 'grapheme', overflowAt: 120 * '👨‍👩‍👧‍👦'.length });
  });
});

describe('Mastodon', () => {
  test('an address is 23, as its own test has it', () => {
    expect(mastodon.count(`${'a'.repeat(476)} http://${'b'.repeat(30)}.com/example`)).toMatchObject({ used: 500, remaining: 0 });
    expect(mastodon.count('https://a.co').used).toBe(23);
    expect(mastodon.count(`https://seoul.go.kr/${'a'.repeat(300)}`).used).toBe(23);
  });

  test('only the name of a remote mention counts, as its own test has it', () => {
    expect(mastodon.count(`${'a'.repeat(475)} @alice@${'b'.repeat(30)}.com`)).toMatchObject({ used: 482 });
    expect(mastodon.count('@alice@seoul.example 님').used).toBe('@alice 님'.length);
    expect(mastodon.count('@alice 님').used).toBe('@alice 님'.length);
  });

  test('an address without its protocol counts in full', () => {
    expect(mastodon.count('seoul.go.kr').used).toBe(11);
  });

  test('an address that does not fit overflows as a whole, and so does a mention', () => {
    expect(mastodon.count(`${'가'.repeat(490)} https://seoul.go.kr 끝`).overflowAt).toBe(491);
    expect(mastodon.count(`${'가'.repeat(495)} @alice@seoul.example`).overflowAt).toBe(496);
  });

  test('hashtags: digits alone are none, and a separator at the end is not its own', () => {
    const tags = (text: string) => mastodon.entities(text).filter(({ kind }) => kind === 'hashtag').map((entity) => entity.text);
    expect(tags('#2026 #서울시장이 말했다 안녕#붙임 #서울·부산 #끝·')).toEqual(['#서울시장이', '#서울·부산', '#끝']);
  });

  test('graphemes, but for what has a price of its own', () => {
    fc.assert(
      fc.property(writing, (text) => {
        let plain = text.normalize('NFC');
        for (const entity of mastodon.entities(plain).toReversed()) {
          const placeholder = entity.kind === 'url' ? 'x'.repeat(23) : entity.kind === 'mention' ? `@${entity.text.split('@')[1] ?? ''}` : entity.text;
          plain = plain.slice(0, entity.start) + placeholder + plain.slice(entity.end);
        }
        expect(mastodon.count(text).used).toBe(countGraphemes(plain));
      }),
    );
  });
});

describe('Threads', () => {
  test('a character is one, an emoji its bytes', () => {
    expect(threads.count('가나다abc…').used).toBe(7);
    expect(threads.count('😊').used).toBe(4);
    expect(threads.count('❤️').used).toBe(bytes('❤️'));
    expect(threads.count('🇰🇷').used).toBe(8);
    expect(threads.count('👨‍👩‍👧‍👦').used).toBe(25);
    expect(threads.count('1️⃣ 2').used).toBe(bytes('1️⃣') + 2);
  });

  test('125 simple emoji fill a post, and the next one overflows whole', () => {
    expect(threads.count('😊'.repeat(125))).toMatchObject({ remaining: 0, overflowAt: null });
    expect(threads.count(`${'가'.repeat(497)}😊`)).toMatchObject({ used: 501, remaining: -1, overflowAt: 497 });
  });
});

describe('YouTube', () => {
  test('bytes: 1,666 Hangul syllables and not one more', () => {
    expect(youtube.count('가'.repeat(1_666))).toMatchObject({ used: 4_998, remaining: 2, remainingHangul: 0, overflowAt: null });
    expect(youtube.count('가'.repeat(1_667))).toMatchObject({ used: 5_001, remainingHangul: -1, overflowAt: 1_666 });
    expect(youtube.count('a'.repeat(5_000))).toMatchObject({ remaining: 0 });
  });

  test('are those of UTF-8, of the composed text, with U+FFFD for half a pair', () => {
    fc.assert(
      fc.property(fc.oneof(writing, fc.string({ unit: 'binary', maxLength: 100 })), (text) => {
        expect(youtube.count(text).used).toBe(bytes(text));
      }),
    );
  });

  test('handles in any script', () => {
    expect(youtube.entities('@서울시 @a @seoul.city! 메일 a@b.example').filter(({ kind }) => kind === 'mention').map((entity) => entity.text)).toEqual(['@서울시', '@seoul.city']);
  });
});

describe.each(CHANNELS)('Korean on $id', (profile) => {
  test.each(['각', '서울시장이 말했다', '힣ㅋㅋ', '가나 #서울 끝…', '“안녕”（하세요）', '한글 https://seoul.go.kr/각'])('%s costs the same composed and in pieces', (text) => {
    expect(profile.count(text.normalize('NFD')).used).toBe(profile.count(text.normalize('NFC')).used);
  });

  test('a jamo, an ellipsis and full-width signs cost something each, and no more than four', () => {
    for (const sign of ['ㅋ', 'ㅏ', '…', '（', '）', '，', '。', '！', '~', '·', '※', '₩']) {
      const { used } = profile.count(sign);
      expect(used, sign).toBeGreaterThanOrEqual(1);
      expect(used, sign).toBeLessThanOrEqual(4);
    }
  });

  test('what remains in Hangul is how many more syllables fit', () => {
    fc.assert(
      fc.property(writing, (text) => {
        const { remainingHangul, limit } = profile.count(`${text} `);
        if (limit === null || remainingHangul === null || remainingHangul < 0 || remainingHangul > 3_000) return;
        expect(profile.count(`${text} ${'가'.repeat(remainingHangul)}`).remaining).toBeGreaterThanOrEqual(0);
        expect(profile.count(`${text} ${'가'.repeat(remainingHangul + 1)}`).remaining).toBeLessThan(0);
      }),
      { numRuns: 25 },
    );
  });

  test('a tag right after a word is none, where the channel has tags', () => {
    const tags = (text: string) => profile.entities(text).filter(({ kind }) => kind === 'hashtag').map((entity) => entity.text);
    expect(tags('안녕#붙임')).toEqual([]);
    if (profile.grammar !== 'links') expect(tags('#서울시장이 말했다')).toEqual(['#서울시장이']);
  });
});
