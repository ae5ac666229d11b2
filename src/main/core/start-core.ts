import type { Beginning, KeptSession } from '#shared/contract/process-contract.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { SchemaRange } from '#shared/sync/schema.ts';
import { type Account, createAccount } from './account/account.ts';
import { type FileTickets, fileTickets } from './bundle/tickets.ts';
import type { Clock } from './clock.ts';
import { nowIso } from './clock.ts';
import { type Core, createCore, type Log } from './core.ts';
import { BACKUP_EVERY_MS, listBackups, makeBackup } from './db/backup.ts';
import { type DataFiles, dataFiles, ensureDir } from './db/files.ts';
import { MIGRATIONS } from './db/migrations/index.ts';
import { openDatabase, type Opened } from './db/open.ts';
import type { CoreDb, Notice } from './db/types.ts';
import { createLiveChanges } from './live/changes.ts';
import { createPresence, type Presence } from './presence/presence.ts';
import { internet, type Network } from './link-cards/fetch-guarded.ts';
import { rebuildReadModels } from './read-models/rebuild.ts';
import { noticeExpired } from './read-models/rules.ts';
import { Refusal } from './refusal.ts';
import { createSamples } from './sample/create-samples.ts';
import { indexDirty } from './search/index-stories.ts';
import { createSpelling, NO_SPELLING, type Spelling, type SpellingPlaces } from './spelling/spelling.ts';
import { createSyncEngine, type SyncEngine, type Target } from './sync/engine.ts';
import { removeSamples } from './stories/stories.ts';
import { reviseShared } from './sync/revise-shared.ts';
import { getMeta, setMeta } from './workspace/state.ts';

/** How long another process may hold the folder before a start gives up (ms): a core that was just killed needs moments to be gone. */
const LOCK_WAIT_MS = 3_000;
/** The search index is brought up to date after this pause (ms), off the path of a save. */
const INDEX_PAUSE_MS = 50;
/** And after this one (ms) where the disk did not let it. */
const INDEX_AGAIN_MS = 30_000;
/** Whether a backup is due is looked at this often (ms), and first a while after the start. */
const BACKUP_LOOK_MS = 15 * 60_000;
const FIRST_BACKUP_LOOK_MS = 60_000;
/** Whether an approval has expired is looked at this often (ms). */
const EXPIRY_LOOK_MS = 30_000;

export interface CoreOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => Id;
  readonly language: Language;
  readonly appVersion: string;
  readonly log: Log;
  /** Null: the backend that comes with the app. */
  readonly backend: Target | null;
  readonly requestEmbedded: () => void;
  /** Who is signed in by name. Default nobody. */
  readonly session?: KeptSession | null;
  /** Keeps a sign-in where it outlives the core. Default: not at all. */
  readonly keepSession?: (session: KeptSession | null) => Promise<void>;
  /** What an empty folder begins with. Default the sample newsroom. */
  readonly begin?: Beginning;
  /** Whether the sample newsroom has its stories. Default true. */
  readonly samples?: boolean;
  readonly lockWaitMs?: number;
  /** Where the dictionaries are and the thread that reads them. Default: none. */
  readonly spelling?: SpellingPlaces;
  /** Where the pages of links' cards are fetched from. Default, and in the app always: the public internet. */
  readonly network?: Network;
  /** The versions of entries that it speaks with a server. Default: all that this build knows. */
  readonly schema?: SchemaRange;
}

export interface RunningCore {
  readonly core: Core;
  readonly sync: SyncEngine;
  readonly account: Account;
  readonly presence: Presence;
  readonly spelling: Spelling;
  readonly network: Network;
  /** Files that a person chose in a dialog of the shell. */
  readonly tickets: FileTickets;
  /** What the start found and mended. */
  readonly notices: () => readonly Notice[];
  readonly dismissNotices: () => void;
  readonly setLanguage: (language: Language) => void;
  readonly backupNow: () => Promise<{ readonly path: string; readonly at: string }>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a newsroom and everything that runs beside it. Refuses as `openDatabase` does; then nothing
 * was changed.
 */
export async function startCore(options: CoreOptions): Promise<RunningCore> {
  const { clock, log } = options;
  const files = dataFiles(options.dataDir);
  ensureDir(files.dir);
  const opened = await openDatabase({ files, migrations: MIGRATIONS, now: () => nowIso(clock), lockWaitMs: options.lockWaitMs ?? LOCK_WAIT_MS, log });
  try {
    return runOn(opened, files, options);
  } catch (error) {
    letGo(opened, log);
    throw error;
  }
}

/** A start that failed must not keep the folder from the next one. */
function letGo(opened: Opened, log: Log): void {
  try {
    opened.close();
  } catch (error) {
    log('warn', `database: after a start that failed: ${String(error)}`);
  }
}

/** Everything that runs beside an open database. */
function runOn(opened: Opened, files: DataFiles, options: CoreOptions): RunningCore {
  const { clock, log } = options;
  const live = createLiveChanges();
  let language = options.language;
  prepare(opened.db, options.newId, options.begin ?? { kind: 'sample' });
  const core = createCore({ clock, random: options.random, newId: options.newId, log, appVersion: options.appVersion, db: opened.db, files, live, language: () => language });
  if (opened.salvaged) rebuildReadModels(core);
  // What waited then would go out again at once: a person looks first.
  if (opened.wentBack) core.write((unit) => setMeta(unit, 'sync.online', '0'));
  if (options.samples !== false) ensureSamples(core);
  let notices: readonly Notice[] = opened.notices;
  let stopped = false;

  const account = createAccount(core, options.session ?? null, options.keepSession ?? (() => Promise.resolve()));
  const sync = createSyncEngine(core, { target: options.backend, account, requestEmbedded: options.requestEmbedded, beforePush: () => reviseShared(core), schema: options.schema });

  const presence = createPresence(core, sync);
  const spelling = options.spelling === undefined ? NO_SPELLING : createSpelling(options.spelling, log);

  let indexing = false;
  function indexSoon(): void {
    if (indexing || stopped) return;
    indexing = true;
    clock.after(INDEX_PAUSE_MS, () => {
      indexing = false;
      if (stopped) return;
      try {
        if (indexDirty(core.db)) indexSoon();
        else live.publish([{ topic: 'stories', id: null }]);
      } catch (error) {
        // The disk is full or failing: whoever writes is told. What is not indexed yet is noted, and looked at again.
        log('warn', `search: the index waits: ${String(error)}`);
        clock.after(INDEX_AGAIN_MS, indexSoon);
      }
    });
  }
  core.afterWrite = ({ search, outbox }) => {
    if (search) indexSoon();
    if (outbox) clock.after(0, sync.kick);
  };
  indexSoon();

  async function backUp(reason: 'daily' | 'asked'): Promise<{ path: string; at: string }> {
    const { path, at } = await makeBackup(core.db, files, core.now(), reason);
    return { path, at };
  }
  function backupFailed(error: unknown): void {
    log('error', `backup: ${String(error)}`);
    const detail = error instanceof Refusal ? error.code : 'internal';
    notices = [...notices.filter(({ code }) => code !== 'backup-failed'), { code: 'backup-failed', values: { detail } }];
    live.publish([{ topic: 'workspace', id: null }]);
  }
  function lookForBackup(pause: number): void {
    clock.after(pause, () => {
      if (stopped || core.db.readOnly) return;
      const [newest] = listBackups(files).filter((backup) => backup.reason === 'daily');
      const due = newest === undefined || clock.now() - Date.parse(newest.at) >= BACKUP_EVERY_MS;
      void (due ? backUp('daily') : Promise.resolve()).catch(backupFailed).then(() => lookForBackup(BACKUP_LOOK_MS));
    });
  }
  lookForBackup(FIRST_BACKUP_LOOK_MS);
  function lookForExpired(): void {
    if (stopped) return;
    noticeExpired(core);
    clock.after(EXPIRY_LOOK_MS, lookForExpired);
  }
  lookForExpired();

  return {
    core,
    sync,
    account,
    presence,
    spelling,
    network: options.network ?? internet,
    tickets: fileTickets(clock),
    notices: () => notices,
    dismissNotices: () => {
      notices = [];
      live.publish([{ topic: 'workspace', id: null }]);
    },
    setLanguage: (next) => {
      language = next;
    },
    backupNow: () => backUp('asked'),
    close: async () => {
      stopped = true;
      live.close();
      presence.stop();
      await spelling.close();
      await sync.stop();
      opened.close();
    },
  };
}

/** Makes sure that there is a workspace, a device and a seat. */
function prepare(db: CoreDb, newId: () => Id, begin: Beginning): void {
  if (getMeta(db.read, 'workspace') !== null || db.readOnly) return;
  const workspace = begin.kind === 'sample' ? SAMPLE_WORKSPACE : begin.workspace;
  db.write((tx) => {
    setMeta(tx, 'workspace', JSON.stringify(workspace));
    setMeta(tx, 'seat', workspace.members[0]?.id ?? '');
    setMeta(tx, 'device', newId());
    setMeta(tx, 'sync.cursor', '0');
    if (begin.kind !== 'sample') setMeta(tx, 'samples', 'made');
    if (begin.kind === 'join') setMeta(tx, 'sync.joining', '1');
  });
}

/** The samples come once, whole: what a kill left half made is made anew, and what was removed stays away. */
function ensureSamples(core: Core): void {
  const made = getMeta(core.db.read, 'samples');
  if (made === 'made' || core.db.readOnly) return;
  if (made === 'making') removeSamples(core);
  core.write((unit) => setMeta(unit, 'samples', 'making'));
  createSamples(core);
  core.write((unit) => setMeta(unit, 'samples', 'made'));
}
