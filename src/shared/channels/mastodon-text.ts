import { findUrls, outside } from '../language/text-entities.ts';
import type { FoundEntity } from './types.ts';

/**
 * Mastodon's own reading of a text. Rules: mastodon/mastodon app/validators/status_length_validator.rb (an http(s)
 * address is 23 characters, `@user@domain` costs `@user`, the rest by grapheme), app/models/concerns/tag/naming.rb,
 * app/models/account.rb. An address without its protocol is plain text to it.
 */
const MENTION = /(?<![=/\p{L}\p{M}\p{N}\p{Pc}])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[\p{L}\p{M}\p{N}\p{Pc}]+(?:[.-]+[\p{L}\p{M}\p{N}\p{Pc}]+)*)?/giu;
const TAG = /(?<=^|\s)[#＃]([\p{L}\p{M}\p{N}\p{Pc}][\p{L}\p{M}\p{N}\p{Pc}·・\u200c]*)/gu;
const SAYS_SOMETHING = /[\p{L}\p{M}_·・\u200c]/u;
const FINAL_SEPARATORS = /[·・\u200c]+$/u;

/** Mentions, tags and addresses of a composed text. */
export function findMastodonEntities(text: string): FoundEntity[] {
  const urls = findUrls(text);
  const mentions = outside(rangesOf(text, MENTION), urls);
  const tags = outside(findTags(text), urls);
  return [
    ...urls.map(({ start, end }): FoundEntity => ({ kind: 'url', start, end })),
    ...mentions.map(({ start, end }): FoundEntity => ({ kind: 'mention', start, end })),
    ...tags.map(({ start, end }): FoundEntity => ({ kind: 'hashtag', start, end })),
  ].toSorted((a, b) => a.start - b.start);
}

function findTags(text: string): { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(TAG)).flatMap((match) => {
    const tag = (match[1] ?? '').replace(FINAL_SEPARATORS, '');
    return SAYS_SOMETHING.test(tag) ? [{ start: match.index, end: match.index + 1 + tag.length }] : [];
  });
}

function rangesOf(text: string, pattern: RegExp): { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}
