import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { takeIn } from '../../../src/main/core/media/take-in.ts';
import { Refusal } from '../../../src/main/core/refusal.ts';

async function codeOf(run: Promise<unknown>): Promise<string> {
  return run.then(() => 'taken', (error: unknown) => (error instanceof Refusal ? error.code : `threw ${String(error)}`));
}

function plain(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#0b50d0' } });
}

describe('a picture taken in', () => {
  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('keeps %s', async (format) => {
    const taken = await takeIn(`a.${format}`, await plain(40, 30).toFormat(format).toBuffer());
    expect(taken).toMatchObject({ mime: `image/${format}`, width: 40, height: 30 });
    expect(taken.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('stands upright and has lost its location', async () => {
    const photo = await plain(40, 30)
      .jpeg()
      .withExif({ IFD0: { Orientation: '6', Copyright: 'x' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    const taken = await takeIn('a.jpg', photo);
    expect([taken.width, taken.height]).toEqual([30, 40]);
    const after = await sharp(taken.bytes).metadata();
    expect(after.exif).toBeUndefined();
    expect(after.orientation).toBeUndefined();
  });

  it('is the same under the same hash each time', async () => {
    const photo = await plain(64, 64).png().toBuffer();
    expect((await takeIn('a.png', photo)).sha256).toBe((await takeIn('b.png', photo)).sha256);
  });

  it('is refused when it is not a picture, is broken, or claims too many pixels', async () => {
    const jpeg = await plain(400, 300).jpeg().toBuffer();
    const png = Buffer.from(await plain(10, 10).png().toBuffer());
    // The header says 60,000 × 60,000.
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>');
    expect(await codeOf(takeIn('a.txt', new TextEncoder().encode('no picture')))).toBe('unsupported-format');
    expect(await codeOf(takeIn('a.svg', svg))).toBe('unsupported-format');
    expect(await codeOf(takeIn('a.jpg', jpeg.subarray(0, jpeg.length / 2)))).toBe('unreadable-file');
    expect(await codeOf(takeIn('a.png', png))).toMatch(/too-large|unsupported-format/);
    expect(await codeOf(takeIn('a.png', new Uint8Array(21 * 1024 * 1024)))).toBe('too-large');
  });
});
