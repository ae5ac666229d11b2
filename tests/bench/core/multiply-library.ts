import Sqlite from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { choseongTokens, indexTokens } from '#shared/language/search-tokens.ts';

/** The part of every id of a library that says which copy it belongs to. */
const MARK = '-7b00-';
/** Numbers of rows that other rows refer to, or that an order goes by: moved on by the size of the original with each copy. */
const NUMBERED: Readonly<Record<string, string>> = { entries: 'seq', story_list: 'n', search_docs: 'n', publications: 'position', comments: 'position' };
const COPIED = ['stories', 'variants', 'revisions', 'entries', 'segments', 'story_list', 'variant_rows', 'publications', 'comments', 'search_docs'];

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Makes a library so many times as large: every row of every story is there again under other ids, with the hashes that
 * belong to them. What the core itself would make (the rows are copies of its own), in a tenth of the time.
 */
export function multiplyLibrary(file: string, times: number, report: (done: number) => void): void {
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  const hashes = new Map<string, string>();
  let mark = MARK;
  const renamed = (text: string): string => text.replaceAll(MARK, mark).replace(/\b[0-9a-f]{64}\b/gu, (hash) => hashes.get(hash) ?? hash);
  db.function('renamed', { deterministic: false }, (text: unknown) => (typeof text === 'string' ? renamed(text) : null));
  const sizes = Object.fromEntries(Object.entries(NUMBERED).map(([table, column]) => [table, largest(db, table, column)]));
  keepTokens(db);
  for (let copy = 1; copy < times; copy += 1) {
    mark = `-7b${copy.toString(16).padStart(2, '0')}-`;
    hashes.clear();
    for (const { content, hash } of db.prepare<[string], { content: string; hash: string }>(`SELECT content, hash FROM revisions WHERE id LIKE '%' || ? || '%'`).all(MARK)) {
      hashes.set(hash, createHash('sha256').update(content.replaceAll(MARK, mark)).digest('hex'));
    }
    db.transaction(() => {
      for (const table of COPIED) copyRows(db, table, copy * (sizes[table] ?? 0));
      db.prepare('INSERT INTO search (rowid, tokens) SELECT n + ?, tokens FROM bench_tokens').run(copy * (sizes['story_list'] ?? 0));
    })();
    report(copy + 1);
  }
  db.exec(`DROP TABLE bench_tokens`);
  db.prepare('UPDATE counters SET n = n * ?').run(times);
  db.prepare(`UPDATE meta SET value = (SELECT max(seq) FROM entries) WHERE key = 'sync.cursor'`).run();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Copies the original's rows of one table. */
function copyRows(db: Sqlite.Database, table: string, moved: number): void {
  const numbered = NUMBERED[table];
  const columns = db.prepare<[string], Column>('SELECT name, type FROM pragma_table_info(?)').all(table).filter(({ name }) => !(table === 'entries' && name === 'position'));
  const values = columns.map(({ name, type }) => (name === numbered ? `${name} + ${String(moved)}` : type === 'TEXT' ? `CASE WHEN ${name} IS NULL THEN NULL ELSE renamed(${name}) END` : name));
  if (table === 'stories' || table === 'variants') values[columns.findIndex(({ name }) => name === 'hash')] = `''`;
  const own = columns.some(({ name }) => name === 'id') ? `id LIKE '%${MARK}%'` : columns.some(({ name }) => name === 'target') ? `target LIKE '%${MARK}%'` : `n <= ${String(moved === 0 ? 0 : largestOriginal(db))}`;
  db.exec(`INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE ${own}`);
}

function largestOriginal(db: Sqlite.Database): number {
  return largest(db, 'bench_tokens', 'n');
}

function largest(db: Sqlite.Database, table: string, column: string): number {
  return db.prepare<[], { n: number | null }>(`SELECT max(${column}) AS n FROM ${table}`).get()?.n ?? 0;
}

/** The index keeps no text: its tokens are worked out once more, and kept until all copies are made. */
function keepTokens(db: Sqlite.Database): void {
  db.exec('CREATE TABLE bench_tokens (n INTEGER PRIMARY KEY, tokens TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO bench_tokens (n, tokens) VALUES (?, ?)');
  const stories = db.prepare<[], { n: number; text: string; title: string }>('SELECT d.n, d.text, s.title FROM search_docs d JOIN story_list s ON s.n = d.n').all();
  db.transaction(() => {
    for (const { n, text, title } of stories) insert.run(n, [...new Set(`${indexTokens(text)} ${choseongTokens(title)}`.split(' '))].join(' '));
  })();
}
