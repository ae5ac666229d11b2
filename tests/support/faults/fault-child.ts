import { cpSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Sqlite from 'better-sqlite3';
import { v7 } from 'uuid';
import { systemClock } from '../../../src/main/core/clock.ts';
import { newestGoodBackup } from '../../../src/main/core/db/backup.ts';
import { dataFiles } from '../../../src/main/core/db/files.ts';
import { MIGRATIONS } from '../../../src/main/core/db/migrations/index.ts';
import { verifyDatabase } from '../../../src/main/core/db/verify.ts';
import { createRouter } from '../../../src/main/core/router.ts';
import { type RunningCore, startCore } from '../../../src/main/core/start-core.ts';
import { openDatabase } from '../../../src/main/core/db/open.ts';
import type { BackendApi, BackendClient } from '../../../src/main/core/sync/backend-client.ts';
import { takeBatch } from '../../../src/main/core/sync/outbox.ts';
import { cursorOf, pullAll } from '../../../src/main/core/sync/pull.ts';
import { blocksFromText, plainText } from '../../../src/shared/document/plain-text.ts';
import type { VariantContent } from '../../../src/shared/domain/content.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import { loadVariant } from '../../../src/main/core/variants/store.ts';
import type { LogEntry } from '../../../src/shared/sync/entry.ts';

/**
 * Lets the Nth change of a file fail (fault-io.c) in the midst of each thing that the core does with its files, for N from
 * 1 until nothing is left to fail, and looks after each: nothing acknowledged is lost, nothing is half, and the next try
 * succeeds. Says each round as a line; a broken promise ends it with its words.
 */
const [, , root = '', scenarioName = ''] = process.argv;
const members = SAMPLE_WORKSPACE.members.map(({ id }) => id);
const [account] = SAMPLE_WORKSPACE.accounts;
const MODES = [['once', 5], ['ever', 28], ['ever', 30]] as const; // EIO, ENOSPC, EROFS
const BEFORE = '먼저 쓴 글입니다.';
const AFTER = '나중에 쓴 글입니다.';

async function start(dataDir: string): Promise<RunningCore> {
  return startCore({ dataDir, clock: systemClock, random: Math.random, newId: () => v7(), language: 'ko', appVersion: '0', backend: null, samples: false, lockWaitMs: 0, requestEmbedded: () => undefined, log: () => undefined });
}
const clientOf = (core: RunningCore) => createRouterClient(createRouter(core));

async function compose(core: RunningCore): Promise<string> {
  const client = clientOf(core);
  const { id: story } = await client.stories.create({ title: '고장 난 디스크', brief: '', kind: 'administration', purpose: 'information' });
  const [variant = ''] = (await client.variants.add({ story, targets: [{ account: account?.id ?? '', language: 'ko' }] })).variants;
  await save(core, variant, BEFORE);
  return variant;
}
async function save(core: RunningCore, variant: string, text: string): Promise<void> {
  const client = clientOf(core);
  const { draftVersion } = await client.variants.get({ id: variant });
  await client.variants.save({ id: variant, draftVersion, patch: { blocks: [...blocksFromText(text)] } });
}
function textOf(core: RunningCore, id: string): string {
  return plainText(loadVariant(core.core.db.read, id).content.blocks);
}
/** The same in a file that no core has open. */
function textIn(path: string, id: string): string {
  const db = new Sqlite(path, { readonly: true });
  try {
    const { content = '' } = db.prepare<[string], { content: string }>('SELECT content FROM variants WHERE id = ?').get(id) ?? {};
    return plainText((JSON.parse(content) as VariantContent).blocks);
  } finally {
    db.close();
  }
}
function promise(kept: boolean, what: string): void {
  if (!kept) throw new Error(`a promise is broken: ${what}`);
}

interface Scenario {
  /** Makes what every round begins with. */
  readonly prepare: (dir: string) => Promise<void>;
  /** Opens what is needed, without faults. Default: a core. */
  readonly open?: (dir: string) => Promise<RunningCore | null>;
  readonly act: (dir: string, core: RunningCore | null) => Promise<unknown>;
  /** After it: `done` says whether it claimed to have succeeded. */
  readonly check: (dir: string, core: RunningCore, done: boolean) => Promise<void>;
}

let variant = '';
let carried: readonly LogEntry[] = [];
let carriedVariant = '';
const bundlePath = join(root, 'carried.sotong');

async function makeCarried(): Promise<void> {
  const other = await start(join(root, 'other'));
  carriedVariant = await compose(other);
  await clientOf(other).variants.checkpoint({ id: carriedVariant, name: '' });
  await exportTo(other, bundlePath);
  carried = takeBatch(other.core, members).entries.map((entry, index) => ({ seq: index + 1, receivedAt: '2026-11-23T05:00:00.000Z', entry }));
  await other.close();
}
async function exportTo(core: RunningCore, path: string): Promise<void> {
  const ticket = v7();
  core.tickets.put(ticket, path);
  await clientOf(core).bundles.export({ ticket, scope: { kind: 'all' } });
}
async function importFrom(core: RunningCore, path: string): Promise<void> {
  const ticket = v7();
  core.tickets.put(ticket, path);
  const client = clientOf(core);
  await client.bundles.apply({ bundle: (await client.bundles.inspect({ ticket })).bundle });
}
async function pull(core: RunningCore): Promise<void> {
  const api = { changes: ({ after, limit }: { after: number; limit: number }) => Promise.resolve({ entries: carried.slice(after, after + limit), head: carried.length }) } as unknown as BackendApi;
  await pullAll(core.core, { call: (ask: (api: BackendApi, signal: AbortSignal) => unknown) => ask(api, new AbortController().signal) } as unknown as BackendClient, v7());
}
const ordinary = async (dir: string): Promise<void> => {
  const core = await start(dir);
  variant = await compose(core);
  await core.close();
};
const fromCarried = (core: RunningCore): number => core.core.db.read.get<{ n: number }>('SELECT count(*) AS n FROM entries WHERE subject = ?', carriedVariant)?.n ?? 0;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  save: {
    prepare: ordinary,
    act: (_dir, core) => save(core as RunningCore, variant, AFTER),
    check: async (_dir, core, done) => {
      const text = textOf(core, variant);
      promise(done ? text === AFTER : text === BEFORE || text === AFTER, `what was saved is ${text}`);
      await save(core, variant, AFTER);
      promise((textOf(core, variant)) === AFTER, 'the next save is there');
    },
  },
  migrate: {
    prepare: async (dir) => {
      await ordinary(join(root, 'model'));
      // A newsroom of the first version with its words: what the steps are then taken from.
      const old = await openDatabase({ files: dataFiles(dir), migrations: MIGRATIONS.slice(0, 4), now: () => new Date().toISOString(), lockWaitMs: 0, log: () => undefined });
      const model = await start(join(root, 'model'));
      const read = model.core.db.read;
      old.db.write((tx) => {
        for (const { key, value } of read.all<{ key: string; value: string }>('SELECT key, value FROM meta')) tx.run('INSERT INTO meta (key, value) VALUES (?, ?)', key, value);
        for (const table of ['stories', 'variants']) for (const { hash: _hash, ...row } of read.all<Record<string, string | number | null>>(`SELECT * FROM ${table}`)) tx.run(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, ...Object.values(row));
      });
      await model.close();
      old.close();
    },
    open: () => Promise.resolve(null),
    act: async (dir) => (await start(dir)).close(),
    check: async (_dir, core) => {
      promise((textOf(core, variant)) === BEFORE, 'a draft is there after the migration');
      promise(core.core.db.read.get<{ user_version: number }>('PRAGMA user_version')?.user_version === MIGRATIONS.at(-1)?.version, 'it is of the newest version');
    },
  },
  backup: {
    prepare: ordinary,
    act: (_dir, core) => clientOf(core as RunningCore).workspace.backupNow(),
    check: async (dir, core, done) => {
      promise((textOf(core, variant)) === BEFORE, 'a draft is there');
      const found = readdirSync(join(dir, 'backups')).filter((name) => name.endsWith('.db'));
      for (const name of found) promise(verifyDatabase(join(dir, 'backups', name)).ok, 'a backup that has its name is whole');
      promise(!done || found.length > 0, 'a backup that was answered is there');
    },
  },
  restore: {
    prepare: async (dir) => {
      const core = await start(dir);
      variant = await compose(core);
      await core.backupNow();
      await core.close();
      writeFileSync(join(dir, 'newsroom.db'), 'damaged '.repeat(2_000));
    },
    open: () => Promise.resolve(null),
    act: async (dir) => (await start(dir)).close(),
    check: async (dir, core) => {
      promise((textOf(core, variant)) === BEFORE, 'the backup is in place of what was damaged');
      promise(newestGoodBackup(dataFiles(dir)) !== null, 'the backup is still there');
    },
  },
  'go-back': {
    prepare: async (dir) => {
      const core = await start(dir);
      variant = await compose(core);
      await core.backupNow();
      await save(core, variant, AFTER);
      const client = clientOf(core);
      await client.backups.prepare({ name: (await client.backups.list())[0]?.name ?? '' });
      await core.close();
    },
    open: () => Promise.resolve(null),
    act: async (dir) => (await start(dir)).close(),
    check: async (dir, core) => {
      const here = textOf(core, variant);
      const inBackups = readdirSync(join(dir, 'backups')).filter((name) => name.endsWith('.db')).map((name) => join(dir, 'backups', name));
      for (const path of inBackups) promise(verifyDatabase(path).ok, 'each backup is whole');
      const texts = [here, ...inBackups.map((path) => textIn(path, variant))];
      promise(texts.includes(BEFORE) && texts.includes(AFTER), `both texts are somewhere: ${texts.join(' | ')}`);
    },
  },
  page: {
    prepare: ordinary,
    act: (_dir, core) => pull(core as RunningCore),
    check: async (_dir, core, done) => {
      const cursor = cursorOf(core.core);
      promise(cursor === carried.length || (cursor === 0 && !done), `the cursor is ${String(cursor)}`);
      promise((fromCarried(core) > 0) === (cursor > 0), 'the page and its cursor are one');
      await pull(core);
      promise((textOf(core, carriedVariant)) === BEFORE && fromCarried(core) === 1, 'the next pull brings it, once');
    },
  },
  export: {
    prepare: async (dir) => {
      const core = await start(dir);
      variant = await compose(core);
      await clientOf(core).variants.checkpoint({ id: variant, name: '' });
      await core.close();
    },
    act: (dir, core) => exportTo(core as RunningCore, join(dir, 'out.sotong')),
    check: async (dir, core, done) => {
      const path = join(dir, 'out.sotong');
      promise(existsSync(path) || !done, 'a bundle that was answered is there');
      if (existsSync(path)) {
        const ticket = v7();
        core.tickets.put(ticket, path);
        promise((await clientOf(core).bundles.inspect({ ticket })).known === 2, 'a bundle that has its name is whole');
      }
      promise((textOf(core, variant)) === BEFORE, 'a draft is there');
    },
  },
  import: {
    prepare: ordinary,
    act: (_dir, core) => importFrom(core as RunningCore, bundlePath),
    check: async (_dir, core, done) => {
      promise(fromCarried(core) === 1 || (fromCarried(core) === 0 && !done), 'all of it or nothing');
      await importFrom(core, bundlePath);
      promise((textOf(core, carriedVariant)) === BEFORE && fromCarried(core) === 1, 'the next import brings it, once');
    },
  },
};

function order(path: string): boolean {
  try {
    openSync(path, 'r');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST';
  }
  throw new Error('The faults are not loaded');
}
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { data, code, message } = error as { data?: { code?: string }; code?: string; message?: string };
  return data?.code ?? code ?? message ?? 'unknown';
}

const scenario = SCENARIOS[scenarioName];
if (scenario === undefined) throw new Error(`No scenario ${scenarioName}`);
await makeCarried();
const template = join(root, 'template');
mkdirSync(template, { recursive: true });
await scenario.prepare(template);
const watched = process.env['FAULT_DIR'] ?? '';
for (const [mode, number] of MODES) {
  for (let n = 1; ; n += 1) {
    rmSync(watched, { recursive: true, force: true });
    cpSync(template, watched, { recursive: true });
    const core = await (scenario.open ?? start)(watched);
    order(`/sotong-fault/arm/${String(n)}/${mode}/${String(number)}`);
    const answer = await scenario.act(watched, core).then(() => 'done', codeOf);
    const struck = order('/sotong-fault/disarm');
    await core?.close().catch(() => undefined);
    const after = await start(watched);
    await scenario.check(watched, after, answer === 'done');
    await after.close();
    promise(verifyDatabase(join(watched, 'newsroom.db')).ok, 'the database is whole');
    process.stdout.write(`${JSON.stringify({ mode, number, n, answer, struck })}\n`);
    if (!struck) break;
  }
}
process.stdout.write('finished\n');
process.exit(0);
