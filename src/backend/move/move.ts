import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { reportOf, type Report } from '#shared/doctor/report.ts';
import { migrateWithin } from '../db/migrations.ts';
import { markMoved, refuseMoved, unmarkMoved } from '../db/moved-mark.ts';
import type { Trx } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';
import { examineBackend } from '../doctor/examine.ts';
import { newsroomOf } from '../doctor/newsroom-of.ts';
import { lookAt } from '../doctor/open.ts';
import { copyTable, summarize } from './copy.ts';
import { MOVED_TABLES } from './tables.ts';

/** The move did not happen: the folder is as it was, and the server too. */
export class MoveRefusedError extends Error {}

export type MoveOptions = {
  readonly from: string;
  readonly to: { readonly url: string; readonly schema?: string };
  /** The newsroom's file, where it is not the sample newsroom. */
  readonly workspaceFile: string | undefined;
  /** An instant, and the same in milliseconds. */
  readonly at: string;
  readonly now: number;
  readonly said: (line: string) => void;
};

export type Moved = { readonly report: Report; readonly rows: Readonly<Record<string, number>>; readonly epoch: string; readonly head: number };

/** As the doctor's program has it. */
const OVERDUE_MS = 15 * 60_000;

/**
 * Moves an embedded store to a PostgreSQL server: every id, hash, number, link of the audit chain and the
 * epoch stay, so that desktops go on where they were. All of it is one transaction on the server, which
 * commits only after each table was read back and compared, and the doctor found nothing. Fails with
 * `MoveRefusedError` or `CannotLookError`, both sides unchanged.
 */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  await refuseMoved(options.from);
  const schema = options.to.schema ?? 'public';
  const pool = new pg.Pool({ connectionString: options.to.url, max: 1, options: `-c search_path=${schema}`, application_name: 'sotong-move' });
  const target = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await lookAt({ kind: 'folder', dataDir: options.from }, async (source, steps) => {
      let marked = false;
      try {
        return await target.transaction().execute(async (trx) => {
          const moved = await copyAll(source, trx, steps, options);
          await markMoved(options.from, options.at);
          marked = true;
          return moved;
        });
      } catch (error) {
        if (marked) await unmarkMoved(options.from);
        throw error;
      }
    });
  } finally {
    await target.destroy();
  }
}

async function copyAll(source: Trx, trx: Trx, steps: readonly number[], options: MoveOptions): Promise<Moved> {
  const workspace = await newsroomOf(source, options.workspaceFile);
  const head = await source.selectFrom('log_head').selectAll().executeTakeFirstOrThrow();
  await refuseUsed(trx);
  await migrateWithin(trx, { epoch: head.epoch, workspace: head.workspace, now: options.at });
  const rows: Record<string, number> = {};
  for (const table of MOVED_TABLES) {
    const copied = await copyTable(source, trx, table);
    const there = await summarize(trx, table);
    if (copied.rows !== there.rows || copied.sum !== there.sum) throw new MoveRefusedError(`The table ${table.name} is another one on the server; nothing was moved.`);
    rows[table.name] = there.rows;
    if (there.rows > 0) options.said(`${table.name}: ${there.rows}`);
  }
  await trx.updateTable('log_head').set({ seq: Number(head.seq) }).execute();
  const { examined } = await examineBackend(trx, steps, { workspace, now: options.now, overdueMs: OVERDUE_MS, secrets: [] });
  const report = reportOf('The tables on the server', examined);
  if (!report.ok) throw new MoveRefusedError(`The doctor finds fault with the tables; nothing was moved. Look at them with: npm run doctor -- --data ${options.from}`);
  return { report, rows, epoch: head.epoch, head: Number(head.seq) };
}

async function refuseUsed(trx: Trx): Promise<void> {
  const names = ['schema_migrations', 'log_head', ...MOVED_TABLES.map((table) => table.name)];
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = current_schema() and table_name in (${sql.join(names)})`.execute(trx);
  if (rows.length > 0) throw new MoveRefusedError('The server’s database has tables of a publishing backend already: name an empty one.');
}
