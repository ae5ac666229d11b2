import type { VariantContent } from '../domain/content.ts';
import { finding, overLevel } from './findings.ts';
import type { ChannelProfile, Figure, Finding } from './types.ts';

/** What is known of a picture's bytes. Width and height in pixels as a reader sees it. */
export interface MediaFacts {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly mime: string;
  readonly bytes: number;
}

/** A rounding of the ratio that a channel lets pass: one pixel in a thousand. */
const RATIO_TOLERANCE = 0.001;

/** The pictures of a variant: how many, described or not, and whether the channel takes each. */
export function checkMedia(profile: ChannelProfile, content: VariantContent, facts: readonly MediaFacts[]): Finding[] {
  const bySha = new Map(facts.map((fact) => [fact.sha256, fact]));
  return [
    ...checkNumber(profile, content.media.length),
    ...content.media.flatMap((item, index) => [
      ...checkAlt(profile, item.alt, item.decorative, index),
      ...checkBytes(profile, bySha.get(item.sha256), index),
    ]),
    ...checkImagesInText(profile, content),
  ];
}

function checkNumber(profile: ChannelProfile, count: number): Finding[] {
  if (profile.mediaRequired && count === 0) return [finding('error', 'media-required')];
  if (profile.mediaMax === null || count <= profile.mediaMax.value) return [];
  const limit = profile.mediaMax.value;
  return [finding(overLevel(profile.mediaMax), 'media-too-many', { values: { count: count - limit, limit }, where: { field: 'media', index: limit } })];
}

function checkAlt(profile: ChannelProfile, alt: string, decorative: boolean, index: number): Finding[] {
  const where = { field: 'media', index } as const;
  const position = index + 1;
  if (alt.trim() === '') return decorative ? [] : [finding('error', 'alt-missing', { values: { position }, where })];
  if (profile.altMax === null) return [];
  const over = Array.from(alt.normalize('NFC')).length - profile.altMax.value;
  if (over <= 0) return [];
  return [finding(overLevel(profile.altMax), 'alt-too-long', { values: { position, count: over, limit: profile.altMax.value }, where })];
}

function checkBytes(profile: ChannelProfile, facts: MediaFacts | undefined, index: number): Finding[] {
  if (facts === undefined) return [];
  return [...checkShape(profile, facts, index), ...checkSize(profile.image.bytesMax, facts, index), ...checkType(profile.image.types, facts, index)];
}

function checkShape({ image }: ChannelProfile, { width, height }: MediaFacts, index: number): Finding[] {
  if (width <= 0 || height <= 0) return [];
  const ratio = width / height;
  const where = { field: 'media', index } as const;
  const values = { position: index + 1, width, height };
  if (image.ratioMin !== null && ratio < image.ratioMin.value - RATIO_TOLERANCE) {
    return [finding(overLevel(image.ratioMin), 'image-too-tall', { values: { ...values, limit: ratioText(image.ratioMin.value) }, where })];
  }
  if (image.ratioMax !== null && ratio > image.ratioMax.value + RATIO_TOLERANCE) {
    return [finding(overLevel(image.ratioMax), 'image-too-wide', { values: { ...values, limit: ratioText(image.ratioMax.value) }, where })];
  }
  return [];
}

/** 0.8 as 4:5, 1.91 as 1.91:1: as the platforms write them. */
function ratioText(ratio: number): string {
  for (let height = 1; height <= 9; height += 1) {
    const width = ratio * height;
    if (width >= 1 && Math.abs(width - Math.round(width)) < 1e-9) return `${Math.round(width)}:${height}`;
  }
  return `${ratio}:1`;
}

/** The app makes a picture smaller before it is sent, so that size only warns. */
function checkSize(limit: Figure | null, { bytes }: MediaFacts, index: number): Finding[] {
  if (limit === null || bytes <= limit.value) return [];
  return [finding('warning', 'image-too-large', { values: { position: index + 1, megabytes: megabytes(bytes), limit: megabytes(limit.value) }, where: { field: 'media', index } })];
}

/** Rounded up to a tenth, so that what is over the limit never reads like the limit. */
function megabytes(bytes: number): number {
  return Math.ceil(bytes / 100_000) / 10;
}

function checkType(types: readonly string[] | null, { mime }: MediaFacts, index: number): Finding[] {
  if (types === null || types.includes(mime)) return [];
  return [finding('warning', 'image-type', { values: { position: index + 1, type: mime }, where: { field: 'media', index } })];
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
