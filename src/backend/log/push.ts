import type { PushOutcome } from '#shared/contract/backend-contract.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { ENTRY_SCHEMA, schemaOf, type SchemaRange } from '#shared/sync/schema.ts';
import type { Clock } from '../clock.ts';
import type { Store, Trx } from '../db/store.ts';
import { liftHold, noticeRelabelled, placeHold } from '../publish/holds.ts';
import { noticeRules, noticeStale, stopStory } from '../publish/stale.ts';
import { actOnPublication } from '../publish/act.ts';
import { decideAmendment, openAmendment } from '../publish/amend.ts';
import { openPublication } from '../publish/request.ts';
import { seal, type Sealed } from './append.ts';
import { recordArchiving, recordEdit } from './archived.ts';
import { withLog, type PushContext } from './log-context.ts';
import { readHead } from './read.ts';
import { readPageAhead } from './read-ahead.ts';
import { record } from './record.ts';
import { refusalOf } from './rules.ts';
import { isRule, recordSetting } from './settings.ts';

export type PushParts = { readonly store: Store; readonly workspace: Workspace; readonly clock: Clock; readonly newId: () => string; /** The versions of entries that it takes. Default: all that this build knows. */ readonly schema?: SchemaRange };

/** Takes in entries on behalf of the members that a caller may act for. */
export type PushLog = (members: readonly string[], entries: readonly Entry[]) => Promise<{ outcomes: PushOutcome[]; head: number }>;

/**
 * The log's front door. One push is one transaction under the log's lock, its entries looked at in
 * their order: each is accepted, known already, or rejected with a reason, and what is rejected
 * leaves no trace. An entry that stands on a rejected one is rejected by its own check; the others go on.
 */
export function pushLog(parts: PushParts): PushLog {
  return async (members, entries) => {
    return parts.store.transaction(async (trx, announce) => {
      const outcomes = await withLog(trx, parts, (context) => takeInAll({ ...context, members: members.filter((member) => !context.suspended.has(member)) }, parts.schema ?? ENTRY_SCHEMA, entries));
      if (outcomes.some((outcome) => outcome.result === 'accepted')) await announce();
      return { outcomes, head: (await readHead(trx)).seq };
    });
  };
}

async function takeInAll(context: PushContext, { max }: SchemaRange, entries: readonly Entry[]): Promise<PushOutcome[]> {
  const known = await fingerprintsOf(context.trx, entries);
  await readPageAhead(context, entries.filter(({ id }) => !known.has(id)));
  const outcomes: PushOutcome[] = [];
  for (const entry of entries) outcomes.push(schemaOf(entry.kind) > max ? tooNew(entry) : await takeIn(context, known, entry));
  return outcomes;
}

/** A client that keeps to what was agreed never sends one. */
function tooNew({ id, kind }: Entry): PushOutcome {
  return { id, result: 'rejected', code: 'schema-mismatch', reason: `This server does not take ${kind} yet` };
}

type Known = Map<string, { readonly seq: number; readonly fingerprint: string }>;

async function fingerprintsOf(trx: Trx, entries: readonly Entry[]): Promise<Known> {
  const ids = entries.map((entry) => entry.id);
  const rows = await trx.selectFrom('log').select(['id', 'seq', 'fingerprint']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, { seq: Number(row.seq), fingerprint: row.fingerprint }]));
}

async function takeIn(context: PushContext, known: Known, entry: Entry): Promise<PushOutcome> {
  const { id } = entry;
  const sealed = sealOrNull(entry);
  if (sealed === null) return { id, result: 'rejected', code: 'bad-input', reason: 'A text in it is not Unicode' };
  const earlier = known.get(id);
  if (earlier !== undefined) {
    if (earlier.fingerprint === sealed.fingerprint) return { id, result: 'duplicate', seq: earlier.seq };
    return { id, result: 'rejected', code: 'same-id-other-body', reason: 'The log has another entry with this id' };
  }
  const refusal = await refusalOf(context, entry);
  if (refusal !== null) return { id, result: 'rejected', ...refusal };
  const seq = await record(context, entry, sealed);
  known.set(id, { seq, fingerprint: sealed.fingerprint });
  await followUp(context, entry, seq);
  return { id, result: 'accepted', seq };
}

/** What an accepted entry sets off, in the same transaction. */
async function followUp(context: PushContext, entry: Entry, seq: number): Promise<void> {
  switch (entry.kind) {
    case 'publish-request':
      return openPublication(context, entry, seq);
    case 'publish-action':
      return actOnPublication(context, entry);
    case 'amendment-request':
      return openAmendment(context, entry, seq);
    case 'amendment-decision':
      return decideAmendment(context, entry);
    case 'revision':
      await recordEdit(context, entry, seq);
      await noticeStale(context, entry.subject);
      return undefined;
    case 'decision':
      await noticeStale(context, entry.subject);
      return undefined;
    case 'archive':
      if (await recordArchiving(context, entry, seq)) await stopStory(context, entry.subject);
      else await noticeStale(context, entry.subject);
      return undefined;
    case 'hold':
      return placeHold(context, entry, seq);
    case 'hold-lifted':
      return liftHold(context, entry, seq);
    case 'setting':
      await recordSetting(context, entry, seq);
      if (isRule(entry.body.collection)) await noticeRules(context, null);
      return undefined;
    case 'story-revision':
      await recordEdit(context, entry, seq);
      await noticeRelabelled(context);
      return noticeRules(context, entry.subject);
    case 'submission':
    case 'comment':
    case 'comment-resolved':
    case 'publication':
      return undefined;
  }
}

function sealOrNull(entry: Entry): Sealed | null {
  try {
    return seal(entry);
  } catch {
    // A lone surrogate: UTF-8 cannot carry it, so no two programs would agree on what was signed.
    return null;
  }
}
