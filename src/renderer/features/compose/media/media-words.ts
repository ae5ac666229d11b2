import { megabytes } from '#shared/channels/media-words.ts';
import type { MediaMend } from '#shared/channels/media-mend.ts';
import type { AssetView } from '#shared/contract/views.ts';
import { isVideo } from '#shared/media/media-type.ts';
import type { Texts } from '../texts.ts';

/** What is worth knowing of a file at a glance. */
export function factsText(t: Texts, asset: AssetView): string {
  const { width, height, bytes, seconds, framesPerSecond, frames, original } = asset;
  return [
    t('media:facts.size', { width, height }),
    seconds === undefined ? '' : t('media:facts.seconds', { seconds: Math.round(seconds * 10) / 10 }),
    framesPerSecond === undefined ? '' : t('media:facts.frames', { frames: Math.round(framesPerSecond * 10) / 10 }),
    frames === undefined ? '' : t('media:facts.moving'),
    t('media:facts.megabytes', { megabytes: megabytes(bytes) }),
    original === undefined ? '' : t('media:facts.derived'),
  ].filter((part) => part !== '').join(' · ');
}

/** An item's name in its variant. */
export function itemName(t: Texts, asset: AssetView | undefined, position: number, total: number): string {
  return asset !== undefined && isVideo(asset.mime) ? t('media:videoItem', { position, total }) : t('media.item', { position, total });
}

/** What a mend would do, with the names of what it takes out. */
export function mendText(t: Texts, mend: MediaMend, nameOf: (index: number) => string): string {
  return mend.kind === 'derive' ? t(`media:mend.${mend.reason}`) : t('media:mend.drop', { names: mend.indexes.map(nameOf).join(', ') });
}
