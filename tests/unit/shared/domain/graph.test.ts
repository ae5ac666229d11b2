import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, headsOf, isAncestor, newestCommonAncestor } from '#shared/domain/graph.ts';
import type { GraphNode } from '#shared/domain/graph.ts';

function graph(text: string): GraphNode[] {
  return text.split(' ').map((node) => {
    const [id = '', parents = ''] = node.split(':');
    return { id, parents: parents === '' ? [] : parents.split(',') };
  });
}

const FORK = graph('a b:a c:b d:b e:c,d f:e');

describe('the revision graph', () => {
  it('knows heads', () => {
    expect(headsOf(FORK)).toEqual(['f']);
    expect(headsOf(graph('a b:a c:a'))).toEqual(['b', 'c']);
    expect(headsOf([])).toEqual([]);
    expect(headsOf(graph('b:hole'))).toEqual(['b']);
    expect(headsOf(graph('a:b b:a c'))).toEqual(['c']);
    expect(headsOf(graph('a:a'))).toEqual(['a']);
  });

  it('knows ancestors', () => {
    expect(isAncestor(FORK, 'a', 'f')).toBe(true);
    expect(isAncestor(FORK, 'c', 'd')).toBe(false);
    expect(isAncestor(FORK, 'f', 'f')).toBe(false);
    expect(isAncestor(FORK, 'hole', 'f')).toBe(false);
    expect([...ancestorsOf(graph('b:hole c:b'), 'c')].toSorted()).toEqual(['b', 'c']);
  });

  it('finds the newest common ancestor', () => {
    expect(newestCommonAncestor(FORK, 'c', 'd')).toBe('b');
    expect(newestCommonAncestor(FORK, 'c', 'f')).toBe('c');
    expect(newestCommonAncestor(FORK, 'f', 'f')).toBe('f');
    expect(newestCommonAncestor(graph('a b'), 'a', 'b')).toBeNull();
    expect(newestCommonAncestor(FORK, 'a', 'hole')).toBeNull();
    // Merged crosswise: both c and d are newest; the choice is the same for everybody.
    expect(newestCommonAncestor(graph('a c:a d:a x:c,d y:d,c'), 'x', 'y')).toBe('c');
    expect(newestCommonAncestor(graph('a c:a b:a d:b x:c,d y:d,c'), 'x', 'y')).toBe('d');
  });

  const node = fc.record({ id: fc.nat(9).map(String), parents: fc.array(fc.nat(11).map(String), { maxLength: 2 }) });
  it('ends and stays consistent on any graph, cycles and holes included', () => {
    fc.assert(
      fc.property(fc.uniqueArray(node, { selector: (each) => each.id, maxLength: 10 }), fc.nat(9).map(String), fc.nat(9).map(String), (nodes, a, b) => {
        const common = newestCommonAncestor(nodes, a, b);
        expect(newestCommonAncestor(nodes, b, a)).toBe(common);
        expect(newestCommonAncestor(nodes.toReversed(), a, b)).toBe(common);
        if (common !== null) expect(ancestorsOf(nodes, a).has(common) && ancestorsOf(nodes, b).has(common)).toBe(true);
        for (const head of headsOf(nodes)) expect(nodes.some((each) => each.id !== head && each.parents.includes(head))).toBe(false);
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });
});
