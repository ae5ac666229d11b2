import type { VariantContent } from '../domain/content.ts';
import { isVideo } from '../media/media-type.ts';
import { checkImage } from './check-media-image.ts';
import { checkVideo } from './check-media-video.ts';
import { finding, overLevel } from './findings.ts';
import { drop } from './media-mend.ts';
import type { ChannelProfile, Finding } from './types.ts';

/** What is known of a file's bytes. Width and height in pixels as a reader sees it. */
export interface MediaFacts {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly mime: string;
  readonly bytes: number;
  /** How many pictures one after the other; more than one moves. Absent for one. */
  readonly frames?: number | undefined;
  /** Of a video. */
  readonly seconds?: number | undefined;
  readonly framesPerSecond?: number | undefined;
}

/** The media of a variant: how many and which together, described or not, and whether the channel takes each. */
export function checkMedia(profile: ChannelProfile, content: VariantContent, facts: readonly MediaFacts[]): Finding[] {
  const bySha = new Map(facts.map((fact) => [fact.sha256, fact]));
  const items = content.media.map((item) => bySha.get(item.sha256));
  return [
    ...checkNumber(profile, items),
    ...checkTogether(profile, items),
    ...content.media.flatMap((item, index) => {
      const known = items[index];
      return [...checkAlt(profile, item.alt, item.decorative, index, isFilm(known)), ...(known === undefined ? [] : isFilm(known) ? checkVideo(profile, known, index) : checkImage(profile, known, index))];
    }),
    ...checkImagesInText(profile, content),
  ];
}

type Item = MediaFacts | undefined;

function isFilm(item: Item): boolean {
  return item !== undefined && isVideo(item.mime);
}

function indexesOf(items: readonly Item[], wanted: (item: Item) => boolean): number[] {
  return items.flatMap((item, index) => (wanted(item) ? [index] : []));
}

function checkNumber(profile: ChannelProfile, items: readonly Item[]): Finding[] {
  if (profile.mediaRequired && items.length === 0) return [finding('error', 'media-required')];
  return [...checkPictures(profile, items), ...checkVideos(profile, items)];
}

function checkPictures({ mediaMax, video }: ChannelProfile, items: readonly Item[]): Finding[] {
  if (mediaMax === null) return [];
  // Where a post takes several videos they share its places with the pictures.
  const shared = video !== null && (video.itemsMax?.value ?? 1) > 1;
  const counted = indexesOf(items, (item) => shared || !isFilm(item));
  const limit = mediaMax.value;
  const over = counted.slice(limit);
  if (over.length === 0) return [];
  return [finding(overLevel(mediaMax), 'media-too-many', { values: { count: over.length, limit }, where: { field: 'media', index: over[0] ?? 0 }, fix: drop(over) })];
}

function checkVideos({ video }: ChannelProfile, items: readonly Item[]): Finding[] {
  const films = indexesOf(items, isFilm);
  const [first] = films;
  if (first === undefined) return [];
  if (video === null) return [finding('warning', 'video-not-taken', { values: { position: first + 1 }, where: { field: 'media', index: first }, fix: drop(films) })];
  if (video.itemsMax === null) return [];
  const over = films.slice(video.itemsMax.value);
  if (over.length === 0) return [];
  return [finding(overLevel(video.itemsMax), 'videos-too-many', { values: { count: over.length, limit: video.itemsMax.value }, where: { field: 'media', index: over[0] ?? 0 }, fix: drop(over) })];
}

/** What may not stand beside something else. What came first stays. */
function checkTogether({ mixesMedia, video, image }: ChannelProfile, items: readonly Item[]): Finding[] {
  const films = indexesOf(items, isFilm);
  const pictures = indexesOf(items, (item) => !isFilm(item));
  if (!mixesMedia && video !== null && films.length > 0 && pictures.length > 0) {
    const out = films[0] === 0 ? pictures : films;
    return [finding('error', 'media-mixed', { where: { field: 'media', index: out[0] ?? 0 }, fix: drop(out) })];
  }
  const moving = indexesOf(items, (item) => (item?.frames ?? 1) > 1);
  if (image.movingMax === null || moving.length === 0 || (items.length === 1 && moving.length <= image.movingMax.value)) return [];
  const out = moving[0] === 0 ? items.map((_, index) => index).slice(1) : moving;
  return [finding(overLevel(image.movingMax), 'moving-alone', { values: { limit: image.movingMax.value }, where: { field: 'media', index: out[0] ?? 0 }, fix: drop(out) })];
}

function checkAlt(profile: ChannelProfile, alt: string, decorative: boolean, index: number, film: boolean): Finding[] {
  const where = { field: 'media', index } as const;
  const position = index + 1;
  if (alt.trim() === '') return decorative ? [] : [finding('error', film ? 'alt-missing-video' : 'alt-missing', { values: { position }, where })];
  if (profile.altMax === null) return [];
  const over = altLength(alt) - profile.altMax.value;
  if (over <= 0) return [];
  return [finding(overLevel(profile.altMax), 'alt-too-long', { values: { position, count: over, limit: profile.altMax.value }, where })];
}

/** The length of an alternative text as the channels' figures have it, in code points. */
export function altLength(alt: string): number {
  return Array.from(alt.normalize('NFC')).length;
}

/** A picture in the text cannot say that it is decorative, so that a missing description only warns. */
function checkImagesInText(profile: ChannelProfile, content: VariantContent): Finding[] {
  if (!profile.richText) return [];
  const images = content.blocks.filter((block) => block.type === 'image');
  return images.flatMap((image, index) => {
    if (image.alt.trim() !== '') return [];
    const values = { position: index + 1 };
    const found = finding('warning', 'alt-missing-in-text', { values });
    return [{ ...found, id: `${found.key}@image:${index}` }];
  });
}
