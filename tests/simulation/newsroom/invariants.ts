import { cursorOf } from '#core/sync/pull.ts';
import { checkCursor, checkDrafts, checkEntities, checkRevisionHashes, checkRowEntries } from '#shared/doctor/newsroom.ts';
import { checkArchiving, checkHistories } from '#shared/doctor/history.ts';
import { checkCursorAgainst, checkReplica } from '#shared/doctor/replicas.ts';
import { checkSecrets } from '#shared/doctor/secrets.ts';
import type { Examined } from '#shared/doctor/finding.ts';
import { sentenceOf } from '#shared/doctor/words.ts';
import { readArchiveMarks, readDrafts, readEntries, readHistories, readReplica, readRevisions, readTexts } from '#core/doctor/read-rows.ts';
import { checkReadModels } from '#core/doctor/rebuild.ts';
import { noticeExpired } from '#core/read-models/rules.ts';
import { examineBackend } from '#backend/doctor/examine.ts';
import { MIGRATIONS } from '#backend/db/migrations.ts';
import { getMeta } from '#core/workspace/state.ts';
import { isFinal, type PublicationState } from '#shared/sync/publication-machine.ts';
import { CALL_MS, LEASE_MS } from './channels.ts';
import type { Desktop } from './desktop.ts';
import { amendmentsBroken } from './invariants-amend.ts';
import { mergesBroken, storyMergesBroken } from './invariants-merges.ts';
import { tally } from './floors.ts';
import type { Newsroom } from './newsroom.ts';

/** The first error of a list of examinations, or null. That somebody has changed a post on the channel itself is no error of Sotong's. */
function firstError(room: Newsroom, examined: readonly Examined[], where: string): string | null {
  for (const { invariant, looked } of examined) tally(room.floors.checks, String(invariant), looked);
  for (const { findings } of examined) {
    const error = findings.find(({ level, key, subject }) => level === 'error' && !(key === 'change-without-amendment' && room.server.touched.has(subject)));
    if (error !== undefined) return `${error.invariant}: ${where}: ${sentenceOf(error.key, error.values)} (${error.subject})`;
  }
  return null;
}

/** What was looked at last, so that a step costs only what it has changed. */
export type Watch = { readonly commits: number[]; head: number; chain: string; epoch: string };

export function watchOf(desktops: readonly Desktop[]): Watch {
  return { commits: desktops.map(() => -1), head: 0, chain: '', epoch: '' };
}

/** What must hold after every step. */
export function brokenNow(room: Newsroom, watch: Watch): string | null {
  tally(room.floors.checks, '4');
  tally(room.floors.checks, '17', room.server.flights.length);
  const seen = room.server.seen.shift();
  if (seen !== undefined) return seen;
  const server = serverBroken(room, watch);
  if (server !== null) return server;
  for (const [index, desktop] of room.desktops.entries()) {
    if (watch.commits[index] === desktop.commits) continue;
    watch.commits[index] = desktop.commits;
    tally(room.floors.checks, '9');
    tally(room.floors.checks, '10', desktop.acknowledged.size);
    const broken = desktopBroken(desktop, watch);
    if (broken !== null) return `${broken} (desktop ${index})`;
  }
  return null;
}

/** 4: the numbers have no gaps, and what had one keeps it. */
function serverBroken({ server, world }: Newsroom, watch: Watch): string | null {
  const { looks } = server.ground;
  const now = world.now();
  const { seq, epoch } = looks.head.get() as { seq: number; epoch: string };
  for (const flight of server.flights) {
    // Its caller waits for the answer, and its lease has not run out.
    if (flight.landed || !flight.node.alive || now - flight.since >= LEASE_MS) continue;
    const row = looks.publication.get(flight.key) as { state: string; lease_until: number | null } | undefined;
    if (row?.state === 'intent' && row.lease_until !== null) continue;
    // Who waited long enough has said that the outcome is unknown.
    if (now - flight.since < CALL_MS) return `17: the call for ${flight.key} is under way, and its publication is ${row?.state ?? 'gone'}`;
  }
  if (epoch !== watch.epoch) Object.assign(watch, { epoch, head: 0, chain: '' });
  if (seq === watch.head) return null;
  const rows = looks.newer.get(watch.head) as { n: number; least: number; most: number };
  if (seq < watch.head || rows.n !== seq - watch.head || rows.least !== watch.head + 1 || rows.most !== seq) return `4: the counter says ${seq}, the log has ${rows.n} after ${watch.head}, up to ${rows.most}`;
  const { chain } = looks;
  if (watch.head > 0 && chain.get(watch.head) !== watch.chain) return `4: the entry number ${watch.head} has changed`;
  watch.head = seq;
  watch.chain = String(chain.get(seq));
  return null;
}

function desktopBroken(desktop: Desktop, watch: Watch): string | null {
  const { read } = desktop.db;
  if (getMeta(read, 'sync.epoch') === watch.epoch && getMeta(read, 'sync.resync') !== '1') {
    const cursor = Number(getMeta(read, 'sync.cursor'));
    const { n } = read.get<{ n: number }>('SELECT count(*) AS n FROM entries WHERE seq <= ?', cursor) ?? { n: 0 };
    if (cursor > watch.head) return `9: the cursor is at ${cursor}, the log ends at ${watch.head}`;
    if (n !== cursor) return `9: the cursor is at ${cursor}, ${n} entries are here`;
  }
  for (const [id, texts] of desktop.acknowledged) {
    const kept = texts.some((text) => read.get('SELECT 1 FROM variants WHERE id = ? AND content = ? UNION ALL SELECT 1 FROM revisions WHERE subject = ? AND content = ?', id, text, id, text) !== undefined);
    if (!kept) return `10: a text of ${id} that was said to be saved is nowhere: ${texts.join(" or ")}; the draft is ${String(read.get<{ content: string }>("SELECT content FROM variants WHERE id = ?", id)?.content)}`;
  }
  return null;
}

/** What must hold once everything has come to rest. Derives the lists anew, so it comes last. */
export async function brokenAtRest(room: Newsroom): Promise<string | null> {
  const { server, desktops, workspace } = room;
  const options = { workspace, now: room.world.now(), overdueMs: 60_000, secrets: desktops.map((desktop) => desktop.token) };
  const examination = await server.ground.db.transaction().execute((trx) => examineBackend(trx, MIGRATIONS.map((migration) => migration.number), options));
  const backend = firstError(room, examination.examined, 'server');
  if (backend !== null) return backend;
  for (const row of server.ground.raw.prepare('select id, state from publications order by requested_seq').all() as { id: string; state: PublicationState }[]) {
    tally(room.floors.checks, '13');
    if (!isFinal(row.state)) return `13: the publication ${row.id} is stuck in ${row.state}`;
  }
  const amended = amendmentsBroken(room);
  if (amended !== null) return amended;
  const merged = mergesBroken(room) ?? storyMergesBroken(room);
  if (merged !== null) return merged;
  for (const id of room.forged) if (server.ground.raw.prepare('select 1 from log where id = ?').get(id) !== undefined) return `8: the forged entry ${id} was recorded`;
  const foreign = foreignEntry(room);
  if (foreign !== null) return foreign;
  const marks = Number(server.ground.raw.prepare(`select count(*) from log where kind = 'archive'`).pluck().get());
  if (marks > room.archived.acts) return `20: ${marks} archive marks for ${room.archived.acts} acts`;
  for (const desktop of desktops) {
    const { read } = desktop.db;
    const where = `desktop ${desktop.index}`;
    tally(room.floors.checks, '18');
    const left = read.get<{ id: string; kind: string }>(`SELECT id, kind FROM entries WHERE state IN ('waiting', 'sending') AND local_only = 0`);
    if (left !== undefined) return `18: ${where}: a ${left.kind} still waits, while the line is free`;
    const lost = read.get<{ id: string; kind: string }>(`SELECT id, kind FROM entries WHERE state = 'accepted' AND seq IS NULL AND local_only = 0 AND kind <> 'publication'`);
    if (lost !== undefined) return `11: ${where}: the ${lost.kind} ${lost.id} was taken by a server that does not have it, and is not sent again`;
    const entries = readEntries(read);
    const replica = readReplica(read, cursorOf(desktop.core));
    const found = firstError(
      room,
      [
        checkRevisionHashes(readRevisions(read)),
        checkCursor(cursorOf(desktop.core), entries),
        checkCursorAgainst(replica, examination.head),
        checkReplica(replica, examination.ledger),
        checkDrafts(readDrafts(read), new Map(read.all<{ id: string; hash: string }>('SELECT id, hash FROM revisions').map(({ id, hash }) => [id, { hash }]))),
        checkHistories(readHistories(read)),
        checkArchiving(readArchiveMarks(read)),
        checkEntities(entries, read.all('SELECT id FROM revisions'), new Set(read.all<{ id: string }>('SELECT id FROM stories UNION ALL SELECT id FROM variants').map(({ id }) => id))),
        checkRowEntries('comments', read.all('SELECT id, entry FROM comments'), entries),
        checkRowEntries('publications', read.all('SELECT id, entry FROM publications'), entries),
        checkSecrets(readTexts(read, room.files), [desktop.token]),
      ],
      where,
    );
    if (found !== null) return found;
    if (replica.cursor !== examination.head || getMeta(read, 'sync.epoch') !== examination.epoch) return `12: ${where}: has ${replica.cursor} of ${examination.head} entries`;
  }
  // By now some approvals have expired: each app looks for that now and then.
  for (const desktop of desktops) noticeExpired(desktop.core);
  const views = desktops.map(viewOf);
  for (const [index, view] of views.entries()) {
    tally(room.floors.checks, '12', view.size);
    const other = [...view].find(([key, value]) => views[0]?.has(key) === true && views[0].get(key) !== value);
    if (other !== undefined) return `12: desktops 0 and ${index} show ${other[0]} in two ways: ${views[0]?.get(other[0]) ?? ''} and ${other[1]}`;
  }
  for (const desktop of desktops) {
    const rebuilt = firstError(room, checkReadModels(desktop.core), `desktop ${desktop.index}`);
    if (rebuilt !== null) return rebuilt;
  }
  return null;
}


/** 6: each entry of the log was made by its own device, so that nothing has an effect twice under another name: ids tell here who made them. */
function foreignEntry({ server }: Newsroom): string | null {
  for (const entry of server.ground.raw.prepare(`select entry from log where kind <> 'publication'`).pluck().all() as string[]) {
    const { id, device } = JSON.parse(entry) as { id: string; device: string };
    if (id.slice(0, 23) !== device.slice(0, 23)) return `6: the log has ${id}, which its device never made`;
  }
  return null;
}

/** What every desktop must show alike of what is shared: heads, and where publications stand. Left out: subjects of which something is parked here. */
function viewOf({ db }: Desktop): Map<string, string> {
  const { read } = db;
  const parked = new Set(read.all<{ subject: string }>(`SELECT DISTINCT subject FROM entries WHERE state = 'parked'`).map((row) => row.subject));
  const view = new Map<string, string>();
  for (const { subject, id, state, url } of read.all<{ subject: string; id: string; state: string; url: string }>('SELECT variant AS subject, id, state, url FROM publications WHERE confirmed = 1')) if (!parked.has(subject)) view.set(`publication ${id}`, `${state} ${url}`);
  for (const { subject, key, value } of read.all<{ subject: string; key: string; value: string }>('SELECT subject, key, value FROM settings')) if (!parked.has(subject)) view.set(`setting ${key}`, value);
  for (const { id, row } of read.all<{ id: string; row: string }>('SELECT id, row FROM variant_rows')) {
    const dirty = read.get<{ dirty: number }>('SELECT dirty FROM variants WHERE id = ?', id)?.dirty === 1;
    if (parked.has(id) || dirty) continue;
    const { status } = JSON.parse(row) as { status: { head: string | null; conflict: boolean; status: string; approvedRevision: string | null } };
    view.set(`variant ${id}`, `${status.status} ${status.head ?? ''} ${String(status.conflict)} ${status.approvedRevision ?? ''}`);
  }
  return view;
}
