import { startCheck, type Examined } from '#shared/doctor/finding.ts';
import { checkArchiving, checkHistories } from '#shared/doctor/history.ts';
import { checkMedia } from '#shared/doctor/media.ts';
import { checkCursor, checkDrafts, checkEntities, checkRevisionHashes, checkRowEntries } from '#shared/doctor/newsroom.ts';
import { checkCursorAgainst, checkReplica } from '#shared/doctor/replicas.ts';
import { checkSchema, checkSecrets } from '#shared/doctor/secrets.ts';
import type { LedgerRow } from '#shared/doctor/rows.ts';
import type { InvariantId } from '#shared/doctor/words.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { verifyDatabase } from '../db/verify.ts';
import { Refusal } from '../refusal.ts';
import { cursorOf } from '../sync/pull.ts';
import { getMeta } from '../workspace/state.ts';
import type { NewsroomCopy } from './copy.ts';
import { readArchiveMarks, readDrafts, readEntries, readHistories, readPictures, readReplica, readRevisions, readTexts } from './read-rows.ts';
import { checkReadModels } from './rebuild.ts';

/** What a server's log is, for the comparison: its entries without their bodies. */
export type ServerLedger = { readonly epoch: string; readonly head: number; readonly entries: readonly Pick<LedgerRow, 'id' | 'seq' | 'fingerprint'>[] };

/** Every check of a newsroom's own data; with `server`, also whether the two are the same. Lists are derived anew in the copy, last. */
export function examineNewsroom({ core, files, version }: NewsroomCopy, server: ServerLedger | null, secrets: readonly string[] = []): Examined[] {
  const db = core.db.read;
  const entries = lazily(() => readEntries(db));
  const steps = MIGRATIONS.map((migration) => migration.version);
  // While another log is being read from its start, the cursor is on its way.
  const atRest = getMeta(db, 'sync.resync') !== '1';
  return [
    checkFile(core),
    ...guarded('5', () => [checkRevisionHashes(readRevisions(db))]),
    ...guarded('9', () => (atRest ? [checkCursor(cursorOf(core), entries())] : [])),
    ...guarded('12', () => (atRest ? compared(core, server) : [])),
    ...guarded('10', () => [checkDrafts(readDrafts(db), new Map(db.all<{ id: Id; hash: string }>('SELECT id, hash FROM revisions').map(({ id, hash }) => [id, { hash }])))]),
    ...guarded('11', () => [checkHistories(readHistories(db))]),
    ...guarded('19', () => [checkMedia([], readPictures(db, files))]),
    ...guarded('20', () => [checkArchiving(readArchiveMarks(db))]),
    ...guarded('21', () => [
      checkEntities(entries(), db.all('SELECT id FROM revisions'), new Set(db.all<{ id: Id }>('SELECT id FROM stories UNION ALL SELECT id FROM variants').map(({ id }) => id))),
      checkRowEntries('comments', db.all('SELECT id, entry FROM comments'), entries()),
      checkRowEntries('publications', db.all('SELECT id, entry FROM publications'), entries()),
    ]),
    ...guarded('22', () => [checkSecrets(readTexts(db, files), secrets)]),
    checkSchema(steps.filter((step) => step < version).concat(version), steps),
    ...guarded('24', () => checkReadModels(core)),
  ];
}

/** A check that stumbles over what cannot be read says so, and the others go on. Its message could hold a text; its name cannot. */
function guarded(invariant: InvariantId, work: () => Examined[]): Examined[] {
  try {
    return work();
  } catch (error) {
    const check = startCheck(invariant, 'checks that failed');
    check.look();
    check.found('newsroom.db', 'not-checked', { problem: error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'unknown' });
    return [check.done()];
  }
}

function lazily<T>(read: () => T): () => T {
  let value: { readonly read: T } | null = null;
  return () => (value ??= { read: read() }).read;
}

/** 5: the file itself, as SQLite checks it. */
function checkFile(core: Core): Examined {
  const check = startCheck('5', 'database files');
  check.look();
  const { file } = core.db.read.get<{ file: string }>(`SELECT file FROM pragma_database_list WHERE name = 'main'`) ?? { file: '' };
  const verdict = verifyDatabase(file);
  // Texts with another hash than theirs are named one by one by their own check.
  if (!verdict.ok && !verdict.problem.startsWith('revision ')) check.found('newsroom.db', 'database-damaged', { problem: verdict.problem });
  return check.done();
}

function compared(core: Core, server: ServerLedger | null): Examined[] {
  // Another epoch is another history: this computer will read it anew, and there is nothing to compare yet.
  if (server === null || getMeta(core.db.read, 'sync.epoch') !== server.epoch) return [];
  const replica = readReplica(core.db.read, cursorOf(core));
  return [checkCursorAgainst(replica, server.head), checkReplica(replica, server.entries)];
}
