import type Vips from 'wasm-vips';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { imageType, type ImageType } from '#shared/document/image-type.ts';

/** A picture as it is kept: upright, without its metadata. */
export interface DecodedPicture {
  readonly mime: ImageType;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export type Decoded = { readonly ok: true; readonly value: DecodedPicture } | { readonly ok: false; readonly code: ErrorCode };

/** More pixels than any channel takes; a small file that claims more is refused before it is decoded. */
const MAX_PIXELS = 50_000_000;

const FORMATS = {
  'image/jpeg': { suffix: '.jpg', options: { Q: 92, keep: 'icc' }, load: '' },
  'image/png': { suffix: '.png', options: { compression: 6, keep: 'icc' }, load: '' },
  'image/webp': { suffix: '.webp', options: { Q: 92, keep: 'icc' }, load: '[n=-1]' },
  // All frames of a moving GIF.
  'image/gif': { suffix: '.gif', options: { keep: 'none' }, load: '[n=-1]' },
} as const;

let library: Promise<typeof Vips> | null = null;

function load(): Promise<typeof Vips> {
  library ??= import('wasm-vips').then(async ({ default: open }) => {
    const vips = await open({ dynamicLibraries: [], print: () => undefined, printErr: () => undefined });
    vips.concurrency(1);
    return vips;
  });
  return library;
}

/**
 * Decodes a picture in WebAssembly, where a broken file can do no harm; turns it upright by its EXIF
 * orientation and writes it anew without EXIF, XMP or comments. A colour profile stays.
 */
export async function decodePicture(input: Uint8Array): Promise<Decoded> {
  const mime = imageType(input);
  if (mime === null) return { ok: false, code: 'unsupported-format' };
  const vips = await load();
  const { suffix, options, load: loadOptions } = FORMATS[mime];
  try {
    const image = vips.Image.newFromBuffer(input, loadOptions, { fail_on: 'error' });
    const { width, height } = image;
    if (width * height > MAX_PIXELS) {
      image.delete();
      return { ok: false, code: 'too-large' };
    }
    const pages = image.getTypeof('n-pages') === 0 ? 1 : image.getInt('n-pages');
    // Frames lie below one another in one tall image; turning it would mix them.
    const upright = pages > 1 ? image : image.autorot();
    const bytes = Uint8Array.from(upright.writeToBuffer(suffix, options));
    const value = { mime, width: upright.width, height: Math.round(upright.height / pages), bytes };
    upright.delete();
    if (upright !== image) image.delete();
    return { ok: true, value };
  } catch {
    return { ok: false, code: 'unreadable-file' };
  }
}

/** Format and size of a picture without decoding all of it; null when it is none that we keep. */
export async function readHeader(input: Uint8Array): Promise<Omit<DecodedPicture, 'bytes'> | null> {
  const mime = imageType(input);
  if (mime === null) return null;
  const vips = await load();
  try {
    const image = vips.Image.newFromBuffer(input);
    const { width, height } = image;
    image.delete();
    return { mime, width, height };
  } catch {
    return null;
  }
}
