import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SyncStatus } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Entry, EntryOf, LogEntry } from '#shared/sync/entry.ts';
import { appendEntry } from '../../src/main/core/log/append.ts';
import { ENTRIES_OF_STORY, storyEntries } from '../bench/sync/entries.ts';
import { idMaker } from '../bench/sync/ids.ts';
import { openRoom, type Room, TOKENS, TRANSLATOR } from '../support/backend.ts';
import { storyWith, type TestCore, testCore, write } from '../support/core.ts';
import { edited, revisionOf } from '../support/entries.ts';
import { epochOf, pushAll } from '../support/publishing.ts';
import { sharedClock } from '../support/shared-clock.ts';

const DAY = 24 * 3_600_000;
const DAYS = 30;
/** What the desktop has to send when it comes back. */
const BACKLOG = 10_000;
/** Texts that both have worked on meanwhile; in the first of them on the same words. */
const SHARED = 64;
const AT_ODDS = 8;
const STORIES = (BACKLOG - SHARED) / ENTRIES_OF_STORY;
const COLLEAGUE_STORIES = 240;
const PAGE = 500;

const [FIRST, SECOND, THIRD] = ['첫째 문단입니다.', '둘째 문단입니다.', '셋째 문단입니다.'];

const folders: string[] = [];
const rooms: Room[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('A desktop that comes back after thirty days', () => {
  it('hands over all that it wrote, through the death of its server, while people go on working', async () => {
    const clock = sharedClock(Date.UTC(2026, 9, 24, 5));
    const dataDir = mkdtempSync(join(tmpdir(), 'sotong-backlog-'));
    folders.push(dataDir);
    const room = await openRoom({ kind: 'folder', dataDir }, { clock, drainMs: 1 });
    rooms.push(room);
    const open = (device: number, token: string): Promise<TestCore> => testCore({ device, clock, random: () => 0.1, backend: { url: room.url, token } });
    const desk = await open(1, TOKENS.writer);
    const shared = await sharedTexts(desk);
    await inStep(desk);
    const before = await logOf(room);
    // One that nobody else knows of yet: what somebody writes on while everything else goes out.
    const { variant: atHand } = await storyWith(desk.client, '지금 쓰는 글');

    await desk.client.sync.setOnline({ online: false });
    const colleagues = await thirtyDays(desk, room, before, shared, clock);
    expect(desk.running.sync.status()).toMatchObject({ connection: 'offline-by-choice', waiting: BACKLOG, problems: 0 });

    const seen: SyncStatus[] = [];
    const answeredAt: number[] = [];
    const revived: Promise<Room>[] = [];
    await desk.client.sync.setOnline({ online: true });
    await following(desk, async (status) => {
      seen.push(status);
      // In the middle of it the server is gone, with whatever it was doing, and comes back at the same place.
      if (revived.length === 0 && status.waiting <= BACKLOG / 2) revived.push(again(room));
      await write(desk.client, atHand, `지금 쓰는 글 ${String(seen.length)}`);
      await desk.client.workspace.get();
      answeredAt.push(desk.running.sync.status().waiting);
      return status.connection === 'online' && status.waiting === 0;
    });
    // It was cut off on the way, and what was asked of the core between its pages had its answer before the next of them was through.
    expect(seen.map(({ connection }) => connection)).toContain('unreachable');
    expect(new Set(answeredAt.filter((waiting) => waiting > 0 && waiting < BACKLOG)).size).toBeGreaterThan(BACKLOG / PAGE / 2);

    const server = (await Promise.all(revived))[0] ?? room;
    expect(server).not.toBe(room);
    const log = await logOf(server);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    const mine = entriesOf(desk);
    // A page that had no answer was sent once more.
    expect(desk.running.core.db.read.get<{ n: number }>('SELECT count(*) AS n FROM entries WHERE attempts = 2')?.n).toBeGreaterThan(0);
    expect(mine.filter(({ state }) => state !== 'accepted')).toEqual([]);
    expect(mine.map(({ id, seq }) => `${String(seq)} ${id}`)).toEqual(log.map(({ seq, entry }) => `${String(seq)} ${entry.id}`));
    // Before, what the desktop had to send, what the colleague did, and one merge of each text on which they were not at odds.
    expect(log).toHaveLength(before.length + BACKLOG + colleagues + SHARED - AT_ODDS);

    const other = await open(2, TOKENS.editor);
    await following(other, async ({ connection, waiting }) => connection === 'online' && waiting === 0);
    expect(entriesOf(other)).toEqual(mine);
    const heads = headsOfLog(log);
    expect(headsOf(desk)).toEqual(heads);
    expect(headsOf(other)).toEqual(heads);
    for (const [index, id] of shared.entries()) {
      expect(heads.get(id)?.length).toBe(index < AT_ODDS ? 2 : 1);
      if (index < AT_ODDS) continue;
      for (const { client } of [desk, other]) expect(plainText((await client.variants.get({ id })).content.blocks)).toBe(`고친 ${FIRST}\n${SECOND}\n고친 ${THIRD}`);
    }
    expect(plainText((await desk.client.variants.get({ id: atHand })).content.blocks)).toBe(`지금 쓰는 글 ${String(seen.length)}`);
  }, 600_000);
});

/** The same store under a new server at the same address. */
async function again(room: Room): Promise<Room> {
  const next = await room.restart({ port: Number(new URL(room.url).port) });
  rooms.push(next);
  return next;
}

/** Texts of three paragraphs that both have. */
async function sharedTexts({ client }: TestCore): Promise<Id[]> {
  const shared: Id[] = [];
  for (let index = 0; index < SHARED; index += 1) {
    const { variant: id } = await storyWith(client, `${FIRST}\n${SECOND}\n${THIRD}`, 'blog');
    await client.variants.checkpoint({ id, name: '' });
    shared.push(id);
  }
  return shared;
}

/** Each day some of it, on the desktop and, by a colleague, on the server. How many entries the colleague's are. */
async function thirtyDays(desk: TestCore, room: Room, before: readonly LogEntry[], shared: readonly Id[], clock: { readonly now: () => number; readonly advance: (ms: number) => void }): Promise<number> {
  const [mine, theirs] = [idMaker(11), idMaker(12)];
  let colleagues = 0;
  for (let day = 0; day < DAYS; day += 1) {
    clock.advance(DAY);
    const at = new Date(clock.now()).toISOString();
    const written = (stories: number, newId: () => Id, first: number): Entry[] => ofDay(day, stories).flatMap((n) => storyEntries(first + n, newId)).map((entry) => ({ ...entry, at }));
    desk.running.core.write((unit) => {
      for (const entry of written(STORIES, mine, 0)) appendEntry(unit, entry, false);
    });
    for (const index of ofDay(day, SHARED)) {
      const id = shared[index] ?? '';
      await write(desk.client, id, `고친 ${FIRST}\n${SECOND}\n${THIRD}`);
      await desk.client.variants.checkpoint({ id, name: '' });
    }
    const revised = ofDay(day, SHARED).map((index) => {
      const first = before.find(({ entry }) => entry.kind === 'revision' && entry.subject === shared[index])?.entry as EntryOf<'revision'>;
      const text = index < AT_ODDS ? `나도 고친 ${FIRST}\n${SECOND}\n${THIRD}` : `${FIRST}\n${SECOND}\n고친 ${THIRD}`;
      return { ...revisionOf(TRANSLATOR, edited(first.body.content, text), [first.body.revision]), at };
    });
    const page = [...written(COLLEAGUE_STORIES, theirs, 100_000).map((entry) => ({ ...entry, author: TRANSLATOR })), ...revised];
    await pushAll(room, page);
    colleagues += page.length;
  }
  return colleagues;
}

/** The part of so many things that falls on a day: all of them in the end, each once. */
function ofDay(day: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => n).filter((n) => n % DAYS === day);
}

/** Says where the sync stands at once, and each time that it has changed, until it is told to be enough. */
async function following({ running }: TestCore, enough: (status: SyncStatus) => Promise<boolean>): Promise<void> {
  const changes = running.core.live.subscribe(undefined);
  try {
    while (!(await enough(running.sync.status()))) {
      for (let topic = ''; topic !== 'sync'; ) {
        const next = await changes.next();
        if (next.done === true) throw new Error('The desktop was closed');
        ({ topic } = next.value);
      }
    }
  } finally {
    await changes.return();
  }
}

async function inStep(desk: TestCore): Promise<void> {
  await following(desk, async ({ connection, waiting }) => connection === 'online' && waiting === 0);
}

async function logOf(room: Room): Promise<LogEntry[]> {
  const epoch = await epochOf(room);
  const client = room.client('everyone');
  const log: LogEntry[] = [];
  for (;;) {
    const { entries, head } = await client.changes({ epoch, after: log.length, limit: PAGE });
    log.push(...(entries as LogEntry[]));
    if (log.length >= head) return log;
  }
}

type Row = { readonly id: Id; readonly seq: number; readonly state: string };

function entriesOf({ running }: TestCore): readonly Row[] {
  return running.core.db.read.all<Row>('SELECT id, seq, state FROM entries ORDER BY seq');
}

/** The revisions of each subject that no other stands on. */
function headsOf({ running }: TestCore): Map<Id, Id[]> {
  const rows = running.core.db.read.all<{ readonly subject: Id; readonly id: Id }>('SELECT subject, id FROM revisions WHERE id NOT IN (SELECT value FROM revisions AS child, json_each(child.parents)) ORDER BY id');
  return bySubject(rows);
}

function headsOfLog(log: readonly LogEntry[]): Map<Id, Id[]> {
  const revisions = log.flatMap(({ entry }) => (entry.kind === 'revision' || entry.kind === 'story-revision' ? [{ subject: entry.subject, id: entry.body.revision, parents: entry.body.parents }] : []));
  const parents = new Set(revisions.flatMap((revision) => revision.parents));
  return bySubject(revisions.filter(({ id }) => !parents.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

function bySubject(rows: readonly { readonly subject: Id; readonly id: Id }[]): Map<Id, Id[]> {
  const heads = new Map<Id, Id[]>();
  for (const { subject, id } of rows) heads.set(subject, [...(heads.get(subject) ?? []), id]);
  return heads;
}
