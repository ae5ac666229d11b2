import { PUSH_MAX_BYTES, PUSH_MAX_ENTRIES, type PushOutcome } from '#shared/contract/backend-contract.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { markAccepted, touchSubject } from '../log/append.ts';
import { entryOf, type EntryRow } from '../log/entry-rows.ts';
import { Refusal } from '../refusal.ts';

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

export function countWaiting(core: Core): number {
  return core.db.read.get<{ n: number }>(`SELECT count(*) AS n FROM entries WHERE state IN ('waiting', 'sending') AND local_only = 0`)?.n ?? 0;
}

/**
 * The next entries to send, in the order in which they were made, and now `sending`; holds before all else, so that
 * nothing that was asked for earlier goes out before the server knows of them. An entry whose
 * author this device may not act for, or whose text is damaged, is parked: it holds up nothing else.
 */
export function takeBatch(core: Core, actsFor: readonly string[]): Batch {
  return core.write((unit) => {
    const rows: EntryRow[] = [];
    const entries: Entry[] = [];
    const assets: string[] = [];
    let bytes = ENVELOPE_BYTES;
    for (const row of unit.all<EntryRow>(`SELECT * FROM entries WHERE state = 'waiting' AND local_only = 0 ORDER BY kind <> 'hold', position LIMIT ?`, PUSH_MAX_ENTRIES)) {
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
        if (row.kind === 'publish-request') unit.run(`UPDATE publications SET state = 'rejected', reason = ? WHERE entry = ? AND confirmed = 0`, outcome.code, row.id);
        touchSubject(unit, row.kind, row.subject);
      } else {
        markAccepted(unit, row, outcome.seq, null);
      }
    }
    unit.changed('sync', null);
  });
}
