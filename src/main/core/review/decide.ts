import { assetsOf } from '#shared/document/payload.ts';
import { checkDecision, reasonCannotDecide } from '#shared/domain/decisions.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import { type Member, type Policy, policyFor } from '#shared/domain/workspace.ts';
import type { Verdict } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import { appendEntry } from '../log/append.ts';
import { withdrawRequests } from '../publish/withdraw.ts';
import { factsOf, mediaFacts } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import { openVariant } from '../stories/guards.ts';
import { isSample, loadStory } from '../stories/store.ts';
import type { VariantDraft } from '../variants/store.ts';
import { loadVariant } from '../variants/store.ts';
import { loadRevision } from '../views/revision-view.ts';

export interface DecisionInput {
  readonly variant: Id;
  readonly revision: Id;
  readonly contentHash: Sha256;
  readonly verdict: Verdict;
  readonly reason: string;
}

/**
 * Says what the seat has decided of exact revisions; all or none. The server's record is what counts:
 * until then each is a request that waits.
 *
 * Refuses with `not-found`, `archived`, `unknown-revision`, `content-damaged`, `hash-mismatch`,
 * `stale-head` (also when the draft here has moved on), `not-allowed`, `self-approval`,
 * `not-submitted`, `media-missing`, and `bad-input` for a request for changes without a reason.
 */
export function decide(core: Core, decisions: readonly DecisionInput[]): void {
  core.write((unit) => {
    for (const decision of decisions) checkOne(core, unit, decision);
    for (const { variant, revision, contentHash, verdict, reason } of decisions) {
      const draft = loadVariant(unit, variant);
      const policy = policyFor(core.state().workspace, draft.channel);
      appendEntry(unit, { ...entryBase(core, variant), kind: 'decision', body: { revision, contentHash, verdict, reason, policyVersion: policy.version } }, isSample(unit, draft.story));
      if (verdict !== 'approve') withdrawRequests(unit, variant);
    }
  });
}

function checkOne(core: Core, db: ReadableDb, decision: DecisionInput): void {
  const draft = openVariant(db, decision.variant);
  const content = loadRevision(db, decision.revision).content;
  const checked = checkDecision(factsOf(db, draft.id), decision, { ...contextOf(core, draft), content, mediaPresent: hasMedia(db, assetsOf(content)) });
  if (!checked.ok) refuse(checked.error.code, decision.variant);
  if (textHash(draft.text) !== decision.contentHash) refuse('stale-head', decision.variant);
  if (decision.verdict === 'request-changes' && decision.reason.trim() === '') refuse('bad-input', 'reason');
}

/** Why the seat could not approve the variant as it stands; null when it can. Refuses with `not-found`. */
export function reasonAgainst(core: Core, id: Id): string | null {
  const { read } = core.db;
  const draft = loadVariant(read, id);
  if (loadStory(read, draft.story).archived) return 'archived';
  const context = contextOf(core, draft);
  return reasonCannotDecide(factsOf(read, id), 'approve', { ...context, mediaPresent: hasMedia(read, assetsOf(draft.content)), draftHash: textHash(draft.text) });
}

function contextOf(core: Core, draft: VariantDraft): { member: Member; policy: Policy; members: readonly Member[] } {
  const { workspace } = core.state();
  return { member: seatedMember(core), policy: policyFor(workspace, draft.channel), members: workspace.members };
}

function hasMedia(db: ReadableDb, assets: readonly Sha256[]): boolean {
  return mediaFacts(db, assets).length === assets.length;
}
