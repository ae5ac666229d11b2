import type { AssetView } from '#shared/contract/views.ts';
import type { Sha256 } from '#shared/domain/ids.ts';
import type { Recipe } from '#shared/media/recipe.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../core.ts';
import { ensureDir, writeDurably } from '../db/files.ts';
import { asRefusal } from '../db/sql-errors.ts';
import { refuse } from '../refusal.ts';
import { findAsset, framesOf, noteAsset } from './asset-rows.ts';
import { takeIn, type TakenIn } from './take-in.ts';

/** Takes a picture into the newsroom: its bytes once, under their hash. Refuses as `takeIn` does, and with `disk-full`, `read-only`. */
export async function importMedia(core: Core, fileName: string, bytes: Uint8Array): Promise<AssetView> {
  return keepPicture(core, fileName, await takeIn(fileName, bytes));
}

/** Keeps a picture that has been decoded. `made` says what it was made from. Refuses with `disk-full`, `read-only`. */
export function keepPicture(core: Core, fileName: string, taken: TakenIn, made?: { readonly original: Sha256; readonly recipe: Recipe }): AssetView {
  const file = join(core.files.media, taken.sha256);
  try {
    ensureDir(core.files.media);
    if (!existsSync(file)) writeDurably(file, taken.bytes);
  } catch (error) {
    throw asRefusal(error);
  }
  const { sha256, mime, width, height } = taken;
  core.write((unit) => noteAsset(unit, core.now(), { sha256, fileName, mime, width, height, bytes: taken.bytes.byteLength, more: framesOf(taken.frames), ...(made === undefined ? {} : { made }) }));
  return getMedia(core, sha256);
}

/** Refuses with `not-found`. */
export function getMedia(core: Core, sha256: Sha256): AssetView {
  return findAsset(core.db.read, sha256) ?? refuse('not-found', sha256);
}
