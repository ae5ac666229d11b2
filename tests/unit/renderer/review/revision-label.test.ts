import { describe, expect, it } from 'vitest';
import type { RevisionView } from '#shared/contract/views.ts';
import { newestFirst, revisionNumbers, shortHash } from '#renderer/components/revision-label.ts';

const node = (id: string, ...parents: string[]) => ({ id, parents });

describe('revision numbers', () => {
  it('count from the graph, whatever the order of the list', () => {
    const history = [node('c', 'b'), node('a'), node('m', 'c', 'd'), node('b', 'a'), node('d', 'a')];
    expect(Object.fromEntries(revisionNumbers(history))).toEqual({ a: 1, b: 2, c: 3, d: 2, m: 4 });
  });

  it('bear holes and a long history', () => {
    expect(revisionNumbers([node('b', 'gone')]).get('b')).toBe(1);
    const long = Array.from({ length: 20_000 }, (_, index) => (index === 0 ? node('r0') : node(`r${index}`, `r${index - 1}`))).toReversed();
    expect(revisionNumbers(long).get('r19999')).toBe(20_000);
  });

  it('end even where the parents go in a circle', () => {
    expect(revisionNumbers([node('a', 'b'), node('b', 'a')]).size).toBe(2);
  });

  it('list the newest first', () => {
    const revision = (id: string, ...parents: string[]): RevisionView => ({ id, parents }) as unknown as RevisionView;
    expect(newestFirst([revision('a'), revision('b', 'a'), revision('c', 'b')]).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('shorten a hash to eight digits', () => {
    expect(shortHash('0123456789abcdef'.repeat(4))).toBe('01234567');
  });
});
