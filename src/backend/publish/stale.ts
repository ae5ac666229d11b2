import { step } from '#shared/sync/publication-machine.ts';
import type { LogContext } from '../log/log-context.ts';
import { revisionEntry, storyOfVariant } from '../log/revision-entry.ts';
import { anythingExpires } from '../log/rules-of.ts';
import { eventOfRefusal, lookBeforeSend } from './gate.ts';
import { move, UNLEASED } from './publication-row.ts';
import { STOPPABLE, WAITING } from './waiting.ts';
import { underLockQuietly, type WorkerParts } from './worker-parts.ts';

/** The rules have changed, or which of them are for a story: what is no longer approved by them stops, of that story or of all. */
export async function noticeRules(context: LogContext, story: string | null): Promise<void> {
  if (!(await isWaitedFor(context, story))) return;
  const rows = await context.trx.selectFrom('publications').select(['variant', 'revision']).distinct().where('state', 'in', [...STOPPABLE]).execute();
  const variants = new Set<string>();
  for (const { variant, revision } of rows) if (story === null || revisionEntry(await context.subject(variant), revision)?.body.content.story === story) variants.add(variant);
  for (const variant of [...variants].toSorted()) await noticeStale(context, variant);
}

/** The story has been archived: whatever of it waits to go out stops, corrections that are not approved yet too. Withdrawals go on: a wrong post is to come down all the same. */
export async function stopStory(context: LogContext, story: string): Promise<void> {
  const variants = [...(await context.waiting.all())].toSorted();
  await context.readAhead(variants);
  for (const variant of variants) if (storyOfVariant(await context.subject(variant))?.toLowerCase() === story.toLowerCase()) await noticeStale(context, variant);
}

/** Whether anything of a story (null: anything at all) may be waiting. */
async function isWaitedFor(context: LogContext, story: string | null): Promise<boolean> {
  const variants = await context.waiting.all();
  if (story === null || variants.size === 0) return variants.size > 0;
  await context.readAhead(variants);
  // A variant never changes its story.
  for (const variant of variants) if (storyOfVariant(await context.subject(variant)) === story) return true;
  return false;
}

/**
 * Stops what waits to go out and no longer may, as soon as the log says so: people see at once that an
 * edit or a revocation has stopped it. A worker that has taken it already finds the same at its own gate. Whether it did.
 */
export async function noticeStale(context: LogContext, variant: string): Promise<boolean> {
  if (!(await context.waiting.has(variant))) return false;
  let stopped = false;
  const rows = await context.trx.selectFrom('publications').selectAll().where('variant', '=', variant).where('state', 'in', [...WAITING]).orderBy('requested_seq').forUpdate().execute();
  for (const row of rows) {
    // Whether it is held is not the question here: the gate asks for that last.
    const gate = await lookBeforeSend(context, { ...row, state: row.state === 'held' ? 'queued' : row.state }, true);
    const event = gate.ok ? null : eventOfRefusal(gate.code);
    if (gate.ok || event !== 'go-stale' || step(row.state, event) === null) continue;
    // An amendment waits for its approval; what it says may still go stale.
    if (row.state === 'requested' && WANTS_APPROVAL.includes(gate.code)) continue;
    await move(context, row, event, { ...UNLEASED, fence: row.fence + 1, next_at: null, reason: gate.code });
    stopped = true;
  }
  return stopped;
}

const WANTS_APPROVAL: readonly string[] = ['not-approved', 'approval-expired', 'revoked'];

/** A post that waits for a person to put it out by hand comes to no gate any more: once its approval has expired it stops here. */
export async function stopExpired(parts: WorkerParts): Promise<void> {
  const { store, workspace } = parts;
  const waiting = await store.db.selectFrom('publications').select('variant').distinct().where('state', '=', 'by-hand').orderBy('variant').execute();
  if (waiting.length === 0 || !(await anythingExpires(store.db, workspace))) return;
  await underLockQuietly(parts, async (context, announce) => {
    let stopped = false;
    for (const { variant } of waiting) stopped = (await noticeStale(context, variant)) || stopped;
    if (stopped) await announce();
  });
}
