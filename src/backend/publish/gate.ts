import { blocksReview, checkWithProfile } from '#shared/channels/check.ts';
import { contentHash } from '#shared/document/canonical.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { type AmendRefusalCode, checkBeforeAmend } from '#shared/domain/amendment.ts';
import { withinStory } from '#shared/domain/archiving.ts';
import { checkBeforeSend, type SendRefusalCode } from '#shared/domain/publish-gate.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { PublicationEvent } from '#shared/sync/publication-machine.ts';
import type { LogContext } from '../log/log-context.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import { rulesOf } from '../log/rules-of.ts';
import { isOnHold } from './holds.ts';
import { lockPublication, type PublicationRow } from './publication-row.ts';

export type Gate =
  | { readonly ok: true; readonly content: VariantContent }
  | { readonly ok: false; readonly code: SendRefusalCode | AmendRefusalCode };

/**
 * The last look before something goes out, under the log's lock: what the log says of the text at
 * this very moment, never what it said when the job was queued.
 */
export async function lookBeforeSend(context: LogContext, row: PublicationRow, leaseCurrent: boolean): Promise<Gate> {
  const entries = await context.subject(row.variant);
  const content = revisionEntry(entries, row.revision)?.body.content;
  if (content === undefined) return { ok: false, code: 'unknown-revision' };
  const profile = (await context.profiles.get())({ id: content.account, channel: content.channel });
  const job = { revision: row.revision, contentHash: row.content_hash, account: row.account, slot: row.slot };
  const read = {
    ...(await rulesOf(context, content)),
    storedHash: contentHash(content),
    account: content.account,
    leaseCurrent,
    held: row.state === 'held' || (await isOnHold(context, row)),
    channelErrors: blocksReview(checkWithProfile(profile, { content, text: plainText(content.blocks), media: [] })),
  };
  const facts = withinStory(factsFromEntries(entries), await context.archived.has(content.story));
  const checked =
    row.amends === null
      ? checkBeforeSend(facts, job, { ...read, slotExpired: false, alreadySent: row.remote_id !== '' })
      : checkBeforeAmend(facts, row.id, { ...read, postAccount: await accountOf(context, row.amends) });
  return checked.ok ? { ok: true, content } : { ok: false, code: checked.error.code };
}

async function accountOf(context: LogContext, publication: Id): Promise<Id> {
  return (await lockPublication(context.trx, publication))?.account ?? '';
}

/** What a refusal at the gate does to the publication; null where it only means that this worker is not the one. */
export function eventOfRefusal(code: SendRefusalCode | AmendRefusalCode): Extract<PublicationEvent, 'go-stale' | 'hold' | 'expire'> | null {
  switch (code) {
    case 'lease-lost':
      return null;
    case 'held':
      return 'hold';
    case 'slot-expired':
      return 'expire';
    case 'unknown-revision':
    case 'hash-mismatch':
    case 'wrong-account':
    case 'archived':
    case 'stale-head':
    case 'revoked':
    case 'not-approved':
    case 'approval-expired':
    case 'channel-rules':
    case 'already-sent':
    case 'not-published':
      return 'go-stale';
  }
}
