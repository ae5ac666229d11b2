import { PGlite } from '@electric-sql/pglite';
import { type CompiledQuery, Kysely, PGliteDialect, sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '#backend/db/migrations.ts';
import type { Store } from '#backend/db/store.ts';
import type { Tables } from '#backend/db/tables.ts';
import { withLog } from '#backend/log/log-context.ts';
import { claimNext, nextDue, reclaimLost } from '#backend/publish/claim.ts';
import { placeHold } from '#backend/publish/holds.ts';
import { readPublicRecord } from '#backend/publish/public-record.ts';
import { takenPosts } from '#backend/publish/send.ts';
import { noticeRules, noticeStale, stopExpired } from '#backend/publish/stale.ts';
import type { WorkerParts } from '#backend/publish/worker-parts.ts';
import { backendLogger } from '#backend/telemetry/logger.ts';
import { NO_METER } from '#backend/telemetry/meter.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { holdOf } from '../support/any-entries.ts';
import { manualClock } from '../support/manual-clock.ts';

let engine: PGlite;
let db: Kysely<Tables>;
const asked: CompiledQuery[] = [];
beforeAll(async () => {
  engine = await PGlite.create('memory://');
  db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }), log: ({ query }) => void asked.push(query) });
  await migrate(db, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: '2026-11-23T05:00:00.000Z' });
}, 60_000);
afterAll(() => engine.close());

/** A variant of which something waits, so that whoever looks goes on to look at the rows. */
const WAITING = v7();

it('What is asked of the queue again and again can be answered from an index, however much was ever published', async () => {
  const row = { id: v7(), variant: WAITING, revision: v7(), content_hash: 'a', account: v7(), slot: 1, key: 'a', state: 'queued', attempt: 0, looks: 0, fence: 0, lease_until: null, next_at: null, reason: '', remote_id: '', url: '', requested_seq: 1 } as const;
  await db.insertInto('publications').values(row).execute();
  const transaction: Store['transaction'] = (run) => db.transaction().execute((trx) => run(trx, async () => undefined));
  const store: Store = { db, exclusive: true, transaction, onAnnounce: () => () => undefined, listening: () => true, pool: () => null, close: async () => undefined };
  const parts: WorkerParts = {
    store, workspace: SAMPLE_WORKSPACE, clock: manualClock(), newId: () => v7(), random: () => 0, connectorOf: () => Promise.resolve(null), crashPoint: () => undefined, log: backendLogger(undefined), meter: NO_METER,
    timing: { callTimeoutMs: 1, leaseMs: 2, settleMs: 0, pollMs: 1 },
  };
  asked.length = 0;
  await nextDue(parts);
  await claimNext(parts);
  await reclaimLost(parts);
  await stopExpired(parts);
  await takenPosts(parts, 'a')(['1', '2']);
  await readPublicRecord(db);
  await transaction((trx) =>
    withLog(trx, parts, async (context) => {
      await noticeRules(context, null);
      await noticeStale(context, WAITING);
      await placeHold(context, holdOf({ kind: 'workspace' }), 1);
    }),
  );
  const questions = asked.filter(({ sql: text }) => /^select.*from "publications"/u.test(text) && !/where "id" = /u.test(text));
  // As many as are asked above: one that is not seen here is not looked at.
  expect(questions).toHaveLength(11);
  await sql`set enable_seqscan = off`.execute(db);
  for (const question of questions) {
    const { rows } = await db.executeQuery<{ readonly 'QUERY PLAN': string }>({ ...question, sql: `explain ${question.sql}` });
    const plan = rows.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan, question.sql).not.toContain('Seq Scan on publications');
  }
});
