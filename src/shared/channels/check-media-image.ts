import type { MediaFacts } from './check-media.ts';
import { finding, overLevel } from './findings.ts';
import { derive, type DeriveReason } from './media-mend.ts';
import { megabytes, RATIO_TOLERANCE, ratioText, typeText } from './media-words.ts';
import type { ChannelProfile, Finding, ImageRule } from './types.ts';

/** Whether the channel takes a picture as it is. Each finding's mend makes one from the original that it takes. */
export function checkImage({ image }: ChannelProfile, facts: MediaFacts, index: number): Finding[] {
  if (facts.width <= 0 || facts.height <= 0) return [];
  return [...checkShape(image, facts, index), ...checkWidth(image, facts, index), ...checkPixels(image, facts, index), ...checkSize(image, facts, index), ...checkType(image, facts, index)];
}

/** A moving picture does not survive being made anew, and its mend says so. */
function mend(facts: MediaFacts, index: number, reason: DeriveReason) {
  return derive(index, (facts.frames ?? 1) > 1 ? 'still' : reason);
}

function checkShape({ ratioMin, ratioMax }: ImageRule, facts: MediaFacts, index: number): Finding[] {
  const { width, height } = facts;
  const ratio = width / height;
  const where = { field: 'media', index } as const;
  const fix = mend(facts, index, 'crop');
  const values = { position: index + 1, width, height };
  if (ratioMin !== null && ratio < ratioMin.value - RATIO_TOLERANCE) return [finding(overLevel(ratioMin), 'image-too-tall', { values: { ...values, limit: ratioText(ratioMin.value) }, where, fix })];
  if (ratioMax !== null && ratio > ratioMax.value + RATIO_TOLERANCE) return [finding(overLevel(ratioMax), 'image-too-wide', { values: { ...values, limit: ratioText(ratioMax.value) }, where, fix })];
  return [];
}

/** Too narrow is refused; wider than is shown is made smaller by the platform, as it sees fit. */
function checkWidth({ widthMin, widthMax }: ImageRule, facts: MediaFacts, index: number): Finding[] {
  const { width } = facts;
  const where = { field: 'media', index } as const;
  const values = { position: index + 1, width };
  if (widthMin !== null && width < widthMin.value) return [finding(overLevel(widthMin), 'image-too-narrow', { values: { ...values, limit: widthMin.value }, where, fix: mend(facts, index, 'enlarge') })];
  if (widthMax !== null && width > widthMax.value) return [finding('hint', 'image-wider-than-shown', { values: { ...values, limit: widthMax.value }, where, fix: mend(facts, index, 'resize') })];
  return [];
}

function checkPixels({ pixelsMax }: ImageRule, facts: MediaFacts, index: number): Finding[] {
  const { width, height } = facts;
  if (pixelsMax === null || width * height <= pixelsMax.value) return [];
  const millions = (pixels: number): number => Math.ceil(pixels / 100_000) / 10;
  return [finding(overLevel(pixelsMax), 'image-too-many-pixels', { values: { position: index + 1, millions: millions(width * height), limit: millions(pixelsMax.value) }, where: { field: 'media', index }, fix: mend(facts, index, 'resize') })];
}

/** What is approved is what goes out, byte for byte: nothing makes it smaller on the way. */
function checkSize(rule: ImageRule, facts: MediaFacts, index: number): Finding[] {
  const bytesMax = (facts.frames ?? 1) > 1 ? (rule.movingBytesMax ?? rule.bytesMax) : rule.bytesMax;
  if (bytesMax === null || facts.bytes <= bytesMax.value) return [];
  return [finding(overLevel(bytesMax), 'image-too-large', { values: { position: index + 1, megabytes: megabytes(facts.bytes), limit: megabytes(bytesMax.value) }, where: { field: 'media', index }, fix: mend(facts, index, 'shrink') })];
}

function checkType({ types }: ImageRule, facts: MediaFacts, index: number): Finding[] {
  if (types === null || types.includes(facts.mime)) return [];
  return [finding('error', 'image-type', { values: { position: index + 1, type: typeText(facts.mime) }, where: { field: 'media', index }, fix: mend(facts, index, 'convert') })];
}
