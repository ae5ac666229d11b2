import type { VariantContent } from '#shared/domain/content.ts';
import { type Agreed, agreedOf, type PolicyTarget, RULE_COLLECTIONS, type Rules, rulesFor } from '#shared/domain/policy.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Db, Trx } from '../db/store.ts';
import type { LogContext } from './log-context.ts';

/** What says who must approve a text, as the log has it at this moment: never what a client takes it to be. */
export async function rulesOf(context: LogContext, { story, channel }: Pick<VariantContent, 'story' | 'channel'>): Promise<Rules> {
  const about = await storyOf(context, story);
  return rulesFor(context.workspace, await context.agreed.get(), { channel, ...about }, context.nowMs);
}

/** What was agreed on about approving, as it stands in the tables. */
export async function readAgreed(db: Db | Trx): Promise<Agreed> {
  const rows = await db.selectFrom('settings').select(['collection', 'key', 'value']).where('collection', 'in', [...RULE_COLLECTIONS]).execute();
  return agreedOf(rows.map(({ collection, key, value }) => ({ collection, key, value: JSON.parse(value) as unknown })));
}

/** Whether approvals of anything expire in this newsroom. */
export async function anythingExpires(db: Db | Trx, { policies }: Workspace): Promise<boolean> {
  const { policies: made } = await readAgreed(db);
  const rules = [policies.default, ...Object.values(policies.byChannel), ...Object.values(policies.named ?? {}).map(({ rule }) => rule), ...[...made.values()].map(({ rule }) => rule)];
  return rules.some(({ expiresAfterHours }) => expiresAfterHours != null);
}

/** Kind and labels of a story as the newest of the log says; of one that the log does not have, nothing is known. */
async function storyOf(context: LogContext, story: string): Promise<Omit<PolicyTarget, 'channel'>> {
  const newest = (await context.subject(story)).findLast(({ entry }) => entry.kind === 'story-revision')?.entry;
  return newest?.kind === 'story-revision' ? { kind: newest.body.content.kind, labels: newest.body.content.labels } : { kind: null, labels: [] };
}
