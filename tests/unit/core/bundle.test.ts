import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunningCore } from '../../../src/main/core/start-core.ts';
import { lineOf } from '../../../src/shared/bundle/lines.ts';
import type { BundleManifest } from '../../../src/shared/bundle/manifest.ts';
import { contentHash } from '../../../src/shared/document/canonical.ts';
import { plainText } from '../../../src/shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import type { Entry } from '../../../src/shared/sync/entry.ts';
import { ENTRY_SCHEMA } from '../../../src/shared/sync/schema.ts';
import { takeBatch } from '../../../src/main/core/sync/outbox.ts';
import { bundlesOf, zipOf } from '../../support/bundles.ts';
import { codeOf, decideAs, EDITOR, storyWith, tempFolder, type TestCore, testCore, write, WRITER } from '../../support/core.ts';
import { commentOf, contentOf, edited, PIXEL, publishOf, revisionOf, settingOf } from '../../support/entries.ts';

/** A newsroom with a story that was sent for review and talked about, and has a picture. */
async function written(device = 2): Promise<{ readonly core: TestCore; readonly variant: string; readonly story: string; readonly picture: string }> {
  const core = await testCore({ device });
  const { story, variant } = await storyWith(core.client, '첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄입니다.');
  const { sha256 } = await core.client.media.import({ fileName: '점.png', bytes: new Uint8Array(PIXEL) });
  const { draftVersion } = await core.client.variants.get({ id: variant });
  await core.client.variants.save({ id: variant, draftVersion, patch: { media: [{ sha256, alt: '점 하나', decorative: false }] } });
  await core.client.review.submit({ variants: [variant], note: '봐 주세요' });
  const { head } = await core.client.variants.get({ id: variant });
  await core.client.review.comment({ variant, revision: head?.id ?? '', anchor: null, replyTo: null, text: '좋습니다' });
  return { core, variant, story, picture: sha256 };
}

/** Everything that a bundle may change. */
function stateOf({ core }: RunningCore): string {
  const tables = ['entries', 'revisions', 'variants', 'stories', 'comments', 'media', 'publications', 'settings', 'variant_rows', 'story_list'];
  const rows = tables.map((table) => core.db.read.all(`SELECT * FROM ${table}`));
  const files = existsSync(core.files.media) ? readdirSync(core.files.media).toSorted() : [];
  return createHash('sha256').update(JSON.stringify([rows, files])).digest('hex');
}

async function bundle(entries: readonly Entry[], changes: Partial<Record<keyof BundleManifest, unknown>> = {}, extra: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const lines = entries.map(lineOf).join('');
  const manifest = {
    format: 'sotong-bundle', version: 1, schema: 1, app: 'tests', workspace: { id: SAMPLE_WORKSPACE.id, name: SAMPLE_WORKSPACE.name }, madeAt: '2026-11-23T05:00:00.000Z',
    madeBy: { member: WRITER, device: WRITER, name: { ko: '누군가', en: 'Somebody' } }, since: null, list: null, media: [],
    entries: { bytes: Buffer.byteLength(lines), count: entries.length, sha256: createHash('sha256').update(lines).digest('hex') }, ...changes,
  };
  return zipOf({ 'entries.jsonl': lines, 'manifest.json': JSON.stringify(manifest), ...extra });
}

describe('a bundle', () => {
  it('brings texts, comments and pictures to a newsroom that has none of them, after a preview that changes nothing', async () => {
    const { core: a, variant, story, picture } = await written();
    const made = await bundlesOf(a.running, a.client).export();
    expect(made).toMatchObject({ entries: 4, media: 1, bytes: statSync(made.path).size });
    const b = await testCore();
    const before = stateOf(b.running);
    const bundles = bundlesOf(b.running, b.client);
    const preview = await bundles.inspect(made.path);
    expect(stateOf(b.running)).toBe(before);
    expect(preview).toMatchObject({
      madeBy: WRITER, since: null, revisions: 2, comments: 1, decisions: 0, others: 1, known: 0, conflicts: 0, media: 1, mediaBytes: statSync(join(a.running.core.files.media, picture)).size, storyCount: 1,
      stories: [{ id: story, title: '겨울철 수도 동파 예방', isNew: true, revisions: 2, comments: 1, conflict: false }],
    });
    expect(await bundles.apply(preview.bundle)).toMatchObject({ revisions: 2, comments: 1, media: 1 });
    const detail = await b.client.variants.get({ id: variant });
    expect([plainText(detail.content.blocks), detail.row.status.status, detail.head?.confirmed]).toEqual(['첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄입니다.', 'in-review', false]);
    expect(readFileSync(join(b.running.core.files.media, picture)).equals(readFileSync(join(a.running.core.files.media, picture)))).toBe(true);
    // The same again is nothing new, and is said to be so.
    expect(await bundles.inspect(made.path)).toMatchObject({ revisions: 0, comments: 0, others: 0, known: 4, media: 0, stories: [] });
    expect(readdirSync(join(b.dataDir, 'incoming')).length).toBe(1);
  });

  it('leaves an approval to the server, whoever brings it', async () => {
    const { core: a, variant } = await written();
    await decideAs(a.client, EDITOR, variant, 'approve');
    await a.client.workspace.takeSeat({ member: WRITER });
    // As if the server had it: what a file says of numbers proves nothing.
    a.running.core.write((unit) => unit.run(`UPDATE entries SET state = 'accepted', seq = position`));
    const { path } = await bundlesOf(a.running, a.client).export();
    const b = await testCore();
    await bundlesOf(b.running, b.client).take(path);
    const { row, decisions } = await b.client.variants.get({ id: variant });
    expect(row.status.status).not.toBe('approved');
    expect(decisions.map(({ confirmed }) => confirmed)).toEqual([false]);
    await b.client.workspace.takeSeat({ member: EDITOR });
    // It may be asked to be published, as after an approval of one's own made offline; that waits for the approval.
    await b.client.publish.request({ variants: [variant] });
    expect((await b.client.sync.items()).find(({ kind }) => kind === 'publish-request')).toMatchObject({ group: 'waiting', reason: 'behind-carried' });
    expect(takeBatch(b.running.core, [EDITOR]).rows).toEqual([]);
  });

  it('merges what both changed in different places, and shows before what a person will have to choose', async () => {
    const { core: a, variant } = await written();
    const b = await testCore();
    const toB = bundlesOf(b.running, b.client);
    await toB.take((await bundlesOf(a.running, a.client).export()).path);
    await write(a.client, variant, '첫째 줄을 고쳤습니다.\n둘째 줄입니다.\n셋째 줄입니다.');
    await write(b.client, variant, '첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄을 바꿨습니다.');
    await b.client.variants.checkpoint({ id: variant, name: '' });
    const { path } = await bundlesOf(a.running, a.client).export();
    expect(await toB.inspect(path)).toMatchObject({ revisions: 1, known: 4, conflicts: 0 });
    await toB.take(path);
    expect(plainText((await b.client.variants.get({ id: variant })).content.blocks)).toBe('첫째 줄을 고쳤습니다.\n둘째 줄입니다.\n셋째 줄을 바꿨습니다.');
    await write(a.client, variant, '첫째 줄을 고쳤습니다.\n둘째 줄입니다.\n셋째 줄은 다릅니다.');
    const { path: second } = await bundlesOf(a.running, a.client).export();
    expect(await toB.inspect(second)).toMatchObject({ conflicts: 1, stories: [{ conflict: true }] });
    await toB.take(second);
    const { mine, theirs } = await b.client.variants.conflict({ id: variant });
    expect(new Set([mine, theirs].map(({ content }) => plainText(content.blocks).split('\n')[2]))).toEqual(new Set(['셋째 줄은 다릅니다.', '셋째 줄을 바꿨습니다.']));
  });

  it('holds only what the other side lacks, by time or by their list', async () => {
    const { core: a, variant } = await written();
    const b = await testCore();
    const fromA = bundlesOf(a.running, a.client);
    const toB = bundlesOf(b.running, b.client);
    await toB.take((await fromA.export()).path);
    const list = await toB.exportList();
    expect(await codeOf(fromA.export({ kind: 'lacking', list }))).toBe('bundle-empty');
    await write(a.client, variant, '새로 쓴 줄입니다.');
    await a.client.variants.checkpoint({ id: variant, name: '' });
    const lacking = await fromA.export({ kind: 'lacking', list });
    expect(lacking).toMatchObject({ entries: 1, media: 0 });
    expect(await toB.inspect(lacking.path)).toMatchObject({ revisions: 1, known: 0 });
    expect(await codeOf(toB.inspect(list))).toBe('bundle-is-list');
    expect(await codeOf(fromA.export({ kind: 'lacking', list: lacking.path }))).toBe('bundle-not-list');
    // What the server has from before the time is left to it; what it has not goes along whatever its age.
    a.running.core.write((unit) => unit.run(`UPDATE entries SET state = 'accepted', seq = position, received_at = '2026-11-01T00:00:00.000Z' WHERE position <= 4`));
    const since = await fromA.export({ kind: 'since', at: '2026-11-10T00:00:00.000Z' });
    expect(since.entries).toBe(1);
    const c = await testCore({ device: 3 });
    expect(await bundlesOf(c.running, c.client).inspect(since.path)).toMatchObject({ revisions: 0, leftOut: { 'stands-on-missing': 1 } });
  });

  it('leaves out what its maker may not do, and what somebody unknown made', async () => {
    const b = await testCore();
    const revision = revisionOf(WRITER, contentOf());
    const stranger = revisionOf('018f4c00-0000-7000-8000-00000000dead', contentOf());
    const path = await bundle([revision, stranger, settingOf(WRITER, 'figure', 'x', null), commentOf(WRITER, stranger, '허공에')]);
    expect(await bundlesOf(b.running, b.client).take(path)).toMatchObject({ revisions: 1, comments: 0, leftOut: { 'unknown-author': 1, 'stands-on-missing': 1, 'not-allowed': 1 } });
  });

  it('is sent on by whoever made its entries; what stands on them waits, and nothing else does', async () => {
    const { core: a, variant } = await written();
    const b = await testCore({ device: 5 });
    await bundlesOf(b.running, b.client).take((await bundlesOf(a.running, a.client).export()).path);
    await b.client.workspace.takeSeat({ member: EDITOR });
    await write(b.client, variant, '편집자가 고친 줄입니다.');
    await b.client.variants.checkpoint({ id: variant, name: '' });
    const own = await storyWith(b.client, '상관없는 글');
    await b.client.variants.checkpoint({ id: own.variant, name: '' });
    const { core } = b.running;
    const subjects = (batch: { readonly rows: readonly { readonly subject: string }[] }): string[] => [...new Set(batch.rows.map(({ subject }) => subject))];
    expect(subjects(takeBatch(core, [EDITOR])).toSorted()).toEqual([own.story, own.variant].toSorted());
    const items = (await b.client.sync.items()).filter(({ variant: of }) => of === variant);
    expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(['carried', 'behind-carried']));
    // A device that speaks for everybody sends all of it.
    expect(subjects(takeBatch(core, [EDITOR, WRITER]))).toContain(variant);
  });

  it('that its maker can never send is taken over by name, with the text as it is', async () => {
    const { core: a, variant, story } = await written();
    const b = await testCore({ device: 5 });
    const bundles = bundlesOf(b.running, b.client);
    const { path } = await bundlesOf(a.running, a.client).export();
    await bundles.take(path);
    await b.client.workspace.takeSeat({ member: EDITOR });
    for (const item of await b.client.sync.items()) if (item.reason === 'carried') await b.client.sync.discard({ item: item.id });
    const detail = await b.client.variants.get({ id: variant });
    expect(plainText(detail.content.blocks)).toBe('첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄입니다.');
    await b.client.review.submit({ variants: [variant], note: '' });
    const { entries } = takeBatch(b.running.core, [EDITOR]);
    expect(entries.map(({ kind, author }) => [kind, author])).toEqual([['story-revision', EDITOR], ['revision', EDITOR], ['submission', EDITOR]]);
    expect((await b.client.stories.get({ id: story })).row.title).toBe('겨울철 수도 동파 예방');
    // Brought once more it is there again, beside what was made of it.
    expect(await bundles.take(path)).toMatchObject({ revisions: 2, known: 0 });
  });
});

describe('a broken bundle', () => {
  it('is refused, or does what the whole one does, whichever bit of it is flipped', async () => {
    const { core: a } = await written();
    const { path } = await bundlesOf(a.running, a.client).export();
    const whole = readFileSync(path);
    const b = await testCore();
    const into = bundlesOf(b.running, b.client);
    const { bundle: _id, ...expected } = await into.inspect(path);
    const before = stateOf(b.running);
    const reference = await testCore();
    await bundlesOf(reference.running, reference.client).take(path);
    const after = stateOf(reference.running);
    const flipped = join(tempFolder(), 'flipped.sotong');
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(whole);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        writeFileSync(flipped, bytes);
        const answer = await into.inspect(flipped).then(({ bundle: id, ...preview }) => ({ id, preview }), () => null);
        expect(stateOf(b.running)).toBe(before);
        if (answer === null) {
          refused += 1;
          return;
        }
        expect(answer.preview).toEqual(expected);
        // It may still be a picture that is broken: then nothing at all is taken in.
        const c = await testCore();
        const taken = await bundlesOf(c.running, c.client).take(flipped).then(() => true, () => false);
        if (taken) expect(stateOf(c.running)).toBe(after);
        else expect(stateOf(c.running)).toBe(before);
        await c.running.close();
      }),
      { numRuns: 250, seed: 11, endOnFailure: true },
    );
    expect(refused).toBeGreaterThan(150);
  }, 60_000);

  it('is refused wherever it is cut off', async () => {
    const { core: a } = await written();
    const whole = readFileSync((await bundlesOf(a.running, a.client).export()).path);
    const b = await testCore();
    const into = bundlesOf(b.running, b.client);
    const before = stateOf(b.running);
    const cut = join(tempFolder(), 'cut.sotong');
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 60)) {
      writeFileSync(cut, whole.subarray(0, length));
      expect([length, await codeOf(into.inspect(cut))]).toEqual([length, 'bundle-damaged']);
    }
    expect(stateOf(b.running)).toBe(before);
    expect(await codeOf(into.inspect(join(tempFolder(), 'none.sotong')))).toBe('unreadable-file');
  });

  it('is told from one of another newsroom, of a newer app, and from one that contradicts what is here', async () => {
    const b = await testCore();
    const into = bundlesOf(b.running, b.client);
    const revision = revisionOf(WRITER, contentOf());
    await into.take(await bundle([revision]));
    const before = stateOf(b.running);
    const other = '018f4c00-0000-7000-8000-00000000beef';
    const named = (id: string) => ({ workspace: { id, name: SAMPLE_WORKSPACE.name } });
    const forged = edited(revision.body.content, '바꿔치기한 글');
    const cases: readonly (readonly [string, Promise<string>])[] = [
      ['bundle-other-newsroom', bundle([revision], named(other))],
      ['bundle-other-newsroom', bundle([{ ...revision, id: other, workspace: other }])],
      ['bundle-newer', bundle([revision], { version: 2, entirely: 'new' } as never)],
      ['bundle-newer', bundle([revision], { schema: ENTRY_SCHEMA.max + 1 })],
      ['bundle-contradicts', bundle([{ ...revision, body: { ...revision.body, content: forged, contentHash: contentHash(forged) } }])],
      ['bundle-contradicts', bundle([{ ...revision, id: other, body: { ...revision.body, content: forged, contentHash: contentHash(forged) } }])],
      ['bundle-damaged', bundle([{ ...revision, id: other, body: { ...revision.body, revision: other, content: forged } }])],
      ['bundle-damaged', bundle([{ ...revision, id: other, subject: other, body: { ...revision.body, revision: other } }])],
      ['bundle-damaged', bundle([revision], { entries: { bytes: 1, count: 1, sha256: '0'.repeat(64) } })],
      ['bundle-damaged', bundle([revision], { madeBy: 'nobody' })],
      ['bundle-damaged', zipOf({ 'manifest.json': '{}' })],
      ['bundle-damaged', zipOf({ 'readme.txt': 'a zip, but no bundle' })],
    ];
    for (const [code, path] of cases) expect(await codeOf(into.inspect(await path))).toBe(code);
    expect(stateOf(b.running)).toBe(before);
  });

  it('cannot fill the disk, nor write anywhere else', async () => {
    const b = await testCore();
    const into = bundlesOf(b.running, b.client);
    const revision = revisionOf(WRITER, contentOf());
    const zeros = new Uint8Array(64 * 1024 * 1024);
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    // A media file that is packed would grow; one more file than is named; one that is smaller or larger than is said.
    const media = [{ sha256: hash(PIXEL), bytes: PIXEL.length }];
    const name = `media/${hash(PIXEL)}`;
    expect((await into.inspect(await bundle([revision], { media }, { [name]: PIXEL }))).media).toBe(1);
    expect(await codeOf(into.inspect(await bundle([revision], { media }, { [name]: zeros })))).toBe('bundle-damaged');
    expect(await codeOf(into.inspect(await bundle([revision], {}, { [name]: PIXEL })))).toBe('bundle-damaged');
    expect(await codeOf(into.inspect(await bundle([revision], { media })))).toBe('bundle-damaged');
    // Says that it is small and is not: what comes out is counted.
    const bomb = await zipOf({ 'entries.jsonl': zeros, 'manifest.json': '{}' });
    const lying = readFileSync(bomb);
    for (let at = lying.indexOf('PK\u0001\u0002'); at !== -1; at = lying.indexOf('PK\u0001\u0002', at + 4)) lying.writeUInt32LE(10, at + 24);
    writeFileSync(bomb, lying);
    expect(await codeOf(into.inspect(bomb))).toBe('bundle-damaged');
    // A name that leads out of the folder, put where a good one was.
    const escaping = await bundle([revision], { media }, { [name]: PIXEL });
    writeFileSync(escaping, Buffer.from(readFileSync(escaping).toString('latin1').replaceAll(name, `../../../${'x'.repeat(name.length - 9)}`), 'latin1'));
    expect(await codeOf(into.inspect(escaping))).toBe('bundle-damaged');
    expect(readdirSync(b.dataDir).filter((file) => file.includes('x'.repeat(8)))).toEqual([]);
  });

  it('takes nothing in when one of its pictures is not what it is named by', async () => {
    const b = await testCore();
    const into = bundlesOf(b.running, b.client);
    const revision = revisionOf(WRITER, contentOf());
    const before = stateOf(b.running);
    const sha256 = 'ab'.repeat(32);
    expect(await codeOf(into.take(await bundle([revision], { media: [{ sha256, bytes: PIXEL.length }] }, { [`media/${sha256}`]: PIXEL })))).toBe('bundle-damaged');
    expect(stateOf(b.running)).toBe(before);
  });

  it('never says where a publication stands', async () => {
    const b = await testCore();
    const revision = revisionOf(WRITER, contentOf());
    const request = publishOf(EDITOR, revision);
    const { publication, revision: id, contentHash: stated, account } = request.body;
    const said: Entry = { ...request, id: '018f4c00-0000-7000-8000-00000000f00d', kind: 'publication', body: { publication, revision: id, contentHash: stated, account, state: 'confirmed', attempt: 1, reason: '', remoteId: '1', url: 'https://example.org' } };
    expect(await bundlesOf(b.running, b.client).take(await bundle([revision, request, said]))).toMatchObject({ revisions: 1, others: 1, leftOut: { 'not-allowed': 1 } });
  });
});
