import { assetsOf } from '#shared/document/payload.ts';
import { checkDecision, reasonCannotDecide } from '#shared/domain/decisions.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import type { Member } from '#shared/domain/workspace.ts';
import type { Rules } from '#shared/domain/policy.ts';
import type { Verdict } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import { appendEntry } from '../log/append.ts';
import { withdrawRequests } from '../publish/withdraw.ts';
import { mediaFacts } from '../media/asset-rows.ts';
import { rulesOf } from '../read-models/rules.ts';
import { factsOf } from '../read-models/variant-row.ts';
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
 * `own-group`, `offline-not-allowed`, `not-submitted`, `media-missing`, `step-not-open`, and `bad-input` for a request for changes without a reason.
 */
export function decide(core: Core, decisions: readonly DecisionInput[]): void {
  core.write((unit) => {
    for (const decision of decisions) checkOne(core, unit, decision);
    for (const { variant, revision, contentHash, verdict, reason } of decisions) {
      const draft = loadVariant(unit, variant);
      const { policy, ref, now } = contextOf(core, unit, draft);
      const body = { revision, contentHash, verdict, reason, policyVersion: policy.version, ...(ref === null ? {} : { policy: ref }) };
      // By the backend's clock as far as it is known: how long a decision has waited can be a reason to refuse it.
      appendEntry(unit, { ...entryBase(core, variant), at: new Date(now).toISOString(), kind: 'decision', body }, isSample(unit, draft.story));
      if (verdict !== 'approve') withdrawRequests(unit, variant);
    }
  });
}

function checkOne(core: Core, db: ReadableDb, decision: DecisionInput): void {
  const draft = openVariant(db, decision.variant);
  const content = loadRevision(db, decision.revision).content;
  const checked = checkDecision(factsOf(db, draft.id), decision, { ...contextOf(core, db, draft), content, mediaPresent: hasMedia(db, assetsOf(content)) });
  if (!checked.ok) refuse(checked.error.code, decision.variant);
  if (textHash(draft.text) !== decision.contentHash) refuse('stale-head', decision.variant);
  if (decision.verdict === 'request-changes' && decision.reason.trim() === '') refuse('bad-input', 'reason');
}

/** Why the seat could not approve the variant as it stands; null when it can. Refuses with `not-found`. */
export function reasonAgainst(core: Core, id: Id): string | null {
  const { read } = core.db;
  const draft = loadVariant(read, id);
  if (loadStory(read, draft.story).archived) return 'archived';
  const context = contextOf(core, read, draft);
  return reasonCannotDecide(factsOf(read, id), 'approve', { ...context, mediaPresent: hasMedia(read, assetsOf(draft.content)), draftHash: textHash(draft.text) });
}

function contextOf(core: Core, db: ReadableDb, draft: VariantDraft): Rules & { member: Member; offlineMs: number | null } {
  // A sample goes nowhere, so that it needs no connection.
  const offline = core.lineDown() && !isSample(db, draft.story);
  return { ...rulesOf(db, core.state(), draft, core.clock.now()), member: seatedMember(core), offlineMs: offline ? 0 : null };
}

function hasMedia(db: ReadableDb, assets: readonly Sha256[]): boolean {
  return mediaFacts(db, assets).length === assets.length;
}
