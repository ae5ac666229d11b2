import { describe, expect, it } from 'vitest';
import { hiddenDifference } from '#renderer/features/review/model/lookalikes.ts';

describe('differences that the eye misses', () => {
  it.each([
    ['zero-width space', '신청', '신\u200b청', 'invisible', ['U+200B']],
    ['no-break space', '청년 월세', '청년\u00a0월세', 'invisible', ['U+0020', 'U+00A0']],
    ['an addition of nothing visible', '', '\u2060', 'invisible', ['U+2060']],
    ['Cyrillic o', 'hanbit.go.kr', 'hanbit.gо.kr', 'look-alike', ['U+006F', 'U+043E']],
    ['full-width digits', '20만', '２０만', 'look-alike', ['U+0032', 'U+0030', 'U+FF12', 'U+FF10']],
    ['jamo in pieces', '월', '월'.normalize('NFD'), 'look-alike', ['U+C6D4', 'U+110B', 'U+116F', 'U+11AF']],
    ['another dash', '9-10시', '9–10시', 'look-alike', ['U+002D', 'U+2013']],
  ])('finds %s', (_name, before, after, kind, codes) => {
    expect(hiddenDifference(before, after)).toEqual({ kind, codes });
  });

  it.each([
    ['the same', '신청', '신청'],
    ['other words', '23일', '24일'],
    ['one ordinary space more', '청년 월세', '청년  월세'],
    ['an ordinary addition', '', '신청'],
  ])('is silent about %s', (_name, before, after) => {
    expect(hiddenDifference(before, after)).toBeNull();
  });
});
