import { channelProfile } from '#shared/channels/registry.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import { offeredWays, textOnChannel } from '#shared/domain/amendment.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import type { AmendmentWay, LogEntry } from '#shared/sync/entry.ts';
import type { Connector, PostCall, PostOutcome } from '../connectors/connector.ts';
import type { Db, Trx } from '../db/store.ts';
import { readSubject } from '../log/read.ts';
import type { LogContext } from '../log/log-context.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import type { PublicationRow } from './publication-row.ts';
import { inTime } from './in-time.ts';
import type { WorkerParts } from './worker-parts.ts';

/** The post that an amendment is about, and what ought to stand there before it. */
export type Target = { readonly way: AmendmentWay; readonly by: 'api' | 'hand'; readonly remoteId: string; readonly url: string; /** Canonical JSON of the payload. */ readonly before: string };

/** Null for a publication, which is about no other post. */
export async function targetOf(context: LogContext, row: PublicationRow): Promise<Target | null> {
  return targetFrom(context.trx, row, await context.subject(row.variant));
}

/** The same outside of a transaction. */
export async function targetNow(parts: WorkerParts, row: PublicationRow): Promise<Target | null> {
  return row.amends === null ? null : targetFrom(parts.store.db, row, await readSubject(parts.store.db, row.variant));
}

async function targetFrom(db: Db | Trx, { amends, way }: PublicationRow, entries: readonly LogEntry[]): Promise<Target | null> {
  if (amends === null || way === null) return null;
  const facts = factsFromEntries(entries);
  const publication = facts.publications.find(({ id }) => id === amends);
  const content = publication === undefined ? undefined : revisionEntry(entries, textOnChannel(facts, publication).revision)?.body.content;
  if (publication === undefined || content === undefined) throw new Error('An amendment of a publication that the log does not have');
  const row = await db.selectFrom('publications').select(['remote_id', 'url']).where('id', '=', amends).executeTakeFirstOrThrow();
  const by = offeredWays(channelProfile(content.channel), row.remote_id).find((each) => each.way === way)?.by ?? 'hand';
  return { way, by, remoteId: row.remote_id, url: row.url, before: canonicalJson(payloadOf(content)) };
}

/** What stands on the channel, compared with what an edit or a withdrawal makes of it. Throws when the channel does not answer. */
export async function standingOf(parts: WorkerParts, connector: Connector, call: PostCall, target: Target): Promise<'done' | 'as-before' | 'changed-elsewhere' | 'post-gone'> {
  if (connector.read === null) throw new Error('A channel that cannot be read');
  const now = await inTime(parts, connector.read({ account: call.account, remoteId: target.remoteId }));
  if (target.way === 'remove') return now === null ? 'done' : 'as-before';
  if (now === null) return 'post-gone';
  if (now === canonicalJson(call.payload)) return 'done';
  return now === target.before ? 'as-before' : 'changed-elsewhere';
}

/**
 * Edits a post or takes it down, never blindly: it is read first, so that what has been done is not done again, and what somebody has
 * changed on the channel itself is not written over. Throws when the outcome is unknown.
 */
export async function callAmendment(parts: WorkerParts, connector: Connector, call: PostCall, target: Target): Promise<PostOutcome> {
  const post = { account: call.account, remoteId: target.remoteId };
  let standing: Awaited<ReturnType<typeof standingOf>>;
  try {
    standing = await standingOf(parts, connector, call, target);
  } catch {
    // Nothing has been asked of the channel yet but to be read.
    return { kind: 'failed', reason: 'channel-failed' };
  }
  const done: PostOutcome = { kind: 'posted', remoteId: target.remoteId, url: target.way === 'remove' ? '' : target.url };
  if (standing === 'done') return done;
  if (standing !== 'as-before') return { kind: 'refused', reason: standing };
  const answer = target.way === 'remove' ? connector.remove?.(post) : connector.edit?.(post, call);
  if (answer === undefined) return { kind: 'refused', reason: 'by-hand-only' };
  const outcome = await inTime(parts, answer);
  return outcome.kind === 'posted' ? done : outcome;
}
