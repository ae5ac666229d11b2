import { describe, expect, test } from 'vitest';
import { checkMedia, type MediaFacts } from '#shared/channels/check-media.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import type { Finding } from '#shared/channels/types.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { variant } from '../../../fixtures/channels/variant.ts';

const PICTURE: MediaFacts = { sha256: '', width: 1_080, height: 1_080, mime: 'image/jpeg', bytes: 300_000 };
const FILM: MediaFacts = { sha256: '', width: 1_080, height: 1_080, mime: 'video/mp4', bytes: 9_000_000, seconds: 30, framesPerSecond: 30 };
const MOVING: MediaFacts = { ...PICTURE, mime: 'image/gif', frames: 12 };

function check(channel: ChannelId, ...items: readonly MediaFacts[]): Finding[] {
  const facts = items.map((item, index) => ({ ...item, sha256: index.toString(16).padStart(64, '0') }));
  return checkMedia(channelProfile(channel), variant({ channel, media: facts.map(({ sha256 }) => ({ sha256, alt: '설명', decorative: false })) }), facts);
}

/** What is left when the first finding's mend has been taken, of those that take something out. */
function after(channel: ChannelId, ...items: readonly MediaFacts[]): string[] {
  const [first] = check(channel, ...items);
  if (first?.fix?.kind !== 'drop') throw new Error('Nothing is taken out');
  const { indexes } = first.fix;
  return check(channel, ...items.filter((_, index) => !indexes.includes(index))).map(({ key }) => key);
}

const keys = (findings: readonly Finding[]): string[] => findings.map(({ key }) => key);

describe('what may stand together', () => {
  test.each<[string, ChannelId, MediaFacts[], string, number[]]>([
    ['a fifth picture on X', 'x', [PICTURE, PICTURE, PICTURE, PICTURE, PICTURE, PICTURE], 'media-too-many', [4, 5]],
    ['a picture behind a video on X', 'x', [FILM, PICTURE], 'media-mixed', [1]],
    ['a video behind pictures on X', 'x', [PICTURE, PICTURE, FILM], 'media-mixed', [2]],
    ['two videos on X', 'x', [FILM, FILM], 'videos-too-many', [1]],
    ['a moving picture and another on X', 'x', [MOVING, PICTURE], 'moving-alone', [1]],
    ['a moving picture behind others on X', 'x', [PICTURE, MOVING], 'moving-alone', [1]],
    ['two moving pictures on X', 'x', [MOVING, MOVING], 'moving-alone', [1]],
    ['eleven of both in a carousel', 'instagram', [...Array.from({ length: 6 }, () => PICTURE), ...Array.from({ length: 5 }, () => FILM)], 'media-too-many', [10]],
    ['a second picture with a film on YouTube', 'youtube', [PICTURE, PICTURE, FILM], 'media-too-many', [1]],
    ['a video where none is known to be taken', 'kakaostory', [PICTURE, FILM], 'video-not-taken', [1]],
  ])('%s', (_name, channel, items, key, dropped) => {
    const [found] = check(channel, ...items);
    expect(found).toMatchObject({ key, fix: { kind: 'drop', indexes: dropped } });
    expect(after(channel, ...items)).toEqual([]);
  });

  test('what is allowed', () => {
    expect(check('x', FILM)).toEqual([]);
    expect(check('x', { ...MOVING, bytes: 12_000_000 })).toEqual([]);
    expect(check('instagram', PICTURE, FILM, PICTURE)).toEqual([]);
    expect(check('youtube', PICTURE, FILM)).toEqual([]);
    expect(check('threads', ...Array.from({ length: 20 }, () => FILM))).toEqual([]);
  });
});

describe('a video', () => {
  test.each<[ChannelId, Partial<MediaFacts>, string]>([
    ['x', { bytes: 512_000_001 }, 'video-too-large'],
    ['x', { seconds: 140.2 }, 'video-too-long'],
    ['x', { seconds: 0.4 }, 'video-too-short'],
    ['x', { width: 300, height: 1_000 }, 'video-too-tall'],
    ['x', { width: 3_100, height: 1_000 }, 'video-too-wide'],
    ['x', { framesPerSecond: 120 }, 'video-too-fast'],
    ['facebook', { mime: 'video/quicktime' }, 'video-type'],
    ['instagram', { seconds: 2 }, 'video-too-short'],
  ])('on %s with %o', (channel, wrong, key) => {
    expect(check(channel, { ...FILM, ...wrong })).toMatchObject([{ key, level: 'error', where: { field: 'media', index: 0 }, fix: { kind: 'drop', indexes: [0] } }]);
  });

  test("a camera's 60 frames are not too many", () => {
    expect(keys(check('x', { ...FILM, framesPerSecond: 60.02 }))).toEqual([]);
  });

  test('asks for a description like a picture', () => {
    const facts = { ...FILM, sha256: 'f'.repeat(64) };
    expect(keys(checkMedia(channelProfile('x'), variant({ media: [{ sha256: facts.sha256, alt: '', decorative: false }] }), [facts]))).toEqual(['alt-missing-video']);
  });
});

test('a picture that moves says that its mend stands still', () => {
  expect(check('instagram', MOVING)).toMatchObject([{ key: 'image-type', fix: { kind: 'derive', reason: 'still' } }]);
  expect(check('x', { ...PICTURE, bytes: 6_000_000 })).toMatchObject([{ key: 'image-too-large', fix: { kind: 'derive', index: 0, reason: 'shrink' } }]);
});
