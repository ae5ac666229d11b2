import { composed } from '../language/composed.ts';
import type { TextRange } from '../language/ranges.ts';
import { findHashtags, findUrls, outside } from '../language/text-entities.ts';
import type { Entity } from './types.ts';

/**
 * Addresses, hashtags and (where `mention` is given) mentions of a channel without a published grammar.
 * `mention` is a global expression; it must not look for more than one token.
 */
export function plainEntities(given: string, mention: RegExp | null): Entity[] {
  const { text, toGiven } = composed(given);
  const urls = findUrls(text);
  const hashtags = outside(findHashtags(text), urls);
  const mentions = mention === null ? [] : outside(matches(text, mention), urls);
  const place = (kind: Entity['kind']) => (range: TextRange): Entity => {
    const start = toGiven(range.start);
    const end = toGiven(range.end);
    return { kind, start, end, text: given.slice(start, end) };
  };
  return [...urls.map(place('url')), ...hashtags.map(place('hashtag')), ...mentions.map(place('mention'))].toSorted((a, b) => a.start - b.start);
}

function matches(text: string, pattern: RegExp): TextRange[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}
