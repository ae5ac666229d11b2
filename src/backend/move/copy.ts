import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { Trx } from '../db/store.ts';
import type { MovedTable } from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** How many rows a table has, and a sum over the SHA-256 of each: the same exactly when the rows are, in whatever order a server keeps them. */
export type Summary = { readonly rows: number; readonly sum: string };

/** Goes through a table once, page by page in the order of its key. */
async function* pages(trx: Trx, table: MovedTable): AsyncGenerator<readonly Row[], void, void> {
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  let last: Row | null = null;
  for (;;) {
    const after = last;
    const where: RawBuilder<unknown> = after === null ? sql`` : sql`where (${key}) > (${sql.join(table.key.map((column) => sql`${parameter(after[column])}`))})`;
    const { rows }: { readonly rows: readonly Row[] } = await sql<Row>`select * from ${sql.table(table.name)} ${where} order by ${key} limit ${sql.lit(table.batch)}`.execute(trx);
    if (rows.length > 0) yield rows;
    if (rows.length < table.batch) return;
    last = rows.at(-1) ?? null;
  }
}

/** Copies a table, every value as it is, identities included; what was read. */
export async function copyTable(from: Trx, to: Trx, table: MovedTable): Promise<Summary> {
  const summary = summarizer();
  for await (const rows of pages(from, table)) {
    for (const row of rows) summary.add(row);
    const columns = Object.keys(rows[0] ?? {});
    const values = rows.map((row) => sql`(${sql.join(columns.map((column) => sql`${parameter(row[column])}`))})`);
    await sql`insert into ${sql.table(table.name)} (${sql.join(columns.map((column) => sql.ref(column)))}) overriding system value values ${sql.join(values)}`.execute(to);
  }
  if (table.counter !== undefined) {
    const counter = sql.ref(table.counter);
    await sql`select setval(pg_get_serial_sequence(${table.name}, ${table.counter}), coalesce((select max(${counter}) from ${sql.table(table.name)}), 1), (select count(*) > 0 from ${sql.table(table.name)}))`.execute(to);
  }
  return summary.result();
}

/** What a table holds now. */
export async function summarize(trx: Trx, table: MovedTable): Promise<Summary> {
  const summary = summarizer();
  for await (const rows of pages(trx, table)) for (const row of rows) summary.add(row);
  return summary.result();
}

function parameter(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? Buffer.from(value) : value;
}

function plainValue(value: unknown): string | boolean | null {
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('hex');
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
  // A kind of column that no table has had so far: better to say so than to compare what is not the value.
  throw new TypeError(`A value of the type ${typeof value} cannot be compared`);
}

function summarizer(): { readonly add: (row: Row) => void; readonly result: () => Summary } {
  let [rows, sum] = [0, 0n];
  return {
    add: (row) => {
      rows += 1;
      // The two drivers give numbers and bytes in types of their own; their text is one.
      const plain = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plainValue(value)]));
      sum = BigInt.asUintN(256, sum + BigInt(`0x${createHash('sha256').update(canonicalJson(plain)).digest('hex')}`));
    },
    result: () => ({ rows, sum: sum.toString(16) }),
  };
}
