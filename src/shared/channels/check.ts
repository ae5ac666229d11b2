import type { VariantContent } from '../domain/content.ts';
import { checkCharacters } from './check-characters.ts';
import { checkHashtags, checkMentions } from './check-hashtags.ts';
import { checkMedia, type MediaFacts } from './check-media.ts';
import { finding, overLevel } from './findings.ts';
import { channelProfile } from './registry.ts';
import type { ChannelProfile, Finding } from './types.ts';

export interface CheckInput {
  readonly content: VariantContent;
  /** `plainText` of the content's blocks: what every offset refers to. */
  readonly text: string;
  /** What is known of the pictures' bytes, in any order. A picture that is not among them is not judged by size or shape. */
  readonly media: readonly MediaFacts[];
}

/** Whether a review may not be asked for yet: some finding is an error. */
export function blocksReview(findings: readonly Pick<Finding, 'level'>[]): boolean {
  return findings.some((found) => found.level === 'error');
}

/**
 * Everything that is known to be wrong with a variant on its channel, without a network: what concerns the whole first,
 * then the text by place, then the pictures. Safe to run on every edit: linear in the text, and at most 50 findings of a kind.
 */
export function checkContent(input: CheckInput): Finding[] {
  return checkWithProfile(channelProfile(input.content.channel), input);
}

/** `checkContent` by a profile that need not be in the registry. */
export function checkWithProfile(profile: ChannelProfile<string>, { content, text, media }: CheckInput): Finding[] {
  const entities = profile.entities(text);
  return [
    ...checkEmpty(profile, content, text),
    ...checkLength(profile, text),
    ...checkTitle(profile, content.title),
    ...checkLink(profile, content.link),
    ...checkFirstComment(profile, content.firstComment),
    ...[...checkClickable(profile, entities), ...checkHashtags(profile, text, content.firstComment, entities), ...checkMentions(profile, entities), ...checkCharacters(text)].toSorted(byPlace),
    ...checkMedia(profile, content, media),
  ];
}

function byPlace(a: Finding, b: Finding): number {
  return startOf(a) - startOf(b);
}

function startOf({ where }: Finding): number {
  return where === null || where.field === 'media' ? 0 : where.start;
}

function checkEmpty(profile: ChannelProfile<string>, content: VariantContent, text: string): Finding[] {
  if (text.trim() !== '') return [];
  const hasPicture = content.media.length > 0 || content.blocks.some((block) => block.type === 'image');
  const hasLink = profile.hasLink && content.link !== '';
  if (hasPicture || hasLink) return [finding('hint', 'text-empty')];
  return [finding('error', 'empty')];
}

function checkLength(profile: ChannelProfile<string>, text: string): Finding[] {
  const { limit } = profile;
  const count = profile.count(text);
  if (limit === null || count.remaining === null || count.remainingHangul === null || count.overflowAt === null) return [];
  const level = overLevel(limit);
  const key = level === 'warning' ? 'over-limit-uncertain' : count.unit === 'weighted' ? 'over-limit-weighted' : 'over-limit';
  const values = { count: -count.remaining, hangul: -count.remainingHangul, limit: limit.value };
  return [finding(level, key, { values, where: { field: 'text', start: count.overflowAt, end: text.length } })];
}

function checkTitle(profile: ChannelProfile<string>, title: string): Finding[] {
  const whole = { field: 'title', start: 0, end: title.length } as const;
  if (!profile.hasTitle) return title.trim() === '' ? [] : [finding('warning', 'title-unused', { where: whole })];
  if (title.trim() === '') return [finding('error', 'title-missing', { where: whole })];
  const length = Array.from(title).length;
  if (profile.titleMax === null || length <= profile.titleMax.value) return [];
  const limit = profile.titleMax.value;
  const start = Array.from(title).slice(0, limit).join('').length;
  return [finding(overLevel(profile.titleMax), 'title-too-long', { values: { count: length - limit, limit }, where: { ...whole, start } })];
}

const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+\S*$/iu;

function checkLink(profile: ChannelProfile<string>, link: string): Finding[] {
  if (link === '') return [];
  const where = { field: 'link', start: 0, end: link.length } as const;
  if (!profile.hasLink) return [finding('warning', 'link-unused', { where })];
  return WEB_ADDRESS.test(link) ? [] : [finding('error', 'link-invalid', { where })];
}

function checkFirstComment(profile: ChannelProfile<string>, comment: string): Finding[] {
  if (profile.hasFirstComment || comment.trim() === '') return [];
  return [finding('warning', 'first-comment-unused', { where: { field: 'firstComment', start: 0, end: comment.length } })];
}

function checkClickable(profile: ChannelProfile<string>, entities: ReturnType<ChannelProfile['entities']>): Finding[] {
  if (profile.linksClickable) return [];
  return entities
    .filter((entity) => entity.kind === 'url')
    .slice(0, 50)
    .map(({ start, end }) => finding('hint', 'link-not-clickable', { where: { field: 'text', start, end } }));
}
