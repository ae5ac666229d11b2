import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { startBackend } from '../../src/backend/index.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { onEveryStore } from '../support/backend.ts';
import { closeCore, decideAs, EDITOR, storyWith, tempFolder, type TestCore, testCore, WRITER } from '../support/core.ts';

const TOKEN = 'a-token-for-the-whole-newsroom';

type Server = Awaited<ReturnType<typeof startBackend>>;
const running: Server[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function settled({ running: core }: TestCore): Promise<void> {
  core.sync.now();
  await expect.poll(() => ({ connection: core.sync.status().connection, waiting: core.sync.status().waiting }), { timeout: 30_000 }).toEqual({ connection: 'online', waiting: 0 });
}

onEveryStore('Going back to a backup of a newsroom that has a server', (store) => {
  it('undoes nothing that the server has recorded, sends nothing twice, and sends what waited then only once one is online', async () => {
    const backend = await startBackend({ store: store.fresh(), workspace: SAMPLE_WORKSPACE, tokens: [{ token: TOKEN, members: SAMPLE_WORKSPACE.members.map(({ id }) => id) }], channelOptions: { pollMs: 50, settleMs: 20 } });
    running.push(backend);
    const dataDir = tempFolder();
    const open = (): Promise<TestCore> => testCore({ dataDir, clock: { ...systemClock, advance: () => undefined }, newId: () => v7(), random: Math.random, backend: { url: backend.url, token: TOKEN } });
    let core = await open();
    await settled(core);
    // A day on which one is offline: what was asked for waits, and that is when the backup is made.
    core.running.sync.setOnline(false);
    const { variant } = await storyWith(core.client, '물 사용을 "2일" 줄여 주세요.', 'facebook');
    await core.client.review.submit({ variants: [variant], note: '' });
    await core.client.workspace.backupNow();
    const [backup] = await core.client.backups.list();
    // Then all of it goes out.
    core.running.sync.setOnline(true);
    await settled(core);
    await decideAs(core.client, EDITOR, variant, 'approve');
    await settled(core);
    await core.client.publish.request({ variants: [variant] });
    await settled(core);
    const status = async (): Promise<string> => (await core.client.variants.get({ id: variant })).row.status.status;
    await expect.poll(status, { timeout: 30_000 }).toBe('published');
    await settled(core);
    const entries = (): unknown[] => core.running.core.db.read.all(`SELECT id, seq, state FROM entries WHERE local_only = 0 ORDER BY seq`);
    const recorded = entries();

    expect(await core.client.backups.look({ name: backup?.name ?? '' })).toMatchObject({ unsent: 0, onlyHere: 0, waiting: 0 });
    expect(await core.client.backups.prepare({ name: backup?.name ?? '' })).toEqual({ bundle: null });
    await closeCore(core);
    core = await open();
    expect([await status(), (await core.client.sync.status()).connection]).toEqual(['in-review', 'offline-by-choice']);
    expect(core.running.core.db.read.get<{ n: number }>(`SELECT count(*) AS n FROM entries WHERE state = 'waiting' AND local_only = 0`)?.n).toBeGreaterThan(0);

    core.running.sync.setOnline(true);
    await settled(core);
    await expect.poll(status, { timeout: 30_000 }).toBe('published');
    expect(entries()).toEqual(recorded);
    const account = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'facebook')?.id ?? '';
    const { posts } = (await (await fetch(`${backend.url}/sandbox/${account}.json`)).json()) as { posts: readonly unknown[] };
    expect(posts.length).toBe(1);
    expect(core.running.core.state().seat).toBe(WRITER);
  });
});
