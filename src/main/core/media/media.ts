import type { AssetView } from '#shared/contract/views.ts';
import { safeMediaName } from './media-name.ts';
import type { Sha256 } from '#shared/domain/ids.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../core.ts';
import { ensureDir, writeDurably } from '../db/files.ts';
import { asRefusal } from '../db/sql-errors.ts';
import { refuse } from '../refusal.ts';
import { findAsset } from '../views/variant-detail.ts';
import { takeIn } from './take-in.ts';

/** Takes a picture into the newsroom: its bytes once, under their hash. Refuses as `takeIn` does, and with `disk-full`, `read-only`. */
export async function importMedia(core: Core, fileName: string, bytes: Uint8Array): Promise<AssetView> {
  const taken = await takeIn(fileName, bytes);
  const file = join(core.files.media, taken.sha256);
  try {
    ensureDir(core.files.media);
    if (!existsSync(file)) writeDurably(file, taken.bytes);
  } catch (error) {
    throw asRefusal(error);
  }
  core.write((unit) => {
    unit.run(
      'INSERT INTO media (sha256, file_name, mime, width, height, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
      taken.sha256, safeMediaName(fileName), taken.mime, taken.width, taken.height, taken.bytes.byteLength, core.now(),
    );
  });
  return getMedia(core, taken.sha256);
}

/** Refuses with `not-found`. */
export function getMedia(core: Core, sha256: Sha256): AssetView {
  return findAsset(core.db.read, sha256) ?? refuse('not-found', sha256);
}
