import type { PushOutcome } from '#shared/contract/backend-contract.ts';
import { RULE_COLLECTIONS } from '#shared/domain/policy.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { ENTRY_SCHEMA, schemaOf, type SchemaRange } from '#shared/sync/schema.ts';
import { readTeam } from '../accounts/members.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Store, Trx } from '../db/store.ts';
import { liftHold, noticeRelabelled, placeHold } from '../publish/holds.ts';
import { noticeRules, noticeStale } from '../publish/stale.ts';
import { actOnPublication } from '../publish/act.ts';
import { decideAmendment, openAmendment } from '../publish/amend.ts';
import { openPublication } from '../publish/request.ts';
import { appendEntry, fingerprintOf } from './append.ts';
import { recordSetting } from './settings.ts';
import { lockHead, readHead } from './read.ts';
import { refusalOf } from './rules.ts';
import { subjectCache, type PushContext } from './push-context.ts';

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
      await lockHead(trx);
      // Who holds which role, under the same lock that a change of roles takes.
      const { workspace, suspended } = await readTeam(trx, parts.workspace);
      const context: PushContext = { trx, workspace, members: members.filter((member) => !suspended.has(member)), subject: subjectCache(trx), now: instantOf(parts.clock), nowMs: parts.clock.now(), newId: parts.newId };
      const known = await fingerprintsOf(trx, entries);
      const outcomes: PushOutcome[] = [];
      const { max } = parts.schema ?? ENTRY_SCHEMA;
      for (const entry of entries) outcomes.push(schemaOf(entry.kind) > max ? tooNew(entry) : await takeIn(context, known, entry));
      if (outcomes.some((outcome) => outcome.result === 'accepted')) await announce();
      return { outcomes, head: (await readHead(trx)).seq };
    });
  };
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
  const fingerprint = fingerprintOrNull(entry);
  if (fingerprint === null) return { id, result: 'rejected', code: 'bad-input', reason: 'A text in it is not Unicode' };
  const earlier = known.get(id);
  if (earlier !== undefined) {
    if (earlier.fingerprint === fingerprint) return { id, result: 'duplicate', seq: earlier.seq };
    return { id, result: 'rejected', code: 'same-id-other-body', reason: 'The log has another entry with this id' };
  }
  const refusal = await refusalOf(context, entry);
  if (refusal !== null) return { id, result: 'rejected', ...refusal };
  const seq = await append(context, entry);
  known.set(id, { seq, fingerprint });
  await followUp(context, entry, seq);
  return { id, result: 'accepted', seq };
}

async function append(context: PushContext, entry: Entry): Promise<number> {
  const seq = await appendEntry(context.trx, entry, context.now);
  (await context.subject(entry.subject)).push({ seq, receivedAt: context.now, entry });
  return seq;
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
    case 'decision':
    case 'archive':
      await noticeStale(context, entry.subject);
      return undefined;
    case 'hold':
      return placeHold(context, entry, seq);
    case 'hold-lifted':
      return liftHold(context, entry, seq);
    case 'setting':
      await recordSetting(context, entry, seq);
      if (RULE_COLLECTIONS.some((each) => each === entry.body.collection)) await noticeRules(context, null);
      return undefined;
    case 'story-revision':
      await noticeRelabelled(context);
      return noticeRules(context, entry.subject);
    case 'submission':
    case 'comment':
    case 'comment-resolved':
    case 'publication':
      return undefined;
  }
}

function fingerprintOrNull(entry: Entry): string | null {
  try {
    return fingerprintOf(entry);
  } catch {
    // A lone surrogate: UTF-8 cannot carry it, so no two programs would agree on what was signed.
    return null;
  }
}
