import { Kysely, PGliteDialect, sql } from 'kysely';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { DatabaseNewerError, MIGRATIONS, migrate } from '#backend/db/migrations.ts';
import { openStore } from '#backend/db/store.ts';
import type { Tables } from '#backend/db/tables.ts';
import { logTail, seal } from '#backend/log/append.ts';
import { verifyChain } from '#shared/sync/audit-chain.ts';
import type { Entry } from '#shared/sync/entry.ts';

describe('The backend’s tables', () => {
  let engine: PGlite;
  let db: Kysely<Tables>;
  let schema = '';
  let count = 0;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
    db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) });
  }, 60_000);
  afterAll(() => engine.close());
  beforeEach(async () => {
    schema = `migrations_${(count += 1)}`;
    await engine.exec(`create schema ${schema}; set search_path to ${schema}`);
  });
  const birth = { epoch: v7(), workspace: v7(), now: '2026-11-23T05:00:00.000Z' };
  const applied = async (): Promise<number[]> => (await db.selectFrom('schema_migrations').select('number').orderBy('number').execute()).map((row) => row.number);

  it('are numbered from one without a gap', () => {
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('are made once, whoever comes again', async () => {
    await migrate(db, birth);
    await migrate(db, { ...birth, epoch: v7() });
    expect(await applied()).toEqual(MIGRATIONS.map((migration) => migration.number));
    expect(await db.selectFrom('log_head').selectAll().execute()).toMatchObject([{ seq: 0, epoch: birth.epoch }]);
  });

  it.each(MIGRATIONS.slice(0, -1).map((migration) => migration.number))('are brought up from step %i, with what is in them', async (step) => {
    await migrate(db, birth, MIGRATIONS.slice(0, step));
    const row = { seq: 1, id: v7(), kind: 'revision', subject: v7(), revision: v7(), fingerprint: 'f', received_at: birth.now, entry: '{"text":"한글"}' };
    await db.insertInto('log').values(row).execute();
    await migrate(db, birth);
    expect(await db.selectFrom('log').selectAll().execute()).toMatchObject([row]);
    expect(await applied()).toEqual(MIGRATIONS.map((migration) => migration.number));
  });

  it('give a log that was there before its audit chain', async () => {
    const before = MIGRATIONS.findIndex((migration) => migration.name === 'audit-chain');
    await migrate(db, birth, MIGRATIONS.slice(0, before));
    const rows = Array.from({ length: 3 }, (_, index) => ({ seq: index + 1, id: v7(), kind: 'comment', subject: v7(), revision: null, fingerprint: `f${index}`, received_at: birth.now, entry: '{}' }));
    await db.insertInto('log').values(rows).execute();
    await db.updateTable('log_head').set({ seq: 3 }).execute();
    await migrate(db, birth);
    const links = (await db.selectFrom('log').select(['seq', 'fingerprint', 'received_at', 'chain']).orderBy('seq').execute()).map((row) => ({ seq: Number(row.seq), fingerprint: row.fingerprint, receivedAt: row.received_at, chain: row.chain }));
    expect([links.length, verifyChain(birth.workspace, links, 3)]).toEqual([3, []]);
    // What comes after goes on from there.
    const entry: Entry = { id: v7(), workspace: birth.workspace, subject: v7(), author: v7(), device: v7(), at: birth.now, kind: 'archive', body: { archived: true } };
    const seq = await db.transaction().execute(async (trx) => {
      const tail = logTail(trx, birth.now);
      const given = await tail.add(entry, seal(entry));
      await tail.write();
      return given;
    });
    expect(seq).toBe(4);
    const { fingerprint, chain } = await db.selectFrom('log').select(['fingerprint', 'chain']).where('seq', '=', 4).executeTakeFirstOrThrow();
    expect(verifyChain(birth.workspace, [...links, { seq: 4, fingerprint, receivedAt: birth.now, chain }], 4)).toEqual([]);
  });

  it('of a newer build are left alone', async () => {
    await migrate(db, birth);
    await db.insertInto('schema_migrations').values({ number: 999, name: 'from tomorrow', applied_at: birth.now }).execute();
    await expect(openStore({ kind: 'pglite', engine, schema }, birth)).rejects.toBeInstanceOf(DatabaseNewerError);
    expect(await applied()).toContain(999);
  });

  it('of another newsroom are left alone', async () => {
    await migrate(db, birth);
    await expect(migrate(db, { ...birth, workspace: v7() })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('come whole or not at all', async () => {
    const last = MIGRATIONS.at(-1);
    const broken = [...MIGRATIONS, { number: (last?.number ?? 0) + 1, name: 'broken', statements: ['create table half_done (one integer)', 'create table nonsense ('] }];
    await expect(migrate(db, birth, broken)).rejects.toThrow();
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = ${schema}`.execute(db);
    expect(rows).toEqual([]);
    await migrate(db, birth);
    expect(await applied()).toHaveLength(MIGRATIONS.length);
  });

  it('keep a sandbox channel’s posts for ever, as a channel would', async () => {
    await migrate(db, birth);
    await db.insertInto('sandbox_posts').values({ account: v7(), post_id: 'p', idempotency_key: null, payload: '{}', received_at: birth.now }).execute();
    await expect(db.updateTable('sandbox_posts').set({ payload: 'x' }).execute()).rejects.toThrow(/never changed/u);
    await expect(db.deleteFrom('sandbox_posts').execute()).rejects.toThrow(/never changed/u);
  });
});
