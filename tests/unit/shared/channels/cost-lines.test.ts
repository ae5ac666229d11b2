import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costLines } from '#shared/channels/cost-lines.ts';
import { costsOf } from '#shared/channels/costs.ts';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';

const total = (lines: readonly { readonly cost: number }[]): number => lines.reduce((sum, { cost }) => sum + cost, 0);
const piece = fc.oneof(
  fc.constantFrom('한빛시', ' ', 'a', '…', '🌙', '👨‍👩‍👧‍👦', '#소통', '@hanbit', '@hanbit@mastodon.example', 'https://hanbit.example.com/a?b=c', '\n', '가'.normalize('NFD'), 'é', '！'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);

describe('What a text costs, in lines', () => {
  it('adds up to the count, on every channel', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANNELS), fc.array(piece, { maxLength: 12 }), (profile, pieces) => {
        const text = pieces.join('').replaceAll('>>>', '');
        const lines = costLines(profile, text);
        expect(total(lines)).toBe(total(costsOf(profile, text)));
        for (const { times, each, cost } of lines) expect(times * each).toBe(cost);
      }),
    );
  });

  it('tells an address, each emoji and each sign by itself, the rest together', () => {
    const text = '한빛시 소식… 🌙🌙 https://hanbit.example.com/very/long/address/of/a/page';
    const lines = costLines(channelProfile('x'), text);
    expect(lines.map(({ reason, what, times, each }) => [reason, what, times, each])).toEqual([
      ['url', 'https://hanbit.example.com/very/long/address/of/a/page', 1, 23],
      ['hangul', '', 5, 2],
      ['emoji', '🌙', 2, 2],
      ['plain', '', 3, 1],
      ['sign', '…', 1, 2],
    ]);
    for (const { what, start, end } of lines) if (what !== '') expect(text.slice(start, end)).toBe(what);
  });
});
