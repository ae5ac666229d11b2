import { createHash, type Hash } from 'node:crypto';
import { Refusal } from '#core/refusal.ts';
import { isFinal, isWithPerson, type PublicationState } from '#shared/sync/publication-machine.ts';
import { quiet } from './clock.ts';
import type { Desktop } from './desktop.ts';
import { tally, type Floors } from './floors.ts';
import { brokenAtRest, brokenNow, watchOf, type Watch } from './invariants.ts';
import { buryDesktops, newsroomOf, restartDesktop, tearDown, type Newsroom } from './newsroom.ts';
import * as people from './people.ts';
import { STEP_WORDS, type Schedule, type Step, type StepKind } from './schedule.ts';
import { forge } from './rogue.ts';
import { bury, letWork } from './server.ts';
import { Crashed } from './server-store.ts';

/** What came of a schedule. `violation` begins with the number of the invariant. */
export type Outcome = { readonly seed: number; readonly violation: string | null; readonly at: number; readonly digest: string; readonly floors: Floors };

/** Runs a schedule step by step, then lets all of it come to rest. */
export async function runSchedule(schedule: Schedule, trace: ((line: string) => void) | null = null): Promise<Outcome> {
  const room = await newsroomOf(schedule.seed);
  const digest = createHash('sha256');
  const watch = watchOf(room.desktops);
  let at = 0;
  let violation: string | null = null;
  try {
    for (const step of schedule.steps) {
      at += 1;
      violation = await takeStep(room, step, watch, digest, trace, at);
      if (violation !== null) break;
    }
    if (violation === null) {
      at = schedule.steps.length + 1;
      violation = (await comeToRest(room, watch)) ?? (await brokenAtRest(room));
    }
    addState(room, digest);
  } finally {
    tearDown(room);
  }
  return { seed: schedule.seed, violation, at, digest: digest.digest('hex'), floors: room.floors };
}

async function takeStep(room: Newsroom, step: Step, watch: Watch, digest: Hash, trace: ((line: string) => void) | null, at: number): Promise<string | null> {
  room.restartRng(step.draw);
  room.floors.steps += 1;
  let said = 'done';
  try {
    await act(room, step.kind);
  } catch (error) {
    if (error instanceof Refusal) {
      said = error.code;
      tally(room.floors.refusals, said);
    } else if (error instanceof Crashed) said = 'crashed';
    else return `fault: ${step.kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  await quiet();
  buryDesktops(room);
  await bury(room.server);
  const line = `${at} ${step.kind} ${said} ${watch.head}`;
  digest.update(line);
  trace?.(`${at}. ${STEP_WORDS[step.kind]} (desk ${room.acting}): ${said}, ${watch.head} in the log`);
  return brokenNow(room, watch);
}

function deskOf(room: Newsroom, desktop: Desktop): people.Desk {
  return { desktop, server: room.server, random: room.rng(), floors: room.floors, picture: room.picture, word: room.word, chosen: room.chosen, archived: room.archived, governs: room.governs };
}

async function act(room: Newsroom, kind: StepKind): Promise<void> {
  const random = room.rng();
  const desktop = pickDesktop(room, kind);
  const desk = deskOf(room, desktop);
  room.acting = desktop.index;
  if (!desktop.process.alive) {
    // Whoever finds the app gone starts it again.
    restartDesktop(room, desktop);
    return;
  }
  const { server } = room;
  const node = random.below(server.nodes.length);
  switch (kind) {
    case 'begin':
      return people.begin(desk);
    case 'edit':
      return people.edit(desk);
    case 'edit-story':
      return people.editStory(desk);
    case 'submit':
      return people.submit(desk);
    case 'review':
      return people.review(desk);
    case 'publish':
      return people.publish(desk);
    case 'act':
      return people.actOn(desk);
    case 'resolve':
      return people.resolve(desk);
    case 'archive':
      return people.archive(desk);
    case 'keep':
      return people.keep(desk);
    case 'remark':
      return people.remark(desk);
    case 'settle-parked':
      return people.settleParked(desk);
    case 'govern':
      return room.governs ? people.govern(desk) : room.world.advance(1_000);
    case 'night':
      // An hour is what approvals expire after; all of it step by step would cost more than it shows.
      if (!room.governs) return room.world.advance(6_000);
      room.floors.nights += 1;
      return room.world.leap(3_700_000);
    case 'clock':
      desktop.skew = random.pick([0, 40_000, 3_600_000, -86_400_000, 3 * 86_400_000, -30 * 86_400_000]);
      room.floors.clockJumps += 1;
      return undefined;
    case 'sync':
      desktop.engine.now();
      return undefined;
    case 'online':
      if (desktop.engine.status().connection === 'offline-by-choice') desktop.engine.setOnline(true);
      return undefined;
    case 'offline':
      desktop.engine.setOnline(false);
      return undefined;
    case 'cut':
      desktop.cut = true;
      return undefined;
    case 'mend':
      desktop.cut = false;
      desktop.engine.resumed();
      return undefined;
    case 'work':
      letWork(server, node);
      return undefined;
    case 'time':
      return room.world.advance(random.pick([100, 1_000, 3_000, 6_000, 15_000, 40_000]));
    case 'long-time':
      return room.world.advance(random.pick([100_000, 150_000]));
    case 'crash-desktop':
      desktop.process.crash = { left: random.below(4), when: random.pick(['before', 'after']) };
      return undefined;
    case 'crash-server':
      return crashServer(room, node);
    case 'start-server':
      for (const [index, each] of server.nodes.entries()) if (each === null) await server.boot(index);
      return undefined;
    case 'hold':
      // A machine that sleeps, by preference while it waits for an answer.
      for (const each of server.nodes) if (each !== null && server.flights.some((flight) => flight.node === each.fate)) each.paused = true;
      if (server.nodes[node] != null) server.nodes[node].paused = true;
      return undefined;
    case 'let-go':
      for (const each of server.nodes) if (each !== null) each.paused = false;
      return undefined;
    case 'backup':
      room.backup = { image: server.ground.raw.inTransaction ? (room.backup?.image ?? server.ground.raw.serialize()) : server.ground.raw.serialize(), calls: room.floors.calls };
      return undefined;
    case 'restore':
      return restore(room);
    case 'forge':
      return forge(room, node);
  }
}

function pickDesktop(room: Newsroom, kind: StepKind): Desktop {
  const random = room.rng();
  const editor = room.desktops[1] as Desktop;
  // Whoever is cut off is the one who comes back.
  const away = kind === 'mend' ? room.desktops.filter((desktop) => desktop.cut) : kind === 'online' ? room.desktops.filter((desktop) => desktop.process.alive && desktop.engine.status().connection === 'offline-by-choice') : [];
  if (away.length > 0) return random.pick(away);
  const deskWork: readonly StepKind[] = ['review', 'publish', 'act'];
  if (deskWork.includes(kind) && random.chance(0.88)) return editor;
  // The admin among them; the others try it too.
  if (kind === 'govern' && random.chance(0.8)) return editor;
  if (kind === 'edit' && random.chance(0.9)) return random.pick(room.desktops.filter((desktop) => desktop !== editor));
  return random.pick(room.desktops);
}

/** At once, or in the middle of what it does next; mostly one that waits for a channel's answer. */
function crashServer(room: Newsroom, given: number): void {
  const calling = room.server.nodes.findIndex((each) => room.server.flights.some((flight) => flight.node === each?.fate));
  const waits = calling >= 0 && room.rng().chance(0.8);
  const index = waits ? calling : given;
  const node = room.server.nodes[index];
  if (node === null || node === undefined) return;
  room.floors.serverCrashes += 1;
  if (waits || room.rng().chance(0.3)) room.server.kill(index);
  else {
    node.fate.left = room.rng().below(30);
    letWork(room.server, index);
  }
}

/** Back to the newest backup, as another history. Only where no call to a channel was made since: what a server forgets of its posts, no rule can bring back. */
async function restore(room: Newsroom): Promise<void> {
  const { backup, server } = room;
  if (backup === null || backup.calls !== room.floors.calls || server.flights.length > 0 || server.ground.raw.inTransaction) return;
  room.floors.resyncs += 1;
  server.restore(backup.image);
  for (const index of server.nodes.keys()) await server.boot(index);
}

/** How often everybody gets a turn before it is said that it does not come to rest. */
const MOST_ROUNDS = 120;

/** No faults any more: the machines run, everybody is online, and people do what is asked of them. */
async function comeToRest(room: Newsroom, watch: Watch): Promise<string | null> {
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
    if (desktop.db.read.get(`SELECT 1 FROM entries WHERE state = 'parked' AND code IN ('not-found', 'epoch-changed') AND json_extract(body, '$.publication') = ?`, id) !== undefined) continue;
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

/** Everything that came of it: the server's log with its chain, the posts, what each desktop holds. */
function addState({ server, desktops, floors }: Newsroom, digest: Hash): void {
  const { raw } = server.ground;
  for (const row of raw.prepare('select seq, chain from log order by seq').iterate()) digest.update(JSON.stringify(row));
  for (const row of raw.prepare('select account, post_id, payload, received_at from sandbox_posts order by id').iterate()) digest.update(JSON.stringify(row));
  for (const { db } of desktops) {
    for (const sql of ['SELECT id, state, seq, code FROM entries ORDER BY position', 'SELECT id, hash FROM revisions ORDER BY rowid', 'SELECT id, content, base FROM variants ORDER BY id']) for (const row of db.read.all(sql)) digest.update(JSON.stringify(row));
  }
  floors.entries += Number(raw.prepare('select seq from log_head').pluck().get());
  floors.publications += Number(raw.prepare('select count(*) from sandbox_posts').pluck().get());
  const settings = raw.prepare(`select count(*) from log where kind = 'setting' and json_extract(entry, '$.body.collection') = ? and json_extract(entry, '$.body.value') is not null`).pluck();
  floors.policies += Number(settings.get('policy'));
  floors.groups += Number(settings.get('group'));
  floors.absences += Number(settings.get('absence'));
  floors.approvals += Number(raw.prepare(`select count(*) from log where kind = 'decision' and json_extract(entry, '$.body.verdict') = 'approve'`).pluck().get());
  floors.byPolicy += Number(raw.prepare(`select count(*) from log where kind = 'decision' and json_extract(entry, '$.body.policy.id') is not null`).pluck().get());
  for (const codes of [floors.rejections, floors.refusals]) {
    floors.ownGroup += codes.get('own-group') ?? 0;
    floors.expired += codes.get('approval-expired') ?? 0;
  }
}
