import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRank } from '#renderer/app/command-search.ts';

const publish = ['발행', 'Publish'];

describe('matchRank', () => {
  it.each(['발', '발ㅎ', '바', 'ㅂㅎ', 'qkfgod', 'qkf', 'publish', 'PUB', '발행', ' 발 행 ', 'ㅔㅕㅠ'])('finds 발행 by %s', (typed) => {
    expect(matchRank(publish, typed)).not.toBeNull();
  });

  it('finds by words that the other keyboard cannot make sense of, and never throws', () => {
    expect(matchRank(['Angry face with horns'], 'angry face with horns')).toBe(0);
    fc.assert(fc.property(fc.stringMatching(/^[a-zA-Z]{0,24}$/u), (typed) => void matchRank(publish, typed)));
  });

  it.each(['ㅎㅂ', '빌행', 'zzz', '발행하기', 'publishing'])('does not find it by %s', (typed) => {
    expect(matchRank(publish, typed)).toBeNull();
  });

  it('finds initial consonants that the keyboard has joined', () => {
    expect(matchRank(['검색', 'Search'], 'ㄳ')).not.toBeNull();
    expect(matchRank(['값', 'Value'], 'ㄳ')).toBeNull();
  });

  it('finds decomposed Hangul, as some systems type it', () => {
    expect(matchRank(publish, '발행'.normalize('NFD'))).toBe(0);
  });

  it('puts a beginning before a middle, and a middle before initial consonants', () => {
    const start = matchRank(['보관함', 'Library'], '보');
    const middle = matchRank(['스토리 보관', 'Archive story'], '보');
    const initials = matchRank(['스토리 보관', 'Archive story'], 'ㅂㄱ');
    expect(start).toBeLessThan(middle ?? -1);
    expect(middle).toBeLessThan(initials ?? -1);
  });

  it('puts what was typed before a guess at the other keyboard', () => {
    expect(matchRank(['Go', '이동'], 'go')).toBeLessThan(matchRank(['해', 'x'], 'go') ?? -1);
  });

  it('finds everything when nothing is typed', () => {
    expect(matchRank(publish, '  ')).toBe(0);
  });
});
