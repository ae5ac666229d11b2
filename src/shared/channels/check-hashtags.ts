import { splitParticle } from '../language/particles.ts';
import { findHashtags, outside } from '../language/text-entities.ts';
import { finding, MAX_OF_A_KIND, overLevel, replace } from './findings.ts';
import type { ChannelProfile, Entity, Finding } from './types.ts';

/** A tag written straight after a word: `안녕#붙임`. X and its like read it as plain text. */
const GLUED = /(?<=[\p{L}\p{N}_])[#＃](?=[\p{L}\p{M}\p{N}_·]*\p{L})[\p{L}\p{M}\p{N}_·]+/gu;
/** A tag of digits only: `#2026`. */
const DIGITS = /(?<![\p{L}\p{M}\p{N}_&#＃/])[#＃][\p{N}_]+(?![\p{L}\p{M}\p{N}_·])/gu;
/** More text on the line after a tag, and not a tag: the tag stands in a sentence. */
const SENTENCE_GOES_ON = /^[ \t]+[^\s#＃]/u;

/** Hashtags: too many, or not what the writer takes them for. Titles and texts of a blog are left alone. */
export function checkHashtags(profile: ChannelProfile, text: string, firstComment: string, entities: readonly Entity[]): Finding[] {
  if (profile.richText) return [];
  const tags = entities.filter((entity) => entity.kind === 'hashtag');
  const urls = entities.filter((entity) => entity.kind === 'url');
  const inComment = profile.hasFirstComment ? findHashtags(firstComment).length : 0;
  return [...checkNumber(profile, tags, inComment), ...checkGlued(text, urls), ...checkDigits(text, urls), ...checkParticles(text, tags)];
}

/** The channel counts the first comment's tags with the text's, so both are counted here. */
function checkNumber({ hashtagMax, hashtagAdvised, hashtagLinked }: ChannelProfile, tags: readonly Entity[], inComment: number): Finding[] {
  const used = tags.length + inComment;
  if (hashtagMax !== null && used > hashtagMax.value) {
    const limit = hashtagMax.value;
    return [finding(overLevel(hashtagMax), 'hashtags-too-many', { values: { count: used - limit, limit, used }, ...placeOf(tags[limit] ?? tags.at(-1)) })];
  }
  if (hashtagAdvised !== null && used > hashtagAdvised.value) {
    const limit = hashtagAdvised.value;
    return [finding('warning', 'hashtags-advised', { values: { count: used - limit, limit, used }, ...placeOf(tags[limit] ?? tags.at(-1)) })];
  }
  if (hashtagLinked !== null && tags.length > hashtagLinked.value) {
    const limit = hashtagLinked.value;
    return [finding('hint', 'hashtags-unlinked', { values: { limit, used: tags.length }, ...placeOf(tags[limit]) })];
  }
  return [];
}

function placeOf(entity: Entity | undefined): { readonly where?: { readonly field: 'text'; readonly start: number; readonly end: number } } {
  return entity === undefined ? {} : { where: { field: 'text', start: entity.start, end: entity.end } };
}

function checkGlued(text: string, urls: readonly Entity[]): Finding[] {
  const found = Array.from(text.matchAll(GLUED), (match) => ({ start: match.index, end: match.index + match[0].length }));
  return outside(found, urls)
    .slice(0, MAX_OF_A_KIND)
    .map(({ start, end }) => {
      const tag = text.slice(start, end);
      return finding('warning', 'hashtag-glued', { values: { tag }, where: { field: 'text', start, end }, fix: replace(start, end, ` ${tag}`) });
    });
}

function checkDigits(text: string, urls: readonly Entity[]): Finding[] {
  const found = Array.from(text.matchAll(DIGITS), (match) => ({ start: match.index, end: match.index + match[0].length }));
  return outside(found, urls)
    .slice(0, MAX_OF_A_KIND)
    .map(({ start, end }) => finding('hint', 'hashtag-digits', { values: { tag: text.slice(start, end) }, where: { field: 'text', start, end } }));
}

/**
 * `#서울시장이 밝혔다`: the particle becomes part of the tag. Told only of a tag inside a sentence, as a tag in a row of
 * tags (`#가을 #나들이`) rarely carries one; still a guess, so a hint.
 */
function checkParticles(text: string, tags: readonly Entity[]): Finding[] {
  return tags
    .filter((tag) => SENTENCE_GOES_ON.test(text.slice(tag.end, tag.end + 40)))
    .flatMap((tag) => {
      const split = splitParticle(tag.text.slice(1));
      return split === null ? [] : [{ tag, ...split }];
    })
    .slice(0, MAX_OF_A_KIND)
    .map(({ tag, stem, particle }) =>
      finding('hint', 'hashtag-particle', {
        values: { tag: tag.text, particle },
        where: { field: 'text', start: tag.start, end: tag.end },
        fix: replace(tag.start, tag.end, `${tag.text.charAt(0)}${stem} ${particle}`),
      }),
    );
}

/** More people named than the channel allows. */
export function checkMentions(profile: ChannelProfile, entities: readonly Entity[]): Finding[] {
  const mentions = entities.filter((entity) => entity.kind === 'mention');
  if (profile.mentionMax === null || mentions.length <= profile.mentionMax.value) return [];
  const limit = profile.mentionMax.value;
  return [finding(overLevel(profile.mentionMax), 'mentions-too-many', { values: { count: mentions.length - limit, limit }, ...placeOf(mentions[limit]) })];
}
