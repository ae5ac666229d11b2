import type Sqlite from 'better-sqlite3';
import { canonicalJson } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { AmendmentWay } from '#shared/sync/entry.ts';
import type { Server } from './server.ts';

type Job = { readonly key: string; readonly account: string; readonly revision: string; readonly amends: string | null; readonly way: AmendmentWay | null };

/** What somebody finds who opens the account's page to see whether a publication is out, or a correction or withdrawal is done. */
export function truthOf(server: Server, publication: string): 'posted' | 'not-posted' | 'unknown' {
  const { raw } = server.ground;
  const job = raw.prepare('select key, account, revision, amends, way from publications where id = ?').get(publication) as Job | undefined;
  if (job === undefined) return 'unknown';
  if (server.flights.some((flight) => flight.account === job.account && !flight.cancelled && !flight.landed)) return 'unknown';
  // A post shows its history: that an edit was there is seen even where somebody has changed it since.
  if (job.way === 'edit' || job.way === 'remove') return server.done.has(job.key) ? 'posted' : 'not-posted';
  const payload = payloadOfRevision(raw, job.revision);
  if (payload === null) return 'unknown';
  const under = job.amends === null ? null : (raw.prepare('select remote_id from publications where id = ?').pluck().get(job.amends) as string);
  const posts = raw.prepare('select post_id from sandbox_posts where account = ? and payload = ? and in_reply_to is ?').all(job.account, payload, under) as { post_id: string }[];
  // Posts of the same words that belong to other publications: by their number, or those that a person has found already.
  const others = raw.prepare(`select remote_id, state from publications where id <> ? and account = ? and amends is ? and (way is null or way = 'reply') and content_hash = (select content_hash from publications where id = ?)`).all(publication, job.account, job.amends, publication) as { remote_id: string; state: string }[];
  const named = new Set(others.map((other) => other.remote_id).filter((id) => id !== ''));
  const unnamed = others.filter((other) => other.remote_id === '' && other.state === 'confirmed').length;
  return posts.filter((post) => !named.has(post.post_id)).length > unnamed ? 'posted' : 'not-posted';
}

/** The bytes that a channel is given for a revision; null where the log does not have it. */
export function payloadOfRevision(raw: Sqlite.Database, revision: string): string | null {
  const stored = raw.prepare('select entry from log where revision = ? order by seq limit 1').get(revision) as { entry: string } | undefined;
  return stored === undefined ? null : canonicalJson(payloadOf((JSON.parse(stored.entry) as { body: { content: VariantContent } }).body.content));
}

/** What stands on a channel under an id after all that was done to it; null where it is gone. */
export function standsUnder(raw: Sqlite.Database, account: string, postId: string): string | null {
  const changed = raw.prepare('select payload from sandbox_changes where account = ? and post_id = ? order by id desc limit 1').pluck().get(account, postId) as string | undefined;
  const stands = changed ?? (raw.prepare('select payload from sandbox_posts where account = ? and post_id = ?').pluck().get(account, postId) as string | undefined);
  return stands === undefined || stands === '' ? null : stands;
}

/** The revision whose words the newsroom has put into a post last: its own, or that of the newest correction that is done. */
export function lastPut(raw: Sqlite.Database, publication: string): string {
  const corrected = raw.prepare(`select revision from publications where amends = ? and way = 'edit' and state = 'confirmed' order by requested_seq desc limit 1`).pluck().get(publication) as string | undefined;
  return corrected ?? (raw.prepare('select revision from publications where id = ?').pluck().get(publication) as string);
}
