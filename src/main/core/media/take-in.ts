import { createHash } from 'node:crypto';
import { MEDIA_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { refuse } from '../refusal.ts';

/** A picture as it is kept: upright, without its metadata, ready to be stored under its hash. */
export interface TakenIn {
  readonly sha256: string;
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** More pixels than any channel takes; a small file that claims more is refused before it is decoded. */
export const MAX_PIXELS = 50_000_000;
const MAX_SECONDS = 20;

/**
 * Decodes a picture, turns it upright by its EXIF orientation, and writes it anew without EXIF, so
 * that no location leaves the building. GIFs keep their frames.
 *
 * Refuses with `too-large` (bytes or pixels), `unsupported-format` (not JPEG, PNG, WebP or GIF) and
 * `unreadable-file` (broken).
 */
export async function takeIn(fileName: string, input: Uint8Array): Promise<TakenIn> {
  if (input.byteLength > MEDIA_MAX_BYTES) refuse('too-large', fileName);
  // Loaded when the first picture comes: its native library is not needed to open the newsroom.
  const { default: sharp } = await import('sharp');
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true } as const;
  const { format, pages = 1 } = await sharp(input, options).metadata().catch((error: unknown) => refuse(/pixel limit/.test(String(error)) ? 'too-large' : 'unsupported-format', fileName));
  const image = sharp(input, { ...options, animated: format === 'gif' && pages > 1 }).timeout({ seconds: MAX_SECONDS }).rotate();
  const written =
    format === 'jpeg' ? { mime: 'image/jpeg' as const, pipeline: image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }) }
    : format === 'png' ? { mime: 'image/png' as const, pipeline: image.png() }
    : format === 'webp' ? { mime: 'image/webp' as const, pipeline: image.webp({ quality: 92 }) }
    : format === 'gif' ? { mime: 'image/gif' as const, pipeline: image.gif() }
    : refuse('unsupported-format', fileName);
  const { data, info } = await written.pipeline.toBuffer({ resolveWithObject: true }).catch((error: unknown) => refuse(/pixel limit/.test(String(error)) ? 'too-large' : 'unreadable-file', fileName));
  if (data.byteLength > MEDIA_MAX_BYTES) refuse('too-large', fileName);
  // A moving GIF is one tall strip of its frames to the library.
  const height = info.pageHeight ?? info.height;
  return { sha256: createHash('sha256').update(data).digest('hex'), mime: written.mime, width: info.width, height, bytes: data };
}
