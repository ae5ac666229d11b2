import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type StoreLocation } from '#backend/db/store.ts';
import { examineBackend } from '#backend/doctor/examine.ts';
import { lookAt } from '#backend/doctor/open.ts';
import { MoveRefusedError, moveStore, type MoveOptions } from '#backend/move/move.ts';
import { MOVED_TABLES } from '#backend/move/tables.ts';
import { reportOf } from '#shared/doctor/report.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { account, doors, firstAdmin, join, nextToken } from '../support/accounts.ts';
import { clientOf, openRoom, TOKENS, WRITER, type Room } from '../support/backend.ts';
import { contentOf, revisionOf } from '../support/entries.ts';
import { behave, epochOf, posts, pushAll, requested, settle } from '../support/publishing.ts';

const database = process.env['TEST_DATABASE_URL'] ?? '';

describe('The tables that are moved', () => {
  it('are all that there are', async () => {
    const engine = await PGlite.create('memory://');
    const store = await openStore({ kind: 'pglite', engine, schema: 'names' }, { epoch: v7(), workspace: v7(), now: '2026-11-23T05:00:00.000Z' });
    const { rows } = await engine.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'names'`);
    expect([...MOVED_TABLES.map((table) => table.name), 'log_head', 'presence', 'schema_migrations'].toSorted()).toEqual(rows.map((row) => row.name).toSorted());
    const counters = await engine.query<{ name: string }>(`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'names' and is_identity = 'YES'`);
    expect(MOVED_TABLES.flatMap((table) => (table.counter === undefined ? [] : [`${table.name}.${table.counter}`])).toSorted()).toEqual(counters.rows.map((row) => row.name).toSorted());
    await store.close();
    await engine.close();
  });
});

if (database === '') {
  it.skip('A move to a server: needs TEST_DATABASE_URL', () => undefined);
} else {
  describe('A move to a server', () => {
    let folder = '';
    let client: pg.Client;
    let target: Extract<StoreLocation, { kind: 'postgres' }>;
    const schemas: string[] = [];
    let room: Room;
    let epoch = '';
    let refreshToken = '';
    let before: unknown[] = [];
    const clock = { now: 0 };

    beforeAll(async () => {
      folder = await mkdtemp(path(tmpdir(), 'sotong-move-'));
      client = new pg.Client({ connectionString: database });
      await client.connect();
      room = await openRoom({ kind: 'folder', dataDir: folder }, { accounts: true });
      epoch = await epochOf(room);
      const admin = await firstAdmin(room);
      const writer = await join(room, admin, 'writer', ['writer']);
      refreshToken = writer.refreshToken;
      await account(room, admin.accessToken).changeMember({ id: writer.member, roles: ['writer', 'editor'] });
      for (const channel of ['x', 'instagram', 'blog', 'kakaostory'] as const) await requested(room, channel);
      await behave(room, 'facebook', 'timeout-after-post');
      await requested(room, 'facebook');
      await settle(room, 3);
      await requested(room, 'x', { text: '아직 기다리는 글' });
      // A surrogate pair, a NUL in a text, Hangul in both forms: bytes are bytes.
      await pushAll(room, [revisionOf(WRITER, contentOf({ text: '📣 알림 \u{1112}\u{1161}\u{11AB}' })), revisionOf(WRITER, contentOf({ title: 'a\u{0}b' }))]);
      before = (await clientOf(room.url, TOKENS.everyone).changes({ epoch, after: 0, limit: 500 })).entries;
      clock.now = room.clock.now();
      await room.close();
    }, 120_000);
    afterAll(async () => {
      for (const schema of schemas) await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
      await rm(folder, { recursive: true, force: true });
    });
    beforeEach(async () => {
      const schema = `move_${process.pid}_${Date.now().toString(36)}_${schemas.length}`;
      schemas.push(schema);
      await client.query(`create schema ${schema}`);
      target = { kind: 'postgres', url: database, schema };
    });
    const options = (): MoveOptions => ({ from: folder, to: target, workspaceFile: undefined, at: new Date(clock.now).toISOString(), now: clock.now, said: () => undefined });
    const tables = async (): Promise<number> => Number((await client.query<{ count: string }>('select count(*) from information_schema.tables where table_schema = $1', [target.schema])).rows[0]?.count);

    it('is refused where something is already, and changes nothing there', async () => {
      const store = await openStore(target, { epoch: v7(), workspace: v7(), now: '2026-11-23T05:00:00.000Z' });
      await store.close();
      const there = await tables();
      await expect(moveStore(options())).rejects.toBeInstanceOf(MoveRefusedError);
      expect(await tables()).toBe(there);
    });

    it('is refused while a backend works on the folder, for no folder at all, and for what the doctor finds fault with', async () => {
      const busy = await openStore({ kind: 'folder', dataDir: folder }, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: '2026-11-23T05:00:00.000Z' });
      await expect(moveStore(options())).rejects.toThrow(/Another backend works on/u);
      const { rows } = await (busy.db.selectFrom('log').select(['chain']).where('seq', '=', 3).execute().then((found) => ({ rows: found })));
      await busy.db.updateTable('log').set({ chain: '0'.repeat(64) }).where('seq', '=', 3).execute();
      await busy.close();
      await expect(moveStore({ ...options(), from: path(folder, 'nothing') })).rejects.toThrow(/no publishing backend/u);
      await expect(moveStore(options())).rejects.toThrow(/The doctor finds fault/u);
      // Nothing is left there, and the folder may go on.
      expect(await tables()).toBe(0);
      const mended = await openStore({ kind: 'folder', dataDir: folder }, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: '2026-11-23T05:00:00.000Z' });
      await mended.db.updateTable('log').set({ chain: rows[0]?.chain ?? '' }).where('seq', '=', 3).execute();
      await mended.close();
    });

    it('keeps every entry, number, hash and the epoch; people stay signed in, and work goes on once', async () => {
      const moved = await moveStore(options());
      expect([moved.epoch, moved.head, moved.report.ok]).toEqual([epoch, before.length, true]);
      expect(moved.rows).toMatchObject({ log: before.length, publications: 6, members: 2, sandbox_posts: 4, media: 1 });
      // The folder's history ends here: a backend that went on with it would be a second one.
      await expect(openRoom({ kind: 'folder', dataDir: folder })).rejects.toThrow(/moved to a PostgreSQL server/u);
      await expect(moveStore(options())).rejects.toThrow(/moved to a PostgreSQL server/u);
      const after = await openRoom(target, { accounts: true, clock: room.clock });
      try {
        expect(await epochOf(after)).toBe(epoch);
        expect((await clientOf(after.url, TOKENS.everyone).changes({ epoch, after: 0, limit: 500 })).entries).toEqual(before);
        const { accessToken } = await doors(after).refresh({ refreshToken, nextRefreshTokenSha256: nextToken().sha256 });
        expect((await clientOf(after.url, accessToken).hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() })).schema).toBe(1);
        expect(after.backend.firstAdmin).toBeNull();
        // What waited goes out now, what was out does not go out again.
        await settle(after, 3);
        expect([(await posts(after, 'x')).length, (await posts(after, 'facebook')).length, (await posts(after, 'blog')).length]).toEqual([2, 1, 1]);
        // Counters go on after the last one.
        await pushAll(after, [revisionOf(WRITER, contentOf({ text: '옮긴 뒤의 글' }))]);
        await requested(after, 'blog', { text: '옮긴 뒤의 소식' });
        await settle(after, 3);
        expect(await posts(after, 'blog')).toHaveLength(2);
        const report = await lookAt(target, async (trx, steps) => reportOf('Moved', (await examineBackend(trx, steps, { workspace: SAMPLE_WORKSPACE, now: after.clock.now(), overdueMs: 60_000, secrets: [] })).examined));
        expect(report.lines.flatMap((line) => line.findings)).toEqual([]);
      } finally {
        await after.close();
      }
    });
  });
}
