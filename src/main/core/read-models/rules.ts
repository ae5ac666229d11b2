import type { ApprovalView } from '#shared/contract/publication-views.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import { type Approval, approvalOf, giversOf } from '#shared/domain/approval.ts';
import type { Id } from '#shared/domain/ids.ts';
import { type Agreed, agreedOf, hasSayIn, RULE_COLLECTIONS, type Rules, rulesFor } from '#shared/domain/policy.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import { stepsOf } from '#shared/domain/workspace.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { LOG_ORDER } from '../log/entry-rows.ts';
import type { Unit } from '../unit.ts';
import type { VariantDraft } from '../variants/store.ts';
import type { WorkspaceState } from '../workspace/state.ts';

const COLLECTIONS = RULE_COLLECTIONS.map((name) => `'${name}'`).join();

/** What says who must approve a variant, at a moment by this device's clock (ms). */
export function rulesOf(db: ReadableDb, { workspace, skewMs }: WorkspaceState, draft: Pick<VariantDraft, 'story' | 'channel'>, now: number): Rules {
  const story = storyAsKnown(db, draft.story);
  return rulesFor(workspace, agreedIn(db), { channel: draft.channel, kind: story?.kind ?? null, labels: story?.labels ?? [] }, now + skewMs);
}

let newest: { readonly stored: string; readonly agreed: Agreed } | null = null;

/** What was agreed on. Asked for with each row and hardly ever changed: the newest answer is kept. */
function agreedIn(db: ReadableDb): Agreed {
  const rows = db.all<{ collection: string; key: string; value: string }>(`SELECT collection, key, value FROM settings WHERE collection IN (${COLLECTIONS})`);
  const stored = JSON.stringify(rows);
  if (newest?.stored !== stored) newest = { stored, agreed: agreedOf(rows.map(({ collection, key, value }) => ({ collection, key, value: JSON.parse(value) as unknown }))) };
  return newest.agreed;
}

/** Kind and labels as the log has them, which is what the server goes by; what was never revised (a sample) as its draft has them. */
function storyAsKnown(db: ReadableDb, story: Id): Pick<StoryContent, 'kind' | 'labels'> | null {
  const fields = `json_extract(content, '$.kind') AS kind, json_extract(content, '$.labels') AS labels`;
  const newest = db.all<{ revision: Id }>(
    `SELECT json_extract(body, '$.revision') AS revision FROM entries WHERE subject = ? AND kind = 'story-revision' AND state NOT IN ('withdrawn', 'parked') ORDER BY ${LOG_ORDER}`,
    story,
  ).at(-1)?.revision;
  const row = db.get<{ kind: StoryContent['kind']; labels: string }>(newest === undefined ? `SELECT ${fields} FROM stories WHERE id = ?` : `SELECT ${fields} FROM revisions WHERE id = ?`, newest ?? story);
  return row === undefined ? null : { kind: row.kind, labels: JSON.parse(row.labels) as string[] };
}

/** What is missing before a variant may go out, and who can give it; null without a text that could be approved. */
export function approvalView(core: Core, draft: VariantDraft, facts: VariantFacts, head: Id | null): ApprovalView | null {
  if (head === null) return null;
  const { read } = core.db;
  const rules = rulesOf(read, core.state(), draft, core.clock.now());
  return approvalAs(rules, approvalOf(facts, head, rules), giversOf(facts, head, rules), hasSay(rules, core.state().seat, draft.source !== null));
}

/** An approval as the interface shows it. */
export function approvalAs(rules: Rules, approval: Approval, givers: ReturnType<typeof giversOf>, mayDecide: boolean): ApprovalView {
  return {
    policy: rules.ref?.id ?? null,
    version: rules.policy.version,
    steps: approval.steps.map((step, index) => ({ role: step.role, people: step.people === null ? null : [...step.people], by: [...step.by], missing: step.missing, givers: [...(givers[index] ?? [])] })),
    expiresAt: approval.expiresAt === null ? null : new Date(approval.expiresAt).toISOString(),
    expired: approval.expired,
    hasSay: mayDecide,
  };
}

/** Whether a member has a say in the approval of a text. */
export function hasSay(rules: Rules, member: Id, isTranslation: boolean): boolean {
  return hasSayIn(rules, stepsOf(rules.policy, isTranslation), member);
}

const JUDGED = `EXISTS (SELECT 1 FROM entries e WHERE e.subject = v.id AND e.kind IN ('decision', 'amendment-decision'))`;

/** Works out anew what depends on the rules: the variants, of one story or of all, that anything was decided about. */
export function touchJudged(unit: Unit, story: Id | null): void {
  // Two statements: one for both would walk all variants each time that a story comes in.
  const rows = story === null ? unit.all<{ id: Id }>(`SELECT v.id FROM variants v WHERE ${JUDGED}`) : unit.all<{ id: Id }>(`SELECT v.id FROM variants v WHERE v.story = ? AND ${JUDGED}`, story);
  for (const { id } of rows) unit.touchVariant(id);
  // What is missing, and who can give it, is said of the others as well.
  unit.changed('variant', null);
}

/** Works out anew the rows of what was approved and is no longer, because time has passed. Cheap where nothing has. */
export function noticeExpired(core: Core): void {
  if (core.db.readOnly) return;
  const now = core.clock.now() + core.state().skewMs;
  const rows = core.db.read.all<{ id: Id }>(`SELECT id FROM variant_rows WHERE json_extract(row, '$.status.expiresAt') <= ?`, now);
  if (rows.length === 0) return;
  core.write((unit) => {
    for (const { id } of rows) unit.touchVariant(id);
    unit.changed('review', null);
  });
}
