import type { VariantContent } from '../domain/content.ts';
import { checkCharacters } from './check-characters.ts';
import { checkHashtags, checkMentions } from './check-hashtags.ts';
import { checkVariables } from './check-variables.ts';
import { checkMedia, type MediaFacts } from './check-media.ts';
import type { CheckKey } from '../i18n/en/checks.ts';
import { countPlain, isPlainUnit } from './counting.ts';
import { finding, MAX_OF_A_KIND, overLevel, replace } from './findings.ts';
import { wrongWeekdays } from '../language/facts/weekdays.ts';
import { channelProfile } from './registry.ts';
import { postsOf } from './thread-posts.ts';
import { countWeighted } from './twitter-text.ts';
import type { ChannelProfile, Count, CountUnit, Entity, Figure, Finding } from './types.ts';

export interface CheckInput {
  readonly content: VariantContent;
  /** `plainText` of the content's blocks: what every offset refers to. */
  readonly text: string;
  /** What is known of the pictures' bytes, in any order. A picture that is not among them is not judged by size or shape. */
  readonly media: readonly MediaFacts[];
  /** When the text was last written (ISO 8601), for the year of dates that have none; without it weekdays are not judged. */
  readonly written?: string;
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
export function checkWithProfile(profile: ChannelProfile, { content, text, media, written }: CheckInput): Finding[] {
  const entities = profile.entities(text);
  return [
    ...checkEmpty(profile, content, text),
    ...checkLength(profile, text),
    ...checkTitle(profile, content.title),
    ...checkLinks(profile, entities),
    ...checkLink(profile, content.link),
    ...checkFirstComment(profile, content.firstComment),
    ...[...checkClickable(profile, entities), ...checkHashtags(profile, text, content.firstComment, entities), ...checkMentions(profile, entities), ...checkRefused(profile, text), ...checkCharacters(text), ...checkWeekdays(text, content.language, written)].toSorted(byPlace),
    ...checkVariables(content, text),
    ...checkMedia(profile, content, media),
  ];
}

/** A weekday that its date does not have: one of the two is wrong, and the date is the likelier to be right. */
function checkWeekdays(text: string, language: VariantContent['language'], written: string | undefined): Finding[] {
  if (written === undefined) return [];
  return wrongWeekdays(text, language, written)
    .slice(0, MAX_OF_A_KIND)
    .map(({ start, end, text: date, year, right }) => finding('warning', 'weekday-wrong', { values: { text: date, year }, where: { field: 'text', start, end }, fix: replace(start, end, right) }));
}

function byPlace(a: Finding, b: Finding): number {
  return startOf(a) - startOf(b);
}

function startOf({ where }: Finding): number {
  return where === null || where.field === 'media' ? 0 : where.start;
}

function checkEmpty(profile: ChannelProfile, content: VariantContent, text: string): Finding[] {
  if (text.trim() !== '') return [];
  const hasPicture = content.media.length > 0 || content.blocks.some((block) => block.type === 'image');
  const hasLink = profile.hasLink && content.link !== '';
  if (hasPicture || hasLink) return [finding('hint', 'text-empty')];
  return [finding('error', 'empty')];
}

function checkLength(profile: ChannelProfile, text: string): Finding[] {
  // Each post of a thread on its own, so that every one that is too long can be gone to.
  const posts = profile.hasThread ? postsOf(text) : [{ start: 0, end: text.length }];
  return posts.slice(0, MAX_OF_A_KIND).flatMap(({ start, end }) => checkPostLength(profile, text.slice(start, end), start));
}

function checkPostLength(profile: ChannelProfile, text: string, offset: number): Finding[] {
  const count = profile.count(text);
  // The second limit, in bytes, answers only where the first is kept.
  const limit = count.unit === profile.unit ? profile.limit : profile.byteLimit;
  if (limit === null || count.remaining === null || count.remainingHangul === null || count.overflowAt === null) return [];
  const level = overLevel(limit);
  const key = level === 'warning' ? 'over-limit-uncertain' : keyOfUnit(count.unit);
  const values = { count: -count.remaining, hangul: -count.remainingHangul, limit: limit.value };
  return [finding(level, key, { values, where: { field: 'text', start: offset + count.overflowAt, end: offset + text.length } })];
}

function keyOfUnit(unit: CountUnit): CheckKey {
  switch (unit) {
    case 'weighted':
      return 'over-limit-weighted';
    case 'utf8-byte':
      return 'over-limit-bytes';
    case 'grapheme':
    case 'code-point':
    case 'utf16':
    case 'emoji-byte':
      return 'over-limit';
  }
}

/** More different addresses than one post takes. */
function checkLinks({ linkMax }: ChannelProfile, entities: readonly Entity[]): Finding[] {
  if (linkMax === null) return [];
  const seen = new Set<string>();
  for (const { kind, text, start, end } of entities) {
    if (kind !== 'url') continue;
    seen.add(text);
    if (seen.size <= linkMax.value) continue;
    const different = new Set(entities.filter((entity) => entity.kind === 'url').map((entity) => entity.text)).size;
    return [finding(overLevel(linkMax), 'links-too-many', { values: { count: different - linkMax.value, limit: linkMax.value }, where: { field: 'text', start, end } })];
  }
  return [];
}

/** Characters that the channel does not take at all. */
function checkRefused({ refusedCharacters }: ChannelProfile, text: string): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; refusedCharacters !== '' && index < text.length && found.length < MAX_OF_A_KIND; index += 1) {
    const character = text.charAt(index);
    if (refusedCharacters.includes(character)) found.push(finding('error', 'character-refused', { values: { character }, where: { field: 'text', start: index, end: index + 1 } }));
  }
  return found;
}

function checkTitle(profile: ChannelProfile, title: string): Finding[] {
  const whole = { field: 'title', start: 0, end: title.length } as const;
  if (!profile.hasTitle) return title.trim() === '' ? [] : [finding('warning', 'title-unused', { where: whole })];
  if (title.trim() === '') return [finding('error', 'title-missing', { where: whole })];
  return [...checkTitleCharacters(profile, title), ...checkTitleLength(profile, title)];
}

function checkTitleCharacters({ refusedCharacters }: ChannelProfile, title: string): Finding[] {
  const start = Array.from(title).findIndex((character) => refusedCharacters.includes(character));
  if (start === -1) return [];
  const character = Array.from(title)[start] ?? '';
  const at = title.indexOf(character);
  return [finding('error', 'title-character-refused', { values: { character }, where: { field: 'title', start: at, end: at + 1 } })];
}

function checkTitleLength({ titleMax }: ChannelProfile, title: string): Finding[] {
  if (titleMax === null) return [];
  const { used, limit, overflowAt } = countField(title, titleMax);
  if (limit === null || overflowAt === null) return [];
  return [finding(overLevel(titleMax), 'title-too-long', { values: { count: used - limit, limit }, where: { field: 'title', start: overflowAt, end: title.length } })];
}

const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+\S*$/iu;

function checkLink(profile: ChannelProfile, link: string): Finding[] {
  if (link === '') return [];
  const where = { field: 'link', start: 0, end: link.length } as const;
  if (!profile.hasLink) return [finding('warning', 'link-unused', { where })];
  return WEB_ADDRESS.test(link) ? [] : [finding('error', 'link-invalid', { where })];
}

function checkFirstComment(profile: ChannelProfile, comment: string): Finding[] {
  if (comment.trim() === '') return [];
  if (!profile.hasFirstComment) return [finding('warning', 'first-comment-unused', { where: { field: 'firstComment', start: 0, end: comment.length } })];
  if (profile.firstCommentMax === null) return [];
  const { used, limit, overflowAt } = countField(comment, profile.firstCommentMax);
  if (limit === null || overflowAt === null) return [];
  return [finding(overLevel(profile.firstCommentMax), 'first-comment-too-long', { values: { count: used - limit, limit }, where: { field: 'firstComment', start: overflowAt, end: comment.length } })];
}

/** A title's or a comment's own count, in the unit of its figure. */
function countField(text: string, figure: Figure): Count {
  if (figure.unit === 'weighted') return countWeighted(text, figure.value);
  if (isPlainUnit(figure.unit)) return countPlain(text, figure.unit, figure);
  throw new Error(`A text is not counted in ${figure.unit}`);
}

function checkClickable(profile: ChannelProfile, entities: ReturnType<ChannelProfile['entities']>): Finding[] {
  if (profile.linksClickable) return [];
  return entities
    .filter((entity) => entity.kind === 'url')
    .slice(0, 50)
    .map(({ start, end }) => finding('hint', 'link-not-clickable', { where: { field: 'text', start, end } }));
}
