import type { ErrorCode } from '#shared/contract/errors.ts';
import { approvalOf, onlyHead } from '#shared/domain/approval.ts';
import type { Id } from '#shared/domain/ids.ts';
import { checkPublishRequest, nextSlot } from '#shared/domain/publish-gate.ts';
import type { PublishRequestRefusalCode } from '#shared/domain/publish-gate.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import { mayBePosted } from '#shared/sync/publication-machine.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import { textHash } from '../db/verify.ts';
import { appendEntry } from '../log/append.ts';
import { rulesOf } from '../read-models/rules.ts';
import { factsOf } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import { openVariant } from '../stories/guards.ts';
import { isSample } from '../stories/store.ts';
import type { Unit } from '../unit.ts';

const REFUSALS: Readonly<Record<PublishRequestRefusalCode, ErrorCode>> = {
  'unknown-revision': 'unknown-revision',
  'hash-mismatch': 'hash-mismatch',
  archived: 'archived',
  'not-allowed': 'not-allowed',
  'wrong-account': 'bad-input',
  'stale-head': 'not-approved',
  'not-approved': 'not-approved',
  'approval-expired': 'not-approved',
  'slot-taken': 'already-published',
  'slot-not-next': 'already-published',
  'earlier-slot-open': 'already-published',
};

/**
 * Asks for the publication of each variant's approved revision; all or none. An approval that still
 * waits for the server counts here: the two go to it in this order, and it judges both.
 *
 * Refuses with `not-found`, `archived`, `not-approved` (also for a draft that has moved on, and for
 * samples, which never leave this device), `not-allowed`, `already-published`, `hash-mismatch`.
 */
export function requestPublication(core: Core, variants: readonly Id[]): { publications: Id[] } {
  return core.write((unit) => ({ publications: [...new Set(variants)].map((variant) => requestOne(core, unit, variant)) }));
}

function requestOne(core: Core, unit: Unit, variant: Id): Id {
  const draft = openVariant(unit, variant);
  if (isSample(unit, draft.story)) refuse('not-allowed', 'sample');
  const rules = rulesOf(unit, core.state(), draft, core.clock.now());
  const facts = withPending(factsOf(unit, variant));
  const head = onlyHead(facts);
  if (head === null || textHash(draft.text) !== head.contentHash) refuse('not-approved', variant);
  const { contentHash } = head;
  const revision = approvalOf(facts, head.id, rules).revision ?? head.id;
  const posted = facts.publications.find((each) => each.contentHash === contentHash && each.account === draft.account && mayBePosted(each.state));
  if (posted !== undefined) refuse('already-published', variant);
  const job = { revision, contentHash, account: draft.account, slot: nextSlot(facts, contentHash, draft.account) };
  const checked = checkPublishRequest(facts, job, { ...rules, member: seatedMember(core), account: draft.account });
  if (!checked.ok) refuse(REFUSALS[checked.error.code], `${checked.error.code} ${variant}`);
  const publication = core.newId();
  appendEntry(unit, { ...entryBase(core, variant), kind: 'publish-request', body: { publication, ...job } }, false);
  return publication;
}

/** The facts as they will be once the server has taken what waits here. */
function withPending(facts: VariantFacts): VariantFacts {
  const last = Math.max(0, ...facts.decisions.map((decision) => decision.seq ?? 0));
  return { ...facts, decisions: facts.decisions.map((decision, index) => (decision.seq === null ? { ...decision, seq: last + index + 1 } : decision)) };
}
