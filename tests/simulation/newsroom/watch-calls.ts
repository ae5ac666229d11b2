import { canonicalJson } from '#shared/document/canonical.ts';
import type { Payload } from '#shared/document/payload.ts';
import type { Account } from '#shared/domain/workspace.ts';
import type { Server } from './server.ts';
import { lastPut, payloadOfRevision, standsUnder } from './truth.ts';

/** 16 and 17, at the only moment at which they can be seen. */
export function watchCall(server: Server, account: Account, key: string, now: number): void {
  const row = server.ground.raw.prepare('select id, state, lease_until from publications where key = ?').get(key) as { id: string; state: string; lease_until: number | null } | undefined;
  if (row?.state !== 'intent') server.seen.push(`16: ${account.channel} was called for ${row?.id ?? 'nothing'}, which is ${row?.state ?? 'unknown'}: no intent was durable`);
  if (row !== undefined && (row.lease_until ?? 0) <= now) server.seen.push(`17: ${account.channel} was called for ${row.id} without a lease`);
  if (server.flights.some((flight) => flight.key === key && !flight.landed)) server.seen.push(`17: ${account.channel} was called for ${row?.id ?? ''} while another call was under way`);
}

/** The key of the withdrawal that is taking a post down: a channel is not told it. */
export function keyOfRemoval(server: Server, account: Account, postId: string): string {
  const key = server.ground.raw.prepare(`select a.key from publications a join publications p on p.id = a.amends where a.way = 'remove' and p.account = ? and p.remote_id = ? order by a.state = 'intent' desc, a.requested_seq desc limit 1`).pluck().get(account.id, postId) as string | undefined;
  return key ?? `the removal of ${postId}`;
}

/**
 * 2 and 3 of a correction or a withdrawal, when the channel is asked for it: somebody has approved exactly that, and what stands
 * there is what the newsroom put there. So it was not done before, nobody else has changed the post, and it is not gone.
 */
export function watchChange(server: Server, account: Account, key: string, postId: string, payload: Payload | null): void {
  const { raw } = server.ground;
  const say = (what: string): number => server.seen.push(`${what} (${account.channel}, post ${postId})`);
  const row = raw.prepare('select id, variant, revision, amends, way from publications where key = ?').get(key) as { id: string; variant: string; revision: string; amends: string | null; way: string } | undefined;
  if (row?.amends == null) return void say('3: a post is to be changed, and nobody has asked for it');
  const verdicts = raw.prepare(`select json_extract(entry, '$.body.verdict') from log where subject = ? and kind = 'amendment-decision' and json_extract(entry, '$.body.amendment') = ? order by seq`).pluck().all(row.variant, row.id) as string[];
  if (verdicts.at(-1) !== 'approve') say(`2: the ${row.way} ${row.id} goes out, and what was decided of it is ${verdicts.at(-1) ?? 'nothing'}`);
  const stands = standsUnder(raw, account.id, postId);
  if (stands === null) say(`3: the ${row.way} ${row.id} goes out for a post that is gone`);
  if (payload === null) return;
  if (canonicalJson(payload) !== payloadOfRevision(raw, row.revision)) say(`2: the ${row.way} ${row.id} puts other words than those that were approved`);
  if (stands !== null && stands !== payloadOfRevision(raw, lastPut(raw, row.amends))) say(`3: the ${row.way} ${row.id} goes out over what it has not looked at`);
}

/** 16: what a hold stops is what would go out; what is to be taken down is not. */
export function watchHeld(server: Server, publication: string): void {
  const way = server.ground.raw.prepare('select way from publications where id = ?').pluck().get(publication);
  if (way === 'remove') server.seen.push(`16: the withdrawal ${publication} was not let go, as a hold was said to cover it`);
}
