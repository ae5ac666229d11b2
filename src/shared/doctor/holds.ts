import { covers, type HoldScope } from '../domain/hold.ts';
import type { ChannelId, Id } from '../domain/ids.ts';
import type { LogEntry } from '../sync/entry.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import { contentsOf } from './rows.ts';

/** What the log says of holds, of labels, and of what began to go out; gathered subject by subject. */
export type HoldFacts = {
  readonly holds: { readonly seq: number; readonly hold: Id; readonly scope: HoldScope }[];
  readonly lifted: { readonly seq: number; readonly hold: Id }[];
  readonly labels: { readonly seq: number; readonly story: Id; readonly labels: readonly string[] }[];
  readonly attempts: { readonly seq: number; readonly entry: Id; readonly story: Id; readonly channel: ChannelId }[];
};

export function noHoldFacts(): HoldFacts {
  return { holds: [], lifted: [], labels: [], attempts: [] };
}

/** Adds what one subject's entries say. */
export function gatherHoldFacts(facts: HoldFacts, entries: readonly LogEntry[]): void {
  const contents = contentsOf(entries);
  // Taking down puts nothing out, and is no matter of a hold.
  const withdrawals = new Set(entries.flatMap(({ entry }) => (entry.kind === 'amendment-request' && entry.body.way === 'remove' ? [entry.body.amendment] : [])));
  for (const { seq, entry } of entries) {
    if (entry.kind === 'hold') facts.holds.push({ seq, hold: entry.subject, scope: entry.body.scope });
    if (entry.kind === 'hold-lifted') facts.lifted.push({ seq, hold: entry.subject });
    if (entry.kind === 'story-revision') facts.labels.push({ seq, story: entry.subject, labels: entry.body.content.labels });
    if (entry.kind !== 'publication' || (entry.body.state !== 'intent' && entry.body.state !== 'by-hand') || withdrawals.has(entry.body.publication)) continue;
    const content = contents.get(entry.body.revision);
    if (content !== undefined) facts.attempts.push({ seq, entry: entry.id, story: content.story, channel: content.channel });
  }
}

/** 16: nothing began to go out while a hold covered it, with the labels that its story had at that moment. */
export function checkHolds({ holds, lifted, labels, attempts }: HoldFacts): Examined {
  const check = startCheck('16', 'attempts beside holds');
  const spans = holds.map(({ seq, hold, scope }) => ({ from: seq, to: lifted.find((each) => each.hold === hold)?.seq ?? Number.POSITIVE_INFINITY, hold, scope }));
  for (const { seq, entry, story, channel } of attempts) {
    check.look();
    const inForce = spans.filter(({ from, to }) => from < seq && seq < to);
    if (inForce.length === 0) continue;
    const newest = labels.filter((each) => each.story === story && each.seq < seq).toSorted((a, b) => a.seq - b.seq).at(-1);
    const covering = inForce.find(({ scope }) => covers(scope, { story, channel, labels: newest?.labels ?? [] }));
    if (covering !== undefined) check.found(entry, 'attempt-under-hold', { seq, hold: covering.hold });
  }
  return check.done();
}
