import { Refusal } from '#core/refusal.ts';
import { isFinal, isWithPerson, type PublicationState } from '#shared/sync/publication-machine.ts';
import * as amending from './amend-people.ts';
import { quiet } from './clock.ts';
import type { Desktop } from './desktop.ts';
import { brokenNow, type Watch } from './invariants.ts';
import { deskOf, restartDesktop, type Newsroom } from './newsroom.ts';
import * as people from './people.ts';
import { letWork } from './server.ts';

/** How often everybody gets a turn before it is said that it does not come to rest. */
const MOST_ROUNDS = 120;

/** No faults any more: the machines run, everybody is online, and people do what is asked of them. */
export async function comeToRest(room: Newsroom, watch: Watch): Promise<string | null> {
  room.faults = false;
  room.restartRng(room.world.now() % 1_000);
  const { server, desktops } = room;
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const [index, node] of server.nodes.entries()) {
      if (node === null || !node.fate.alive) await server.boot(index);
      const now = server.nodes[index];
      if (now != null) {
        now.paused = false;
        now.fate.left = null;
      }
    }
    for (const desktop of desktops) {
      desktop.process.crash = null;
      if (!desktop.process.alive) restartDesktop(room, desktop);
      desktop.cut = false;
      if (desktop.engine.status().connection === 'offline-by-choice') desktop.engine.setOnline(true);
      desktop.engine.now();
      await quiet();
    }
    await room.world.advance(1_000);
    for (const index of server.nodes.keys()) letWork(server, index);
    await room.world.advance(6_000);
    await passTime(room);
    for (const desktop of desktops) {
      letGo(room, desktop);
      amending.judgeAll(deskOf(room, desktop));
      await askPerson(room, desktop);
    }
    const broken = brokenNow(room, watch);
    if (broken !== null) return broken;
    const now = stateText(room);
    if (now === before && atRest(room)) return null;
    before = now;
  }
  return `13: it does not come to rest: ${before}`;
}

/** Goes on to when the queue has something to do. Nobody needs to be online for that. */
async function passTime({ server, desktops, world }: Newsroom): Promise<void> {
  const due = server.ground.raw.prepare(`select min(coalesce(lease_until, next_at)) from publications where next_at is not null or lease_until is not null`).pluck().get() as number | null;
  if (due === null || due < world.now()) return;
  for (const desktop of desktops) desktop.engine.setOnline(false);
  await world.advance(due - world.now() + 1);
  for (const index of server.nodes.keys()) letWork(server, index);
  await world.advance(40_000);
  for (const desktop of desktops) desktop.engine.setOnline(true);
  await quiet();
  await world.advance(1_000);
}

/** What was stopped goes on. Those who may not lift a hold leave it to those who may. */
function letGo(room: Newsroom, desktop: Desktop): void {
  try {
    people.liftAll(deskOf(room, desktop));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** A publisher says what is true of each publication that is with a person. Conflicts may stay: they are shown. */
async function askPerson(room: Newsroom, desktop: Desktop): Promise<void> {
  const waiting = desktop.db.read.all<{ id: string; state: PublicationState }>('SELECT id, state FROM publications WHERE confirmed = 1 ORDER BY id').filter(({ state }) => isWithPerson(state));
  for (const { id } of waiting) {
    // A server that was restored may not know of it any more: who was told so once does not say it again.
    const told = desktop.db.read.get(`SELECT 1 FROM entries WHERE state = 'parked' AND code IN ('not-found', 'epoch-changed') AND json_extract(body, '$.publication') = ?`, id) !== undefined;
    if (told && room.server.ground.raw.prepare('select 1 from publications where id = ?').get(id) === undefined) continue;
    try {
      people.actOn(deskOf(room, desktop), id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    await quiet();
  }
}

function atRest({ server, desktops }: Newsroom): boolean {
  const open = (server.ground.raw.prepare('select state from publications').all() as { state: PublicationState }[]).filter(({ state }) => !isFinal(state));
  return open.length === 0 && desktops.every((desktop) => desktop.engine.status().connection === 'online');
}

function stateText({ server, desktops }: Newsroom): string {
  const { raw } = server.ground;
  const jobs = (raw.prepare('select id, state from publications order by id').all() as { id: string; state: string }[]).map(({ id, state }) => `${id.slice(-3)} ${state}`);
  return [String(raw.prepare('select seq from log_head').pluck().get()), ...jobs, ...desktops.map((desktop) => {
    const { connection, waiting, error } = desktop.engine.status();
    return `${connection} ${error ?? ''} ${waiting} ${String(desktop.db.read.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'sync.cursor'`)?.value)}`;
  })].join(', ');
}
