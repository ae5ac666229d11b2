import { amendmentApproval, amendmentKey, checkAmendmentDecision, checkAmendmentRequest, isCorrection, textOnChannel } from '#shared/domain/amendment.ts';
import { withinStory } from '#shared/domain/archiving.ts';
import { assetsOf } from '#shared/document/payload.ts';
import { offlineWait } from '#shared/domain/policy.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import type { Member } from '#shared/domain/workspace.ts';
import type { EntryOf, LogEntry } from '#shared/sync/entry.ts';
import { step } from '#shared/sync/publication-machine.ts';
import type { LogContext, PushContext } from '../log/log-context.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import type { Refusal } from '../log/rules.ts';
import { rulesOf } from '../log/rules-of.ts';
import { missingMedia } from '../media/media-store.ts';
import { isOnHold } from './holds.ts';
import { lockPublication, move, tell, UNLEASED, update, type PublicationRow } from './publication-row.ts';

/** Why an amendment may not be asked for; null when it may. */
export async function refuseAmendment(context: PushContext, entry: EntryOf<'amendment-request'>, entries: readonly LogEntry[]): Promise<Refusal | null> {
  const { amendment, publication: id, revision } = entry.body;
  const facts = factsFromEntries(entries);
  const publication = facts.publications.find((each) => each.id === id);
  const content = revisionEntry(entries, revision)?.body.content;
  if (publication === undefined) return { code: 'not-published', reason: 'No such publication' };
  if (content === undefined) return { code: 'unknown-revision', reason: 'The log does not have this revision' };
  const before = revisionEntry(entries, textOnChannel(facts, publication).revision)?.body.content ?? null;
  const profile = (await context.profiles.get())({ id: content.account, channel: content.channel });
  const checked = checkAmendmentRequest(withinStory(facts, await context.archived.has(content.story)), entry.body, { profile, language: content.language, before, after: content });
  if (!checked.ok) return { code: checked.error.code, reason: 'It may not be corrected or withdrawn like this' };
  return (await lockPublication(context.trx, amendment)) === null ? null : { code: 'same-id-other-body', reason: 'The log has another publication with this id' };
}

/** Why a decision on an amendment is not taken; null when it is. */
export async function refuseAmendmentDecision(context: PushContext, entry: EntryOf<'amendment-decision'>, entries: readonly LogEntry[], member: Member): Promise<Refusal | null> {
  const facts = factsFromEntries(entries);
  const amendment = facts.amendments.find(({ id }) => id === entry.body.amendment);
  const content = amendment === undefined ? undefined : revisionEntry(entries, amendment.revision)?.body.content;
  if (content === undefined) return { code: 'not-found', reason: 'No such correction or withdrawal' };
  const mediaPresent = (await missingMedia(context.trx, assetsOf(content))).length === 0;
  const made = { offlineMs: offlineWait(entry.at, context.nowMs), named: entry.body.policy ?? null };
  const checked = checkAmendmentDecision(facts, entry.body, { ...(await rulesOf(context, content)), ...made, member, mediaPresent });
  return checked.ok ? null : { code: checked.error.code, reason: 'The decision does not hold' };
}

/** Puts what was asked into the queue's table, where it waits for its approval. It has been checked and is in the log; this is the same transaction. */
export async function openAmendment(context: LogContext, entry: EntryOf<'amendment-request'>, seq: number): Promise<void> {
  const { amendment, publication, way, revision, contentHash } = entry.body;
  const target = await lockPublication(context.trx, publication);
  if (target === null) throw new Error('An amendment was accepted of no publication');
  const row: PublicationRow = {
    id: amendment,
    variant: entry.subject,
    revision,
    content_hash: contentHash,
    account: target.account,
    slot: 1,
    key: amendmentKey(amendment),
    state: 'requested',
    attempt: 0,
    looks: 0,
    fence: 0,
    lease_until: null,
    next_at: null,
    reason: '',
    remote_id: '',
    url: '',
    requested_seq: seq,
    amends: publication,
    way,
  };
  await context.trx.insertInto('publications').values(row).execute();
  await tell(context, row);
}

/**
 * What a decision sets off: a refusal ends it; the last approval that was missing lets it go. Whoever asked as a publisher has said
 * that it is to be carried out; for anybody else it waits, approved, until a publisher says so. So does a correction under a hold.
 */
export async function decideAmendment(context: LogContext, entry: EntryOf<'amendment-decision'>): Promise<void> {
  const row = await lockPublication(context.trx, entry.body.amendment);
  if (row === null) throw new Error('A decision was accepted on no amendment');
  if (entry.body.verdict === 'refuse') {
    await move(context, row, 'cancel', { ...UNLEASED, fence: row.fence + 1, next_at: null, reason: 'refused' });
    return;
  }
  const entries = await context.subject(row.variant);
  const facts = factsFromEntries(entries);
  const amendment = facts.amendments.find(({ id }) => id === row.id);
  const content = revisionEntry(entries, row.revision)?.body.content;
  if (amendment === undefined || content === undefined || row.state !== 'requested') return;
  if (!amendmentApproval(facts, amendment, await rulesOf(context, content)).approved) return;
  const isPublisher = context.workspace.members.find(({ id }) => id === amendment.author)?.roles.includes('publisher') === true;
  const queued = step(row.state, 'accept') ?? row.state;
  const waits = !isPublisher ? 'approved' : isCorrection(amendment.way) && (await isOnHold(context, row)) ? 'held' : null;
  await tell(context, await update(context.trx, row, waits === null ? { state: queued, next_at: context.nowMs } : { state: step(queued, 'hold') ?? queued, next_at: null, reason: waits }));
}
