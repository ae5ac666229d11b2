import { writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect, SqliteQueryCompiler, type KyselyPlugin, type SelectModifierNode } from 'kysely';
import { MIGRATIONS } from '#backend/db/migrations.ts';
import type { Store } from '#backend/db/store.ts';
import type { Tables } from '#backend/db/tables.ts';
import type { Life } from './clock.ts';
import { newPlace } from './disk.ts';

/** A process that has died asks the database for something: it never gets an answer. */
export class Crashed extends Error {}

/**
 * The server's tables in an SQLite in memory, behind the same Kysely: starting PostgreSQL or PGlite for
 * each of thousands of seeds, or a query to either, costs a hundred times more. The one connection stands
 * in for the row locks: transactions come one after the other.
 */
export type Ground = { readonly raw: Sqlite.Database; readonly db: Kysely<Tables>; readonly looks: Looks };

/** What is asked after every step. */
type Looks = Readonly<Record<'head' | 'publication' | 'newer' | 'chain', Sqlite.Statement>>;

/** SQLite locks the whole database, so that `for update` and `skip locked` have nothing to say. */
class Compiler extends SqliteQueryCompiler {
  /** Every name here is the product's own: there is no quote in one to be doubled. */
  protected override sanitizeIdentifier(identifier: string): string {
    return identifier;
  }
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier === undefined || !/^For|^SkipLocked/u.test(node.modifier)) super.visitSelectModifier(node);
  }
}

class Dialect extends SqliteDialect {
  override createQueryCompiler(): Compiler {
    return new Compiler();
  }
  override createAdapter(): SqliteAdapter {
    return new SqliteAdapter();
  }
}

let empty: Buffer | null = null;

function emptyTables(): Buffer {
  const raw = new Sqlite(':memory:');
  for (const statement of MIGRATIONS.flatMap((migration) => migration.statements)) raw.exec(inSqlite(statement));
  const image = raw.serialize();
  raw.close();
  return image;
}

/** Empty tables, or those of an image. */
export function groundOf(image: Buffer | null): Ground {
  const file = newPlace('server');
  if (file !== null) writeFileSync(file, image ?? (empty ??= emptyTables()));
  const raw = new Sqlite(file ?? image ?? (empty ??= emptyTables()));
  if (file !== null) raw.pragma('journal_mode = WAL');
  const statements = new Map<string, Sqlite.Statement>();
  const prepare = (text: string): Sqlite.Statement => {
    let statement = statements.get(text);
    if (statement === undefined) statements.set(text, (statement = raw.prepare(text)));
    return statement;
  };
  const database = { prepare, close: () => raw.close() };
  const looks: Looks = {
    head: raw.prepare('select seq, epoch from log_head'),
    publication: raw.prepare('select state, lease_until from publications where key = ?'),
    newer: raw.prepare('select count(*) as n, min(seq) as least, max(seq) as most from log where seq > ?'),
    chain: raw.prepare('select chain from log where seq = ?').pluck(),
  };
  return { raw, db: new Kysely<Tables>({ dialect: new Dialect({ database: database as never }) }), looks };
}

/** A statement of the product's own migrations as SQLite has it; functions and what they check are left out, triggers that forbid a change are kept. */
function inSqlite(statement: string): string {
  const trigger = /^create trigger (\w+) before update or delete on (\w+) /u.exec(statement);
  if (trigger !== null) {
    const [, name, table] = trigger;
    return ['update', 'delete'].map((act) => `create trigger ${name}_${act} before ${act} on ${table} begin select raise(abort, 'never changed'); end;`).join('\n');
  }
  if (/^\s*(?:create function|do \$\$)|set storage external/u.test(statement)) return '';
  return statement
    .replaceAll('bigint generated always as identity primary key', 'integer primary key autoincrement')
    .replaceAll(/\buuid\b/gu, 'text')
    .replaceAll(/\bbytea\b/gu, 'blob');
}

/** What a node's database does to it: `left` more questions are answered, then it dies. Null: it lives on. */
export type Fate = Life & { left: number | null };

/** The store as one node has it: gone with the node. */
export function storeOf(ground: Ground, fate: Fate, exclusive: boolean, ears: Set<() => void>): Store {
  const killSwitch: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (fate.left !== null) {
        fate.left -= 1;
        if (fate.left < 0) fate.alive = false;
      }
      if (!fate.alive) throw new Crashed();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = ground.db.withPlugin(killSwitch);
  return {
    db,
    exclusive,
    transaction: async (run) => {
      let announced = false;
      const answer = await db.transaction().execute((trx) =>
        run(trx, async () => {
          announced = true;
        }),
      );
      if (announced && fate.alive) for (const ear of ears) ear();
      return answer;
    },
    listening: () => fate.alive,
    pool: () => null,
    onAnnounce: (listener) => {
      ears.add(listener);
      return () => ears.delete(listener);
    },
    close: async () => undefined,
  };
}
