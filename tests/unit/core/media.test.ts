import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkContent } from '../../../src/shared/channels/check.ts';
import { figureKey } from '../../../src/shared/channels/newsroom-profile.ts';
import { CHANNEL_IDS, channelProfile } from '../../../src/shared/channels/registry.ts';
import { PART_BYTES } from '../../../src/shared/contract/core-contract.ts';
import type { ChannelId } from '../../../src/shared/domain/ids.ts';
import { codeOf, countingIds, EDITOR, storyWith, type TestCore, testCore } from '../../support/core.ts';
import { picture, type TestPicture, video } from '../../support/media.ts';

async function importPicture({ client }: TestCore, wanted: TestPicture, fileName = 'a.jpg') {
  return client.media.import({ fileName, bytes: await picture(wanted) });
}

async function importVideo({ client }: TestCore, bytes: Uint8Array, fileName = 'film.mp4') {
  const { upload } = await client.media.begin({ fileName, bytes: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += PART_BYTES) await client.media.part({ upload, offset, bytes: bytes.slice(offset, offset + PART_BYTES) });
  return client.media.finish({ upload });
}

/** An account of a channel of which the newsroom says nothing of its own. */
function on(channel: ChannelId) {
  return { id: countingIds(7)(), channel };
}

/** What a channel's checks say of one picture or video. */
function keysOn(channel: ChannelId, ...assets: readonly Awaited<ReturnType<typeof importPicture>>[]): string[] {
  const media = assets.map(({ sha256 }) => ({ sha256, alt: '설명', decorative: false }));
  const content = { schema: 1 as const, workspace: '', story: '', variant: '', channel, account: '', language: 'ko' as const, title: '제목', blocks: [], link: '', firstComment: '', media };
  return checkContent({ content, text: '글', media: assets }).filter(({ level, where }) => level !== 'hint' && where?.field === 'media').map(({ key }) => key);
}

it.each<[string, ChannelId, TestPicture, string]>([
  ['too tall', 'instagram', { width: 400, height: 900 }, 'image-too-tall'],
  ['too wide', 'instagram', { width: 900, height: 200 }, 'image-too-wide'],
  ['too narrow', 'instagram', { width: 100, height: 100 }, 'image-too-narrow'],
  ['of a type that is not taken', 'instagram', { width: 400, height: 400, suffix: '.gif' }, 'image-type'],
  ['of a type that is not taken', 'threads', { width: 400, height: 400, suffix: '.webp' }, 'image-type'],
  ['moving where nothing moves', 'instagram', { width: 400, height: 400, suffix: '.gif', frames: 3 }, 'image-type'],
  ['with too many bytes', 'youtube', { width: 1_100, height: 900, suffix: '.png', noisy: true }, 'image-too-large'],
  ['with too many pixels', 'mastodon', { width: 6_000, height: 5_600 }, 'image-too-many-pixels'],
])('a picture %s on %s is found, and its mend makes it pass', async (_what, channel, wanted, key) => {
  const room = await testCore();
  const original = await importPicture(room, wanted, 'a.png');
  expect(keysOn(channel, original)).toContain(key);
  const mended = await room.client.media.mend({ sha256: original.sha256, account: on(channel) });
  expect(keysOn(channel, mended)).toEqual([]);
  expect(mended).toMatchObject({ original: original.sha256 });
  // The original is what it was, and the same recipe gives the same picture.
  expect(await room.client.media.get({ sha256: original.sha256 })).toEqual(original);
  expect((await room.client.media.mend({ sha256: mended.sha256, account: on(channel) })).sha256).toBe(mended.sha256);
}, 60_000);

it('a picture that every channel takes is left as it is by each', async () => {
  const room = await testCore();
  const fine = await importPicture(room, { width: 1_080, height: 1_080 });
  for (const channel of CHANNEL_IDS) expect((await room.client.media.mend({ sha256: fine.sha256, account: on(channel) })).sha256, channel).toBe(fine.sha256);
});

it('is cut around its focus, which is kept for the channel and starts from the original again', async () => {
  const room = await testCore();
  const original = await importPicture(room, { width: 400, height: 900 });
  const top = await room.client.media.cut({ sha256: original.sha256, account: on('instagram'), focus: { x: 0.5, y: 0 }, ratio: 1 });
  expect(top).toMatchObject({ width: 400, height: 400, recipe: { crop: { left: 0, top: 0, width: 400, height: 400 } } });
  expect(await room.client.media.crop({ sha256: top.sha256, account: on('instagram') })).toMatchObject({ original: { sha256: original.sha256 }, focus: { x: 0.5, y: 0 }, ratio: 1 });
  // The other language's variant of the channel gets the same picture by one key.
  expect((await room.client.media.mend({ sha256: original.sha256, account: on('instagram') })).sha256).toBe(top.sha256);
  const bottom = await room.client.media.cut({ sha256: top.sha256, account: on('instagram'), focus: { x: 0.5, y: 1 }, ratio: null });
  expect(bottom.recipe?.crop).toEqual({ left: 0, top: 400, width: 400, height: 500 });
});

it('is mended by the newsroom’s own figure of the channel', async () => {
  const room = await testCore();
  const original = await importPicture(room, { width: 400, height: 500 });
  expect((await room.client.media.mend({ sha256: original.sha256, account: on('instagram') })).sha256).toBe(original.sha256);
  await room.client.workspace.takeSeat({ member: EDITOR });
  await room.client.settings.put({ collection: 'figure', key: figureKey('instagram', 'image.ratioMin'), value: { value: 1, note: '시험용', checkedAt: '2026-11-24' } });
  expect(await room.client.media.mend({ sha256: original.sha256, account: on('instagram') })).toMatchObject({ width: 400, height: 400, original: original.sha256 });
});

it('AVIF is taken in as a picture that channels take; what is broken, huge or a page is not', async () => {
  const room = await testCore();
  expect(await importPicture(room, { width: 64, height: 48, suffix: '.avif' }, 'a.avif')).toMatchObject({ mime: 'image/jpeg', width: 64, height: 48 });
  const gif = Buffer.from(await picture({ width: 20, height: 20, suffix: '.gif' }));
  const polyglot = await room.client.media.import({ fileName: 'a.gif', bytes: Uint8Array.from(Buffer.concat([gif, Buffer.from('<script>alert(1)</script>')])) });
  expect(readFileSync(join(room.running.core.files.media, polyglot.sha256)).includes('script')).toBe(false);
  expect(await importPicture(room, { width: 30, height: 20, suffix: '.gif', frames: 3 }, 'a.gif')).toMatchObject({ frames: 3, width: 30, height: 20 });
});

it('a HEIC photo is told by name, so that one knows what to do', async () => {
  const room = await testCore();
  for (const brand of ['heic', 'mif1', 'hevc']) {
    const bytes = Uint8Array.from(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(12)]));
    expect(await codeOf(room.client.media.import({ fileName: 'IMG_0001.HEIC', bytes })), brand).toBe('heic-picture');
  }
  expect(await codeOf(room.client.media.import({ fileName: 'a.bin', bytes: Uint8Array.from(Buffer.from('no picture at all')) }))).toBe('unsupported-format');
});

it('a video comes in parts, is kept once, and is told from a picture by every channel', async () => {
  const room = await testCore();
  const bytes = await video({ width: 64, height: 64, seconds: 2 });
  const film = await importVideo(room, bytes);
  expect(film).toMatchObject({ mime: 'video/mp4', width: 64, height: 64, seconds: 2, framesPerSecond: 10, codec: 'av1', location: 'none', bytes: bytes.byteLength });
  expect((await importVideo(room, bytes, 'again.mp4')).sha256).toBe(film.sha256);
  expect(keysOn('x', film)).toEqual([]);
  const still = await importPicture(room, { width: 500, height: 500 });
  expect(keysOn('x', still, film)).toEqual(['media-mixed']);
  expect(keysOn('instagram', film)).toEqual(['video-too-short']);
  expect(await codeOf(room.client.media.mend({ sha256: film.sha256, account: on('x') }))).toBe('unsupported-format');
});

it('parts out of order, too many bytes, and what is no video are refused, and nothing is left', async () => {
  const room = await testCore();
  const { upload } = await room.client.media.begin({ fileName: 'a.mp4', bytes: 10 });
  expect(await codeOf(room.client.media.part({ upload, offset: 4, bytes: new Uint8Array(4) }))).toBe('bad-input');
  expect(await codeOf(room.client.media.part({ upload, offset: 0, bytes: new Uint8Array(11) }))).toBe('bad-input');
  expect(await codeOf(room.client.media.finish({ upload }))).toBe('bad-input');
  await room.client.media.part({ upload, offset: 0, bytes: new Uint8Array(10) });
  expect(await codeOf(room.client.media.finish({ upload }))).toBe('unsupported-format');
  expect(await codeOf(room.client.media.finish({ upload }))).toBe('not-found');
  expect(await codeOf(room.client.media.begin({ fileName: 'a.mp4', bytes: 2 ** 40 }))).toBe('too-large');
  expect(await codeOf(importVideo(room, (await video()).slice(0, 900)))).toBe('unreadable-file');
});

it('the library finds by name, alternative text and credit, and says where a file and what was made from it stand', async () => {
  const room = await testCore();
  const { client: api } = room;
  const river = await importPicture(room, { width: 400, height: 900, left: 90 }, '한강 100%_둔치.jpg');
  const film = await importVideo(room, await video(), '축제.mp4');
  const { story, variant } = await storyWith(room.client, '글', 'instagram');
  const cut = await api.media.mend({ sha256: river.sha256, account: on('instagram') });
  const { draftVersion } = await api.variants.get({ id: variant });
  await api.variants.save({ id: variant, draftVersion, patch: { media: [{ sha256: cut.sha256, alt: '노을 진 강변', decorative: false }] } });
  await api.settings.put({ collection: 'media-credit', key: film.sha256, value: { credit: '한빛시 사진팀', licence: '공공누리 1유형' } });
  const found = async (text: string, kind: 'all' | 'picture' | 'video' = 'all') => (await api.media.library({ text, kind, before: null })).items;
  expect((await found('')).map(({ asset }) => asset.fileName)).toEqual(['축제.mp4', '한강 100%_둔치.jpg']);
  expect((await found('', 'video')).map(({ asset }) => asset.sha256)).toEqual([film.sha256]);
  expect(await found('100%_')).toHaveLength(1);
  expect(await found('100_%')).toHaveLength(0);
  expect((await found('공공누리'))[0]).toMatchObject({ asset: { sha256: film.sha256 }, credit: '한빛시 사진팀', uses: [] });
  expect((await found('노을'))[0]).toMatchObject({ asset: { sha256: river.sha256 }, uses: [{ variant, story, storyTitle: '겨울철 수도 동파 예방', channel: 'instagram', language: 'ko', alt: '노을 진 강변' }] });
  expect((await api.media.library({ text: '', kind: 'all', before: film.sha256 })).items.map(({ asset }) => asset.sha256)).toEqual([river.sha256]);

  const other = await storyWith(room.client, '글', 'x');
  expect(await api.media.altTexts({ sha256: [river.sha256], variant: other.variant, language: 'ko' })).toEqual([{ sha256: river.sha256, alt: '노을 진 강변' }]);
  expect(await api.media.altTexts({ sha256: [river.sha256], variant: other.variant, language: 'en' })).toEqual([]);
  expect(await api.media.altTexts({ sha256: [cut.sha256], variant, language: 'ko' })).toEqual([]);
});

it('a picture without a description keeps its story from review', async () => {
  const room = await testCore();
  const { variant } = await storyWith(room.client, '글', 'instagram');
  const square = await importPicture(room, { width: 500, height: 500 });
  const { draftVersion } = await room.client.variants.get({ id: variant });
  const saved = await room.client.variants.save({ id: variant, draftVersion, patch: { media: [{ sha256: square.sha256, alt: '', decorative: false }] } });
  expect(saved.row.problems.errors).toBe(1);
  expect(await codeOf(room.client.review.submit({ variants: [variant], note: '' }))).toBe('checks-failed');
  await room.client.variants.save({ id: variant, draftVersion: saved.draftVersion, patch: { media: [{ sha256: square.sha256, alt: '', decorative: true }] } });
  expect((await room.client.review.submit({ variants: [variant], note: '' })).revisions).toHaveLength(1);
  expect(channelProfile('instagram').sendsAlt).toBe(true);
});
