import { composed, type Composed } from '../language/composed.ts';
import { graphemeStart } from '../language/graphemes.ts';
import type { TextRange } from '../language/ranges.ts';
import { findHashtags, findUrls, outside } from '../language/text-entities.ts';
import { findBlueskyEntities } from './bluesky-facets.ts';
import { findMastodonEntities } from './mastodon-text.ts';
import { entitiesOfX } from './twitter-text.ts';
import type { Entity, FoundEntity, Grammar } from './types.ts';

/** Up to 30 letters, digits, dots and underscores; no dot at either end (Instagram and Threads). */
const NAME = /(?<![\p{L}\p{N}_.@])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?/gu;
/** 3 to 30 letters or digits of any script, dots, hyphens, underscores and middle dots (YouTube's handles). */
const HANDLE = /(?<![\p{L}\p{N}_.@])@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_.·-]{1,28}[\p{L}\p{M}\p{N}])/gu;

/** Tags, mentions and addresses of a text by a channel's grammar: in order of place, never overlapping, at places of the text as it came. */
export function findEntities(given: string, grammar: Grammar): readonly Entity[] {
  switch (grammar) {
    case 'x':
      return entitiesOfX(given);
    case 'bluesky':
      return placed(given, (text) => findBlueskyEntities(text).flatMap((found) => wholeCharacters(text, found)));
    case 'mastodon':
      return placed(given, findMastodonEntities);
    case 'names':
      return placed(given, (text) => plain(text, NAME));
    case 'handles':
      return placed(given, (text) => plain(text, HANDLE));
    case 'plain':
      return placed(given, (text) => plain(text, null));
    case 'links':
      return placed(given, (text) => findUrls(text).map(({ start, end }) => ({ kind: 'url', start, end })));
  }
}

/** Bluesky ends a tag at a joiner, inside an emoji; no reader sees half of one, so the tag is shown to end before it. */
function wholeCharacters(text: string, { kind, start, end }: FoundEntity): FoundEntity[] {
  const whole = graphemeStart(text, end);
  return whole > start + 1 ? [{ kind, start, end: whole }] : [];
}

function placed(given: string, find: (text: string) => readonly FoundEntity[]): Entity[] {
  const whole = composed(given);
  return find(whole.text).map((found) => entityIn(given, whole, found));
}

function entityIn(given: string, { toGiven }: Composed, { kind, start, end }: FoundEntity): Entity {
  const from = toGiven(start);
  const to = toGiven(end);
  return { kind, start: from, end: to, text: given.slice(from, to) };
}

/** For a channel without a published grammar. `mention` is a global expression; it must not look for more than one token. */
function plain(text: string, mention: RegExp | null): FoundEntity[] {
  const urls = findUrls(text);
  const hashtags = outside(findHashtags(text), urls);
  const mentions = mention === null ? [] : outside(matches(text, mention), urls);
  const as = (kind: Entity['kind']) => ({ start, end }: TextRange): FoundEntity => ({ kind, start, end });
  return [...urls.map(as('url')), ...hashtags.map(as('hashtag')), ...mentions.map(as('mention'))].toSorted((a, b) => a.start - b.start);
}

function matches(text: string, pattern: RegExp): TextRange[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}
