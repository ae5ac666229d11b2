import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../../src/main/core/db/backup.ts';
import { dataFiles } from '../../../src/main/core/db/files.ts';
import { plainText } from '../../../src/shared/document/plain-text.ts';
import { bundlesOf } from '../../support/bundles.ts';
import { addVariant, closeCore, codeOf, type CoreClient, storyWith, type TestCore, testCore, write } from '../../support/core.ts';

async function textOf(client: CoreClient, variant: string): Promise<string> {
  return plainText((await client.variants.get({ id: variant })).content.blocks);
}

/** A backup with one text, and what was written since: on this PC alone, and for others but not sent. */
async function withPast(): Promise<{ readonly core: TestCore; readonly backup: string; readonly own: string; readonly shared: string; readonly later: string }> {
  const core = await testCore();
  const { client } = core;
  const { story, variant: own } = await storyWith(client, '처음 쓴 글');
  const shared = await addVariant(client, story, '함께 볼 글', 'facebook');
  await client.workspace.backupNow();
  const [{ name: backup } = { name: '' }] = await client.backups.list();
  await write(client, own, '나중에 고친 글');
  await client.review.submit({ variants: [shared], note: '봐 주세요' });
  const later = await addVariant(client, story, '나중에 쓴 글', 'blog');
  return { core, backup, own, shared, later };
}

async function again(core: TestCore, device: number): Promise<TestCore> {
  await closeCore(core);
  return testCore({ dataDir: core.dataDir, clock: core.clock, device });
}

describe('going back to a backup', () => {
  it('says what that means, does it at the next start, keeps what was here, and lets one go forward again', async () => {
    const { core, backup, own, shared, later } = await withPast();
    expect(await core.client.backups.look({ name: backup })).toMatchObject({ stories: 1, variants: 2, onlyHere: 2, unsent: 3, waiting: 0 });
    const { bundle } = await core.client.backups.prepare({ name: backup });
    expect(await textOf(core.client, own)).toBe('나중에 고친 글');

    const then = await again(core, 3);
    expect(await textOf(then.client, own)).toBe('처음 쓴 글');
    expect(await codeOf(then.client.variants.get({ id: later }))).toBe('not-found');
    expect((await then.client.variants.get({ id: shared })).row.status.status).toBe('draft');
    const { notices } = await then.client.workspace.get();
    expect(notices).toMatchObject([{ code: 'went-back-unsent', values: { bundle } }]);
    // What waited then must not go out before a person has looked.
    expect((await then.client.sync.status()).connection).toBe('offline-by-choice');

    const [before] = await then.client.backups.list();
    expect(before?.reason).toBe('before');
    await then.client.backups.prepare({ name: before?.name ?? '' });
    const now = await again(then, 4);
    expect([await textOf(now.client, own), await textOf(now.client, later), (await now.client.variants.get({ id: shared })).row.status.status]).toEqual(['나중에 고친 글', '나중에 쓴 글', 'in-review']);
    expect((await now.client.backups.list()).map(({ reason }) => reason)).toEqual(['before', 'before', 'asked']);
  });

  it('sets aside what was not sent in a bundle, which is taken in like any other', async () => {
    const { core, backup, shared } = await withPast();
    const { bundle } = await core.client.backups.prepare({ name: backup });
    const then = await again(core, 3);
    const bundles = bundlesOf(then.running, then.client);
    expect(await bundles.inspect(bundle ?? '')).toMatchObject({ revisions: 2, leftOut: { 'stands-on-missing': 0, 'unknown-author': 0, 'not-allowed': 0 } });
    await bundles.take(bundle ?? '');
    expect((await then.client.variants.get({ id: shared })).row.status.status).toBe('in-review');
  });

  it('happens once: the start after that opens what there is', async () => {
    const { core, backup, own } = await withPast();
    await core.client.backups.prepare({ name: backup });
    const then = await again(core, 3);
    await write(then.client, own, '되돌린 뒤에 쓴 글');
    const next = await again(then, 4);
    expect(await textOf(next.client, own)).toBe('되돌린 뒤에 쓴 글');
    expect((await next.client.workspace.get()).notices).toEqual([]);
  });

  it('does not happen where one stays after all', async () => {
    const { core, backup, own } = await withPast();
    await core.client.backups.prepare({ name: backup });
    await core.client.backups.stay();
    const next = await again(core, 3);
    expect(await textOf(next.client, own)).toBe('나중에 고친 글');
    expect((await next.client.sync.status()).connection).not.toBe('offline-by-choice');
  });

  it('refuses a damaged backup before anything is done, and stays where one was when it was damaged after that', async () => {
    const { core, backup, own } = await withPast();
    const file = join(dataFiles(core.dataDir).backups, backup);
    const whole = readFileSync(file);
    truncateSync(file, 8_192);
    expect([await codeOf(core.client.backups.look({ name: backup })), await codeOf(core.client.backups.prepare({ name: backup }))]).toEqual(['backup-damaged', 'backup-damaged']);
    expect(existsSync(dataFiles(core.dataDir).goingBack)).toBe(false);
    expect(await codeOf(core.client.backups.look({ name: 'newsroom-20260101T000000000Z-daily.db' }))).toBe('not-found');

    writeFileSync(file, whole);
    await core.client.backups.prepare({ name: backup });
    truncateSync(file, 8_192);
    const next = await again(core, 3);
    expect(await textOf(next.client, own)).toBe('나중에 고친 글');
    expect((await next.client.workspace.get()).notices).toMatchObject([{ code: 'stayed-here' }]);
    expect(readdirSync(core.dataDir).filter((name) => name.includes('restored') || name.includes('going-back'))).toEqual([]);
  });

  it.each([
    ['before anything was moved', () => undefined],
    ['when the newsroom of now was moved', (files: ReturnType<typeof dataFiles>, before: string) => renameSync(files.database, before)],
    [
      'when the backup was in its place',
      (files: ReturnType<typeof dataFiles>, before: string, backup: string) => {
        renameSync(files.database, before);
        copyFileSync(backup, files.database);
      },
    ],
  ])('is finished by the start after a stop %s', async (_when, stopped) => {
    const { core, backup, own } = await withPast();
    await core.client.backups.prepare({ name: backup });
    await closeCore(core);
    const files = dataFiles(core.dataDir);
    const wish = JSON.parse(readFileSync(files.goingBack, 'utf8')) as { before: string };
    stopped(files, join(files.backups, wish.before), join(files.backups, backup));
    const then = await testCore({ dataDir: core.dataDir, clock: core.clock, device: 3 });
    expect(await textOf(then.client, own)).toBe('처음 쓴 글');
    const kept = listBackups(files).map(({ path }) => basename(path));
    expect(kept).toEqual([wish.before, backup]);
    await then.client.backups.prepare({ name: wish.before });
    expect(await textOf((await again(then, 4)).client, own)).toBe('나중에 고친 글');
  });
});
