import { assetsOf, payloadOf, type Payload } from '#shared/document/payload.ts';
import { retryDelay } from '#shared/sync/backoff.ts';
import { NoAnswerError, type Connector, type PostCall, type PostOutcome, type TakenPosts } from '../connectors/connector.ts';
import type { LogContext } from '../log/log-context.ts';
import { inSpan } from '../telemetry/tracing.ts';
import { missingMedia, readMedia } from '../media/media-store.ts';
import { callAmendment, type Target, targetOf } from './amend-call.ts';
import { eventOfRefusal, lookBeforeSend } from './gate.ts';
import { move, update, UNLEASED, type PublicationRow } from './publication-row.ts';
import { inTime } from './in-time.ts';
import { whileMine, type Claim, type WorkerParts } from './worker-parts.ts';

/** After this many calls that failed for now, a person is asked before the next one: about ten minutes of trying. */
const MOST_ATTEMPTS = 12;

/** A publication on its way: the row with its intent written, and what the channel is to get. */
type Sending = { readonly row: PublicationRow; readonly payload: Payload; readonly assets: readonly string[]; /** The post that is amended; null for one of its own. */ readonly target: Target | null };

/**
 * Sends a claimed publication: the last look and the intent in one transaction, then the call, then
 * what came of it. Between intent and outcome the process may die at any point; the intent is durable.
 */
export async function send(parts: WorkerParts, connector: Connector, claim: Claim): Promise<void> {
  const sending = await whileMine(parts, claim, (context, row) => writeIntent(connector, context, row));
  if (sending === null) return;
  parts.crashPoint('after-intent');
  const files = await readMedia(parts.store.db, sending.assets);
  const { target } = sending;
  const call: PostCall = { account: sending.row.account, payload: sending.payload, files, key: sending.row.key, inReplyTo: target?.way === 'reply' ? target.remoteId : null };
  // A worker that was held up this long (a laptop asleep) may no longer call: by the time of an answer another would hold the job.
  const late = parts.clock.now() + parts.timing.callTimeoutMs > claim.lease_until;
  const outcome: Outcome = late
    ? { kind: 'failed', reason: 'worker-late' }
    : await inSpan('sotong.publish.attempt', { 'sotong.publication': sending.row.id, 'sotong.account': call.account, 'sotong.attempt': sending.row.attempt }, async (span) => {
        const began = performance.now();
        const ended = await callOnce(parts, connector, call, target);
        span.setAttribute('sotong.outcome', ended.kind);
        parts.meter.attempted(ended.kind, (performance.now() - began) / 1000);
        return ended;
      });
  parts.crashPoint('after-post');
  await whileMine(parts, sending.row, (context, row) => record(parts, context, row, outcome));
  if (outcome.kind === 'posted') parts.crashPoint('after-sent');
}

/** Null: it does not go out, or a person posts it, and the row says why. */
async function writeIntent(connector: Connector, context: LogContext, row: PublicationRow): Promise<Sending | null> {
  const gate = await lookBeforeSend(context, row, row.lease_until !== null && row.lease_until > context.nowMs);
  const free = { ...UNLEASED, next_at: null };
  if (!gate.ok) {
    const event = eventOfRefusal(gate.code);
    if (event !== null) await move(context, row, event, { ...free, reason: gate.code });
    return null;
  }
  const target = await targetOf(context, row);
  const assets = target?.way === 'remove' ? [] : assetsOf(gate.content);
  if ((await missingMedia(context.trx, assets)).length > 0) {
    await move(context, row, 'go-stale', { ...free, reason: 'media-missing' });
    return null;
  }
  if (connector.class === 'by-hand' || target?.by === 'hand') {
    await move(context, row, 'hand-over', { ...free, reason: target === null || target.way === 'reply' ? 'needs-link' : `${target.way}-by-hand` });
    return null;
  }
  const attempt = row.attempt + 1;
  await context.trx.insertInto('attempts').values({ publication: row.id, attempt, fence: row.fence, started_at: context.now, ended_at: null, outcome: 'under-way' }).execute();
  const intent = await move(context, row, 'write-intent', { attempt, looks: 0, reason: '' });
  return { row: intent, payload: payloadOf(gate.content), assets, target };
}

type Outcome = PostOutcome | { readonly kind: 'unknown'; readonly reason: string };

/** One call, and whatever it ends with as a value. Anything but an answer leaves the outcome unknown. */
async function callOnce(parts: WorkerParts, connector: Connector, call: PostCall, target: Target | null): Promise<Outcome> {
  try {
    if (target !== null && target.way !== 'reply') return await callAmendment(parts, connector, call, target);
    const outcome = await inTime(parts, connector.post(call));
    return outcome.kind === 'refused' && outcome.reason === 'duplicate-text' ? await earlierPost(parts, connector, call, outcome) : outcome;
  } catch (error) {
    return { kind: 'unknown', reason: error instanceof NoAnswerError ? 'timeout' : 'channel-failed' };
  }
}

/** "You have posted this before" may speak of an earlier call of ours whose answer was lost: then that post is this publication's. */
async function earlierPost(parts: WorkerParts, connector: Connector, call: PostCall, refused: PostOutcome): Promise<Outcome> {
  const found = connector.find === null ? null : await inTime(parts, connector.find(call, takenPosts(parts, call.key)));
  return found === null ? refused : { kind: 'posted', ...found };
}

/** Which of some posts belong to other publications: the same words may have gone out before, on purpose. */
export function takenPosts({ store }: WorkerParts, key: string): TakenPosts {
  return async (remoteIds) => {
    if (remoteIds.length === 0) return new Set();
    const rows = await store.db.selectFrom('publications').select('remote_id').where('remote_id', 'in', remoteIds).where('key', '<>', key).execute();
    return new Set(rows.map((row) => row.remote_id));
  };
}

async function record(parts: WorkerParts, context: LogContext, row: PublicationRow, outcome: Outcome): Promise<void> {
  await context.trx.updateTable('attempts').set({ ended_at: context.now, outcome: outcome.kind }).where('publication', '=', row.id).where('attempt', '=', row.attempt).execute();
  switch (outcome.kind) {
    case 'posted':
      await move(context, row, 'send-succeeded', { ...UNLEASED, next_at: context.nowMs, remote_id: outcome.remoteId, url: outcome.url, reason: '' });
      return;
    case 'refused':
      await move(context, row, 'send-rejected', { ...UNLEASED, next_at: null, reason: outcome.reason });
      return;
    case 'failed':
      await defer(parts, context, row, outcome.reason);
      return;
    case 'unknown':
      await move(context, row, 'send-unknown', { ...UNLEASED, next_at: context.nowMs + parts.timing.settleMs, reason: outcome.reason });
      return;
  }
}

/** Back into the queue for a later try; after too many, an end that a person may open again. */
async function defer(parts: WorkerParts, context: LogContext, row: PublicationRow, reason: string): Promise<void> {
  const exhausted = row.attempt % MOST_ATTEMPTS === 0;
  const queued = await move(context, row, 'send-deferred', { ...UNLEASED, next_at: context.nowMs + retryDelay(row.attempt, parts.random()), reason });
  if (exhausted) await move(context, queued, 'expire', { next_at: null });
}

/** Gives a publication back untouched, to be taken up again at a moment. */
export async function release(context: LogContext, row: PublicationRow, nextAt: number, looks = row.looks): Promise<void> {
  await update(context.trx, row, { ...UNLEASED, next_at: nextAt, looks });
}
