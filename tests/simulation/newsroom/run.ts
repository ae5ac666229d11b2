import { createHash, type Hash } from 'node:crypto';
import { Refusal } from '#core/refusal.ts';
import { quiet } from './clock.ts';
import type { Desktop } from './desktop.ts';
import { tally, type Floors } from './floors.ts';
import { brokenAtRest, brokenNow, watchOf, type Watch } from './invariants.ts';
import { buryDesktops, deskOf, newsroomOf, restartDesktop, tearDown, type Newsroom } from './newsroom.ts';
import * as amending from './amend-people.ts';
import * as people from './people.ts';
import { comeToRest } from './rest.ts';
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
    if (step.kind === 'next-day') {
      const broken = await comeToRest(room, watch);
      if (broken !== null) return broken;
      room.floors.nextDays += 1;
      room.faults = true;
    } else await act(room, step.kind);
  } catch (error) {
    if (error instanceof Refusal) {
      said = error.code;
      tally(room.floors.refusals, said);
      if (error.detail?.startsWith('approval-expired') === true) room.floors.expired += 1;
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

async function act(room: Newsroom, kind: Exclude<StepKind, 'next-day'>): Promise<void> {
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
    case 'amend':
      await lookFirst(room, desktop);
      return amending.amend(desk);
    case 'judge':
      await lookFirst(room, desktop);
      return amending.judge(desk);
    case 'elsewhere':
      return amending.changeElsewhere(desk, server, new Date(room.world.now()).toISOString());
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
      if (!server.ground.raw.inTransaction) room.backup = { image: server.ground.raw.serialize(), calls: touches(room), done: new Set(server.done) };
      return undefined;
    case 'restore':
      return restore(room);
    case 'forge':
      return forge(room, node);
  }
}

/** What is out, and what others ask for, is known once the desktop has heard of it. */
function lookFirst({ world }: Newsroom, desktop: Desktop): Promise<void> {
  desktop.engine.now();
  return world.advance(2_000);
}

function pickDesktop(room: Newsroom, kind: StepKind): Desktop {
  const random = room.rng();
  const editor = room.desktops[1] as Desktop;
  // Whoever is cut off is the one who comes back.
  const away = kind === 'mend' ? room.desktops.filter((desktop) => desktop.cut) : kind === 'online' ? room.desktops.filter((desktop) => desktop.process.alive && desktop.engine.status().connection === 'offline-by-choice') : [];
  if (away.length > 0) return random.pick(away);
  const deskWork: readonly StepKind[] = ['review', 'publish', 'act', 'judge'];
  if (deskWork.includes(kind) && random.chance(0.88)) return editor;
  // Whoever is to decide should not have asked.
  if (kind === 'amend' && random.chance(0.85)) return random.pick(room.desktops.filter((desktop) => desktop !== editor));
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

/** How often anybody has touched a channel: its posts are in the server's tables here, and would go back with them. */
function touches({ floors }: Newsroom): number {
  return floors.calls + floors.elsewhere;
}

/** Back to the newest backup, as another history. Only where no call to a channel was made since: what a server forgets of its posts, no rule can bring back. */
async function restore(room: Newsroom): Promise<void> {
  const { backup, server } = room;
  if (backup === null || backup.calls !== touches(room) || server.flights.length > 0 || server.ground.raw.inTransaction) return;
  room.floors.resyncs += 1;
  server.restore(backup.image);
  server.done = new Set(backup.done);
  for (const index of server.nodes.keys()) await server.boot(index);
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
  const amended = raw.prepare(`select count(*) from publications where amends is not null and way in (?, ?) and state = 'confirmed'`).pluck();
  floors.corrections += Number(amended.get('edit', 'reply'));
  floors.withdrawals += Number(amended.get('remove', 'remove'));
  floors.correctedAgain += Number(raw.prepare(`select count(*) from publications p where way = 'edit' and state = 'confirmed' and exists (select 1 from publications e where e.amends = p.amends and e.way = 'edit' and e.state = 'confirmed' and e.requested_seq < p.requested_seq)`).pluck().get());
  floors.amendments += Number(raw.prepare('select count(*) from publications where amends is not null').pluck().get());
  floors.amendmentsRefused += Number(raw.prepare(`select count(*) from log where kind = 'amendment-decision' and json_extract(entry, '$.body.verdict') = 'refuse'`).pluck().get());
  floors.elsewhereSeen += Number(raw.prepare(`select count(*) from publications where reason in ('changed-elsewhere', 'post-gone')`).pluck().get());
  const settings = raw.prepare(`select count(*) from log where kind = 'setting' and json_extract(entry, '$.body.collection') = ? and json_extract(entry, '$.body.value') is not null`).pluck();
  floors.policies += Number(settings.get('policy'));
  floors.groups += Number(settings.get('group'));
  floors.absences += Number(settings.get('absence'));
  floors.approvals += Number(raw.prepare(`select count(*) from log where kind = 'decision' and json_extract(entry, '$.body.verdict') = 'approve'`).pluck().get());
  floors.byPolicy += Number(raw.prepare(`select count(*) from log where kind = 'decision' and json_extract(entry, '$.body.policy.id') is not null`).pluck().get());
  floors.expired += Number(raw.prepare(`select count(*) from log where kind = 'publication' and json_extract(entry, '$.body.reason') = 'approval-expired'`).pluck().get());
  for (const codes of [floors.rejections, floors.refusals]) {
    floors.ownGroup += codes.get('own-group') ?? 0;
    floors.expired += codes.get('approval-expired') ?? 0;
  }
}
