import { MEDIA_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import type { Recipe } from '#shared/media/recipe.ts';
import { createHash } from 'node:crypto';
import { refuse } from '../refusal.ts';
import type { Decoded, DecodedPicture } from './decode-picture.ts';
import { runApart } from './run-apart.ts';

export interface TakenIn extends DecodedPicture {
  readonly sha256: string;
}

/**
 * Takes a picture in as it will be kept and published, with its SHA-256.
 *
 * Refuses with `too-large` (over 20 MB or 50 million pixels), `heic-picture`, `unsupported-format` (not JPEG,
 * PNG, WebP, GIF or AVIF) and `unreadable-file` (broken, or too slow to decode).
 */
export async function takeIn(fileName: string, input: Uint8Array): Promise<TakenIn> {
  if (input.byteLength > MEDIA_MAX_BYTES) refuse('too-large', fileName);
  return named(fileName, await runApart({ kind: 'decode', bytes: input }));
}

/** Makes a picture from an original by a recipe. Refuses with `too-large` and `unreadable-file`. */
export async function makeDerived(fileName: string, original: Uint8Array, recipe: Recipe): Promise<TakenIn> {
  return named(fileName, await runApart({ kind: 'derive', bytes: original, recipe }));
}

function named(fileName: string, decoded: Decoded): TakenIn {
  if (!decoded.ok) return refuse(decoded.code, fileName);
  const { value } = decoded;
  if (value.bytes.byteLength > MEDIA_MAX_BYTES) refuse('too-large', fileName);
  return { ...value, sha256: createHash('sha256').update(value.bytes).digest('hex') };
}
