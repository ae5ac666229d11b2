import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoreLocation } from '#backend/db/store.ts';
import { examineBackend } from '#backend/doctor/examine.ts';
import { lookAt } from '#backend/doctor/open.ts';
import { reportOf } from '#shared/doctor/report.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { isFinal } from '#shared/sync/publication-machine.ts';
import type { Entry, LogEntry } from '#shared/sync/entry.ts';
import type { ChildOrder } from '../support/backend-child.ts';
import { clientOf, EDITOR, WRITER, type Client } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start, type Child } from '../support/child-process.ts';
import { accountId, approvedSet, commentOf, contentOf, PIXEL, revisionOf } from '../support/entries.ts';
import { expectedPayload, PIXEL_HASH, type ChannelPost } from '../support/publishing.ts';

const TOKEN = 'token-of-the-test-000000000000000';
const database = process.env['TEST_DATABASE_URL'] ?? '';
/** Channels that a program can look at after a call without an answer, so that a post can be told from none. */
const CHANNELS = ['x', 'instagram', 'blog'] as const;

type Node = { readonly child: Child; readonly url: string; readonly ops: string; readonly client: Client };

let program = '';
beforeAll(async () => {
  program = (await bundle({ 'backend-child': 'tests/support/backend-child.ts' }))['backend-child'] ?? '';
}, 60_000);

if (database === '') {
  it.skip('Several nodes on one database: needs TEST_DATABASE_URL', () => undefined);
} else {
  describe('Several nodes on one database', () => {
    let store: Extract<StoreLocation, { kind: 'postgres' }>;
    let alive: Child[] = [];
    const schemas: string[] = [];
    beforeEach(() => {
      schemas.push(`cluster_${process.pid}_${Date.now().toString(36)}_${schemas.length}`);
      store = { kind: 'postgres', url: database, schema: schemas.at(-1) as string };
    });
    afterEach(async () => {
      for (const child of alive) child.process.kill('SIGKILL');
      await Promise.all(alive.map((child) => child.ended));
      alive = [];
    });
    const query = async <T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
      const client = new pg.Client({ connectionString: database, options: `-c search_path=${store.schema}` });
      await client.connect();
      try {
        return (await client.query<T>(text, [...values])).rows;
      } finally {
        await client.end();
      }
    };
    afterAll(async () => {
      for (const schema of schemas) await query(`drop schema if exists ${schema} cascade`);
    });
    const node = async (role: NonNullable<ChildOrder['role']>, crashAt: ChildOrder['crashAt'] = null): Promise<Node> => {
      const order: ChildOrder = { store, token: TOKEN, crashAt, role };
      const child = start(program, [JSON.stringify(order)]);
      alive.push(child);
      const [, ops = ''] = await child.says(/ops (http:\S+)\n/u);
      const [, url = ''] = /^(http:\S+)\n/u.exec(child.output()) ?? [];
      return { child, url, ops, client: clientOf(url, TOKEN) };
    };
    const epochOf = async (of: Node): Promise<string> => (await of.client.hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() })).epoch;
    const whole = async (of: Node): Promise<LogEntry[]> => {
      const found: LogEntry[] = [];
      const epoch = await epochOf(of);
      for (;;) {
        const { entries, head } = await of.client.changes({ epoch, after: found.length, limit: 500 });
        found.push(...(entries as LogEntry[]));
        if (found.length >= head || entries.length === 0) return found;
      }
    };
    const expectSound = async (): Promise<void> => {
      const report = await lookAt(store, async (trx, steps) => reportOf('The cluster', (await examineBackend(trx, steps, { workspace: SAMPLE_WORKSPACE, now: Date.now(), overdueMs: 60_000, secrets: [TOKEN] })).examined));
      expect(report.lines.flatMap((line) => line.findings)).toEqual([]);
    };
    const revision = (text: string): Entry => revisionOf(WRITER, contentOf({ text }));

    it('make the tables once when they start together, and share one history', async () => {
      for (let round = 0; round < 3; round += 1) {
        if (round > 0) await query(`drop schema ${store.schema} cascade`);
        const nodes = await Promise.all([node('all'), node('serve'), node('work')]);
        const steps = await query<{ number: number }>('select number from schema_migrations order by number');
        expect(steps.map((row) => row.number)).toEqual(steps.map((_, index) => index + 1));
        expect(await epochOf(nodes[0] as Node)).toBe(await epochOf(nodes[1] as Node));
        for (const { child } of nodes) child.process.kill('SIGTERM');
        expect(await Promise.all(nodes.map(({ child }) => child.ended))).toEqual([0, 0, 0]);
      }
    });

    it('hear of each other’s entries at once, and still after the connection that listens was cut', async () => {
      const [a, b] = await Promise.all([node('serve'), node('serve')]);
      const epoch = await epochOf(a);
      const stream = await b.client.stream({ epoch });
      expect((await stream.next()).value).toEqual({ head: 0 });
      await a.client.push({ epoch, entries: [revision('첫 글')] });
      expect((await stream.next()).value).toEqual({ head: 1 });
      // As a database does that is restarted, or a firewall that forgets.
      const cut = await query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'sotong-backend-listen'`);
      expect(cut.length).toBeGreaterThanOrEqual(2);
      for (const { pid } of cut) await query('select pg_terminate_backend($1)', [pid]);
      const next = stream.next();
      await a.client.push({ epoch, entries: [revision('둘째 글')] });
      expect((await next).value).toEqual({ head: 2 });
      // Whether it was heard on the new connection or found when that was made: from now on it is heard.
      await vi.waitFor(async () => expect(await metric(b, 'sotong_listening')).toBe(1), { timeout: 30_000, interval: 50 });
      const third = stream.next();
      await a.client.push({ epoch, entries: [revision('셋째 글')] });
      expect((await third).value).toEqual({ head: 3 });
    });

    it('tell nobody of a push that changed nothing, and nothing twice', async () => {
      const [a, b] = await Promise.all([node('serve'), node('serve')]);
      const epoch = await epochOf(a);
      const stream = await b.client.stream({ epoch });
      await stream.next();
      const foreign = { ...revision('남의 글'), workspace: v7() };
      expect((await a.client.push({ epoch, entries: [foreign] })).outcomes[0]?.result).toBe('rejected');
      await a.client.push({ epoch, entries: [revision('하나'), revision('둘')] });
      expect((await stream.next()).value).toEqual({ head: 2 });
      await a.client.push({ epoch, entries: [revision('셋')] });
      expect((await stream.next()).value).toEqual({ head: 3 });
    });

    it('give numbers without a gap to writers on both, and every page agrees', async () => {
      const [a, b] = await Promise.all([node('serve'), node('serve')]);
      const epoch = await epochOf(a);
      const sent: string[] = [];
      const readers = Promise.all([reader(a, epoch), reader(b, epoch)]);
      await Promise.all(
        Array.from({ length: 8 }, async (_, writer) => {
          for (let turn = 0; turn < 15; turn += 1) {
            const first = revisionOf(WRITER, contentOf({ text: `글 ${writer} ${turn}` }));
            const entries = [first, commentOf(EDITOR, first, '좋습니다')];
            const { outcomes } = await (turn % 2 === writer % 2 ? a : b).client.push({ epoch, entries });
            expect(outcomes.map((outcome) => outcome.result)).toEqual(['accepted', 'accepted']);
            sent.push(...entries.map((entry) => entry.id));
          }
        }),
      );
      const log = await whole(a);
      expect(log.map((each) => each.seq)).toEqual(Array.from({ length: sent.length }, (_, index) => index + 1));
      expect(log.map((each) => each.entry.id).toSorted()).toEqual(sent.toSorted());
      expect(await whole(b)).toEqual(log);
      // Who read along while it was written has the same, in the same order.
      for (const seen of await readers) expect(seen).toEqual(log.map((each) => each.entry.id));
      await expectSound();

      /** Follows the log by stream and pages until all that will be written is there. */
      async function reader(of: Node, its: string): Promise<string[]> {
        const seen: string[] = [];
        const abort = new AbortController();
        for await (const { head } of await of.client.stream({ epoch: its }, { signal: abort.signal })) {
          while (seen.length < head) {
            const { entries } = await of.client.changes({ epoch: its, after: seen.length, limit: 7 });
            for (const each of entries) {
              expect(each.seq).toBe(seen.length + 1);
              seen.push(each.entry.id);
            }
          }
          if (seen.length === 8 * 15 * 2) break;
        }
        abort.abort();
        return seen;
      }
    }, 120_000);

    it.each(['after-intent', 'after-post'] as const)('publish each post once although one is killed in the middle (%s)', async (crashAt) => {
      const [doomed, other] = await Promise.all([node('all', crashAt), node('serve')]);
      const helper = await node('work');
      const epoch = await epochOf(other);
      await fetch(`${other.url}/v1/media/${PIXEL_HASH}`, { method: 'PUT', body: PIXEL, headers: { authorization: `Bearer ${TOKEN}` } });
      const sets: ReturnType<typeof approvedSet>[] = [];
      let dead = false;
      void doomed.child.ended.then(() => (dead = true));
      const pusher = async (preferred: Node, name: string): Promise<void> => {
        for (let turn = 0; turn < 200 && (turn < 12 || !dead); turn += 1) {
          const channel = CHANNELS[turn % CHANNELS.length] as (typeof CHANNELS)[number];
          const media = channel === 'instagram' ? [{ sha256: PIXEL_HASH, alt: '점', decorative: false }] : [];
          const set = approvedSet(contentOf({ channel, media, text: `${crashAt} ${name} 소식 ${turn}` }), { writer: WRITER, editor: EDITOR });
          sets.push(set);
          // A node that dies leaves its caller without an answer: the same goes to the other one, as behind a load balancer.
          const { outcomes } = await preferred.client.push({ epoch, entries: set.all }).catch(() => other.client.push({ epoch, entries: set.all }));
          expect(outcomes.filter((outcome) => outcome.result === 'rejected')).toEqual([]);
        }
      };
      await Promise.all([pusher(doomed, '가'), pusher(other, '나')]);
      expect(await doomed.child.ended).toBe('SIGKILL');
      await vi.waitFor(
        async () => {
          const rows = await query<{ state: Parameters<typeof isFinal>[0] }>('select state from publications');
          expect([rows.length, rows.filter(({ state }) => !isFinal(state)).length]).toEqual([sets.length, 0]);
        },
        { timeout: 90_000, interval: 200 },
      );
      for (const channel of CHANNELS) {
        const { posts } = (await (await fetch(`${other.url}/sandbox/${accountId(channel)}.json`)).json()) as { posts: ChannelPost[] };
        const wanted = sets.filter(({ revision: each }) => each.body.content.channel === channel).map(({ revision: each }) => expectedPayload(each.body.content));
        expect(posts.map((post) => post.payload).toSorted()).toEqual(wanted.toSorted());
      }
      const log = await whole(other);
      expect(log.map((each) => each.seq)).toEqual(Array.from({ length: log.length }, (_, index) => index + 1));
      // It died between its intent and the record of it: somebody else has found out what became of that.
      expect(await metric(helper, 'sotong_leases_reclaimed_total')).toBeGreaterThan(0);
      await expectSound();
      for (const each of [other, helper]) {
        each.child.process.kill('SIGTERM');
        expect(await each.child.ended).toBe(0);
      }
    }, 180_000);

    it('stop when told: finish what is under way, leave no lease, and let the others go on', async () => {
      const [a, b] = await Promise.all([node('all'), node('serve')]);
      const epoch = await epochOf(a);
      const sets = Array.from({ length: 9 }, (_, index) => approvedSet(contentOf({ channel: 'x', text: `마지막 소식 ${index}` }), { writer: WRITER, editor: EDITOR }));
      const pushes = sets.map((set) => a.client.push({ epoch, entries: set.all }));
      await Promise.any(pushes);
      const asked = performance.now();
      a.child.process.kill('SIGTERM');
      const outcomes = await Promise.allSettled(pushes);
      expect(await a.child.ended).toBe(0);
      // A bound, not a measurement: one call may take a second here, and nothing else is waited for.
      expect(performance.now() - asked).toBeLessThan(30_000);
      expect(await query('select id from publications where lease_until is not null')).toEqual([]);
      // Each push that was answered is in the log; what was not is sent again elsewhere.
      const log = new Set((await whole(b)).map((each) => each.entry.id));
      for (const [index, outcome] of outcomes.entries()) if (outcome.status === 'fulfilled') for (const entry of sets[index]?.all ?? []) expect(log.has(entry.id)).toBe(true);
      const states = await query<{ state: string }>('select distinct state from publications');
      for (const { state } of states) expect(['queued', 'sent', 'confirmed']).toContain(state);
      const c = await node('work');
      for (const set of sets) await b.client.push({ epoch, entries: set.all });
      await vi.waitFor(async () => expect(await query(`select id from publications where state <> 'confirmed'`)).toEqual([]), { timeout: 60_000, interval: 100 });
      expect(await query('select id from publications')).toHaveLength(sets.length);
      c.child.process.kill('SIGTERM');
      expect(await c.child.ended).toBe(0);
    });
  });
}

/** A figure without labels, as a node tells it. */
async function metric(of: Node, name: string): Promise<number> {
  const text = await (await fetch(`${of.ops}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(text)?.[1] ?? Number.NaN);
}
