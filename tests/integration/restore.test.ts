import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineBackend } from '#backend/doctor/examine.ts';
import { lookAt } from '#backend/doctor/open.ts';
import { reportOf } from '#shared/doctor/report.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { doors, firstAdmin, PASSWORD, device } from '../support/accounts.ts';
import { clientOf, EDITOR, openRoom, TOKENS, WRITER } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start } from '../support/child-process.ts';
import { actionOf, contentOf, revisionOf } from '../support/entries.ts';
import { epochOf, posts, pushAll, push, requested, said, settle } from '../support/publishing.ts';

const server = process.env['TEST_DATABASE_URL'] ?? '';

if (server === '' || spawnSync('pg_dump', ['--version']).status !== 0) {
  it.skip('A backup that is restored: needs TEST_DATABASE_URL and pg_dump', () => undefined);
} else {
  describe('A backup that is restored', () => {
    const name = `restore_${process.pid}_${Date.now().toString(36)}`;
    const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
    let admin: pg.Client;
    let folder = '';
    let program = '';
    beforeAll(async () => {
      folder = await mkdtemp(path(tmpdir(), 'sotong-restore-'));
      program = (await bundle({ main: 'src/backend/main.ts' }))['main'] ?? '';
      admin = new pg.Client({ connectionString: server });
      await admin.connect();
      await admin.query(`create database ${name}`);
    }, 120_000);
    afterAll(async () => {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
      await rm(folder, { recursive: true, force: true });
    });
    const tool = (command: string, ...args: string[]): void => {
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    };

    it('comes back whole under another epoch, takes what it lacks from the desktops, and posts nothing a second time', async () => {
      const place = { kind: 'postgres', url } as const;
      const room = await openRoom(place, { accounts: true });
      const session = await firstAdmin(room);
      const old = await epochOf(room);
      await requested(room, 'instagram');
      await settle(room, 2);
      const { request, all } = await requested(room, 'x', { text: '백업할 때 기다리던 소식' });
      const file = path(folder, 'backup.dump');
      tool('pg_dump', '--format=custom', '--no-owner', `--file=${file}`, url);
      // What comes after the backup: it goes out, somebody writes on, and both are lost with the disk.
      await settle(room, 2);
      expect(await posts(room, 'x')).toHaveLength(1);
      const late = [revisionOf(WRITER, contentOf({ text: '백업 뒤에 쓴 글' })), revisionOf(WRITER, contentOf({ text: '또 한 편' }))];
      await pushAll(room, late);
      const kept = (await clientOf(room.url, TOKENS.everyone).changes({ epoch: old, after: 0, limit: 500 })).entries;
      await room.close();
      await admin.query(`drop database ${name}`);
      await admin.query(`create database ${name}`);
      tool('pg_restore', '--no-owner', '--exit-on-error', `--dbname=${url}`, file);
      const child = start(program, ['--restored', '--data', path(folder, 'data')], { env: { ...process.env, DATABASE_URL: url } });
      expect([await child.ended, child.output()]).toEqual([0, expect.stringMatching(/held for a person to look at: 1\nSessions ended: 1\n/u) as unknown]);

      const again = await openRoom(place, { accounts: true, clock: room.clock });
      try {
        const epoch = await epochOf(again);
        expect(epoch).not.toBe(old);
        const client = clientOf(again.url, TOKENS.everyone);
        // A desktop that comes with its old cursor is told to compare, whatever it asks.
        await expect(client.changes({ epoch: old, after: kept.length, limit: 10 })).rejects.toMatchObject({ status: 410, data: { code: 'epoch-changed' } });
        await expect(client.push({ epoch: old, entries: late })).rejects.toMatchObject({ status: 410 });
        await expect(client.changes({ epoch, after: 10_000, limit: 10 })).rejects.toMatchObject({ status: 410 });
        expect((await push(again, [...all, ...late])).map((outcome) => outcome.result)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'accepted', 'accepted']);
        // Whether it is out already is a person's to see: nothing goes by itself.
        await settle(again, 4);
        expect((await said(again, request)).at(-1)).toMatchObject({ state: 'held', reason: 'restored' });
        expect(await posts(again, 'x')).toHaveLength(0);
        await pushAll(again, [actionOf(EDITOR, request, 'cancel')]);
        // Who was signed in signs in again; the account itself is in the backup.
        expect((await again.fetch(null, '/v1/members', { headers: { authorization: `Bearer ${session.accessToken}` } })).status).toBe(401);
        await doors(again).signIn({ name: 'admin', password: PASSWORD, device: device() });
        const { entries } = await client.changes({ epoch, after: 0, limit: 500 });
        expect(entries.map((each) => each.seq)).toEqual(entries.map((_, index) => index + 1));
        const report = await lookAt(place, async (trx, steps) => reportOf('Restored', (await examineBackend(trx, steps, { workspace: SAMPLE_WORKSPACE, now: again.clock.now(), overdueMs: 60_000, secrets: [v7()] })).examined));
        expect(report.lines.flatMap((line) => line.findings)).toEqual([]);
      } finally {
        await again.close();
      }
    }, 180_000);
  });
}

describe('A copy of a folder, taken while its backend stood still', () => {
  it('comes back whole under another epoch, takes what it lacks from the desktops, and posts nothing a second time', async () => {
    const home = await mkdtemp(path(tmpdir(), 'sotong-folder-'));
    try {
      const program = (await bundle({ main: 'src/backend/main.ts' }))['main'] ?? '';
      const [dataDir, copy] = [path(home, 'data'), path(home, 'copy')];
      let room = await openRoom({ kind: 'folder', dataDir });
      const old = await epochOf(room);
      const { request, all } = await requested(room, 'x', { text: '복사할 때 기다리던 소식' });
      await room.close();
      await cp(dataDir, copy, { recursive: true });
      // What comes after the copy: it goes out, somebody writes on, and both are lost with the disk.
      room = await openRoom({ kind: 'folder', dataDir }, { clock: room.clock });
      await settle(room, 2);
      expect(await posts(room, 'x')).toHaveLength(1);
      const late = [revisionOf(WRITER, contentOf({ text: '복사 뒤에 쓴 글' }))];
      await pushAll(room, late);
      await room.close();
      await rm(dataDir, { recursive: true });
      const child = start(program, ['--restored', '--data', copy], { env: { ...process.env, DATABASE_URL: '' } });
      expect([await child.ended, child.output()]).toEqual([0, expect.stringMatching(/held for a person to look at: 1\n/u) as unknown]);

      const again = await openRoom({ kind: 'folder', dataDir: copy }, { clock: room.clock });
      try {
        expect(await epochOf(again)).not.toBe(old);
        expect((await push(again, [...all, ...late])).map((outcome) => outcome.result)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'accepted']);
        await settle(again, 4);
        expect((await said(again, request)).at(-1)).toMatchObject({ state: 'held', reason: 'restored' });
        expect(await posts(again, 'x')).toHaveLength(0);
      } finally {
        await again.close();
      }
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }, 120_000);
});
