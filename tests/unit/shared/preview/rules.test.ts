import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';
import { graphemeStart } from '#shared/language/graphemes.ts';
import { foldIndex } from '#shared/preview/fold.ts';
import { gridOf } from '#shared/preview/grid.ts';
import { shownLines } from '#shared/preview/line-breaks.ts';
import { DEVICES, LOOKS } from '#shared/preview/looks.ts';
import { cardAddress, postViews } from '#shared/preview/post-view.ts';
import { shownUrl } from '#shared/preview/shown-url.ts';

const anyText = fc.array(fc.oneof(fc.constantFrom('\n', ' ', '한빛시 ', '#태그 ', '👨‍👩‍👧‍👦', 'https://hanbit.example/a/b ', '>>>\n', 'שלום ', 'e\u0301'), fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 60 }).map((parts) => parts.join(''));

describe('grids', () => {
  const rules = CHANNELS.flatMap(({ id }) => {
    const { media } = LOOKS[id];
    return media.way === 'grid' ? [media.rule] : [];
  });

  test('every cell belongs to exactly one picture, in order, and none is forgotten', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.array(fc.option(fc.double({ min: 0.1, max: 10, noNaN: true })), { minLength: 1, maxLength: 20 }), (rule, ratios) => {
        const { columns, rows, tiles, rest, ratio } = gridOf(rule, ratios);
        const owners = new Map<string, number>();
        tiles.forEach((tile, index) => {
          for (let row = tile.row; row < tile.row + tile.rows; row += 1) {
            for (let column = tile.column; column < tile.column + tile.columns; column += 1) {
              expect(owners.has(`${column}:${row}`)).toBe(false);
              owners.set(`${column}:${row}`, index);
            }
          }
        });
        expect(owners.size).toBe(columns * rows);
        expect(tiles.length + rest).toBe(ratios.length);
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(ratio).toBeGreaterThan(0);
      }),
    );
  });

  test('one picture alone keeps its shape within the limits of the channel', () => {
    const [rule] = rules;
    expect(rule && gridOf(rule, [1]).ratio).toBe(1);
    expect(rule && gridOf(rule, [0.2]).ratio).toBe(3 / 4);
  });
});

describe('folds', () => {
  test('the cut is inside the text, at a whole character, and never later with fewer lines', () => {
    fc.assert(
      fc.property(anyText, fc.option(fc.nat(300)), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 10, max: 80 }), (text, characters, lines, columns) => {
        const cut = foldIndex(text, characters, { lines, columns });
        const later = foldIndex(text, characters, { lines: lines + 1, columns });
        if (cut !== null) {
          expect(cut).toBeLessThan(text.length);
          expect(graphemeStart(text, cut)).toBe(cut);
        }
        expect(cut ?? text.length).toBeLessThanOrEqual(later ?? text.length);
      }),
    );
  });

  test('empty lines count as lines, and Hangul is as wide as two letters', () => {
    expect(foldIndex('가\n\n나\n다', null, { lines: 2, columns: 40 })).toBe(2);
    expect(foldIndex('가'.repeat(30), null, { lines: 1, columns: 40 })).toBe(20);
    expect(foldIndex('a'.repeat(30), null, { lines: 1, columns: 40 })).toBeNull();
    expect(foldIndex('가\n나\n', null, { lines: 2, columns: 40 })).toBeNull();
  });
});

describe('lines', () => {
  test('what is written stays; only empty lines may go', () => {
    fc.assert(fc.property(anyText, (text) => {
      const shown = shownLines(text, 'one-empty-line');
      expect(shown.replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
      expect(shown).not.toMatch(/\n[^\S\n]*\n[^\S\n]*\n/u);
      expect(shownLines(shown, 'one-empty-line')).toBe(shown);
    }));
    expect(shownLines('가\n\n\n \n나', 'one-empty-line')).toBe('가\n\n나');
    expect(shownLines('가\n\n\n나', 'kept')).toBe('가\n\n\n나');
  });
});

describe('addresses', () => {
  test.each([
    ['x', 'https://hanbit.example/news/winter-water-2026', 'hanbit.example/news/winter-…'],
    ['x', 'https://hanbit.example/', 'hanbit.example'],
    ['mastodon', 'https://www.hanbit.example/news/winter-water-2026', 'hanbit.example/news/winter-wat…'],
    ['bluesky', 'https://hanbit.example/news/winter-water-2026', 'hanbit.example/news/winter-...'],
    ['bluesky', 'https://hanbit.example/', 'hanbit.example'],
    ['whole', 'https://hanbit.example/', 'https://hanbit.example/'],
  ] as const)('%s shows %s as %s', (form, url, shown) => {
    expect(shownUrl(url, form)).toBe(shown);
  });

  test('never longer than written', () => {
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), fc.constantFrom('x', 'mastodon', 'bluesky', 'whole'), (url, form) => shownUrl(url, form).length <= url.length));
  });
});

describe('posts', () => {
  test('on every channel and device: entities lie in what is shown, folds too, and there is always a post', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANNELS), fc.constantFrom(...DEVICES), anyText, (profile, device, text) => {
        const views = postViews(profile, text, device);
        expect(views.length).toBeGreaterThan(0);
        for (const view of views) {
          for (const entity of view.entities) expect(view.text.slice(entity.start, entity.end)).toBe(entity.text);
          if (view.fold !== null) expect(view.fold).toBeLessThan(view.text.length);
        }
      }),
    );
  });

  test('a desk shows more of a text than a telephone where the figures say so', () => {
    const text = '가'.repeat(600);
    for (const id of ['facebook', 'linkedin'] as const) {
      const [phone, desktop] = DEVICES.map((device) => postViews(channelProfile(id), text, device)[0]?.fold ?? 0);
      expect(desktop).toBeGreaterThan(phone ?? 0);
    }
  });

  test('the attached address has the card; else the text has, and pictures take its place', () => {
    const entities = postViews(channelProfile('x'), 'a https://one.go.kr/ b https://two.go.kr/', 'phone')[0]?.entities ?? [];
    expect(cardAddress(LOOKS.x, '', entities, false)).toBe('https://two.go.kr/');
    expect(cardAddress(LOOKS.facebook, '', entities, false)).toBe('https://one.go.kr/');
    expect(cardAddress(LOOKS.facebook, 'https://three.example/', entities, false)).toBe('https://three.example/');
    expect(cardAddress(LOOKS.facebook, 'https://three.example/', entities, true)).toBeNull();
    expect(cardAddress(LOOKS.instagram, '', entities, false)).toBeNull();
    expect(cardAddress(LOOKS.facebook, 'https://', [], false)).toBeNull();
  });
});
