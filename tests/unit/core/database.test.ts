import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { KEEP, listBackups, makeBackup, newestGoodBackup } from '../../../src/main/core/db/backup.ts';
import { dataFiles } from '../../../src/main/core/db/files.ts';
import { checkOrder } from '../../../src/main/core/db/migrate.ts';
import { moreChannels } from '../../../src/main/core/db/migrations/0040-more-channels.ts';
import { MIGRATIONS } from '../../../src/main/core/db/migrations/index.ts';
import type { Migration } from '../../../src/main/core/db/migrations/migration.ts';
import { openDatabase } from '../../../src/main/core/db/open.ts';
import type { Opened } from '../../../src/main/core/db/open.ts';
import { peekDatabase } from '../../../src/main/core/db/peek.ts';
import type { WritableDb } from '../../../src/main/core/db/types.ts';
import { pairMask } from '../../../src/main/core/read-models/story-row.ts';
import { Refusal } from '../../../src/main/core/refusal.ts';
import { bundle } from '../../support/bundle.ts';
import { closeCore, codeOf, storyWith, tempFolder, testCore, write } from '../../support/core.ts';

const NOW = '2026-11-23T05:00:00.000Z';

function open(dir: string, migrations: readonly Migration[] = MIGRATIONS, now = NOW): Promise<Opened> {
  return openDatabase({ files: dataFiles(dir), migrations, now: () => now, lockWaitMs: 0, log: () => undefined });
}

async function openingCode(dir: string, migrations: readonly Migration[] = MIGRATIONS): Promise<string> {
  try {
    (await open(dir, migrations)).close();
    return 'opened';
  } catch (error) {
    return error instanceof Refusal ? error.code : `threw ${String(error)}`;
  }
}

function setStory(opened: Opened, id: string): void {
  opened.db.write((tx) => tx.run(`INSERT INTO stories (id, content, draft_version, dirty, saved_at, created_at, author) VALUES (?, '{}', 1, 1, ?, ?, 'a')`, id, NOW, NOW));
}

function storyIds(opened: Opened): string[] {
  return opened.db.read.all<{ id: string }>('SELECT id FROM stories ORDER BY id').map(({ id }) => id);
}

describe('opening a newsroom', () => {
  it('is durable: a write-ahead log that is flushed with every commit, strict tables, foreign keys', async () => {
    const opened = await open(tempFolder());
    const pragma = (name: string): unknown => Object.values(opened.db.read.get<Record<string, unknown>>(`PRAGMA ${name}`) ?? {})[0];
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
    const loose = opened.db.read.all<{ name: string }>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'`);
    expect(loose).toEqual([]);
    opened.close();
  });

  it('is refused while another has it, and possible once that one has ended', async () => {
    const dir = tempFolder();
    const first = await open(dir);
    expect(await openingCode(dir)).toBe('database-busy');
    first.close();
    expect(await openingCode(dir)).toBe('opened');
  });

  it('refuses a newer schema by name and does not touch a byte', async () => {
    const dir = tempFolder();
    (await open(dir)).close();
    const { database } = dataFiles(dir);
    const planted = new Sqlite(database);
    planted.pragma('user_version = 9990');
    planted.close();
    const before = readFileSync(database);
    const files = readdirSync(dir).toSorted();
    expect(await openingCode(dir)).toBe('database-newer');
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(readdirSync(dir).toSorted()).toEqual(files);
  });

  it('refuses a newer schema that only the write-ahead log carries', async () => {
    const dir = tempFolder();
    (await open(dir)).close();
    const { database } = dataFiles(dir);
    const planted = new Sqlite(database);
    planted.pragma('wal_autocheckpoint = 0');
    planted.pragma('user_version = 9990');
    const log = readFileSync(`${database}-wal`);
    const main = readFileSync(database);
    planted.close();
    // As after a crash: the log was not folded into the main file.
    writeFileSync(database, main);
    writeFileSync(`${database}-wal`, log);
    expect(main.readUInt32BE(60)).not.toBe(9990);
    expect(await openingCode(dir)).toBe('database-newer');
    expect(readFileSync(database).equals(main)).toBe(true);
  });

  it('knows a database by its bytes', () => {
    const dir = tempFolder();
    const file = join(dir, 'x.db');
    expect(peekDatabase(file)).toEqual({ kind: 'missing' });
    writeFileSync(file, '');
    expect(peekDatabase(file)).toEqual({ kind: 'empty' });
    writeFileSync(file, 'a letter, not a database. '.repeat(20));
    expect(peekDatabase(file)).toEqual({ kind: 'not-a-database' });
  });
});

describe('each migration', () => {
  it.each(MIGRATIONS.map((migration, index) => [migration.name, index] as const))('%s keeps what was there, and its backup was made before it', async (_name, index) => {
    const dir = tempFolder();
    const before = MIGRATIONS.slice(0, index);
    if (before.length > 0) {
      const opened = await open(dir, before);
      setStory(opened, 'kept');
      opened.close();
    }
    const upgraded = await open(dir, MIGRATIONS.slice(0, index + 1));
    expect(storyIds(upgraded)).toEqual(before.length > 0 ? ['kept'] : []);
    expect(Object.values(upgraded.db.read.get<Record<string, number>>('PRAGMA user_version') ?? {})).toEqual([MIGRATIONS[index]?.version]);
    upgraded.close();
    const backups = listBackups(dataFiles(dir)).filter((backup) => backup.reason === 'migration');
    expect(backups.map((backup) => peekDatabase(backup.path))).toEqual(before.length > 0 ? [{ kind: 'database', version: before.at(-1)?.version }] : []);
  });

  it('gives stored lists their new bits: what the library would write today', () => {
    const db = new Sqlite(':memory:');
    db.exec(`CREATE TABLE story_list (id TEXT, pairs INTEGER); CREATE TABLE variant_rows (story TEXT, status TEXT, channel TEXT);
      INSERT INTO story_list VALUES ('a', 7), ('b', 7), ('c', 7);
      INSERT INTO variant_rows VALUES ('a', 'draft', 'x'), ('a', 'draft', 'blog'), ('a', 'published', 'x'), ('a', 'archived', 'facebook'), ('b', 'archived', 'x')`);
    moreChannels.up({ run: (sql: string) => db.prepare(sql).run() } as unknown as WritableDb);
    const pairs = db.prepare('SELECT pairs FROM story_list ORDER BY id').pluck().all();
    db.close();
    expect(pairs).toEqual([Number(pairMask('draft', 'x') | pairMask('published', 'blog')), 0, 0]);
  });

  it('takes its number in the same transaction: one that fails leaves the old schema', async () => {
    const dir = tempFolder();
    const opened = await open(dir);
    setStory(opened, 'kept');
    opened.close();
    const failing: Migration = {
      version: 1_000,
      name: 'failing',
      up: (tx) => {
        tx.run('DELETE FROM stories');
        tx.run('THIS IS NOT SQL');
      },
    };
    await expect(open(dir, [...MIGRATIONS, failing])).rejects.toThrow();
    const again = await open(dir);
    expect(storyIds(again)).toEqual(['kept']);
    again.close();
  });

  it('rises in number from step to step', () => {
    const [first] = MIGRATIONS;
    expect(() => checkOrder(MIGRATIONS)).not.toThrow();
    expect(() => checkOrder([...MIGRATIONS, ...(first === undefined ? [] : [first])])).toThrow(/version 10/);
  });

  it('indexes for search the stories of a time before there was an index', async () => {
    const dir = tempFolder();
    const opened = await open(dir, MIGRATIONS.slice(0, 2));
    setStory(opened, 'old');
    opened.close();
    const upgraded = await open(dir);
    expect(upgraded.db.read.all('SELECT story FROM search_dirty')).toEqual([{ story: 'old' }]);
    upgraded.close();
  });
});

describe('a damaged newsroom', () => {
  async function withBackup(): Promise<string> {
    const dir = tempFolder();
    const opened = await open(dir);
    setStory(opened, 'in-the-backup');
    await makeBackup(opened.db, dataFiles(dir), '2026-11-22T05:00:00.000Z', 'daily');
    setStory(opened, 'after-the-backup');
    opened.close();
    return dir;
  }

  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['half of it is gone', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
    ['it is empty', (file) => truncateSync(file, 0)],
    ['it is missing', (file) => unlinkSync(file)],
    ['it is something else', (file) => writeFileSync(file, 'this is not a database at all. '.repeat(300))],
    ['its first pages are overwritten', (file) => writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 100), Buffer.alloc(9_000, 0x5a), readFileSync(file).subarray(9_100)]))],
  ];

  it.each(damages)('is set aside and restored from the newest whole backup when %s', async (_name, damage) => {
    const dir = await withBackup();
    const files = dataFiles(dir);
    damage(files.database);
    // A run that ended out of order is looked at more closely.
    writeFileSync(files.running, '1');
    const damaged = existsSync(files.database) ? readFileSync(files.database) : null;
    const opened = await open(dir);
    expect(storyIds(opened)).toEqual(['in-the-backup']);
    expect(opened.notices).toMatchObject([{ code: 'restored-from-backup', values: { at: '2026-11-22T05:00:00.000Z' } }]);
    const aside = opened.notices[0]?.values['setAside'] ?? '';
    if (damaged !== null) expect(readFileSync(join(aside, 'newsroom.db')).equals(damaged)).toBe(true);
    opened.close();
    expect(await openingCode(dir)).toBe('opened');
  });

  it.each([['an index', 'story_list_title'], ['the texts of drafts', 'variants'], ['the log', 'entries']])('gives back what was written after the backup where %s is damaged, as far as it can be read', async (_name, table) => {
    const core = await testCore();
    const { client } = core;
    const old = await storyWith(client, '백업에 있는 글');
    await client.variants.checkpoint({ id: old.variant, name: '' });
    await makeBackup(core.running.core.db, dataFiles(core.dataDir), '2026-11-22T05:00:00.000Z', 'daily');
    await write(client, old.variant, '백업 뒤에 고친 글');
    const fresh = await storyWith(client, '백업 뒤에 쓴 글');
    await client.review.submit({ variants: [fresh.variant], note: '' });
    const { rootpage } = core.running.core.db.read.get<{ rootpage: number }>('SELECT rootpage FROM sqlite_schema WHERE name = ?', table) ?? { rootpage: 0 };
    await closeCore(core);
    const files = dataFiles(core.dataDir);
    const bytes = readFileSync(files.database);
    bytes.fill(0x5a, (rootpage - 1) * 4096 + 8, rootpage * 4096);
    writeFileSync(files.database, bytes);
    writeFileSync(files.running, '1');
    const again = await testCore({ dataDir: core.dataDir, device: 4 });
    expect((await again.client.workspace.get()).notices.map(({ code }) => code)).toEqual(['restored-from-backup']);
    const texts = async (id: string): Promise<string> => JSON.stringify((await again.client.variants.get({ id })).content.blocks);
    if (table === 'variants') {
      expect(await texts(old.variant)).toContain('백업에 있는 글');
      expect((await again.client.stories.get({ id: fresh.story })).row.title).toBe('겨울철 수도 동파 예방');
    } else {
      expect(await texts(old.variant)).toContain('백업 뒤에 고친 글');
      expect(await texts(fresh.variant)).toContain('백업 뒤에 쓴 글');
      expect((await again.client.variants.get({ id: fresh.variant })).row.status.status).toBe(table === 'entries' ? 'draft' : 'in-review');
      // What lost its entry is sent as a revision anew.
      await again.client.review.submit({ variants: [fresh.variant], note: '' });
      expect((await again.client.variants.get({ id: fresh.variant })).row.status.status).toBe('in-review');
    }
    expect((await again.client.stories.counts())['all']).toBe(2);
  });

  it('passes over a backup that is damaged itself', async () => {
    const dir = await withBackup();
    const files = dataFiles(dir);
    const opened = await open(dir);
    const newer = await makeBackup(opened.db, files, '2026-11-23T04:00:00.000Z', 'daily');
    opened.close();
    truncateSync(newer.path, 8_192);
    expect(newestGoodBackup(files)?.at).toBe('2026-11-22T05:00:00.000Z');
  });

  it('without a backup starts empty, says so, and keeps the file', async () => {
    const dir = tempFolder();
    (await open(dir)).close();
    writeFileSync(dataFiles(dir).database, 'gone bad '.repeat(100));
    const opened = await open(dir);
    expect(opened.notices).toMatchObject([{ code: 'database-lost' }]);
    expect(existsSync(join(opened.notices[0]?.values['setAside'] ?? '', 'newsroom.db'))).toBe(true);
    opened.close();
  });

  it('an empty file where nothing ever was is a first start', async () => {
    const dir = tempFolder();
    mkdirSync(dir, { recursive: true });
    writeFileSync(dataFiles(dir).database, '');
    const opened = await open(dir);
    expect(opened.notices).toEqual([]);
    opened.close();
  });

  it('says after an end out of order that all that was saved is there', async () => {
    const dir = tempFolder();
    (await open(dir)).close();
    writeFileSync(dataFiles(dir).running, '1');
    const opened = await open(dir);
    expect(opened.notices).toEqual([{ code: 'unclean-exit', values: {} }]);
    opened.close();
    const again = await open(dir);
    expect(again.notices).toEqual([]);
    again.close();
  });
});

describe('a revision', () => {
  it('whose stored text has changed by a bit is refused, and a backup of it as well', async () => {
    const core = await testCore();
    const { client } = core;
    const { variant } = await storyWith(client, '수도 계량기를 헌 옷으로 감싸 주세요.');
    const { revision } = await client.variants.checkpoint({ id: variant, name: '처음' });
    await write(client, variant, '수도 계량기를 꼭 감싸 주세요.');
    const second = await client.variants.checkpoint({ id: variant, name: '다음' });
    expect(await codeOf(client.workspace.backupNow())).toMatch(/^answered/);
    core.running.core.db.write((tx) => tx.run(`UPDATE revisions SET content = replace(content, '헌 옷', '새 옷') WHERE id = ?`, revision));
    expect(await codeOf(client.review.revision({ id: revision }))).toBe('content-damaged');
    expect((await client.variants.history({ id: variant })).map(({ id }) => id)).toEqual([second.revision]);
    expect(await codeOf(client.workspace.backupNow())).toBe('database-damaged');
    expect(listBackups(dataFiles(core.dataDir))).toHaveLength(1);
  });
});

describe('backups', () => {
  it('are kept to a number, the newest ones', async () => {
    const dir = tempFolder();
    const opened = await open(dir);
    for (let day = 1; day <= KEEP.daily + 3; day += 1) await makeBackup(opened.db, dataFiles(dir), `2026-11-${String(day).padStart(2, '0')}T05:00:00.000Z`, 'daily');
    const kept = listBackups(dataFiles(dir));
    expect(kept).toHaveLength(KEEP.daily);
    expect([kept[0]?.at, kept.at(-1)?.at]).toEqual(['2026-11-10T05:00:00.000Z', '2026-11-04T05:00:00.000Z']);
    expect(readdirSync(dataFiles(dir).backups).filter((name) => name.includes('.tmp'))).toEqual([]);
    opened.close();
  });
});

describe('a full disk', () => {
  const mounted = ((): string | null => {
    if (process.getuid?.() !== 0) return null;
    const dir = tempFolderForDisk();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', dir], { stdio: 'ignore' });
      execFileSync('umount', [dir], { stdio: 'ignore' });
      return dir;
    } catch {
      return null;
    }
  })();
  if (mounted === null) console.info('A full disk: not tried, as a small disk can be mounted here only by root');

  it.skipIf(mounted === null)('refuses with disk-full, loses nothing that was saved, reads on, and writes on once there is room', async () => {
    const dir = mounted as string;
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', dir]);
    let core: Awaited<ReturnType<typeof testCore>> | null = null;
    try {
      core = await testCore({ dataDir: dir });
      const { client } = core;
      const { story, variant } = await storyWith(client, '처음');
      let acknowledged = '처음';
      let refused = '';
      for (let round = 0; refused === '' && round < 2_000; round += 1) {
        const text = `${round} ${'가나다라마바사아자차카타파하 '.repeat(200)}`;
        const code = await codeOf(write(client, variant, text).then(() => 'saved'));
        if (code.startsWith('answered')) acknowledged = text;
        else refused = code;
        if (round % 3 === 0 && refused === '') {
          const checkpoint = await codeOf(client.variants.checkpoint({ id: variant, name: `${round}` }));
          if (!checkpoint.startsWith('answered')) refused = checkpoint;
        }
      }
      expect(refused).toBe('disk-full');
      const read = await client.variants.get({ id: variant });
      expect(JSON.stringify(read.content.blocks)).toContain(acknowledged.trim().slice(0, 200));
      expect((await client.stories.get({ id: story })).row.title).toBe('겨울철 수도 동파 예방');
      execFileSync('mount', ['-o', 'remount,size=16m', dir]);
      await write(client, variant, '자리가 생긴 뒤');
      expect(JSON.stringify((await client.variants.get({ id: variant })).content.blocks)).toContain('자리가 생긴 뒤');
    } finally {
      if (core !== null) await closeCore(core);
      execFileSync('umount', [dir], { stdio: 'ignore' });
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it.skipIf(mounted === null)('and a read-only one is opened for reading: everything is there, every change is refused', async () => {
    const dir = mounted as string;
    mkdirSync(dir, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', dir]);
    let core: Awaited<ReturnType<typeof testCore>> | null = null;
    try {
      const first = await testCore({ dataDir: dir });
      const { story, variant } = await storyWith(first.client, '읽기만 하는 글');
      await closeCore(first);
      execFileSync('mount', ['-o', 'remount,ro', dir]);
      core = await testCore({ dataDir: dir });
      expect((await core.client.workspace.get()).readOnly).toBe(true);
      expect((await core.client.stories.get({ id: story })).variants).toHaveLength(1);
      expect(await codeOf(write(core.client, variant, '바꿈'))).toBe('read-only');
      expect(await codeOf(core.client.workspace.backupNow())).toBe('read-only');
    } finally {
      if (core !== null) await closeCore(core);
      execFileSync('umount', [dir], { stdio: 'ignore' });
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

function tempFolderForDisk(): string {
  const dir = join('/tmp', `sotong-disk-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  return dir;
}

describe('a core that is killed', () => {
  it('loses no save that it had answered', async () => {
    const { writer } = await bundle({ writer: 'tests/support/core-child.ts' });
    const dir = tempFolder();
    const first = await testCore({ dataDir: dir });
    const { variant } = await storyWith(first.client, '0');
    await closeCore(first);
    for (let kill = 0; kill < 3; kill += 1) {
      const acknowledged = await saveUntilKilled(writer ?? '', dir, variant, 20 + kill * 15);
      const core = await testCore({ dataDir: dir });
      const { content, draftVersion } = await core.client.variants.get({ id: variant });
      const text = content.blocks.flatMap((block) => (block.type === 'image' ? [] : block.children.map((child) => ('text' in child ? child.text : '')))).join('');
      // What was answered is there; one more may have been written whose answer was on the way.
      expect(Number(text)).toBeGreaterThanOrEqual(acknowledged.saved);
      expect(draftVersion).toBeGreaterThanOrEqual(acknowledged.draftVersion);
      expect((await core.client.workspace.get()).notices).toEqual([{ code: 'unclean-exit', values: {} }]);
      await closeCore(core);
    }
  }, 240_000);
});

/** Saves in another process, one number after the other, and kills it after so many answers. */
function saveUntilKilled(writer: string, dataDir: string, variant: string, answers: number): Promise<{ saved: number; draftVersion: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, dataDir, variant], { stdio: ['ignore', 'pipe', 'inherit'] });
    let last = { saved: -1, draftVersion: 0 };
    let count = 0;
    let rest = '';
    child.stdout.on('data', (data: Buffer) => {
      const lines = (rest + data.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last = JSON.parse(line) as typeof last;
        count += 1;
      }
      if (count >= answers) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', () => (count >= answers ? resolve(last) : reject(new Error(`ended after ${count} answers`))));
  });
}
