import { describe, expect, it } from 'vitest';
import { rebuildReadModels } from '../../../src/main/core/read-models/rebuild.ts';
import type { BackendApi, BackendClient } from '../../../src/main/core/sync/backend-client.ts';
import { applyOutcomes, putBack, takeBatch } from '../../../src/main/core/sync/outbox.ts';
import { cursorOf, pullAll } from '../../../src/main/core/sync/pull.ts';
import { SyncFailure } from '../../../src/main/core/sync/sync-failure.ts';
import { PUSH_MAX_BYTES } from '../../../src/shared/contract/backend-contract.ts';
import { contentHash } from '../../../src/shared/document/canonical.ts';
import { plainText } from '../../../src/shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import type { Entry, LogEntry } from '../../../src/shared/sync/entry.ts';
import type { TestCore } from '../../support/core.ts';
import { closeCore, codeOf, EDITOR, storyWith, testCore, TRANSLATOR, write, WRITER } from '../../support/core.ts';

const EPOCH = '018f5000-0000-7000-8000-00000000eeee';
const EVERYONE = [WRITER, EDITOR, TRANSLATOR];

/** A backend that answers `changes` from a list, as honestly as the list is. */
function backendWith(entries: readonly LogEntry[], head = entries.length): BackendClient {
  const api = { changes: ({ after, limit }: { after: number; limit: number }) => Promise.resolve({ entries: entries.slice(after, after + limit), head }) } as unknown as BackendApi;
  return { call: (ask) => ask(api, new AbortController().signal), stream: () => Promise.reject(new Error('no stream')), putMedia: () => Promise.resolve(), getMedia: () => Promise.resolve(null), mediaParts: () => Promise.reject(new Error('no media')), putPart: () => Promise.reject(new Error('no media')), completeParts: () => Promise.reject(new Error('no media')), getPart: () => Promise.reject(new Error('no media')) };
}

/** What another device wrote: its entries, with the numbers that a server gave. */
async function fromElsewhere(): Promise<{ entries: LogEntry[]; variant: string; story: string }> {
  const other = await testCore({ device: 2 });
  const { story, variant } = await storyWith(other.client, '다른 기기에서 쓴 글');
  await other.client.review.submit({ variants: [variant], note: '' });
  const { entries } = takeBatch(other.running.core, EVERYONE);
  return { entries: entries.map((entry, index) => ({ seq: index + 1, receivedAt: '2026-11-23T05:00:00.000Z', entry })), variant, story };
}

async function failureOf(pull: Promise<unknown>): Promise<string> {
  return pull.then(() => 'pulled', (error: unknown) => (error instanceof SyncFailure ? error.code : `threw ${String(error)}`));
}

describe('what comes in', () => {
  it('is applied with its cursor, and is the same when it comes again', async () => {
    const { entries, variant, story } = await fromElsewhere();
    const core = await testCore();
    await pullAll(core.running.core, backendWith(entries), EPOCH);
    expect(cursorOf(core.running.core)).toBe(entries.length);
    const detail = await core.client.variants.get({ id: variant });
    expect([plainText(detail.content.blocks), detail.row.status.status, detail.row.sync, detail.head?.confirmed]).toEqual(['다른 기기에서 쓴 글', 'in-review', 'synced', true]);
    expect((await core.client.stories.get({ id: story })).row.title).toBe('겨울철 수도 동파 예방');
    const before = core.running.core.db.read.all('SELECT * FROM entries');
    core.running.core.write((unit) => unit.run(`UPDATE meta SET value = '0' WHERE key = 'sync.cursor'`));
    await pullAll(core.running.core, backendWith(entries), EPOCH);
    expect(core.running.core.db.read.all('SELECT * FROM entries')).toEqual(before);
  });

  it('says which words a rule made, until a person changes one', async () => {
    const other = await testCore({ device: 2 });
    const { variant } = await storyWith(other.client, '규칙으로 만든 글');
    await other.client.variants.markMade({ id: variant, draftVersion: (await other.client.variants.get({ id: variant })).draftVersion });
    await other.client.review.submit({ variants: [variant], note: '' });
    await write(other.client, variant, '사람이 고친 글');
    await other.client.review.submit({ variants: [variant], note: '' });
    const entries = takeBatch(other.running.core, EVERYONE).entries.map((entry, index) => ({ seq: index + 1, receivedAt: '2026-11-23T05:00:00.000Z', entry }));
    const core = await testCore();
    const second = entries.findLastIndex(({ entry }) => entry.kind === 'revision');
    await pullAll(core.running.core, backendWith(entries.slice(0, second)), EPOCH);
    expect((await core.client.variants.get({ id: variant })).row.machineMade).toBe(true);
    rebuildReadModels(core.running.core);
    expect((await core.client.variants.get({ id: variant })).row.machineMade).toBe(true);
    await pullAll(core.running.core, backendWith(entries), EPOCH);
    expect((await core.client.variants.get({ id: variant })).row.machineMade).toBe(false);
  });

  it('says after each page how much is left, to nothing', async () => {
    const { entries } = await fromElsewhere();
    const core = await testCore();
    const left: number[] = [];
    const oneByOne: BackendClient = { ...backendWith(entries), call: (ask) => backendWith(entries).call((api, signal) => ask({ ...api, changes: (input: { after: number }) => (api.changes as unknown as (given: object) => unknown)({ ...input, limit: 1 }) } as unknown as BackendApi, signal)) };
    await pullAll(core.running.core, oneByOne, EPOCH, (count) => left.push(count));
    expect(left).toEqual(entries.map((_entry, index) => entries.length - 1 - index));
  });

  it('is found by search, and opened after a restart', async () => {
    const { entries, variant } = await fromElsewhere();
    const core = await testCore();
    await pullAll(core.running.core, backendWith(entries), EPOCH);
    await closeCore(core);
    const again = await testCore({ dataDir: core.dataDir });
    const found = await again.client.stories.list({ list: 'all', text: '기기에서', status: null, channel: null, sort: 'updated', cursor: null, limit: 10 });
    expect([found.total, found.items[0]?.variants[0]?.id]).toEqual([1, variant]);
  });

  const forgeries: readonly (readonly [string, (entries: LogEntry[]) => readonly LogEntry[]])[] = [
    ['a gap', (entries) => entries.map((logged, index) => (index > 0 ? { ...logged, seq: logged.seq + 1 } : logged))],
    ['another order', (entries) => entries.toReversed()],
    ['another newsroom', (entries) => entries.map((logged) => ({ ...logged, entry: { ...logged.entry, workspace: EPOCH } }))],
    ['a text that is not what its hash says', (entries) => entries.map((logged) => (logged.entry.kind === 'revision' ? { ...logged, entry: { ...logged.entry, body: { ...logged.entry.body, content: { ...logged.entry.body.content, title: '바꿔치기' } } } } : logged))],
    ['one revision under two texts', (entries) => {
      const revision = entries.find((logged) => logged.entry.kind === 'revision')?.entry as Extract<Entry, { kind: 'revision' }>;
      const content = { ...revision.body.content, title: '둘째' };
      return [...entries, { seq: entries.length + 1, receivedAt: '2026-11-23T05:00:00.000Z', entry: { ...revision, id: EPOCH, body: { ...revision.body, content, contentHash: contentHash(content) } } }];
    }],
  ];
  it.each(forgeries)('with %s is refused whole: nothing of the page stays, and the cursor stands', async (_name, forge) => {
    const { entries, variant } = await fromElsewhere();
    const core = await testCore();
    expect(await failureOf(pullAll(core.running.core, backendWith(forge(entries)), EPOCH))).toBe('backend-nonsense');
    expect([cursorOf(core.running.core), core.running.core.db.read.get('SELECT count(*) AS n FROM entries')]).toEqual([0, { n: 0 }]);
    expect(await codeOf(core.client.variants.get({ id: variant }))).toBe('not-found');
  });

  it('a page that says there is more and brings nothing ends the pull', async () => {
    const core = await testCore();
    expect(await failureOf(pullAll(core.running.core, backendWith([], 1_000), EPOCH))).toBe('pulled');
  });

  it('a variant whose story is not known yet stands, and gets its name when it comes', async () => {
    const { entries, story } = await fromElsewhere();
    const core = await testCore();
    const revisionFirst = [...entries.filter((logged) => logged.entry.kind === 'revision'), ...entries.filter((logged) => logged.entry.kind !== 'revision')].map((logged, index) => ({ ...logged, seq: index + 1 }));
    await pullAll(core.running.core, backendWith(revisionFirst.slice(0, 1)), EPOCH);
    expect((await core.client.stories.get({ id: story })).row).toMatchObject({ title: '', variants: [{ status: 'draft' }] });
    await pullAll(core.running.core, backendWith(revisionFirst), EPOCH);
    expect((await core.client.stories.get({ id: story })).row).toMatchObject({ title: '겨울철 수도 동파 예방', variants: [{ status: 'in-review' }] });
  });
});

describe('what goes out', () => {
  async function withWork(): Promise<TestCore & { variant: string }> {
    const core = await testCore();
    const { variant } = await storyWith(core.client, '보낼 글');
    await core.client.review.submit({ variants: [variant], note: '' });
    return { ...core, variant };
  }

  it('goes in the order in which it was made, and waits again when no answer came', async () => {
    const { running } = await withWork();
    const batch = takeBatch(running.core, EVERYONE);
    expect(batch.entries.map((entry) => entry.kind)).toEqual(['story-revision', 'revision', 'submission']);
    expect(running.sync.status().waiting).toBe(3);
    expect(takeBatch(running.core, EVERYONE).entries).toEqual([]);
    putBack(running.core, batch);
    expect(takeBatch(running.core, EVERYONE).entries.map((entry) => entry.id)).toEqual(batch.entries.map((entry) => entry.id));
  });

  it('goes again after the app died while it was on the wire', async () => {
    const core = await withWork();
    const batch = takeBatch(core.running.core, EVERYONE);
    await closeCore(core);
    const again = await testCore({ dataDir: core.dataDir, device: 1 });
    expect(takeBatch(again.running.core, EVERYONE).entries).toEqual(batch.entries);
  });

  it('is parked with its reason when it is refused, holds up nothing else, and can be tried again, saved, let go', async () => {
    const { running, client, variant } = await withWork();
    const batch = takeBatch(running.core, EVERYONE);
    const [story, revision, submission] = batch.entries;
    applyOutcomes(running.core, batch, [
      { id: story?.id ?? '', result: 'accepted', seq: 1 },
      { id: revision?.id ?? '', result: 'duplicate', seq: 2 },
      { id: submission?.id ?? '', result: 'rejected', code: 'forbidden', reason: 'the role was taken away' },
    ]);
    expect(running.sync.status()).toMatchObject({ waiting: 0, problems: 1 });
    const items = (await client.sync.items()).filter((item) => item.group === 'problem');
    expect(items).toMatchObject([{ id: submission?.id, kind: 'submission', state: 'parked', reason: 'forbidden', detail: 'the role was taken away', variant, attempts: 1, actions: ['retry', 'export', 'discard', 'open'] }]);
    expect((await client.variants.get({ id: variant })).row).toMatchObject({ sync: 'needs-you', status: { status: 'draft' } });
    expect(JSON.parse((await client.sync.exportItem({ item: submission?.id ?? '' })).text)).toMatchObject({ refused: { code: 'forbidden' }, entry: submission });
    await client.sync.retry({ item: submission?.id ?? '' });
    expect((await client.variants.get({ id: variant })).row).toMatchObject({ sync: 'waiting', status: { status: 'in-review' } });
    expect(await codeOf(client.sync.retry({ item: submission?.id ?? '' }))).toBe('not-found');
    applyOutcomes(running.core, takeBatch(running.core, EVERYONE), [{ id: submission?.id ?? '', result: 'rejected', code: 'forbidden', reason: '' }]);
    await client.sync.discard({ item: submission?.id ?? '' });
    expect(running.sync.status()).toMatchObject({ waiting: 0, problems: 0 });
    expect((await client.variants.get({ id: variant })).row).toMatchObject({ sync: 'synced', status: { status: 'draft' } });
  });

  it('a refused text stays as the draft, and is sent anew when it is let go and written on', async () => {
    const { running, client, variant } = await withWork();
    const batch = takeBatch(running.core, EVERYONE);
    const [story, revision, submission] = batch.entries;
    applyOutcomes(running.core, batch, [
      { id: story?.id ?? '', result: 'accepted', seq: 1 },
      { id: revision?.id ?? '', result: 'rejected', code: 'bad-input', reason: '' },
      { id: submission?.id ?? '', result: 'rejected', code: 'unknown-revision', reason: '' },
    ]);
    await client.sync.discard({ item: revision?.id ?? '' });
    await client.sync.discard({ item: submission?.id ?? '' });
    expect(plainText((await client.variants.get({ id: variant })).content.blocks)).toBe('보낼 글');
    await client.review.submit({ variants: [variant], note: '다시' });
    const next = takeBatch(running.core, EVERYONE).entries;
    expect(next.map((entry) => [entry.kind, entry.kind === 'revision' ? entry.body.parents : null])).toEqual([['revision', []], ['submission', null]]);
  });

  it('does not go in the name of somebody whom this device may not act for', async () => {
    const { running, client } = await withWork();
    expect(takeBatch(running.core, [EDITOR]).entries).toEqual([]);
    expect((await client.sync.items()).filter((item) => item.group === 'problem').map((item) => item.reason)).toEqual(['forbidden', 'forbidden', 'forbidden']);
  });

  it('is cut to what one request may hold', async () => {
    const core = await testCore();
    const { variant } = await storyWith(core.client, '처음', 'blog');
    for (let round = 0; round < 12; round += 1) {
      await write(core.client, variant, `${round}${'가'.repeat(300_000)}`);
      await core.client.variants.checkpoint({ id: variant, name: '' });
    }
    const first = takeBatch(core.running.core, EVERYONE);
    const bytes = Buffer.byteLength(JSON.stringify({ epoch: EPOCH, entries: first.entries }));
    expect([bytes <= PUSH_MAX_BYTES, first.entries.length > 5, takeBatch(core.running.core, EVERYONE).entries.length > 0]).toEqual([true, true, true]);
  });

  it('is parked when its stored text is damaged', async () => {
    const { running, client } = await withWork();
    running.core.db.write((tx) => tx.run(`UPDATE revisions SET content = replace(content, '보낼', '보냈')`));
    const kinds = takeBatch(running.core, EVERYONE).entries.map((entry) => entry.kind);
    expect([kinds, (await client.sync.items()).filter((item) => item.group === 'problem').map((item) => item.reason)]).toEqual([['story-revision', 'submission'], ['content-damaged']]);
  });
});

describe('a newsroom', () => {
  it('asks for its backend only when something first needs it', async () => {
    let asked = 0;
    const core = await testCore({ samples: true, requestEmbedded: () => void (asked += 1) });
    core.clock.advance(60_000);
    await storyWith(core.client, '아직 아무 데도 보내지 않는 글');
    core.clock.advance(60_000);
    expect([asked, core.running.sync.status().connection]).toEqual([0, 'idle']);
    const { variant } = await storyWith(core.client, '보낼 글');
    await core.client.review.submit({ variants: [variant], note: '' });
    core.clock.advance(1_000);
    expect([asked, core.running.sync.status().connection]).toEqual([1, 'connecting']);
    core.running.sync.embeddedFailed('no room');
    expect(core.running.sync.status()).toMatchObject({ connection: 'unreachable', error: 'backend-unreachable', waiting: 3 });
    expect(core.running.sync.status().nextTryAt).not.toBeNull();
    core.clock.advance(5 * 60_000);
    await expect.poll(() => asked).toBe(2);
  });

  it('stays offline by choice through a restart', async () => {
    const core = await testCore();
    expect((await core.client.sync.setOnline({ online: false })).connection).toBe('offline-by-choice');
    await closeCore(core);
    const again = await testCore({ dataDir: core.dataDir });
    expect((await again.client.sync.status()).connection).toBe('offline-by-choice');
    expect((await again.client.workspace.get()).workspace.id).toBe(SAMPLE_WORKSPACE.id);
  });
});
