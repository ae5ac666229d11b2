import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costsOf, priceOf } from '#shared/channels/costs.ts';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';

const told = (id: Parameters<typeof channelProfile>[0], text: string) => costsOf(channelProfile(id), text).map(({ start, end, reason, cost }) => [text.slice(start, end), reason, cost]);

test('on X: Hangul 2 each, an ellipsis 2, an emoji 2, an address 23', () => {
  expect(told('x', '서울 a… 😊 https://seoul.go.kr/long/address')).toEqual([
    ['서울', 'hangul', 4],
    [' a', 'plain', 2],
    ['…', 'sign', 2],
    [' ', 'plain', 1],
    ['😊', 'emoji', 2],
    [' ', 'plain', 1],
    ['https://seoul.go.kr/long/address', 'url', 23],
  ]);
});

test('on Mastodon an address is 23 and a remote mention its name', () => {
  expect(told('mastodon', '@alice@seoul.example @bob https://a.co')).toEqual([
    ['@alice@seoul.example', 'mention', 6],
    [' @bob ', 'plain', 6],
    ['https://a.co', 'url', 23],
  ]);
});

test('on Threads an emoji is its bytes, on YouTube everything is', () => {
  expect(told('threads', '가😊')).toEqual([['가', 'plain', 1], ['😊', 'emoji', 4]]);
  expect(told('youtube', '가a😊é')).toEqual([['가', 'hangul', 3], ['a', 'plain', 1], ['😊', 'emoji', 4], ['é', 'sign', 2]]);
});

test('places are those of the text as given, in pieces or not', () => {
  const given = '서울 #가을'.normalize('NFD');
  expect(costsOf(channelProfile('x'), given).map(({ start, end }) => given.slice(start, end).normalize('NFC'))).toEqual(['서울', ' #', '가을']);
});

describe.each(CHANNELS)('$id', (profile) => {
  test('the costs cover the text, and add up to what is used', () => {
    const piece = fc.constantFrom('가', '서울', 'a', ' ', '…', '😊', '👨‍👩‍👧‍👦', '🇰🇷', '❤️', '（', ' https://seoul.go.kr/a ', ' seoul.go.kr ', ' #서울', ' @alice@seoul.example ', '\n', 'é', 'ㅋ', '1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')), (text) => {
        const costs = costsOf(profile, text);
        expect(costs.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        const { used, unit } = profile.count(text);
        if (unit === profile.unit) expect(costs.reduce((sum, { cost }) => sum + cost, 0)).toBe(used);
      }),
    );
  });
});

test('a post with an address costs more on X, and nothing elsewhere', () => {
  const x = channelProfile('x');
  expect(priceOf(x, '안녕하세요')).toMatchObject({ price: { value: 0.015, unit: 'us-dollar' }, hasLink: false, linkDifference: 0.185 });
  expect(priceOf(x, '보기 seoul.go.kr')).toMatchObject({ price: { value: 0.2 }, hasLink: true, linkDifference: 0.185 });
  for (const profile of CHANNELS.filter(({ id }) => id !== 'x')) expect(priceOf(profile, 'https://a.co')).toBeNull();
});
