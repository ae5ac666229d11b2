import type { MediaFacts } from '#shared/channels/check-media.ts';
import type { AssetView } from '#shared/contract/views.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { Sha256 } from '#shared/domain/ids.ts';
import type { Recipe } from '#shared/media/recipe.ts';
import type { ReadableDb } from '../db/types.ts';
import type { Unit } from '../unit.ts';
import { safeMediaName } from './media-name.ts';

/** What is known of a file beyond its columns; all of it said by the file itself. */
export type MoreFacts = Pick<AssetView, 'frames' | 'seconds' | 'framesPerSecond' | 'codec' | 'rotation' | 'location'>;

export interface AssetRow {
  readonly sha256: Sha256;
  readonly file_name: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly at: string;
  readonly facts: string;
  readonly original: Sha256 | null;
  readonly recipe: string | null;
}

export function assetOf(row: AssetRow): AssetView {
  const { sha256, mime, width, height, bytes } = row;
  const made = row.original === null || row.recipe === null ? {} : { original: row.original, recipe: JSON.parse(row.recipe) as Recipe };
  return { sha256, fileName: row.file_name, mime, width, height, bytes, ...(JSON.parse(row.facts) as MoreFacts), ...made };
}

export function findAsset(db: ReadableDb, sha256: Sha256): AssetView | null {
  const row = db.get<AssetRow>('SELECT * FROM media WHERE sha256 = ?', sha256);
  return row === undefined ? null : assetOf(row);
}

/** What is known of the files that are here; one that is not is missing from the list. */
export function mediaFacts(db: ReadableDb, hashes: readonly Sha256[]): MediaFacts[] {
  return hashes.flatMap((sha256) => findAsset(db, sha256) ?? []);
}

export interface NewAsset {
  readonly sha256: Sha256;
  readonly fileName: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly more: MoreFacts;
  readonly made?: { readonly original: Sha256; readonly recipe: Recipe };
  /** The server has it. */
  readonly uploaded?: boolean;
}

/** Notes a file whose bytes are in the folder. The same file twice is noted once. */
export function noteAsset(unit: Unit, at: string, asset: NewAsset): void {
  unit.run(
    `INSERT INTO media (sha256, file_name, mime, width, height, bytes, at, uploaded, facts, original, recipe) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING`,
    asset.sha256, safeMediaName(asset.fileName), asset.mime, asset.width, asset.height, asset.bytes, at, asset.uploaded === true ? 1 : 0, JSON.stringify(asset.more),
    asset.made?.original ?? null, asset.made === undefined ? null : canonicalJson(asset.made.recipe),
  );
}

/** What is worth saying of a picture's frames. */
export function framesOf(frames: number): MoreFacts {
  return frames > 1 ? { frames } : {};
}
