import { describe, expect, it } from 'vitest';
import { checkReadModels } from '#core/doctor/rebuild.ts';
import { applyOutcomes, takeBatch } from '#core/sync/outbox.ts';
import { recordRemote } from '#core/log/append.ts';
import type { Id } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { type Entry, type EntryOf, type PublicationState, SERVER_MEMBER } from '#shared/sync/entry.ts';
import { codeOf, decideAs, EDITOR, storyWith, testCore, TRANSLATOR, write, WRITER, type TestCore } from '../../support/core.ts';

const AT = '2026-11-23T05:00:00.000Z';
const NOTE = { ko: '날짜가 틀렸습니다. 3일이 맞습니다.', en: '' };
let seq = 0;

/** What waits is taken by a server; the entries that it has taken. */
function send({ running }: TestCore): Entry[] {
  const batch = takeBatch(running.core, [WRITER, EDITOR, TRANSLATOR]);
  applyOutcomes(running.core, batch, batch.entries.map((entry) => ({ id: entry.id, result: 'accepted' as const, seq: (seq += 1) })));
  return [...batch.entries];
}

/** The server's word on where a publication, or an amendment, stands. */
function say({ running }: TestCore, request: EntryOf<'publish-request' | 'amendment-request'>, state: PublicationState, more: Partial<EntryOf<'publication'>['body']> = {}): void {
  const { revision, contentHash } = request.body;
  const publication = request.kind === 'publish-request' ? request.body.publication : request.body.amendment;
  const account = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'facebook')?.id ?? '';
  seq += 1;
  const entry: Entry = {
    id: `018f5000-0000-7000-9000-${String(seq).padStart(12, '0')}`, workspace: SAMPLE_WORKSPACE.id, subject: request.subject, author: SERVER_MEMBER, device: SERVER_MEMBER, at: AT,
    kind: 'publication', body: { publication, revision, contentHash, account, state, attempt: 1, reason: '', remoteId: '', url: '', ...more },
  };
  running.core.write((unit) => recordRemote(unit, { seq, receivedAt: AT, entry }));
}

/** A post on Facebook that is out, with the writer seated. */
async function published(): Promise<{ readonly desk: TestCore; readonly variant: Id; readonly publication: Id }> {
  const desk = await testCore();
  const { variant } = await storyWith(desk.client, '행사는 2일입니다.', 'facebook');
  await desk.client.review.submit({ variants: [variant], note: '' });
  await decideAs(desk.client, EDITOR, variant, 'approve');
  const { publications: [publication = ''] } = await desk.client.publish.request({ variants: [variant] });
  const request = send(desk).find((entry) => entry.kind === 'publish-request') as EntryOf<'publish-request'>;
  say(desk, request, 'confirmed', { remoteId: '17', url: 'https://www.facebook.com/17' });
  await desk.client.workspace.takeSeat({ member: WRITER });
  return { desk, variant, publication };
}

describe('a correction', () => {
  it('is asked for without a server, says that it waits, and is withdrawn before it has left', async () => {
    const { desk, variant, publication } = await published();
    const { client } = desk;
    expect(await client.publish.amendOffer({ variant })).toMatchObject({ publication, ways: [{ way: 'edit', by: 'api' }, { way: 'reply', by: 'api' }, { way: 'remove', by: 'api' }], textOnly: true, open: null });
    expect(await codeOf(client.publish.amend({ publication, way: 'edit', reason: '날짜', note: NOTE }))).toBe('same-text');
    await write(client, variant, '행사는 3일입니다.');
    expect(await codeOf(client.publish.amend({ publication, way: 'edit', reason: '날짜', note: { ko: '', en: 'The 3rd.' } }))).toBe('note-missing');
    const { amendment } = await client.publish.amend({ publication, way: 'edit', reason: '날짜', note: NOTE });
    const [view] = await client.publish.amendments();
    expect(view).toMatchObject({ id: amendment, way: 'edit', by: 'api', state: 'requested', confirmed: false, author: WRITER, reason: '날짜', note: NOTE, cannot: 'not-allowed' });
    expect([view?.before, view?.after].map((content) => JSON.stringify(content?.blocks))).toEqual([expect.stringContaining('2일'), expect.stringContaining('3일')]);
    expect((await client.variants.get({ id: variant })).row.status).toMatchObject({ waitingForServer: { publishRequest: true }, publishedEarlier: true });
    expect(await codeOf(client.publish.amend({ publication, way: 'remove', reason: '날짜', note: NOTE }))).toBe('amendment-open');
    await client.publish.act({ publication: amendment, action: 'cancel', url: '' });
    expect(await client.publish.amendments()).toEqual([]);
    expect(send(desk).map(({ kind }) => kind)).not.toContain('amendment-request');
  });

  it('is approved by somebody else, carried out by a publisher, and the lists are what a rebuild gives', async () => {
    const { desk, variant, publication } = await published();
    const { client } = desk;
    await write(client, variant, '행사는 3일입니다.');
    const { amendment } = await client.publish.amend({ publication, way: 'edit', reason: '날짜', note: NOTE });
    const request = send(desk).find((entry) => entry.kind === 'amendment-request') as EntryOf<'amendment-request'>;
    say(desk, request, 'requested');
    const asked = (await client.publish.amendments())[0]?.asked ?? '';
    expect((await client.variants.get({ id: variant })).row.status.status).toBe('correcting');
    expect(await codeOf(client.publish.decideAmendment({ amendment, asked, verdict: 'approve', reason: '' }))).toBe('not-allowed');
    await client.workspace.takeSeat({ member: EDITOR });
    expect((await client.publish.amendments())[0]).toMatchObject({ cannot: null, approval: { steps: [{ role: 'editor', missing: 1 }] } });
    expect(await codeOf(client.publish.decideAmendment({ amendment, asked: '0'.repeat(64), verdict: 'approve', reason: '' }))).toBe('hash-mismatch');
    expect(await codeOf(client.publish.decideAmendment({ amendment, asked, verdict: 'refuse', reason: ' ' }))).toBe('bad-input');
    await client.publish.decideAmendment({ amendment, asked, verdict: 'approve', reason: '' });
    send(desk);
    say(desk, request, 'held', { reason: 'approved' });
    expect((await client.sync.items()).find(({ publication: id }) => id === amendment)).toMatchObject({ group: 'problem', kind: 'amendment', way: 'edit', actions: ['show', 'open'] });
    await client.publish.act({ publication: amendment, action: 'release', url: '' });
    send(desk);
    say(desk, request, 'confirmed', { remoteId: '17', url: 'https://www.facebook.com/17' });
    expect((await client.variants.get({ id: variant })).row).toMatchObject({ status: { status: 'corrected', publishedEarlier: false }, publishedUrl: 'https://www.facebook.com/17' });
    expect(checkReadModels(desk.running.core).flatMap(({ findings }) => findings)).toEqual([]);
  });
});

describe('a withdrawal', () => {
  it('takes the post out of the lists, and leaves nothing to correct', async () => {
    const { desk, variant, publication } = await published();
    const { client } = desk;
    await client.publish.amend({ publication, way: 'remove', reason: '잘못된 글', note: NOTE });
    const request = send(desk).find((entry) => entry.kind === 'amendment-request') as EntryOf<'amendment-request'>;
    say(desk, request, 'confirmed');
    expect((await client.variants.get({ id: variant })).row).toMatchObject({ status: { status: 'withdrawn' }, publishedUrl: null });
    expect(await client.publish.amendOffer({ variant })).toBeNull();
    await write(client, variant, '행사는 3일입니다.');
    expect(await codeOf(client.publish.amend({ publication, way: 'reply', reason: '날짜', note: NOTE }))).toBe('already-withdrawn');
  });
});
