import { readMedia } from '../media/media-store.ts';
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ArchivingEntry } from '#shared/domain/archiving.ts';
import { readEntry } from '#shared/doctor/ledger.ts';
import type { AttemptRow, ChangeRow, JobRow, LedgerRow, MediaRow, PostRow, StoredEntry } from '#shared/doctor/rows.ts';
import type { EntryKind, EntryOf } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';

/** The backend's tables as the doctor's plain rows. Numbers may come as text from a server, so each is made one. */

/** How many entries are read at once. */
const PAGE = 5_000;

/** The whole log in the order of its numbers, without bodies. */
export async function readLedger(trx: Trx): Promise<LedgerRow[]> {
  const ledger: LedgerRow[] = [];
  for (;;) {
    const rows = await trx.selectFrom('log').select(['seq', 'id', 'fingerprint', 'received_at', 'chain']).where('seq', '>', ledger.at(-1)?.seq ?? 0).orderBy('seq').limit(PAGE).execute();
    for (const row of rows) ledger.push({ seq: Number(row.seq), id: row.id, fingerprint: row.fingerprint, receivedAt: row.received_at, chain: row.chain });
    if (rows.length < PAGE) return ledger;
  }
}

export async function readSubjects(trx: Trx): Promise<string[]> {
  return (await trx.selectFrom('log').select('subject').distinct().orderBy('subject').execute()).map((row) => row.subject);
}

/** Every entry about one story or variant as it is stored, in log order. */
export async function readStored(trx: Trx, subject: string): Promise<StoredEntry[]> {
  const rows = await trx.selectFrom('log').selectAll().where('subject', '=', subject).orderBy('seq').execute();
  return rows.map(storedOf);
}

function storedOf(row: Selectable<Tables['log']>): StoredEntry {
  return { seq: Number(row.seq), id: row.id, kind: row.kind, subject: row.subject, revision: row.revision, fingerprint: row.fingerprint, receivedAt: row.received_at, chain: row.chain, text: row.entry };
}

/** The entries of one kind, of one subject or of all, in log order. What cannot be read is found by the check that looks at each entry. */
export async function readLogOf<Kind extends EntryKind>(trx: Trx, kind: Kind, subject: string | null = null): Promise<{ readonly seq: number; readonly entry: EntryOf<Kind> }[]> {
  const query = trx.selectFrom('log').selectAll().where('kind', '=', kind).orderBy('seq');
  const rows = await (subject === null ? query : query.where('subject', '=', subject)).execute();
  return rows.flatMap((row) => {
    const read = readEntry(storedOf(row));
    return read?.entry.kind === kind ? [{ seq: read.seq, entry: read.entry as EntryOf<Kind> }] : [];
  });
}

/** How many texts are read at once. */
const TEXTS = 200;

/** Of each story that was ever archived or brought back, in log order: the marks, and who wrote when in it or in its variants. */
export async function readArchivings(trx: Trx): Promise<ReadonlyMap<string, readonly { readonly seq: number; readonly entry: ArchivingEntry }[]>> {
  const marks = await readLogOf(trx, 'archive');
  const found = new Map<string, { readonly seq: number; readonly entry: ArchivingEntry }[]>(marks.map(({ entry }) => [entry.subject, []]));
  for (let last = 0, more = marks.length > 0; more; ) {
    const rows = await trx.selectFrom('log').selectAll().where('kind', 'in', ['archive', 'revision', 'story-revision']).where('seq', '>', last).orderBy('seq').limit(TEXTS).execute();
    for (const row of rows) {
      const entry = readEntry(storedOf(row))?.entry;
      last = Number(row.seq);
      if (entry?.kind === 'archive') found.get(entry.subject)?.push({ seq: last, entry });
      if (entry?.kind !== 'revision' && entry?.kind !== 'story-revision') continue;
      const { kind, author, subject, body: { revision, parents, content } } = entry;
      found.get(content.story)?.push({ seq: last, entry: { kind, author, subject, body: { revision, parents } } });
    }
    more = rows.length === TEXTS;
  }
  return found;
}

export async function readJobs(trx: Trx): Promise<JobRow[]> {
  const rows = await trx.selectFrom('publications').selectAll().orderBy('requested_seq').execute();
  return rows.map((row) => ({
    id: row.id, variant: row.variant, revision: row.revision, contentHash: row.content_hash, account: row.account, slot: row.slot, key: row.key, state: row.state, remoteId: row.remote_id, url: row.url,
    leaseUntil: numberOrNull(row.lease_until), nextAt: numberOrNull(row.next_at), requestedSeq: Number(row.requested_seq), amends: row.amends, way: row.way,
  }));
}

function numberOrNull(value: number | null): number | null {
  return value === null ? null : Number(value);
}

export async function readAttempts(trx: Trx): Promise<AttemptRow[]> {
  const rows = await trx.selectFrom('attempts').selectAll().execute();
  return rows.map((row) => ({ publication: row.publication, attempt: row.attempt, fence: Number(row.fence), startedAt: row.started_at, endedAt: row.ended_at }));
}

/** The sandbox channels' own record, oldest first. */
export async function readPosts(trx: Trx): Promise<PostRow[]> {
  const rows = await trx.selectFrom('sandbox_posts').select(['account', 'post_id', 'idempotency_key', 'payload']).orderBy('id').execute();
  return rows.map((row) => ({ account: row.account, postId: row.post_id, key: row.idempotency_key, payload: row.payload }));
}

/** What was done to them afterwards, oldest first. */
export async function readChanges(trx: Trx): Promise<ChangeRow[]> {
  const rows = await trx.selectFrom('sandbox_changes').select(['account', 'post_id', 'payload']).orderBy('id').execute();
  return rows.map((row) => ({ account: row.account, postId: row.post_id, payload: row.payload }));
}

/** Every kept picture with the hash of its bytes, one at a time. */
export async function readMediaRows(trx: Trx): Promise<MediaRow[]> {
  const media: MediaRow[] = [];
  for (const { sha256 } of await trx.selectFrom('media').select('sha256').orderBy('sha256').execute()) {
    const hash = createHash('sha256');
    for (const file of await readMedia(trx, [sha256])) for await (const part of file.read()) hash.update(part);
    media.push({ sha256, actual: hash.digest('hex') });
  }
  return media;
}
