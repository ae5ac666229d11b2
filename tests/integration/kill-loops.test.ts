import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StoreLocation } from '#backend/db/store.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import type { Entry, EntryOf, LogEntry, PublicationState } from '#shared/sync/entry.ts';
import { isFinal, isWithPerson } from '#shared/sync/publication-machine.ts';
import { seededRandom } from '../simulation/publish/seeded-random.ts';
import type { ChildOrder } from '../support/backend-child.ts';
import { type Client, clientOf, EDITOR, WRITER } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start, type Child } from '../support/child-process.ts';
import { closeCore, storyWith, testCore } from '../support/core.ts';
import { accountId, actionOf, approvedSet, contentOf, PIXEL } from '../support/entries.ts';
import { spread } from '../support/figures.ts';
import { expectedPayload, PIXEL_HASH, type ChannelPost } from '../support/publishing.ts';

/** How often each program is killed: `SOTONG_KILLS=100` for the whole (docs/proof.md). */
const KILLS = Number(process.env['SOTONG_KILLS'] ?? 4);
const LIMIT = 120_000 + KILLS * 90_000;
const TOKEN = 'token-of-the-test-000000000000000';
const CHANNELS = ['x', 'instagram', 'facebook', 'blog'] as const;
const POINTS = ['after-intent', 'after-post', 'after-sent'] as const;
const database = process.env['TEST_DATABASE_URL'] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'sotong-kills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const children: Child[] = [];
afterEach(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  await Promise.all(children.splice(0).map((child) => child.ended));
});

let programs: Record<string, string> = {};
beforeAll(async () => {
  programs = await bundle({ core: 'tests/support/core-child.ts', backend: 'tests/support/backend-child.ts' });
}, 120_000);

type Saved = { readonly saved: number; readonly draftVersion: number };

describe('a core that is killed again and again while somebody writes', () => {
  it(`has all that it said was saved, ${String(KILLS)} times`, async () => {
    const random = seededRandom(11);
    const dataDir = join(folder, 'newsroom');
    const first = await testCore({ dataDir });
    const { variant } = await storyWith(first.client, '0');
    await closeCore(first);
    const restarts: number[] = [];
    let saves = 0;
    let acknowledged: Saved = { saved: 0, draftVersion: 0 };
    for (let kill = 0; kill <= KILLS; kill += 1) {
      const began = performance.now();
      const child = start(programs['core'] ?? '', [dataDir, variant]);
      children.push(child);
      const found = JSON.parse((await child.says(/^\{.*\}\n/u))[0]) as Saved;
      restarts.push(performance.now() - began);
      // What was answered is there; one more may have been written whose answer was on the way.
      expect(found.saved).toBeGreaterThanOrEqual(acknowledged.saved);
      expect(found.draftVersion).toBeGreaterThanOrEqual(acknowledged.draftVersion);
      await child.says(new RegExp(`(?:\\{.*\\}\\n){${String(2 + random.below(60))}}`, 'u'));
      child.process.kill('SIGKILL');
      expect(await child.ended).toBe('SIGKILL');
      const said = child.output().split('\n').slice(0, -1);
      acknowledged = JSON.parse(said.at(-1) ?? '') as Saved;
      saves += said.length - 1;
    }
    console.info(`The core killed ${String(KILLS)} times in ${String(saves)} saves, none of them lost. Back with its text: ${spread(restarts)}.`);
  }, LIMIT);
});

function publishingKills(title: string, store: () => StoreLocation): void {
  describe(`a backend that is killed again and again while it publishes (${title})`, () => {
    it(`posts each once and forgets nothing, ${String(KILLS)} times`, async () => {
      const random = seededRandom(12);
      const asked: { readonly channel: ChannelId; readonly set: ReturnType<typeof approvedSet> }[] = [];
      const acknowledged = new Set<string>();
      const restarts: number[] = [];
      const run = async (crashAt: ChildOrder['crashAt']): Promise<{ child: Child; url: string }> => {
        const began = performance.now();
        const order: ChildOrder = { store: store(), token: TOKEN, crashAt };
        const child = start(programs['backend'] ?? '', [JSON.stringify(order)]);
        children.push(child);
        const [, url = ''] = await child.says(/^(http:\S+)\n/u);
        restarts.push(performance.now() - began);
        return { child, url };
      };
      for (let kill = 0; kill < KILLS; kill += 1) {
        // In the middle of a call by itself; or from outside, while the push is under way or soon after its answer.
        const how = random.pick(['in-the-push', 'after-it', ...POINTS] as const);
        const { child, url } = await run(how === 'in-the-push' || how === 'after-it' ? null : how);
        const dieWithin = (ms: number): void => void setTimeout(() => child.process.kill('SIGKILL'), random.below(ms));
        const api = clientOf(url, TOKEN);
        const channel = CHANNELS[kill % CHANNELS.length] ?? 'x';
        const media = channel === 'instagram' ? [{ sha256: PIXEL_HASH, alt: '점', decorative: false }] : [];
        const set = approvedSet(contentOf({ channel, media, text: `${String(kill)}번째 소식` }), { writer: WRITER, editor: EDITOR });
        asked.push({ channel, set });
        await putPixel(url).catch(() => null);
        if (how === 'in-the-push') dieWithin(300);
        const answer = await pushed(api, set.all).catch(() => null);
        if (how !== 'in-the-push') dieWithin(how === 'after-it' ? 300 : 20_000);
        for (const outcome of answer ?? []) {
          expect(outcome.result).not.toBe('rejected');
          acknowledged.add(outcome.id);
        }
        expect(await child.ended).toBe('SIGKILL');
      }

      const { child, url } = await run(null);
      const api = clientOf(url, TOKEN);
      await putPixel(url);
      for (const { set } of asked) expect((await pushed(api, set.all)).map(({ result }) => result)).not.toContain('rejected');
      const standing = async (): Promise<Map<string, PublicationState>> => new Map((await entriesOf(api)).flatMap((entry) => (entry.kind === 'publication' ? [[entry.body.publication, entry.body.state] as const] : [])));
      const rest = (want: (state: PublicationState) => boolean): Promise<void> =>
        vi.waitFor(async () => {
          const states = await standing();
          expect(asked.filter(({ set }) => !want(states.get(set.request.body.publication) ?? 'requested'))).toEqual([]);
        }, { timeout: 90_000, interval: 250 });
      await rest((state) => isFinal(state) || isWithPerson(state));
      // Where nobody but a person can look, a person looks, and says what is so.
      const states = await standing();
      const withPeople = asked.filter(({ set }) => isWithPerson(states.get(set.request.body.publication) ?? 'requested'));
      for (const { channel, set } of withPeople) {
        expect(channel).toBe('facebook');
        const there = (await postsOf(url, channel)).some(({ payload }) => payload === expectedPayload(set.revision.body.content));
        expect((await pushed(api, [actionOf(EDITOR, set.request, there ? 'found-posted' : 'not-posted', there ? 'https://channel.example/found' : '')])).map(({ result }) => result)).toEqual(['accepted']);
      }
      await rest((state) => isFinal(state));
      for (const channel of CHANNELS) {
        const wanted = asked.filter((each) => each.channel === channel).map(({ set }) => expectedPayload(set.revision.body.content)).toSorted();
        expect((await postsOf(url, channel)).map(({ payload }) => payload).toSorted()).toEqual(wanted);
      }
      const recorded = new Set((await entriesOf(api)).map(({ id }) => id));
      expect([...acknowledged].filter((id) => !recorded.has(id))).toEqual([]);
      console.info(`The backend (${title}) killed ${String(KILLS)} times: ${String(asked.length)} posts, each once, ${String(withPeople.length)} of them found out by a person; ${String(acknowledged.size)} entries acknowledged, none lost. Back: ${spread(restarts)}.`);
      child.process.kill('SIGTERM');
      expect(await child.ended).toBe(0);
    }, LIMIT);
  });
}

async function putPixel(url: string): Promise<void> {
  expect((await fetch(`${url}/v1/media/${PIXEL_HASH}`, { method: 'PUT', body: PIXEL, headers: { authorization: `Bearer ${TOKEN}` } })).ok).toBe(true);
}

async function pushed(api: Client, entries: readonly Entry[]): Promise<readonly { readonly id: string; readonly result: string }[]> {
  return (await api.push({ epoch: await epochOf(api), entries: [...entries] })).outcomes;
}

async function epochOf(api: Client): Promise<string> {
  return (await api.hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() })).epoch;
}

async function entriesOf(api: Client): Promise<(Entry | EntryOf<'publication'>)[]> {
  const found: LogEntry[] = [];
  const epoch = await epochOf(api);
  for (;;) {
    const { entries, head } = await api.changes({ epoch, after: found.length, limit: 500 });
    found.push(...(entries as LogEntry[]));
    if (found.length >= head) return found.map(({ entry }) => entry);
  }
}

async function postsOf(url: string, channel: ChannelId): Promise<ChannelPost[]> {
  return ((await (await fetch(`${url}/sandbox/${accountId(channel)}.json`)).json()) as { posts: ChannelPost[] }).posts;
}

publishingKills('PGlite', () => ({ kind: 'folder', dataDir: join(folder, 'data') }));

if (database === '') {
  console.info('A backend that is killed again and again: not run on a PostgreSQL server, as TEST_DATABASE_URL is not set');
} else {
  const schema = `kills_${process.pid}_${Date.now().toString(36)}`;
  afterAll(async () => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    await client.query(`drop schema if exists ${schema} cascade`);
    await client.end();
  });
  publishingKills('PostgreSQL', () => ({ kind: 'postgres', url: database, schema }));
}
