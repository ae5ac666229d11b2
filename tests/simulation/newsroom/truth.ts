import { canonicalJson } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Server } from './server.ts';

/** What somebody finds who opens the account's page to see whether a publication is out. */
export function truthOf(server: Server, publication: string): 'posted' | 'not-posted' | 'unknown' {
  const { raw } = server.ground;
  const job = raw.prepare('select key, account, revision, variant from publications where id = ?').get(publication) as { key: string; account: string; revision: string; variant: string } | undefined;
  if (job === undefined) return 'unknown';
  if (server.flights.some((flight) => flight.account === job.account && !flight.cancelled && !flight.landed)) return 'unknown';
  const stored = raw.prepare(`select entry from log where revision = ? order by seq limit 1`).get(job.revision) as { entry: string } | undefined;
  if (stored === undefined) return 'unknown';
  const payload = canonicalJson(payloadOf((JSON.parse(stored.entry) as { body: { content: VariantContent } }).body.content));
  const posts = raw.prepare('select post_id from sandbox_posts where account = ? and payload = ?').all(job.account, payload) as { post_id: string }[];
  // Posts of the same words that belong to other publications: by their number, or those that a person has found already.
  const others = raw.prepare(`select remote_id, state from publications where id <> ? and account = ? and content_hash = (select content_hash from publications where id = ?)`).all(publication, job.account, publication) as { remote_id: string; state: string }[];
  const named = new Set(others.map((other) => other.remote_id).filter((id) => id !== ''));
  const unnamed = others.filter((other) => other.remote_id === '' && other.state === 'confirmed').length;
  return posts.filter((post) => !named.has(post.post_id)).length > unnamed ? 'posted' : 'not-posted';
}
