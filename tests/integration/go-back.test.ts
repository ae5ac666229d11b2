import { afterEach, expect, it } from 'vitest';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { onEveryStore } from '../support/backend.ts';
import { closeCore, decideAs, EDITOR, storyWith, tempFolder, type TestCore, WRITER } from '../support/core.ts';
import { closeServers, deskAt, serve, settled } from '../support/newsroom-servers.ts';

afterEach(closeServers);

onEveryStore('Going back to a backup of a newsroom that has a server', (store) => {
  it('undoes nothing that the server has recorded, sends nothing twice, and sends what waited then only once one is online', async () => {
    const backend = await serve({ store: store.fresh() });
    const dataDir = tempFolder();
    const open = (): Promise<TestCore> => deskAt(backend, { dataDir });
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
