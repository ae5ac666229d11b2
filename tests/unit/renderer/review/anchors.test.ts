import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, followAnchor, shortQuote } from '#shared/domain/anchors.ts';

describe('anchors', () => {
  it('leaves out white space at the ends and refuses an empty range', () => {
    expect(anchorOf('청년 월세 지원', 2, 6)).toEqual({ start: 3, end: 5, quote: '월세' });
    expect(anchorOf('청년 월세', 5, 3)).toEqual({ start: 3, end: 5, quote: '월세' });
    expect(anchorOf('청년 월세', 2, 3)).toBeNull();
    expect(anchorOf('', 0, 0)).toBeNull();
  });

  it('follows text that moved, and says so when it is gone (R05)', () => {
    const from = '청년 월세 지원\n매월 20만 원';
    const anchor = anchorOf(from, 9, 11);
    if (anchor === null) throw new Error('no anchor');
    expect(anchor.quote).toBe('매월');
    const place = (to: string): string | null => {
      const range = followAnchor(anchor, from, to);
      return range === null ? null : to.slice(range.start, range.end);
    };
    expect(place(from)).toBe('매월');
    expect(place(`안내: ${from}`)).toBe('매월');
    expect(place('매월 20만 원\n청년 월세 지원')).toBe('매월');
    expect(place('청년 월세 지원\n달마다 20만 원')).toBeNull();
    expect(place('')).toBeNull();
  });

  it('takes the place that the words really have where the same words come twice', () => {
    const from = '신청 신청 신청';
    const anchor = anchorOf(from, 3, 5);
    if (anchor === null) throw new Error('no anchor');
    expect(followAnchor(anchor, from, `먼저 ${from}`)).toEqual({ start: 6, end: 8 });
    expect(followAnchor(anchor, null, from)).toEqual({ start: 3, end: 5 });
  });

  it('never points at other words, whatever was edited', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), fc.nat(40), fc.nat(40), (from, to, a, b) => {
        const anchor = anchorOf(from, a, b);
        if (anchor === null) return;
        const range = followAnchor(anchor, from, to);
        if (range !== null) expect(to.slice(range.start, range.end)).toBe(anchor.quote);
      }),
    );
  });

  it('finds words that stand before or after an edit where they were', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ minLength: 1, maxLength: 10 }), fc.string({ maxLength: 20 }), fc.string({ maxLength: 10 }), (before, words, after, added) => {
        const from = `${before}${words}${after}`;
        const anchor = anchorOf(from, before.length, before.length + words.length);
        if (anchor === null) return;
        expect(followAnchor(anchor, from, from + added)).toEqual({ start: anchor.start, end: anchor.end });
        expect(followAnchor(anchor, from, added + from)).not.toBeNull();
      }),
    );
  });

  it('shortens a quote between characters', () => {
    expect(shortQuote('가나다라', 3)).toBe('가나…');
    expect(shortQuote('👨‍👩‍👧가나', 2)).toBe('👨‍👩‍👧…');
    expect(shortQuote(' 가\n나 ')).toBe('가 나');
  });
});
