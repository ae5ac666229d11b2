import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StoreLocation } from '#backend/db/store.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import type { Entry, PublicationState } from '#shared/sync/entry.ts';
import { isFinal, isWithPerson } from '#shared/sync/publication-machine.ts';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import type { ChildOrder } from '../support/backend-child.ts';
import { clientOf, EDITOR, WRITER } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start, type Child } from '../support/child-process.ts';
import { accountId, actionOf, amendDecisionOf, amendmentOf, approvedSet, contentOf, edited, PIXEL, revisionOf } from '../support/entries.ts';
import { expectedPayload, PIXEL_HASH, type ChannelPost } from '../support/publishing.ts';

const TOKEN = 'token-of-the-test-000000000000000';
const POINTS = ['after-intent', 'after-post', 'after-sent'] as const;
/** One of each class that a program posts to: listable, native key, at most once. */
const CHANNELS = ['x', 'instagram', 'facebook'] as const;
const database = process.env['TEST_DATABASE_URL'] ?? '';

let program = '';
beforeAll(async () => {
  program = (await bundle({ 'backend-child': 'tests/support/backend-child.ts' }))['backend-child'] ?? '';
}, 60_000);

function killTests(title: string, store: () => StoreLocation): void {
  describe(`A backend that is killed (${title})`, () => {
    let alive: Child[] = [];
    afterEach(async () => {
      for (const child of alive) child.process.kill('SIGKILL');
      await Promise.all(alive.map((child) => child.ended));
      alive = [];
    });
    const run = async (crashAt: ChildOrder['crashAt']): Promise<{ child: Child; url: string }> => {
      const order: ChildOrder = { store: store(), token: TOKEN, crashAt };
      const child = start(program, [JSON.stringify(order)]);
      alive.push(child);
      const [, url = ''] = await child.says(/^(http:\S+)\n/u);
      return { child, url };
    };
    const statesOf = async (url: string, publication: string): Promise<PublicationState[]> =>
      (await entriesOf(url)).flatMap((entry) => (entry.kind === 'publication' && entry.body.publication === publication ? [entry.body.state] : []));

    it.each(POINTS.flatMap((point) => CHANNELS.map((channel) => [point, channel] as const)))('%s, publishing to %s: posts once and forgets nothing', async (point, channel) => {
      const first = await run(point);
      const media = channel === 'instagram' ? [{ sha256: PIXEL_HASH, alt: '점', decorative: false }] : [];
      const put = await fetch(`${first.url}/v1/media/${PIXEL_HASH}`, { method: 'PUT', body: PIXEL, headers: { authorization: `Bearer ${TOKEN}` } });
      expect(put.ok).toBe(true);
      const before = (await postsOf(first.url, channel)).length;
      const { revision, request, all } = approvedSet(contentOf({ channel, media, text: `${point} ${channel} 소식` }), { writer: WRITER, editor: EDITOR });
      // The process may die before its answer is out: as for any client, sending the same again tells.
      await clientOf(first.url, TOKEN).push({ epoch: await epochOf(first.url), entries: all }).catch(() => null);
      expect(await first.child.ended).toBe('SIGKILL');

      const second = await run(null);
      const again = await clientOf(second.url, TOKEN).push({ epoch: await epochOf(second.url), entries: all });
      expect(again.outcomes.map((outcome) => outcome.result)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
      await vi.waitFor(
        async () => {
          const state = (await statesOf(second.url, request.body.publication)).at(-1) ?? 'requested';
          expect(isFinal(state) || isWithPerson(state)).toBe(true);
        },
        { timeout: 60_000, interval: 50 },
      );
      const states = await statesOf(second.url, request.body.publication);
      const posts = (await postsOf(second.url, channel)).slice(before);
      if (channel === 'facebook' && point !== 'after-sent') {
        // Nobody can look there: a person must, and nothing was sent blindly.
        expect(states).toEqual(['queued', 'intent', 'uncertain', 'needs-person']);
        expect(posts).toHaveLength(point === 'after-post' ? 1 : 0);
      } else {
        expect(states.at(-1)).toBe('confirmed');
        expect(posts.map((post) => post.payload)).toEqual([expectedPayload(revision.body.content)]);
        expect(states.includes('uncertain')).toBe(point !== 'after-sent');
      }
      second.child.process.kill('SIGTERM');
      expect(await second.child.ended).toBe(0);
    });

    it.each(POINTS.flatMap((point) => (['edit', 'remove'] as const).map((way) => [point, way] as const)))('%s, asked to %s a post: does it once, and reads before it calls again', async (point, way) => {
      const first = await run(null);
      const set = approvedSet(contentOf({ channel: 'facebook', text: `${point} ${way} 2일입니다` }), { writer: WRITER, editor: EDITOR });
      const words = revisionOf(WRITER, edited(set.revision.body.content, `${point} ${way} 3일입니다`), [set.revision.body.revision]);
      const request = amendmentOf(WRITER, set.request, way, way === 'edit' ? words : set.revision);
      const push = async (url: string, entries: Entry[]) => (await clientOf(url, TOKEN).push({ epoch: await epochOf(url), entries })).outcomes.map((outcome) => outcome.result);
      await push(first.url, set.all);
      await vi.waitFor(async () => expect((await statesOf(first.url, set.request.body.publication)).at(-1)).toBe('confirmed'), { timeout: 60_000, interval: 50 });
      const remoteId = (await entriesOf(first.url)).flatMap((entry) => (entry.kind === 'publication' && entry.body.publication === set.request.body.publication ? [entry.body.remoteId] : [])).at(-1);
      first.child.process.kill('SIGTERM');
      await first.child.ended;

      const second = await run(point);
      const all = [...(way === 'edit' ? [words] : []), request, amendDecisionOf(EDITOR, request), actionOf(EDITOR, request, 'release')];
      await push(second.url, all).catch(() => null);
      expect(await second.child.ended).toBe('SIGKILL');

      const third = await run(null);
      expect(new Set(await push(third.url, all))).toEqual(new Set(['duplicate']));
      await vi.waitFor(async () => expect((await statesOf(third.url, request.body.amendment)).at(-1)).toBe('confirmed'), { timeout: 60_000, interval: 50 });
      const standing = (await postsOf(third.url, 'facebook')).filter(({ id }) => id === remoteId);
      expect(standing.map(({ payload }) => payload)).toEqual(way === 'edit' ? [expectedPayload(words.body.content)] : []);
      third.child.process.kill('SIGTERM');
      expect(await third.child.ended).toBe(0);
    });
  });
}

async function epochOf(url: string): Promise<string> {
  return (await clientOf(url, TOKEN).hello({ app: 'test', schema: ENTRY_SCHEMA, device: v7() })).epoch;
}

async function entriesOf(url: string): Promise<Entry[]> {
  const found: Entry[] = [];
  const epoch = await epochOf(url);
  for (let after = 0; ; ) {
    const { entries, head } = await clientOf(url, TOKEN).changes({ epoch, after, limit: 500 });
    found.push(...(entries.map((each) => each.entry) as Entry[]));
    after = entries.at(-1)?.seq ?? head;
    if (after >= head) return found;
  }
}

async function postsOf(url: string, channel: ChannelId): Promise<ChannelPost[]> {
  return ((await (await fetch(`${url}/sandbox/${accountId(channel)}.json`)).json()) as { posts: ChannelPost[] }).posts;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotong-kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
killTests('PGlite', () => ({ kind: 'folder', dataDir: join(folder, 'data') }));

if (database === '') {
  console.info('A backend that is killed: not run on a PostgreSQL server, as TEST_DATABASE_URL is not set');
} else {
  const schema = `kill_${process.pid}_${Date.now().toString(36)}`;
  afterAll(async () => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    await client.query(`drop schema if exists ${schema} cascade`);
    await client.end();
  });
  killTests('PostgreSQL', () => ({ kind: 'postgres', url: database, schema }));
}
