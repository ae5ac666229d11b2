import { sha256Hex } from '../document/canonical.ts';
import type { Id, Sha256 } from '../domain/ids.ts';

/**
 * The audit chain: each accepted entry carries a hash over itself and over the one before it, so that
 * a log that was changed afterwards (a word, a time, an order, an entry taken out or put in) does not
 * fit together any more, and the place can be named. Who could write the whole log anew could also make
 * a new chain: against that stands a chain hash that somebody else has noted.
 */

/** One accepted entry as the chain sees it. */
export type ChainLink = {
  readonly seq: number;
  /** SHA-256 of the entry's canonical JSON. */
  readonly fingerprint: Sha256;
  /** When the server took it in, exactly as it is stored. */
  readonly receivedAt: string;
  readonly chain: string;
};

/** What the first entry of a newsroom's log follows on. */
export function chainStart(workspace: Id): Sha256 {
  return sha256Hex(`sotong-audit|${workspace}`);
}

/** The chain hash of an entry that follows on `previous`. No field can hold the separator. */
export function chainHash(previous: string, link: Omit<ChainLink, 'chain'>): Sha256 {
  return sha256Hex(`${previous}|${link.seq}|${link.fingerprint}|${link.receivedAt}`);
}

/** Where a chain does not hold: the entry at `seq` does not follow on the one before it, or the log ends before its own counter (`cut-off`). */
export type ChainBreak = { readonly seq: number; readonly kind: 'does-not-follow' | 'cut-off' };

/**
 * Every place at which a chain does not hold, in order; none for a whole one. `head` is the number of
 * the log's newest entry as its counter says. What was changed shows at its own place; what was taken
 * out, put in or moved shows at the first place that is another than it was.
 */
export function verifyChain(workspace: Id, links: Iterable<ChainLink>, head: number): ChainBreak[] {
  const breaks: ChainBreak[] = [];
  let previous: string = chainStart(workspace);
  let last = 0;
  for (const link of links) {
    if (link.seq !== last + 1 || chainHash(previous, link) !== link.chain) breaks.push({ seq: link.seq, kind: 'does-not-follow' });
    previous = link.chain;
    last = link.seq;
  }
  if (last < head) breaks.push({ seq: last + 1, kind: 'cut-off' });
  return breaks;
}
