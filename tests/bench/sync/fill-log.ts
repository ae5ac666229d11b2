import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { openStore, type Db, type StoreLocation } from '#backend/db/store.ts';
import { readLedger } from '#backend/doctor/read-rows.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import { checkChain } from '#shared/doctor/ledger.ts';
import { publicationKey } from '#shared/domain/publish-gate.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { chainHash, chainStart } from '#shared/sync/audit-chain.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { BaseNewsroom } from './base-newsroom.ts';
import { MARK, markOf } from './ids.ts';

/** When the first entry was taken in, and how far (ms) the others lie behind one another: a newsroom of years. */
const FIRST_RECEIVED = Date.UTC(2023, 0, 2);
const BETWEEN = 60_000;
/** Rows in one statement. */
const BATCH = 2_000;
/** What becomes another in a copy: hashes, and within everything else the ids. A hash is taken whole, whatever it has in it. */
const CHANGING = new RegExp(`\\b[0-9a-f]{64}\\b|${MARK}`, 'gu');

/** What `fillLog` was asked for: so many entries, or the whole of so many stories. */
export type Wanted = { readonly entries: number } | { readonly stories: number };

/**
 * Makes an empty store the server of a newsroom with so many entries: copies of the base under other ids, each with the hashes
 * that belong to them, its number, and its place in the audit chain. Checked at the end as the doctor checks it.
 * Gives how many entries there are; of a number of entries the last copy may be a part.
 */
export async function fillLog(location: StoreLocation, base: BaseNewsroom, wanted: Wanted): Promise<number> {
  const store = await openStore(location, { epoch: '018f7fff-0000-7000-8000-00000000e70c', workspace: SAMPLE_WORKSPACE.id, now: new Date(FIRST_RECEIVED).toISOString() });
  try {
    const { db } = store;
    const copies = 'stories' in wanted ? wanted.stories / base.stories : wanted.entries / base.log.length;
    const most = 'stories' in wanted ? Number.POSITIVE_INFINITY : wanted.entries;
    const templates = templatesOf(base);
    let chain: string = chainStart(SAMPLE_WORKSPACE.id);
    let seq = 0;
    for (let copy = 0; copy < copies; copy += 1) {
      const mark = markOf(copy);
      const hashes = templates.hashesOf(mark);
      const renamed = (text: string): string => text.replace(CHANGING, (found) => (found === MARK ? mark : (hashes.get(found) ?? found)));
      const first = seq;
      const rows = base.log.slice(0, most - seq).map((row, index) => {
        const entry = templates.entryOf(index, mark, hashes);
        const fingerprint = sha256(entry);
        const receivedAt = new Date(FIRST_RECEIVED + seq * BETWEEN).toISOString();
        seq += 1;
        chain = chainHash(chain, { seq, fingerprint, receivedAt });
        return { seq, id: renamed(row.id), kind: row.kind, subject: renamed(row.subject), revision: row.revision === null ? null : renamed(row.revision), fingerprint, received_at: receivedAt, entry, chain };
      });
      await insert(db, 'log', 'seq bigint, id uuid, kind text, subject uuid, revision uuid, fingerprint text, received_at text, entry text, chain text', rows);
      // Of a copy that is there in part, what the queue has of it would have no request.
      if (rows.length === base.log.length) await copyQueue(db, base, { renamed, first });
    }
    await db.updateTable('log_head').set({ seq }).execute();
    // As the database does by itself in the minutes after so many rows.
    for (const table of ['log', 'publications', 'attempts', 'sandbox_posts']) await sql`analyze ${sql.table(table)}`.execute(db);
    await checkWhole(db, seq);
    return seq;
  } finally {
    await store.close();
  }
}

async function checkWhole(db: Db, head: number): Promise<void> {
  const { findings } = await db.transaction().execute(async (trx) => checkChain(SAMPLE_WORKSPACE.id, await readLedger(trx), head));
  if (findings.length > 0) throw new Error(`The audit chain does not hold: ${JSON.stringify(findings.slice(0, 3))}`);
}

type Copy = { readonly renamed: (text: string) => string; /** The number before its first entry's. */ readonly first: number };

async function copyQueue(db: Db, { publications, attempts, posts }: BaseNewsroom, { renamed, first }: Copy): Promise<void> {
  await insert(
    db,
    'publications',
    'id uuid, variant uuid, revision uuid, content_hash text, account uuid, slot integer, key text, state text, attempt integer, looks integer, fence bigint, reason text, remote_id text, url text, requested_seq bigint',
    publications.map(({ lease_until: _lease, next_at: _next, ...row }) => {
      const hash = renamed(row.content_hash);
      const ids = { id: renamed(row.id), variant: renamed(row.variant), revision: renamed(row.revision), remote_id: renamed(row.remote_id), url: renamed(row.url) };
      return { ...row, ...ids, content_hash: hash, key: publicationKey(hash, row.account, row.slot), requested_seq: Number(row.requested_seq) + first };
    }),
  );
  await insert(db, 'attempts', 'publication uuid, attempt integer, fence bigint, started_at text, ended_at text, outcome text', attempts.map((row) => ({ ...row, publication: renamed(row.publication) })));
  await insert(db, 'sandbox_posts', 'account uuid, post_id text, payload text, received_at text', posts.map(({ account, post_id: id, payload, received_at }) => ({ account, post_id: renamed(id), payload, received_at })));
}

/** Rows by one statement for each batch; `columns` names them with their types. */
async function insert(db: Db, table: string, columns: string, rows: readonly object[]): Promise<void> {
  const names = columns.replaceAll(/ \w+(?=,|$)/gu, '');
  for (let from = 0; from < rows.length; from += BATCH) {
    const page = JSON.stringify(rows.slice(from, from + BATCH));
    await sql`insert into ${sql.table(table)} (${sql.raw(names)}) select ${sql.raw(names)} from json_to_recordset(${page}::json) as page (${sql.raw(columns)})`.execute(db);
  }
}

/** The entries cut at what changes from copy to copy, once: a million texts are then put together and not searched. */
function templatesOf(base: BaseNewsroom) {
  const contents = base.log.flatMap((row) => {
    const { body } = JSON.parse(row.entry) as Entry;
    return 'content' in body ? [{ hash: body.contentHash, text: canonicalJson(body.content) }] : [];
  });
  const entries = base.log.map(({ entry }) => ({ fixed: entry.split(CHANGING), changing: entry.match(CHANGING) ?? [] }));
  return {
    hashesOf: (mark: string): ReadonlyMap<string, string> => new Map(contents.map(({ hash, text }) => [hash, sha256(text.replaceAll(MARK, mark))])),
    entryOf: (index: number, mark: string, hashes: ReadonlyMap<string, string>): string => {
      const { fixed, changing } = entries[index] as (typeof entries)[number];
      return fixed.map((part, place) => part + of(changing[place])).join('');

      function of(found: string | undefined): string {
        if (found === undefined) return '';
        return found === MARK ? mark : (hashes.get(found) ?? found);
      }
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
