import type { MediaFacts } from './check-media.ts';
import { finding, overLevel } from './findings.ts';
import { drop } from './media-mend.ts';
import { megabytes, RATIO_TOLERANCE, ratioText, typeText } from './media-words.ts';
import type { ChannelProfile, Figure, Finding, VideoRule } from './types.ts';
import type { CheckKey } from '../i18n/en/checks.ts';

type Values = Readonly<Record<string, string | number>>;

/** Whether the channel takes a video as it is. A video is never changed here: its mend is to leave it out. */
export function checkVideo({ video }: ChannelProfile, facts: MediaFacts, index: number): Finding[] {
  if (video === null) return [];
  const against = (figure: Figure | null, key: CheckKey, broken: (limit: number) => boolean, values: (limit: number) => Values): Finding[] =>
    figure === null || !broken(figure.value) ? [] : [finding(overLevel(figure), key, { values: { position: index + 1, ...values(figure.value) }, where: { field: 'media', index }, fix: drop([index]) })];
  const { bytes, seconds = null, framesPerSecond = null } = facts;
  return [
    ...checkType(video, facts, index),
    ...against(video.bytesMax, 'video-too-large', (limit) => bytes > limit, (limit) => ({ megabytes: megabytes(bytes), limit: megabytes(limit) })),
    ...against(video.secondsMax, 'video-too-long', (limit) => seconds !== null && seconds > limit, (limit) => ({ seconds: tenth(seconds, Math.ceil), limit })),
    ...against(video.secondsMin, 'video-too-short', (limit) => seconds !== null && seconds < limit, (limit) => ({ seconds: tenth(seconds, Math.floor), limit })),
    ...checkShape(video, facts, against),
    // A camera's 60 is often 60.02.
    ...against(video.framesMax, 'video-too-fast', (limit) => framesPerSecond !== null && framesPerSecond > limit + 0.5, (limit) => ({ frames: tenth(framesPerSecond, Math.ceil), limit })),
  ];
}

type Against = (figure: Figure | null, key: CheckKey, broken: (limit: number) => boolean, values: (limit: number) => Values) => Finding[];

function checkShape({ ratioMin, ratioMax }: VideoRule, { width, height }: MediaFacts, against: Against): Finding[] {
  if (width <= 0 || height <= 0) return [];
  const ratio = width / height;
  const values = (limit: number): Values => ({ width, height, limit: ratioText(limit) });
  return [
    ...against(ratioMin, 'video-too-tall', (limit) => ratio < limit - RATIO_TOLERANCE, values),
    ...against(ratioMax, 'video-too-wide', (limit) => ratio > limit + RATIO_TOLERANCE, values),
  ];
}

function checkType({ types }: VideoRule, { mime }: MediaFacts, index: number): Finding[] {
  if (types.includes(mime)) return [];
  return [finding('error', 'video-type', { values: { position: index + 1, type: typeText(mime) }, where: { field: 'media', index }, fix: drop([index]) })];
}

function tenth(value: number | null, round: (value: number) => number): number {
  return round((value ?? 0) * 10) / 10;
}
