import { createCore, type Core } from '#core/core.ts';
import { connect } from '#core/db/connection.ts';
import type { DataFiles } from '#core/db/files.ts';
import { migrate } from '#core/db/migrate.ts';
import { MIGRATIONS } from '#core/db/migrations/index.ts';
import type { CoreDb, WritableDb } from '#core/db/types.ts';
import { createLiveChanges } from '#core/live/changes.ts';
import { createSyncEngine, type SyncEngine } from '#core/sync/engine.ts';
import { reviseShared } from '#core/sync/revise-shared.ts';
import { setMeta } from '#core/workspace/state.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Life, World } from './clock.ts';
import { wireClient, type Wire } from './network.ts';
import { asTheDeadLeftIt, discard, newPlace } from './disk.ts';
import { Crashed } from './server-store.ts';

/** A process of the desktop: it can die at each commit, just before or just after it. */
type Process = Life & { crash: { left: number; readonly when: 'before' | 'after' } | null };

export type Desktop = {
  readonly index: number;
  readonly member: string;
  readonly token: string;
  db: CoreDb;
  /** Where its database is; null: in memory. */
  file: string | null;
  core: Core;
  engine: SyncEngine;
  process: Process;
  /** How far (ms) its clock is from the world's. */
  skew: number;
  /** Its network cable. */
  cut: boolean;
  /** Grows with each commit. */
  commits: number;
  /** The newest text that was acknowledged as saved, for each variant; several where a crash leaves open which. */
  readonly acknowledged: Map<string, string[]>;
};

export type DesktopParts = {
  readonly index: number;
  readonly member: string;
  readonly workspace: Workspace;
  readonly world: World;
  readonly wire: Omit<Wire, 'cut'>;
  readonly newId: () => string;
  readonly random: () => number;
  readonly skew: number;
  readonly files: DataFiles;
  readonly picture: { readonly sha256: string; readonly bytes: number };
};

/** Sets up a desktop with an empty newsroom on a database of its own. */
export function desktopOf(parts: DesktopParts): Desktop {
  const file = newPlace('desktop');
  const db = emptyDatabase(file);
  db.write((tx) => {
    setMeta(tx, 'workspace', JSON.stringify(parts.workspace));
    setMeta(tx, 'seat', parts.member);
    setMeta(tx, 'device', parts.newId());
    setMeta(tx, 'sync.cursor', '0');
    keepPicture(tx, parts);
  });
  const desktop = { index: parts.index, member: parts.member, token: `token-of-desktop-${parts.index}-c0ffee`, db, file, skew: parts.skew, cut: false, commits: 0, acknowledged: new Map<string, string[]>() } as unknown as Desktop;
  boot(desktop, parts);
  return desktop;
}

const OPTIONS = { readOnly: false, onDamage: () => undefined };
let image: Buffer | null = null;

/** The tables as the migrations leave them, made once and copied since. */
function emptyDatabase(file: string | null): CoreDb {
  if (file !== null) {
    const db = connect(file, OPTIONS);
    migrate(db, MIGRATIONS);
    return db;
  }
  const options = OPTIONS;
  // SQLite's binding takes an image of a database in place of a file's name.
  if (image !== null) return connect(image as unknown as string, options);
  const db = connect(':memory:', options);
  migrate(db, MIGRATIONS);
  image = db.raw.serialize();
  return db;
}

/** A picture that is on every desk, so that channels that need one can be published to. */
function keepPicture(tx: WritableDb, { picture }: DesktopParts): void {
  tx.run('INSERT INTO media (sha256, file_name, mime, width, height, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?)', picture.sha256, 'photo.png', 'image/png', 1080, 1080, picture.bytes, '2026-11-23T05:00:00.000Z');
}

/** Starts the program on what the last one left in the database. */
export function boot(desktop: Desktop, parts: DesktopParts): void {
  const process: Process = { alive: true, crash: null };
  const clock = parts.world.view(process, () => desktop.skew);
  const core = createCore({
    clock, random: parts.random, newId: parts.newId, log: () => undefined, appVersion: '1.0.0', db: mortal(desktop, process), files: parts.files, live: createLiveChanges(), language: () => 'ko',
  });
  desktop.process = process;
  desktop.core = core;
  desktop.engine = createSyncEngine(core, {
    target: { url: 'https://server.example', token: desktop.token },
    account: { tokenFor: () => null, renew: async () => false },
    requestEmbedded: () => undefined,
    beforePush: () => reviseShared(core),
    connect: (_target, hungUp) => wireClient({ ...parts.wire, cut: () => desktop.cut }, hungUp, process),
  });
  core.afterWrite = ({ outbox }) => {
    if (outbox) clock.after(0, desktop.engine.kick);
  };
}

/** On a disk: the next program opens the files as a kill has left them, with all that was not yet moved from the log. */
export function openWhatIsLeft(desktop: Desktop): void {
  const { file, db } = desktop;
  if (file === null) return;
  desktop.file = asTheDeadLeftIt(file, 'desktop');
  db.close();
  discard(file);
  desktop.db = connect(desktop.file, OPTIONS);
}

/** The process is gone: nothing of it reads or writes any more, and its connections end. */
export function die(desktop: Desktop): void {
  desktop.process.alive = false;
  void desktop.engine.stop().catch(() => undefined);
}

/** The database as one process has it. */
function mortal(desktop: Desktop, process: Process): CoreDb {
  const { db } = desktop;
  const living = (): void => {
    if (!process.alive) throw new Crashed();
  };
  return {
    read: {
      get: (sql, ...params) => (living(), db.read.get(sql, ...params)),
      all: (sql, ...params) => (living(), db.read.all(sql, ...params)),
      each: (sql, ...params) => (living(), db.read.each(sql, ...params)),
    },
    readOnly: false,
    write: (work) => {
      living();
      const { crash } = process;
      if (crash !== null) crash.left -= 1;
      const now = crash !== null && crash.left < 0;
      const value = db.write((tx) => {
        const done = work(tx);
        if (now && crash?.when === 'before') fall();
        return done;
      });
      desktop.commits += 1;
      if (now) fall();
      return value;
    },
    copyTo: (file) => db.copyTo(file),
    close: () => undefined,
  };

  function fall(): never {
    process.alive = false;
    throw new Crashed();
  }
}
