import { contentHash } from '#shared/document/canonical.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import { approvalOf, onlyHead, sameTextLine } from '#shared/domain/approval.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { headsOf } from '#shared/domain/graph.ts';
import { nextSlot } from '#shared/domain/publish-gate.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { factsFromEntries, type VariantFacts } from '#shared/domain/variant-facts.ts';
import { NOTHING_AGREED, rulesFor } from '#shared/domain/policy.ts';
import type { Account } from '#shared/domain/workspace.ts';
import type { Entry, LogEntry } from '#shared/sync/entry.ts';
import { isFinal } from '#shared/sync/publication-machine.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A member at a computer: what they have read of the log, and what they have made that the server may not have. */
export type Person = { readonly member: string; cursor: number; outbox: Entry[] };

export type Variant = { readonly id: string; readonly story: string; readonly account: Account };

type Desk = { readonly person: Person; readonly variant: Variant; readonly log: readonly LogEntry[]; readonly random: SeededRandom };

function factsAt({ person, variant, log }: Desk): VariantFacts {
  const read = log.slice(0, person.cursor).filter(({ entry }) => entry.subject === variant.id);
  return factsFromEntries([...read, ...person.outbox.filter((entry) => entry.subject === variant.id).map((entry) => ({ seq: null, entry }))]);
}

function base({ person, variant, random }: Desk) {
  return { id: random.id(), workspace: SAMPLE_WORKSPACE.id, subject: variant.id, author: person.member, device: person.member, at: '2026-11-23T00:00:00.000Z' };
}

/** Writes: a first text, a further one, now and then an earlier one again; two heads are brought together. Then asks for a review. */
export function write(desk: Desk): void {
  const { person, variant, random } = desk;
  const facts = factsAt(desk);
  const heads = headsOf(facts.revisions);
  const parents = heads.length > 1 ? heads.slice(0, 2) : heads.slice(0, 1);
  const content: VariantContent = {
    schema: 1,
    workspace: SAMPLE_WORKSPACE.id,
    story: variant.story,
    variant: variant.id,
    channel: variant.account.channel,
    account: variant.account.id,
    language: 'ko',
    title: '',
    blocks: blocksFromText(random.chance(0.1) ? '늘 같은 글' : `글 ${random.id()}`) as VariantContent['blocks'],
    link: '',
    media: [],
    firstComment: '',
  };
  const revision = random.id();
  const hash = contentHash(content);
  person.outbox.push(
    { ...base(desk), kind: 'revision', body: { revision, parents, contentHash: hash, content, source: null, name: '' } },
    { ...base(desk), kind: 'submission', body: { revision, contentHash: hash, note: '' } },
  );
}

/** Decides on what they see, which may be long out of date. */
export function decide(desk: Desk): void {
  const { person, random } = desk;
  const facts = factsAt(desk);
  if (facts.revisions.length === 0) return;
  const head = onlyHead(facts) ?? facts.revisions.at(-1);
  if (head === undefined || head === null) return;
  const verdict = random.chance(0.85) ? 'approve' : random.pick(['revoke', 'request-changes'] as const);
  person.outbox.push({ ...base(desk), kind: 'decision', body: { revision: head.id, contentHash: head.contentHash, verdict, reason: '', policyVersion: 1 } });
}

/** Asks for what looks approved from here to be published, again where it has been before. */
export function publish(desk: Desk): void {
  const { person, variant, random } = desk;
  const facts = factsAt(desk);
  const head = onlyHead(facts) ?? facts.revisions.at(-1);
  if (head === undefined || head === null) return;
  const rules = rulesFor(SAMPLE_WORKSPACE, NOTHING_AGREED, { channel: variant.account.channel, kind: null, labels: [] }, 0);
  if (!approvalOf(facts, head.id, rules).approved && !random.chance(0.1)) return;
  const line = sameTextLine(facts, head.id);
  if (facts.publications.some((each) => line.some((revision) => revision.contentHash === each.contentHash) && !isFinal(each.state))) return;
  person.outbox.push({ ...base(desk), kind: 'publish-request', body: { publication: random.id(), revision: head.id, contentHash: head.contentHash, account: variant.account.id, slot: nextSlot(facts, head.contentHash, variant.account.id) } });
}

export function archive(desk: Desk): void {
  desk.person.outbox.push({ ...base(desk), kind: 'archive', body: { archived: !factsAt(desk).archived } });
}

export function act(desk: Desk, publication: string, action: 'posted-by-hand' | 'found-posted' | 'not-posted' | 'cancel' | 'retry'): void {
  const url = action === 'posted-by-hand' || action === 'found-posted' ? 'https://channel.example/post' : '';
  desk.person.outbox.push({ ...base(desk), kind: 'publish-action', body: { publication, action, url } });
}
