import { PUSH_MAX_BYTES, PUSH_MAX_ENTRIES, type PushOutcome } from '#shared/contract/backend-contract.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { kindsAfter } from '#shared/sync/schema.ts';
import type { Core } from '../core.ts';
import { markAccepted, touchSubject } from '../log/append.ts';
import { entryOf, type EntryRow } from '../log/entry-rows.ts';
import { Refusal } from '../refusal.ts';
import { heldBack } from './carried.ts';
import { schemaOfServer } from './resync.ts';

/** Room left in a request for what is around the entries. */
const ENVELOPE_BYTES = 64 * 1024;

export interface Batch {
  readonly rows: readonly EntryRow[];
  readonly entries: readonly Entry[];
  /** Pictures that its revisions show. */
  readonly assets: readonly string[];
}

/** What was on the wire when the app last ended goes out again: the server knows an entry by its id. */
export function recoverSending(core: Core): void {
  core.write((unit) => unit.run(`UPDATE entries SET state = 'waiting' WHERE state = 'sending'`));
}

/** How many entries this device has still to send; not those that a bundle brought and others send. */
export function countWaiting(core: Core): number {
  const waiting = core.db.read.get<{ n: number }>(`SELECT count(*) AS n FROM entries WHERE state IN ('waiting', 'sending') AND local_only = 0`)?.n ?? 0;
  return waiting === 0 ? 0 : waiting - heldBack(core.db.read, core.state()).carried.size;
}

/**
 * The next entries to send, in the order in which they were made, and now `sending`; holds before all else, so that
 * nothing that was asked for earlier goes out before the server knows of them. An entry whose
 * author this device may not act for, or whose text is damaged, is parked: it holds up nothing else.
 * What a bundle brought is left to whoever made it, and what stands on that waits for it.
 */
export function takeBatch(core: Core, actsFor: readonly string[]): Batch {
  // Mostly nothing waits: that is found out without taking the database's lock.
  if (core.db.read.get(`SELECT 1 FROM entries WHERE state = 'waiting' AND local_only = 0 LIMIT 1`) === undefined) return { rows: [], entries: [], assets: [] };
  return core.write((unit) => {
    const rows: EntryRow[] = [];
    const entries: Entry[] = [];
    const assets: string[] = [];
    let bytes = ENVELOPE_BYTES;
    const { carried, behind } = heldBack(unit, { ...core.state(), actsFor });
    const left = JSON.stringify([...carried, ...behind]);
    // What the server is too old for waits for its next version.
    const unknown = JSON.stringify(kindsAfter(schemaOfServer(unit)));
    for (const row of unit.all<EntryRow>(`SELECT * FROM entries WHERE state = 'waiting' AND local_only = 0 AND id NOT IN (SELECT value FROM json_each(?)) AND kind NOT IN (SELECT value FROM json_each(?)) ORDER BY kind <> 'hold', position LIMIT ?`, left, unknown, PUSH_MAX_ENTRIES)) {
      if (!actsFor.includes(row.author)) {
        park(row, 'forbidden', row.author);
        continue;
      }
      let entry: Entry;
      try {
        entry = entryOf(unit, row);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        park(row, error.code, error.detail ?? '');
        continue;
      }
      const size = Buffer.byteLength(JSON.stringify(entry));
      if (rows.length > 0 && bytes + size > PUSH_MAX_BYTES) break;
      bytes += size;
      rows.push(row);
      entries.push(entry);
      if (entry.kind === 'revision') assets.push(...assetsOf(entry.body.content));
      unit.run(`UPDATE entries SET state = 'sending', attempts = attempts + 1 WHERE id = ?`, row.id);
    }
    return { rows, entries, assets };

    function park(row: EntryRow, code: string, reason: string): void {
      unit.run(`UPDATE entries SET state = 'parked', code = ?, reason = ? WHERE id = ?`, code, reason, row.id);
      touchSubject(unit, row.kind, row.subject);
      unit.changed('sync', null);
    }
  });
}

/** No answer came: they wait again. */
export function putBack(core: Core, batch: Batch): void {
  core.write((unit) => {
    for (const row of batch.rows) unit.run(`UPDATE entries SET state = 'waiting' WHERE id = ? AND state = 'sending'`, row.id);
    unit.changed('sync', null);
  });
}

/** Records what the server said of each. One that it did not speak of waits again. */
export function applyOutcomes(core: Core, batch: Batch, outcomes: readonly PushOutcome[]): void {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  core.write((unit) => {
    for (const row of batch.rows) {
      const outcome = byId.get(row.id);
      if (outcome === undefined) {
        unit.run(`UPDATE entries SET state = 'waiting' WHERE id = ? AND state = 'sending'`, row.id);
      } else if (outcome.result === 'rejected') {
        unit.run(`UPDATE entries SET state = 'parked', code = ?, reason = ? WHERE id = ?`, outcome.code, outcome.reason, row.id);
        // What was asked to be published and refused is not on its way any more.
        if (row.kind === 'publish-request' || row.kind === 'amendment-request') unit.run(`UPDATE publications SET state = 'rejected', reason = ? WHERE entry = ? AND confirmed = 0`, outcome.code, row.id);
        touchSubject(unit, row.kind, row.subject);
      } else {
        markAccepted(unit, row, outcome.seq, null);
      }
    }
    unit.changed('sync', null);
  });
}
