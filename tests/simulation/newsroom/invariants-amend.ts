import { tally } from './floors.ts';
import type { Newsroom } from './newsroom.ts';
import { lastPut, payloadOfRevision, standsUnder } from './truth.ts';

type Out = { readonly id: string; readonly account: string; readonly post: string; readonly withdrawn: number };

/**
 * Corrections and withdrawals once all has come to rest. 2: what stands on a channel is what was published or approved as a correction last,
 * and it is gone exactly where its withdrawal has come to its end; where a person has said so, their word is all there is.
 * 13: nothing is left undone for a change that nobody made. 16: no hold has stopped a withdrawal. The doctor looks at each change besides.
 */
export function amendmentsBroken({ server, floors }: Newsroom): string | null {
  const { raw } = server.ground;
  const out = raw.prepare(`select p.id, p.account, p.remote_id as post, exists (select 1 from publications a where a.amends = p.id and a.way = 'remove' and a.state = 'confirmed') as withdrawn from publications p where p.amends is null and p.state = 'confirmed' and p.remote_id <> '' and not exists (select 1 from publications h where h.amends = p.id and h.way <> 'reply' and h.state = 'confirmed' and h.remote_id = '') order by p.requested_seq`).all() as Out[];
  for (const { id, account, post, withdrawn } of out) {
    if (server.touched.has(post)) continue;
    tally(floors.checks, '2');
    const stands = standsUnder(raw, account, post);
    if (withdrawn === 1 && stands !== null) return `2: the publication ${id} was withdrawn, and its post is still there`;
    if (withdrawn === 0 && stands === null) return `2: the post of ${id} was taken down, which nobody has approved`;
    if (withdrawn === 0 && stands !== payloadOfRevision(raw, lastPut(raw, id))) return `2: the post of ${id} shows other words than those that were approved last`;
  }
  for (const { id, post } of raw.prepare(`select a.id, p.remote_id as post from publications a join publications p on p.id = a.amends where a.reason in ('changed-elsewhere', 'post-gone')`).all() as { id: string; post: string }[]) {
    if (!server.touched.has(post)) return `13: ${id} did not go out as somebody had changed the post, which nobody did`;
  }
  const held = raw.prepare(`select log.seq, p.id from log join publications p on p.id = json_extract(log.entry, '$.body.publication') where log.kind = 'publication' and p.way = 'remove' and json_extract(log.entry, '$.body.state') = 'held' and json_extract(log.entry, '$.body.reason') = 'held' limit 1`).get() as { seq: number; id: string } | undefined;
  tally(floors.checks, '16', Number(raw.prepare(`select count(*) from publications where way = 'remove'`).pluck().get()));
  return held === undefined ? null : `16: the withdrawal ${held.id} was stopped by a hold, by entry number ${held.seq}`;
}
