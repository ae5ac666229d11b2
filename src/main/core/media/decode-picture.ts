import type Vips from 'wasm-vips';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { imageType, type ImageType } from '#shared/document/image-type.ts';
import { isAvif, isHeic } from '#shared/media/media-type.ts';

/** A picture as it is kept: upright, without its metadata. */
export interface DecodedPicture {
  readonly mime: ImageType;
  readonly width: number;
  readonly height: number;
  /** More than one moves. */
  readonly frames: number;
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
let withAv1: Promise<typeof Vips> | null = null;

async function openVips(dynamicLibraries: string[]): Promise<typeof Vips> {
  const { default: open } = await import('wasm-vips');
  const vips = await open({ dynamicLibraries, print: () => undefined, printErr: () => undefined });
  vips.concurrency(1);
  return vips;
}

/** The decoder of the usual formats. */
export function loadVips(): Promise<typeof Vips> {
  return (library ??= openVips([]));
}

/** With the decoder of AV1 (and without HEVC, which wasm-vips has not), loaded only for who brings such a picture. */
function loadVipsWithAv1(): Promise<typeof Vips> {
  return (withAv1 ??= openVips(['vips-heif.wasm']));
}

/**
 * Decodes a picture in WebAssembly, where a broken file can do no harm; turns it upright by its EXIF
 * orientation and writes it anew without EXIF, XMP or comments. A colour profile stays. AVIF, which few
 * channels take, becomes JPEG, or PNG where it is transparent. With `sideMax` (pixels) it becomes a still
 * picture no wider and no higher than that.
 */
export async function decodePicture(input: Uint8Array, sideMax: number | null = null): Promise<Decoded> {
  const known = imageType(input);
  if (known === null && !isAvif(input)) return { ok: false, code: isHeic(input) ? 'heic-picture' : 'unsupported-format' };
  try {
    const vips = await (known === null ? loadVipsWithAv1() : loadVips());
    const image = vips.Image.newFromBuffer(input, known === null || sideMax !== null ? '' : FORMATS[known].load, { fail_on: 'error' });
    const { width, height } = image;
    if (width * height > MAX_PIXELS) {
      image.delete();
      return { ok: false, code: 'too-large' };
    }
    const mime = known ?? (image.hasAlpha() ? 'image/png' : 'image/jpeg');
    const { suffix, options } = FORMATS[mime];
    const pages = image.getTypeof('n-pages') === 0 ? 1 : image.getInt('n-pages');
    // Frames lie below one another in one tall image; turning it would mix them.
    const turned = sideMax === null && pages > 1 ? image : image.autorot();
    const upright = sideMax === null ? turned : turned.thumbnailImage(sideMax, { height: sideMax, size: 'down' });
    const bytes = Uint8Array.from(upright.writeToBuffer(suffix, options));
    const frames = sideMax === null ? pages : 1;
    const value = { mime, width: upright.width, height: Math.round(upright.height / frames), frames, bytes };
    for (const each of new Set([upright, turned, image])) each.delete();
    return { ok: true, value };
  } catch {
    return { ok: false, code: 'unreadable-file' };
  }
}

/** The options with which each format is written. */
export function writeOptions(mime: ImageType): { readonly suffix: string; readonly options: Readonly<Record<string, unknown>> } {
  return FORMATS[mime];
}

/** Format and size of a picture without decoding all of it; null when it is none that we keep. */
export async function readHeader(input: Uint8Array): Promise<Omit<DecodedPicture, 'bytes'> | null> {
  const mime = imageType(input);
  if (mime === null) return null;
  const vips = await loadVips();
  try {
    const image = vips.Image.newFromBuffer(input);
    const { width, height } = image;
    const frames = image.getTypeof('n-pages') === 0 ? 1 : image.getInt('n-pages');
    image.delete();
    return { mime, width, height, frames };
  } catch {
    return null;
  }
}
