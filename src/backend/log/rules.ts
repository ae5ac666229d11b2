import { contentHash } from '#shared/document/canonical.ts';
import { assetsOf } from '#shared/document/payload.ts';
import { withinStory } from '#shared/domain/archiving.ts';
import { checkDecision } from '#shared/domain/decisions.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { mayHold, mayLift } from '#shared/domain/hold.ts';
import { offlineWait } from '#shared/domain/policy.ts';
import { checkPublishRequest } from '#shared/domain/publish-gate.ts';
import { settingRefusal, settingSubject } from '#shared/domain/settings.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import type { Member } from '#shared/domain/workspace.ts';
import type { Entry, EntryOf, LogEntry } from '#shared/sync/entry.ts';
import { missingMedia } from '../media/media-store.ts';
import { refuseAction } from '../publish/act.ts';
import { refuseAmendment, refuseAmendmentDecision } from '../publish/amend.ts';
import type { PushContext } from './log-context.ts';
import { revisionEntry } from './revision-entry.ts';
import { rulesOf } from './rules-of.ts';

/** Why an entry is not taken: a code that the interface has words for, and a line for developers. */
export type Refusal = { readonly code: string; readonly reason: string };

function refuse(code: string, reason: string): Refusal {
  return { code, reason };
}

/** The server's own check of one entry against the log as it stands; null when it may be appended. */
export async function refusalOf(context: PushContext, entry: Entry): Promise<Refusal | null> {
  const { workspace } = context;
  if (entry.kind === 'publication') return refuse('not-allowed', 'Only the server says where a publication stands');
  if (entry.workspace !== workspace.id) return refuse('forbidden', 'Another workspace');
  const member = workspace.members.find((each) => each.id === entry.author);
  if (member === undefined || !context.members.includes(entry.author)) return refuse('forbidden', 'The token does not speak for this member');
  const entries = await context.subject(entry.subject);
  switch (entry.kind) {
    case 'revision':
      return refuseRevision(context, entry, entries);
    case 'story-revision':
      return refuseStoryRevision(context, entry, entries);
    case 'submission':
      return refuseSubmission(entry, entries);
    case 'decision':
      return refuseDecision(context, entry, entries, member);
    case 'comment':
      return refuseComment(entry, entries);
    case 'comment-resolved':
      return entries.some((each) => each.entry.kind === 'comment' && each.entry.body.comment === entry.body.comment) ? null : refuse('not-found', 'No such comment');
    case 'archive':
      return entries.length > 0 ? null : refuse('not-found', 'Nothing is known of it');
    case 'publish-request':
      return refusePublishRequest(context, entry, entries, member);
    case 'publish-action':
      return refuseAction(context, entry, member);
    case 'amendment-request':
      return refuseAmendment(context, entry, entries);
    case 'amendment-decision':
      return refuseAmendmentDecision(context, entry, entries, member);
    case 'hold':
      if (!mayHold(member)) return refuse('not-allowed', 'Only an editor, a lead, a publisher or an admin may hold');
      return entries.length === 0 ? null : refuse('conflict', 'The log has something else under this id');
    case 'hold-lifted':
      if (!mayLift(member)) return refuse('not-allowed', 'Only a lead, a publisher or an admin may lift a hold');
      if (!entries.some((each) => each.entry.kind === 'hold')) return refuse('not-found', 'No such hold');
      return entries.some((each) => each.entry.kind === 'hold-lifted') ? refuse('conflict', 'The hold is over already') : null;
    case 'setting':
      return refuseSetting(context, entry, entries, member);
  }
}

async function refuseRevision(context: PushContext, entry: EntryOf<'revision'>, entries: readonly LogEntry[]): Promise<Refusal | null> {
  const { content, contentHash: stated, parents, revision } = entry.body;
  if (content.workspace !== context.workspace.id || content.variant !== entry.subject) return refuse('bad-input', 'The content names another workspace or variant');
  const account = (await context.accounts.get()).find((each) => each.id === content.account);
  if (account === undefined || account.channel !== content.channel) return refuse('bad-input', 'No such account on this channel');
  if (contentHash(content) !== stated) return refuse('hash-mismatch', 'The content has another hash');
  for (const parent of parents) if (revisionEntry(entries, parent) === null) return refuse('unknown-parent', `The log does not have the parent ${parent}`);
  const first = entries.find((each) => each.entry.kind === 'revision')?.entry as EntryOf<'revision'> | undefined;
  if (first !== undefined && !sameVariant(first.body.content, content)) return refuse('conflict', 'A variant never changes its story, account or language');
  const earlier = revisionEntry(entries, revision);
  // Two devices make the same merge under the same id; anything else under a known id would rewrite history.
  if (earlier !== null && (earlier.body.contentHash !== stated || earlier.body.parents.join() !== parents.join())) return refuse('same-id-other-body', 'The log has another revision with this id');
  return null;
}

function sameVariant(a: VariantContent, b: VariantContent): boolean {
  return a.story === b.story && a.account === b.account && a.channel === b.channel && a.language === b.language;
}

function refuseStoryRevision(context: PushContext, entry: EntryOf<'story-revision'>, entries: readonly LogEntry[]): Refusal | null {
  const { content, contentHash: stated, parents, revision } = entry.body;
  if (content.workspace !== context.workspace.id || content.story !== entry.subject) return refuse('bad-input', 'The content names another workspace or story');
  if (contentHash(content) !== stated) return refuse('hash-mismatch', 'The content has another hash');
  const known = new Map(entries.flatMap(({ entry: each }) => (each.kind === 'story-revision' ? [[each.body.revision, each.body] as const] : [])));
  for (const parent of parents) if (!known.has(parent)) return refuse('unknown-parent', `The log does not have the parent ${parent}`);
  const earlier = known.get(revision);
  if (earlier !== undefined && (earlier.contentHash !== stated || earlier.parents.join() !== parents.join())) return refuse('same-id-other-body', 'The log has another revision with this id');
  return null;
}

function refuseSubmission(entry: EntryOf<'submission'>, entries: readonly LogEntry[]): Refusal | null {
  const revision = revisionEntry(entries, entry.body.revision);
  if (revision === null) return refuse('unknown-revision', 'The log does not have this revision');
  return revision.body.contentHash === entry.body.contentHash ? null : refuse('hash-mismatch', 'The revision has another hash');
}

function refuseComment(entry: EntryOf<'comment'>, entries: readonly LogEntry[]): Refusal | null {
  if (revisionEntry(entries, entry.body.revision) === null) return refuse('unknown-revision', 'The log does not have this revision');
  const { replyTo } = entry.body;
  const answered = replyTo === null || entries.some((each) => each.entry.kind === 'comment' && each.entry.body.comment === replyTo);
  return answered ? null : refuse('not-found', 'No such comment');
}

async function refuseSetting({ workspace, accounts }: PushContext, { subject, body }: EntryOf<'setting'>, entries: readonly LogEntry[], member: Member): Promise<Refusal | null> {
  if (subject !== settingSubject(workspace.id, body.collection, body.key)) return refuse('bad-input', 'The subject is not the one of this key');
  const last = entries.at(-1)?.entry;
  const refused = settingRefusal({ accounts: await accounts.get(), members: workspace.members }, member, body, last?.kind === 'setting' ? last.body.value : null);
  return refused === null ? null : refuse(refused, `The collection ${body.collection} does not take it`);
}

async function refuseDecision(context: PushContext, entry: EntryOf<'decision'>, entries: readonly LogEntry[], member: Member): Promise<Refusal | null> {
  const { revision, contentHash: hash, verdict } = entry.body;
  const stored = revisionEntry(entries, revision);
  if (stored === null) return refuse('unknown-revision', 'The log does not have this revision');
  const { content } = stored.body;
  const mediaPresent = (await missingMedia(context.trx, assetsOf(content))).length === 0;
  const rules = await rulesOf(context, content);
  const made = { offlineMs: offlineWait(entry.at, context.nowMs), named: entry.body.policy ?? null };
  const checked = checkDecision(factsFromEntries(entries), { revision, contentHash: hash, verdict }, { ...rules, ...made, member, content, mediaPresent });
  return checked.ok ? null : refuse(checked.error.code, 'The decision does not hold');
}

async function refusePublishRequest(context: PushContext, entry: EntryOf<'publish-request'>, entries: readonly LogEntry[], member: Member): Promise<Refusal | null> {
  const { publication, revision } = entry.body;
  const stored = revisionEntry(entries, revision);
  if (stored === null) return refuse('unknown-revision', 'The log does not have this revision');
  const { content } = stored.body;
  const facts = withinStory(factsFromEntries(entries), await context.archived.has(content.story));
  const checked = checkPublishRequest(facts, entry.body, { ...(await rulesOf(context, content)), member, account: content.account });
  if (!checked.ok) return refuse(checked.error.code, 'It may not be published');
  const taken = await context.trx.selectFrom('publications').select('id').where('id', '=', publication).executeTakeFirst();
  return taken === undefined ? null : refuse('same-id-other-body', 'The log has another publication with this id');
}
