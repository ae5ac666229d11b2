import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { acts } from '#backend/doctor/audit-export.ts';
import { lookAt } from '#backend/doctor/open.ts';
import type { Act, ExportFormat } from '#shared/audit/act.ts';
import type { AuditAct, AuditQuery } from '#shared/contract/audit-views.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { SERVER_MEMBER } from '../../src/shared/sync/entry.ts';
import { onEveryStore } from '../support/backend.ts';
import { decideAs, EDITOR, storyWith, tempFolder, type TestCore, WRITER } from '../support/core.ts';
import { closeServer, closeServers, deskAt, serve, settled } from '../support/newsroom-servers.ts';

afterEach(closeServers);

/** What a person saves: the place goes another way than the call. */
async function saved({ client, running: core }: TestCore, format: ExportFormat): Promise<{ readonly text: string; readonly acts: number; readonly damaged: number; readonly beside: readonly string[] }> {
  const ticket = v7();
  const path = join(tempFolder(), `activities.${format}`);
  core.tickets.put(ticket, path);
  const written = await client.audit.export({ ticket, format });
  expect(written.path).toBe(path);
  return { text: readFileSync(path, 'utf8'), acts: written.acts, damaged: written.damaged, beside: readdirSync(dirname(path)) };
}

onEveryStore('The activities that a computer hands out', (store) => {
  it('are those of the server to the letter, with the same chain, whoever made them', async () => {
    const place = store.fresh();
    const backend = await serve({ store: place });
    const [mine, theirs] = [await deskAt(backend), await deskAt(backend)];
    const { variant } = await storyWith(mine.client, '=행사는 "2일"입니다.', 'facebook');
    await mine.client.review.submit({ variants: [variant], note: '' });
    await settled(mine);
    await settled(theirs);
    await decideAs(theirs.client, EDITOR, variant, 'approve');
    await settled(theirs);
    await settled(mine);
    await mine.client.workspace.takeSeat({ member: EDITOR });
    await mine.client.publish.request({ variants: [variant] });
    await settled(mine);
    await expect.poll(async () => (await mine.client.variants.get({ id: variant })).row.status.status, { timeout: 30_000 }).toBe('published');
    await settled(theirs);

    const here = await saved(mine, 'jsonl');
    expect(here.beside).toEqual(['activities.jsonl']);
    const own = here.text.trimEnd().split('\n').map((line) => JSON.parse(line) as Act);
    expect(own).toHaveLength(here.acts);
    expect((await saved(theirs, 'jsonl')).text).toBe(here.text);
    await closeServer(backend);
    const server = await lookAt(place, async (trx) => {
      const all: Act[] = [];
      for await (const act of acts(trx, SAMPLE_WORKSPACE)) all.push(act);
      return all;
    });
    const comparable = (all: readonly Act[]): unknown => all.map(({ publishedFrom, ...act }) => ({ ...act, out: publishedFrom !== '' }));
    expect(comparable(own)).toEqual(comparable(server));
    expect(own.filter(({ published }) => published !== '').length).toBeGreaterThan(0);
    expect(own.every(({ chain, serverTime }) => /^[0-9a-f]{64}$/u.test(chain) && serverTime !== '')).toBe(true);

    const csv = await saved(mine, 'csv');
    expect(csv.text.startsWith('\u{FEFF}"seq","id",')).toBe(true);
    expect(csv.text.match(/\r\n"\d+",/gu)).toHaveLength(csv.acts);

    // What waits here stands behind it, without a number and without a place in the chain.
    await mine.client.sync.setOnline({ online: false });
    await mine.client.workspace.takeSeat({ member: WRITER });
    const waiting = await storyWith(mine.client, '아직 보내지 않은 글');
    await mine.client.review.submit({ variants: [waiting.variant], note: '' });
    const last = JSON.parse((await saved(mine, 'jsonl')).text.trimEnd().split('\n').at(-1) ?? '') as Act;
    expect(last).toMatchObject({ seq: '', chain: '', serverTime: '', kind: 'submission', subject: waiting.variant, memberName: '김하늘' });

    const list = async (query: Partial<AuditQuery>): Promise<AuditAct[]> => (await mine.client.audit.list({ about: 'all', member: null, text: '', before: null, ...query })).acts;
    expect((await list({}))[0]).toMatchObject({ kind: 'submission', variant: waiting.variant, state: 'waiting', seq: null, recordedAt: null });
    expect(new Set((await list({ about: 'publishing', member: SERVER_MEMBER })).map(({ kind, state }) => `${kind} ${state}`))).toEqual(new Set(['publication recorded']));
    const decision = own.find(({ kind }) => kind === 'decision');
    expect(await list({ about: 'reviews', member: EDITOR, before: (await list({}))[0]?.position ?? null })).toMatchObject([{ kind: 'decision', act: 'approve', variant, channel: 'facebook', language: 'ko', state: 'recorded', seq: decision?.seq, recordedAt: decision?.serverTime, contentHash: decision?.contentHash }]);
    expect(await list({ text: '그런 제목은 없다' })).toEqual([]);

    // A text that is damaged here is no reason to hand out nothing, and no wrong word is handed out.
    const revision = own.find(({ kind }) => kind === 'revision');
    mine.running.core.db.write((tx) => tx.run(`UPDATE revisions SET content = replace(content, '2일', '9일') WHERE id = ?`, revision?.revision ?? ''));
    const part = await saved(mine, 'jsonl');
    const acts2 = part.text.trimEnd().split('\n').map((line) => JSON.parse(line) as Act);
    expect(part.damaged).toBe(1);
    expect(acts2.find(({ id }) => id === revision?.id)).toMatchObject({ act: 'damaged', seq: revision?.seq, fingerprint: '', chain: '', contentHash: '' });
    expect(acts2.filter(({ seq }) => typeof seq === 'number' && seq >= Number(revision?.seq)).every(({ chain }) => chain === '')).toBe(true);
    expect(part.text).not.toContain('9일');
  });
});
