import { describe, expect, it } from 'vitest';
import type { BackendApi, BackendClient } from '../../../src/main/core/sync/backend-client.ts';
import { adopt, finishResync } from '../../../src/main/core/sync/resync.ts';
import { applyOutcomes, takeBatch } from '../../../src/main/core/sync/outbox.ts';
import { pullAll } from '../../../src/main/core/sync/pull.ts';
import { checkHistories } from '../../../src/shared/doctor/history.ts';
import { readHistories } from '../../../src/main/core/doctor/read-rows.ts';
import { checkReadModels } from '../../../src/main/core/doctor/rebuild.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import { SERVER_MEMBER, type Entry, type LogEntry } from '../../../src/shared/sync/entry.ts';
import { decideAs, EDITOR, storyWith, testCore, TRANSLATOR, write, WRITER, type TestCore } from '../../support/core.ts';

const EPOCH = '018f5000-0000-7000-8000-00000000eeee';
const OTHER_EPOCH = '018f5000-0000-7000-8000-00000000ffff';
const EVERYONE = [WRITER, EDITOR, TRANSLATOR];
const AT = '2026-11-23T05:00:00.000Z';

function backendWith(entries: readonly LogEntry[]): BackendClient {
  const api = { changes: ({ after, limit }: { after: number; limit: number }) => Promise.resolve({ entries: entries.slice(after, after + limit), head: entries.length }) } as unknown as BackendApi;
  return { call: (ask) => ask(api, new AbortController().signal), stream: () => Promise.reject(new Error('no stream')), putMedia: () => Promise.resolve(), getMedia: () => Promise.resolve(null), mediaParts: () => Promise.reject(new Error('no media')), putPart: () => Promise.reject(new Error('no media')), completeParts: () => Promise.reject(new Error('no media')), getPart: () => Promise.reject(new Error('no media')) };
}

/** Sends what waits to a server that takes all of it, and hands over what is in its log now. */
function sendAll({ running }: TestCore, log: LogEntry[]): void {
  const batch = takeBatch(running.core, EVERYONE);
  applyOutcomes(running.core, batch, batch.entries.map((entry) => ({ id: entry.id, result: 'accepted' as const, seq: log.push({ seq: log.length + 1, receivedAt: AT, entry }) })));
}

function readModelFindings({ running }: TestCore): unknown[] {
  return checkReadModels(running.core).flatMap(({ findings }) => findings);
}

describe('what the simulation has found', () => {
  it('shows a comment as the last of the log says, whatever was heard of first', async () => {
    const desk = await testCore();
    const { variant } = await storyWith(desk.client, '의견이 오가는 글');
    const [revision = ''] = (await desk.client.review.submit({ variants: [variant], note: '' })).revisions;
    const comment = await desk.client.review.comment({ variant, revision, anchor: null, replyTo: null, text: '확인 바랍니다' });
    const log: LogEntry[] = [];
    sendAll(desk, log);
    // Somebody else reopens it; here it is resolved, and only then both reach the log: theirs first.
    const resolved = (id: string, value: boolean): Entry => ({ id, workspace: SAMPLE_WORKSPACE.id, subject: variant, author: EDITOR, device: OTHER_EPOCH, at: AT, kind: 'comment-resolved', body: { comment: comment.id, resolved: value } });
    await desk.client.review.resolveComment({ comment: comment.id, resolved: true });
    log.push({ seq: log.length + 1, receivedAt: AT, entry: resolved('018f5000-0000-7000-9000-000000000001', false) });
    sendAll(desk, log);
    await pullAll(desk.running.core, backendWith(log), EPOCH);
    expect((await desk.client.variants.get({ id: variant })).comments[0]?.resolved).toBe(true);
    expect(readModelFindings(desk)).toEqual([]);
  });

  it('shows a comment as the log of a restored server has it, in which what was said last comes first', async () => {
    const desk = await testCore();
    const { client, running } = desk;
    const { variant } = await storyWith(client, '의견이 오가는 글');
    const [revision = ''] = (await client.review.submit({ variants: [variant], note: '' })).revisions;
    const comment = await client.review.comment({ variant, revision, anchor: null, replyTo: null, text: '확인 바랍니다' });
    const greeting = { actsFor: EVERYONE, workspace: SAMPLE_WORKSPACE, schema: 2, skewMs: 0 };
    const log: LogEntry[] = [];
    adopt(running.core, { ...greeting, epoch: EPOCH });
    sendAll(desk, log);
    const backup = [...log];
    await client.review.resolveComment({ comment: comment.id, resolved: true });
    sendAll(desk, log);
    const reopened: Entry = { id: '018f5000-0000-7000-9000-000000000001', workspace: SAMPLE_WORKSPACE.id, subject: variant, author: EDITOR, device: OTHER_EPOCH, at: AT, kind: 'comment-resolved', body: { comment: comment.id, resolved: false } };
    log.push({ seq: log.length + 1, receivedAt: AT, entry: reopened });
    await pullAll(running.core, backendWith(log), EPOCH);
    const resolved = async (): Promise<unknown> => (await client.variants.get({ id: variant })).comments[0]?.resolved;
    expect(await resolved()).toBe(false);
    // Whoever reopened it was the first to bring it to the restored server; what was said here has to be sent again, and comes after.
    adopt(running.core, { ...greeting, epoch: OTHER_EPOCH });
    const other = [...backup, { seq: backup.length + 1, receivedAt: AT, entry: reopened }];
    await pullAll(running.core, backendWith(other), OTHER_EPOCH);
    finishResync(running.core);
    expect(await resolved()).toBe(true);
    expect(readModelFindings(desk)).toEqual([]);
    sendAll(desk, other);
    expect(await resolved()).toBe(true);
    expect(readModelFindings(desk)).toEqual([]);
  });

  it('shows again what was refused and let go of here, once the log has it after all', async () => {
    const desk = await testCore();
    const { variant } = await storyWith(desk.client, '의견이 오가는 글');
    const [revision = ''] = (await desk.client.review.submit({ variants: [variant], note: '' })).revisions;
    const comment = await desk.client.review.comment({ variant, revision, anchor: null, replyTo: null, text: '확인 바랍니다' });
    const batch = takeBatch(desk.running.core, EVERYONE);
    const said = batch.entries.find((entry) => entry.kind === 'comment');
    applyOutcomes(desk.running.core, batch, batch.entries.map((entry, index) => (entry === said ? { id: entry.id, result: 'rejected' as const, code: 'unknown-revision', reason: '' } : { id: entry.id, result: 'accepted' as const, seq: index + 1 })));
    await desk.client.sync.discard({ item: said?.id ?? '' });
    expect((await desk.client.variants.get({ id: variant })).comments).toEqual([]);
    await pullAll(desk.running.core, backendWith(batch.entries.map((entry, index) => ({ seq: index + 1, receivedAt: AT, entry }))), EPOCH);
    expect((await desk.client.variants.get({ id: variant })).comments.map(({ id }) => id)).toEqual([comment.id]);
    expect(readModelFindings(desk)).toEqual([]);
  });

  it('lets a refused revision go with what was made on top of it', async () => {
    const { client, running } = await testCore();
    const { variant } = await storyWith(client, '첫 글');
    await client.variants.checkpoint({ id: variant, name: '하나' });
    await write(client, variant, '둘째 글');
    await client.variants.checkpoint({ id: variant, name: '둘' });
    const batch = takeBatch(running.core, EVERYONE);
    applyOutcomes(running.core, batch, batch.entries.map((entry, index) => (entry.kind === 'revision' ? { id: entry.id, result: 'rejected' as const, code: 'unknown-parent', reason: '' } : { id: entry.id, result: 'accepted' as const, seq: index + 1 })));
    const first = batch.entries.find((entry) => entry.kind === 'revision');
    await client.sync.discard({ item: first?.id ?? '' });
    expect(checkHistories(readHistories(running.core.db.read)).findings).toEqual([]);
    expect(running.core.db.read.all(`SELECT DISTINCT state FROM entries WHERE kind = 'revision'`)).toEqual([{ state: 'withdrawn' }]);
    expect(running.core.db.read.get('SELECT base, dirty FROM variants WHERE id = ?', variant)).toEqual({ base: null, dirty: 1 });
    // The text on screen is a revision anew.
    expect((await client.variants.checkpoint({ id: variant, name: '' })).made).toBe(true);
  });

  it('believes a restored server over what the lost one had said, and tells the same after a rebuild', async () => {
    const desk = await testCore();
    const { client, running } = desk;
    const { variant } = await storyWith(client, '내보낼 글');
    await client.review.submit({ variants: [variant], note: '' });
    await decideAs(client, EDITOR, variant, 'approve');
    await client.publish.request({ variants: [variant] });
    const log: LogEntry[] = [];
    const greeting = { actsFor: EVERYONE, workspace: SAMPLE_WORKSPACE, schema: 2 };
    adopt(running.core, { ...greeting, skewMs: 0, epoch: EPOCH });
    sendAll(desk, log);
    const request = log.at(-1)?.entry as Extract<Entry, { kind: 'publish-request' }>;
    const said = (id: string, state: 'queued' | 'intent' | 'needs-person'): void => {
      const { publication, revision, contentHash, account } = request.body;
      const entry: Entry = { id, workspace: SAMPLE_WORKSPACE.id, subject: variant, author: SERVER_MEMBER, device: SERVER_MEMBER, at: AT, kind: 'publication', body: { publication, revision, contentHash, account, state, attempt: 1, reason: '', remoteId: '', url: '' } };
      log.push({ seq: log.length + 1, receivedAt: AT, entry });
    };
    said('018f5000-0000-7000-9000-000000000011', 'queued');
    const backup = [...log];
    said('018f5000-0000-7000-9000-000000000012', 'intent');
    said('018f5000-0000-7000-9000-000000000013', 'needs-person');
    await pullAll(running.core, backendWith(log), EPOCH);
    adopt(running.core, { ...greeting, skewMs: 0, epoch: OTHER_EPOCH });
    await pullAll(running.core, backendWith(backup), OTHER_EPOCH);
    finishResync(running.core);
    expect((await client.publish.list())[0]?.state).toBe('queued');
    expect(readModelFindings(desk)).toEqual([]);
  });

  it('forgets the place in a queue that a restored server has forgotten, once the request was called off', async () => {
    const desk = await testCore();
    const { client, running } = desk;
    const { variant } = await storyWith(client, '내보낼 글');
    await client.review.submit({ variants: [variant], note: '' });
    await decideAs(client, EDITOR, variant, 'approve');
    const log: LogEntry[] = [];
    const greeting = { actsFor: EVERYONE, workspace: SAMPLE_WORKSPACE, schema: 2, skewMs: 0 };
    adopt(running.core, { ...greeting, epoch: EPOCH });
    sendAll(desk, log);
    const backup = [...log];
    await client.publish.request({ variants: [variant] });
    sendAll(desk, log);
    const request = log.at(-1)?.entry as Extract<Entry, { kind: 'publish-request' }>;
    const { publication, revision, contentHash, account } = request.body;
    const queued: Entry = { id: '018f5000-0000-7000-9000-000000000021', workspace: SAMPLE_WORKSPACE.id, subject: variant, author: SERVER_MEMBER, device: SERVER_MEMBER, at: AT, kind: 'publication', body: { publication, revision, contentHash, account, state: 'queued', attempt: 0, reason: '', remoteId: '', url: '' } };
    log.push({ seq: log.length + 1, receivedAt: AT, entry: queued });
    await pullAll(running.core, backendWith(log), EPOCH);
    const status = async (): Promise<string> => (await client.variants.get({ id: variant })).row.status.status;
    expect(await status()).toBe('scheduled');
    adopt(running.core, { ...greeting, epoch: OTHER_EPOCH });
    await pullAll(running.core, backendWith(backup), OTHER_EPOCH);
    finishResync(running.core);
    // A revocation calls off what waits to be sent again.
    await decideAs(client, EDITOR, variant, 'revoke', '다시');
    await decideAs(client, EDITOR, variant, 'approve');
    expect(await status()).toBe('approved');
    expect((await client.publish.list())[0]).toMatchObject({ state: 'cancelled', reason: 'withdrawn' });
    expect(readModelFindings(desk)).toEqual([]);
  });
});
