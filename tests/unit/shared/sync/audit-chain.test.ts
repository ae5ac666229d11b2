import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#shared/document/canonical.ts';
import { chainHash, chainStart, verifyChain, type ChainLink } from '#shared/sync/audit-chain.ts';

const WORKSPACE = '018f4c00-0000-7000-8000-000000000001';

function chainOf(contents: readonly string[]): ChainLink[] {
  const links: ChainLink[] = [];
  let previous: string = chainStart(WORKSPACE);
  contents.forEach((content, index) => {
    const link = { seq: index + 1, fingerprint: sha256Hex(`${index} ${content}`), receivedAt: new Date(Date.UTC(2026, 10, 23) + index).toISOString() };
    previous = chainHash(previous, link);
    links.push({ ...link, chain: previous });
  });
  return links;
}

const chains = fc.array(fc.string(), { minLength: 2, maxLength: 30 }).map(chainOf);
const placed = chains.chain((links) => fc.tuple(fc.constant(links), fc.nat({ max: links.length - 1 })));
const firstBreak = (links: readonly ChainLink[], head: number): number | undefined => verifyChain(WORKSPACE, links, head)[0]?.seq;

describe('The audit chain', () => {
  it('holds as it was made, and for an empty log', () => {
    fc.assert(fc.property(chains, (links) => verifyChain(WORKSPACE, links, links.length).length === 0));
    expect(verifyChain(WORKSPACE, [], 0)).toEqual([]);
  });

  it('belongs to one newsroom', () => {
    fc.assert(fc.property(chains, (links) => verifyChain('018f4c00-0000-7000-8000-000000000002', links, links.length)[0]?.seq === 1));
  });

  it('shows any change of a fingerprint, a time or a hash at its place', () => {
    const changes = fc.constantFrom<Partial<ChainLink>>({ fingerprint: sha256Hex('another') }, { receivedAt: '2026-11-24T00:00:00.000Z' }, { chain: sha256Hex('another') });
    fc.assert(fc.property(placed, changes, ([links, place], change) => firstBreak(links.with(place, { ...(links[place] as ChainLink), ...change }), links.length) === place + 1));
  });

  it('shows a removed entry at its place, numbered anew or not, the last one too', () => {
    fc.assert(
      fc.property(placed, fc.boolean(), ([links, place], renumber) => {
        const less = links.toSpliced(place, 1).map((link, index) => (renumber ? { ...link, seq: index + 1 } : link));
        const expected = place === links.length - 1 || renumber ? place + 1 : place + 2;
        return firstBreak(less, links.length) === expected;
      }),
    );
  });

  it('shows two swapped entries at the first of the two places', () => {
    fc.assert(
      fc.property(placed, fc.nat(), ([links, place], other) => {
        const second = other % links.length;
        fc.pre(second !== place);
        const [a, b] = [links[place] as ChainLink, links[second] as ChainLink];
        const swapped = links.with(place, { ...b, seq: a.seq }).with(second, { ...a, seq: b.seq });
        return firstBreak(swapped, links.length) === Math.min(place, second) + 1;
      }),
    );
  });

  it('shows an entry that was put in at its place, even with a hash that fits what is before it', () => {
    fc.assert(
      fc.property(placed, ([links, place]) => {
        const previous = links[place - 1]?.chain ?? chainStart(WORKSPACE);
        const made = { seq: place + 1, fingerprint: sha256Hex('put in'), receivedAt: '2026-11-23T00:00:00.000Z' };
        const foreign = { ...made, chain: sha256Hex('no hash of its own') };
        const fitting = { ...made, chain: chainHash(previous, made) };
        const put = (link: ChainLink): ChainLink[] => links.toSpliced(place, 0, link).map((each, index) => ({ ...each, seq: index + 1 }));
        return firstBreak(put(foreign), links.length + 1) === place + 1 && firstBreak(put(fitting), links.length + 1) === place + 2;
      }),
    );
  });
});
