import type { Workspace } from '#shared/domain/workspace.ts';
import { NOT_OUT_YET } from '#shared/sync/publication-machine.ts';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { settleComment } from '../log/effects.ts';
import { touchJudged } from '../read-models/rules.ts';
import { rebuildPublications } from '../read-models/rebuild.ts';
import { removeSamples } from '../stories/stories.ts';
import { getMeta, setMeta } from '../workspace/state.ts';
import { SyncFailure } from './sync-failure.ts';

/** What a hello taught: who one is, which log this is, and the newsroom as the server knows it. */
export interface Greeting {
  readonly epoch: string;
  readonly actsFor: readonly string[];
  /** The version of entries that both sides know. */
  readonly schema: number;
  readonly workspace: Workspace;
  /** How far (ms) its clock is ahead of this computer's. */
  readonly skewMs: number;
}

/** The version of entries that was agreed on with the server when it was last spoken to; before that, all that this build knows. */
export function schemaOfServer(db: ReadableDb): number {
  return Number(getMeta(db, 'sync.schema') ?? ENTRY_SCHEMA.max);
}

/** A clock that is found to be off by more than this beyond what was known (ms) is news; less is the network's own time. */
const SKEW_NEWS_MS = 30_000;

/**
 * Takes over what the server said. Another epoch means another log (a new server, or one restored
 * from a backup): everything is pulled from the start, and each entry that this device had recorded
 * is looked for in it. Nothing local is deleted. Returns whether such a resync begins.
 */
export function adopt(core: Core, greeting: Greeting): boolean {
  return core.write((unit) => {
    const before = getMeta(unit, 'sync.epoch');
    const other = before !== null && before !== greeting.epoch;
    if (other) {
      unit.run(`UPDATE entries SET verify = 1, seq = NULL WHERE state = 'accepted' AND local_only = 0`);
      setMeta(unit, 'sync.cursor', '0');
      setMeta(unit, 'sync.resync', '1');
    }
    setMeta(unit, 'sync.epoch', greeting.epoch);
    setMeta(unit, 'sync.schema', String(greeting.schema));
    const skew = Number(getMeta(unit, 'sync.skew') ?? 0);
    if (Math.abs(skew - greeting.skewMs) > SKEW_NEWS_MS) setMeta(unit, 'sync.skew', String(Math.round(greeting.skewMs)));
    setMeta(unit, 'sync.acts-for', JSON.stringify(greeting.actsFor));
    // Who sits here must be somebody that the server knows and lets this device act for.
    const seat = getMeta(unit, 'seat') ?? '';
    const [first] = greeting.actsFor;
    if (!greeting.actsFor.includes(seat) && first !== undefined) {
      setMeta(unit, 'seat', first);
      unit.changed('workspace', null);
    }
    const known = getMeta(unit, 'workspace');
    const stated = JSON.stringify(greeting.workspace);
    if (known !== stated) {
      setMeta(unit, 'workspace', stated);
      touchJudged(unit, null);
      unit.changed('workspace', null);
      unit.changed('stories', null);
    }
    return other || getMeta(unit, 'sync.resync') === '1';
  });
}

/**
 * Joins the newsroom of a server that one has connected to. Only an empty one can: stories are written
 * for the accounts of their own newsroom. The samples go, as they belong to the one that was left.
 * Fails with `other-newsroom`.
 */
export function joinNewsroom(core: Core, greeting: Pick<Greeting, 'workspace'>): void {
  const own = core.db.read.get('SELECT 1 FROM stories WHERE sample = 0 LIMIT 1');
  if (own !== undefined) throw new SyncFailure('other-newsroom', greeting.workspace.id);
  removeSamples(core);
  core.write((unit) => {
    for (const table of ['entries', 'settings', 'media_wanted']) unit.run(`DELETE FROM ${table}`);
    for (const key of ['sync.epoch', 'sync.resync', 'sync.last']) unit.run('DELETE FROM meta WHERE key = ?', key);
    setMeta(unit, 'sync.cursor', '0');
    setMeta(unit, 'workspace', JSON.stringify(greeting.workspace));
    unit.changed('workspace', null);
    unit.changed('stories', null);
    unit.changed('settings', null);
  });
}

/** The newsroom that one joins is here, or as much of it as one wants to wait for. */
export function finishJoining(core: Core): void {
  if (getMeta(core.db.read, 'sync.joining') === null) return;
  core.write((unit) => {
    unit.run(`DELETE FROM meta WHERE key = 'sync.joining'`);
    unit.changed('workspace', null);
  });
}

/** After everything was pulled: what the other log does not have goes out again, in the order in which it was made. */
export function finishResync(core: Core): void {
  if (getMeta(core.db.read, 'sync.resync') !== '1') return;
  core.write((unit) => {
    // Entries of the server's own hand (results of publications) are its to make again, not ours to send.
    // Nor is a request sent again whose post may be out already: a server that has forgotten it would post it twice.
    const outAlready = unit.run(
      `UPDATE entries SET state = 'parked', verify = 0, code = 'epoch-changed', reason = 'the server has lost the record of this publication'
       WHERE verify = 1 AND kind IN ('publish-request', 'amendment-request') AND id IN (SELECT entry FROM publications WHERE state NOT IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(NOT_OUT_YET),
    );
    const remarks = unit.all<{ subject: Id; comment: Id }>(`SELECT DISTINCT subject, json_extract(body, '$.comment') AS comment FROM entries WHERE verify = 1 AND kind = 'comment-resolved'`);
    const lost = unit.run(`UPDATE entries SET state = 'waiting', verify = 0 WHERE verify = 1 AND kind <> 'publication'`);
    const words = unit.all<{ subject: string }>(`SELECT DISTINCT subject FROM entries WHERE verify = 1 AND kind = 'publication'`);
    unit.run('UPDATE entries SET verify = 0 WHERE verify = 1');
    // What the server said and has forgotten stays on record here, and gives way to what it says now.
    for (const { subject } of words) rebuildPublications(unit, subject);
    // Without their numbers they come after what the server has.
    for (const { subject, comment } of remarks) settleComment(unit, subject, comment);
    setMeta(unit, 'sync.resync', '0');
    if (lost > 0) unit.outbox();
    core.log('warn', `sync: another log; ${String(lost)} entries are sent again, ${String(outAlready)} publications are a person's to judge`);
    unit.changed('sync', null);
  });
}
