import type { AmendmentView } from '#shared/contract/publication-views.ts';
import { actOnPublication } from '#core/publish/act.ts';
import { amendOffer, askAmendment, decideAmendment, listAmendments } from '#core/publish/amend.ts';
import { Refusal } from '#core/refusal.ts';
import { findVariant } from '#core/variants/store.ts';
import { edit, publish, review, type Desk } from './people.ts';
import type { SeededRandom } from '../publish/seeded-random.ts';
import type { Server } from './server.ts';
import { standsUnder } from './truth.ts';

/** Asks for other words in the place of what is out, or that it be taken down; while nothing is out there is something else to do. */
export function amend(desk: Desk): void {
  const { desktop, random } = desk;
  const { core, db } = desktop;
  const posts = db.read.all<{ id: string; variant: string; free: number }>(`SELECT p.id, p.variant, p.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM publications a WHERE a.amends = p.id AND (a.way = 'remove' AND a.state = 'confirmed' OR a.state NOT IN ('confirmed', 'cancelled', 'rejected', 'expired'))) AS free FROM publications p WHERE p.amends IS NULL ORDER BY p.id`);
  const free = posts.filter((post) => post.free === 1);
  // By preference what has been corrected before: the next correction stands on that one.
  const again = db.read.all<{ id: string }>(`SELECT DISTINCT amends AS id FROM publications WHERE way = 'edit' AND state = 'confirmed'`).map((row) => row.id);
  const corrected = free.filter(({ id }) => again.includes(id));
  const chosen = pickOne(random, corrected.length > 0 && random.chance(0.85) ? corrected : free.length > 0 ? (random.chance(0.93) ? free : posts) : random.chance(0.1) ? posts : []);
  if (chosen === null) return publish(desk);
  const { id, variant } = chosen;
  const offer = amendOffer(core, variant);
  const draft = findVariant(db.read, variant);
  const ways = offer === null || random.chance(0.05) ? (['edit', 'reply', 'remove'] as const) : offer.ways.map(({ way }) => way);
  const wish = corrected.includes(chosen) && random.chance(0.85) ? 'edit' : random.pick(['edit', 'edit', 'edit', 'reply', 'remove', 'remove', 'remove'] as const);
  // Who wants to correct takes the way that there is for it.
  const others = ways.filter((each) => wish === 'remove' || each !== 'remove');
  const way = ways.includes(wish) ? wish : random.pick(others.length > 0 ? others : ways);
  // Words that stand there already are no correction.
  if (way !== 'remove' && draft !== null && random.chance(0.9)) edit(desk, draft);
  askAmendment(core, { publication: offer !== null && random.chance(0.9) ? offer.publication : id, way, reason: '틀린 곳', note: { ko: random.chance(0.95) ? '바로잡습니다' : '', en: '' } });
}

/** Decides on what was asked, lets go what was approved for somebody who may not, or takes a decision back. */
export function judge(desk: Desk): void {
  const { desktop, random } = desk;
  const { core } = desktop;
  const views = listAmendments(core);
  const waiting = views.filter(({ state, cannot }) => state === 'requested' && (cannot === null || random.chance(0.15)));
  const held = views.filter(({ state }) => state === 'held');
  if (held.length > 0 && random.chance(waiting.length > 0 ? 0.5 : 0.9)) return actOnPublication(core, random.pick(held).id, random.chance(0.9) ? 'release' : 'cancel', '');
  const view = random.chance(waiting.length > 0 ? 0.96 : 0.9) ? pickOne(random, waiting) : pickOne(random, views);
  if (view === null) return review(desk);
  decideOn(desk, view, random.chance(view.state === 'requested' ? 0.88 : 0.4) ? 'approve' : 'refuse');
}

function decideOn({ desktop }: Desk, { id, asked }: AmendmentView, verdict: 'approve' | 'refuse'): void {
  decideAmendment(desktop.core, { amendment: id, asked, verdict, reason: verdict === 'approve' ? '' : '아니요' });
}

function pickOne<T>(random: SeededRandom, of: readonly T[]): T | null {
  return of.length === 0 ? null : random.pick(of);
}

/** Once the day is over nothing is left without an answer: whoever may approve does, or refuses. Who may not leaves others some time to. */
export function judgeAll(desk: Desk): void {
  const { desktop, random } = desk;
  for (const view of listAmendments(desktop.core)) {
    if (view.state !== 'requested' || !view.confirmed) continue;
    if (view.cannot !== null && random.chance(0.8)) continue;
    try {
      decideOn(desk, view, view.cannot === null && random.chance(0.85) ? 'approve' : 'refuse');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

/** Somebody changes a post of the newsroom's on the channel itself, or takes it down: by preference one that is to be corrected. */
export function changeElsewhere({ random, floors, word }: Desk, server: Server, at: string): void {
  const { raw } = server.ground;
  if (raw.inTransaction) return;
  const posts = raw.prepare(`select p.account, p.remote_id as post, max(a.state not in ('confirmed', 'cancelled', 'rejected', 'expired')) as open from publications p left join publications a on a.amends = p.id where p.amends is null and p.state = 'confirmed' and p.remote_id <> '' group by p.id order by p.id`).all() as { account: string; post: string; open: number | null }[];
  const open = posts.filter((each) => each.open === 1);
  const chosen = pickOne(random, open.length > 0 && random.chance(0.7) ? open : posts);
  // What is being changed at this moment nobody changes beside it.
  if (chosen === null || server.flights.some((flight) => flight.account === chosen.account)) return;
  const stands = standsUnder(raw, chosen.account, chosen.post);
  if (stands === null) return;
  const payload = random.chance(0.25) ? '' : JSON.stringify({ ...(JSON.parse(stands) as object), text: word() });
  raw.prepare('insert into sandbox_changes (account, post_id, payload, at) values (?, ?, ?, ?)').run(chosen.account, chosen.post, payload, at);
  server.touched.add(chosen.post);
  floors.elsewhere += 1;
}
