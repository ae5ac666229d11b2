import openVips from 'wasm-vips';
import { beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '../../../src/main/core/media/take-in.ts';
import { Refusal } from '../../../src/main/core/refusal.ts';

let vips: Awaited<ReturnType<typeof openVips>>;
beforeAll(async () => {
  vips = await openVips({ dynamicLibraries: [] });
});

async function codeOf(run: Promise<unknown>): Promise<string> {
  return run.then(() => 'taken', (error: unknown) => (error instanceof Refusal ? error.code : `threw ${String(error)}`));
}

function plain(width: number, height: number, format: string, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const image = vips.Image.black(width, height, { bands: 3 }).copy();
  for (const [key, value] of Object.entries(metadata)) image.setString(key, value);
  if (metadata['exif-ifd0-Orientation'] !== undefined) image.setInt('orientation', 6);
  return image.writeToBuffer(format);
}

const readFields = (bytes: Uint8Array): string[] => {
  const fields = vips.Image.newFromBuffer(bytes).getFields();
  return Array.from({ length: fields.size() }, (_, index) => fields.get(index) ?? '');
};

describe('a picture taken in', () => {
  it.each([['jpeg', '.jpg'], ['png', '.png'], ['webp', '.webp'], ['gif', '.gif']])('keeps %s', async (format, suffix) => {
    const taken = await takeIn(`a${suffix}`, plain(40, 30, suffix));
    expect(taken).toMatchObject({ mime: `image/${format}`, width: 40, height: 30 });
    expect(taken.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('stands upright and has lost its location', async () => {
    const photo = plain(40, 30, '.jpg', { 'exif-ifd0-Orientation': '6', 'exif-ifd3-GPSLatitude': '37/1 33/1 0/1', 'exif-ifd0-Copyright': 'x' });
    expect(readFields(photo).some((field) => field.includes('GPSLatitude'))).toBe(true);
    const taken = await takeIn('a.jpg', photo);
    expect([taken.width, taken.height]).toEqual([30, 40]);
    expect(readFields(taken.bytes).filter((field) => field.startsWith('exif'))).toEqual([]);
  });

  it('is the same under the same hash each time', async () => {
    const photo = plain(64, 64, '.png');
    expect((await takeIn('a.png', photo)).sha256).toBe((await takeIn('b.png', photo)).sha256);
  });

  it('is refused when it is not a picture, is broken, or claims too many pixels', async () => {
    const jpeg = plain(400, 300, '.jpg');
    const huge = Buffer.from(plain(10, 10, '.png'));
    // The header says 60,000 × 60,000.
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>');
    expect(await codeOf(takeIn('a.png', new TextEncoder().encode('no picture')))).toBe('unsupported-format');
    expect(await codeOf(takeIn('a.svg', svg))).toBe('unsupported-format');
    expect(await codeOf(takeIn('a.jpg', jpeg.subarray(0, jpeg.length / 2)))).toBe('unreadable-file');
    expect(await codeOf(takeIn('a.png', huge))).toMatch(/too-large|unreadable-file/);
    expect(await codeOf(takeIn('a.png', new Uint8Array(21 * 1024 * 1024)))).toBe('too-large');
  });
});
