import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetView, CropView } from '#shared/contract/views.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ChannelId, Sha256 } from '#shared/domain/ids.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { isVideo } from '#shared/media/media-type.ts';
import { planRecipe } from '#shared/media/plan-recipe.ts';
import { CENTRE, type Focus, type Recipe } from '#shared/media/recipe.ts';
import type { Core } from '../core.ts';
import { profilesOf } from '../read-models/settings.ts';
import { refuse } from '../refusal.ts';
import { getMedia, keepPicture } from './media.ts';
import { makeDerived } from './take-in.ts';

interface FocusRow {
  readonly x: number;
  readonly y: number;
  readonly ratio: number | null;
}

/**
 * How a picture is cut for a channel: from its original, around what was kept in view there before. Refuses with `not-found` and,
 * of a video, `unsupported-format`.
 */
export function cropOf(core: Core, sha256: Sha256, channel: ChannelId): CropView {
  const asset = getMedia(core, sha256);
  if (isVideo(asset.mime)) refuse('unsupported-format', sha256);
  const original = asset.original === undefined ? asset : getMedia(core, asset.original);
  const kept = core.db.read.get<FocusRow>('SELECT x, y, ratio FROM media_focus WHERE original = ? AND channel = ?', original.sha256, channel);
  return { original, focus: kept === undefined ? CENTRE : { x: kept.x, y: kept.y }, ratio: kept?.ratio ?? null };
}

/** Whose rules a picture is made for. */
type AccountOfChannel = Pick<Account, 'id' | 'channel'>;

/** The picture as the account takes it, by the newsroom's own figures where it has some; the original where that is so already. Refuses as `cropOf` does, and with `disk-full`. */
export async function mendPicture(core: Core, sha256: Sha256, account: AccountOfChannel): Promise<AssetView> {
  const { original, focus, ratio } = cropOf(core, sha256, account.channel);
  return derived(core, original, planRecipe(original, profilesOf(core.db.read)(account).image, { focus, ratio }));
}

/** The same by a choice of a person's, which is kept for the channel and so for its other language. */
export async function cutPicture(core: Core, sha256: Sha256, account: AccountOfChannel, focus: Focus, ratio: number | null): Promise<AssetView> {
  const { original } = cropOf(core, sha256, account.channel);
  core.write((unit) => {
    unit.run(
      'INSERT INTO media_focus (original, channel, x, y, ratio) VALUES (?, ?, ?, ?, ?) ON CONFLICT (original, channel) DO UPDATE SET x = excluded.x, y = excluded.y, ratio = excluded.ratio',
      original.sha256, account.channel, focus.x, focus.y, ratio,
    );
  });
  return mendPicture(core, sha256, account);
}

/** The picture of a recipe, made once. The original stays as it is. */
async function derived(core: Core, original: AssetView, recipe: Recipe | null): Promise<AssetView> {
  if (recipe === null) return original;
  const known = core.db.read.get<{ sha256: Sha256 }>('SELECT sha256 FROM media WHERE original = ? AND recipe = ?', original.sha256, canonicalJson(recipe));
  if (known !== undefined) return getMedia(core, known.sha256);
  const bytes = await readFile(join(core.files.media, original.sha256)).catch(() => refuse('media-missing', original.sha256));
  const made = await makeDerived(original.fileName, bytes, recipe);
  return keepPicture(core, original.fileName, made, { original: original.sha256, recipe });
}
