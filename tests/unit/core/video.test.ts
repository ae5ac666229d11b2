import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probeVideo } from '../../../src/main/core/media/probe-video.ts';
import { box, video, withInMoov } from '../../support/media.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotong-video-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(bytes: Uint8Array): string {
  const path = join(folder, 'film');
  writeFileSync(path, bytes);
  return path;
}

const PLACE = '+37.5665+126.9780/';
const xyz = box('\u00a9xyz', Buffer.from([0, PLACE.length, 0x15, 0xc7]), Buffer.from(PLACE));
const appleMeta = box('meta', box('hdlr', Buffer.alloc(25)), box('keys', Buffer.alloc(8), box('mdta', Buffer.from('com.apple.quicktime.location.ISO6709'))), box('ilst', box('\0\0\0\u0001', box('data', Buffer.alloc(8), Buffer.from(PLACE)))));

describe('a video', () => {
  it('says its size, length, rate and codec', async () => {
    const path = file(await video({ width: 96, height: 64, seconds: 1.5, framesPerSecond: 20 }));
    expect(await probeVideo(path)).toEqual({
      ok: true,
      value: { sha256: createHash('sha256').update(readFileSync(path)).digest('hex'), mime: 'video/mp4', width: 96, height: 64, seconds: 1.5, framesPerSecond: 20, codec: 'av1', rotation: 0, location: 'none' },
    });
  });

  it('is as tall as a viewer sees it, whichever way the telephone was held', async () => {
    expect(await probeVideo(file(await video({ width: 96, height: 64, rotation: 90, mov: true })))).toMatchObject({ ok: true, value: { mime: 'video/quicktime', width: 64, height: 96, rotation: 90 } });
  });

  it.each([
    ["QuickTime's field", box('udta', xyz)],
    ["3GPP's field", box('udta', box('loci', Buffer.alloc(20, 7)))],
    ["Apple's keys", appleMeta],
    ["Apple's keys within user data", box('udta', appleMeta)],
    ["Adobe's metadata", box('udta', box('XMP_', Buffer.from(`<exif:GPSLatitude>${PLACE}`)))],
  ])('loses its place: %s', async (_name, extra) => {
    const before = withInMoov(await video(), extra);
    const path = file(before);
    expect(await probeVideo(path)).toMatchObject({ ok: true, value: { location: 'removed', seconds: 2, width: 64 } });
    const after = readFileSync(path);
    expect(after.length).toBe(before.length);
    expect(after.includes(PLACE)).toBe(false);
    // The film itself and its index stand where they stood.
    expect(after.subarray(0, before.length - extra.length).equals(before.subarray(0, before.length - extra.length))).toBe(true);
  });

  it('says so where a track of measured data may tell the place', async () => {
    const track = box('trak', box('mdia', box('minf', box('stbl', box('stsd', Buffer.alloc(8), box('gpmd', Buffer.alloc(8)))))));
    expect(await probeVideo(file(Buffer.concat([await video(), box('moov', track)])))).toMatchObject({ ok: true, value: { location: 'may-remain' } });
  });

  it('that came from the server is not changed by a byte', async () => {
    const bytes = withInMoov(await video(), box('udta', xyz));
    const path = file(bytes);
    expect(await probeVideo(path, true)).toMatchObject({ ok: true });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is refused when it is cut off, without a film, or something else', async () => {
    const whole = await video();
    expect(await probeVideo(file(whole.subarray(0, whole.length - 40)))).toEqual({ ok: false, code: 'unreadable-file' });
    expect(await probeVideo(file(whole.subarray(0, 200)))).toEqual({ ok: false, code: 'unreadable-file' });
    expect(await probeVideo(file(box('ftyp', Buffer.from('isom\0\0\0\0'))))).toMatchObject({ ok: false });
    expect(await probeVideo(file(Buffer.from('<html>')))).toEqual({ ok: false, code: 'unsupported-format' });
    expect(await probeVideo(file(Buffer.alloc(0)))).toEqual({ ok: false, code: 'unsupported-format' });
  });

  it('made to keep somebody busy ends at once', async () => {
    const many = Buffer.concat(Array.from({ length: 30_000 }, () => box('free')));
    expect(await probeVideo(file(Buffer.concat([await video(), many])))).toEqual({ ok: false, code: 'unreadable-file' });
  });
});
