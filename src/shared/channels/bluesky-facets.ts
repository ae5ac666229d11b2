import { composed } from '../language/composed.ts';
import { countGraphemes } from '../language/graphemes.ts';
import { utf8Length } from './counting.ts';
import { isKnownDomain } from './domains.ts';
import type { FoundEntity } from './types.ts';

/**
 * What Bluesky's own apps make of a text: mentions, links and tags as facets with places in UTF-8 bytes.
 * Rules: bluesky-social/atproto packages/api/src/rich-text (detection and util), lexicon app.bsky.richtext.facet
 * (a tag has at most 64 graphemes and 640 bytes).
 */
const MENTION = /(?<=^|[\s(])@[a-zA-Z0-9.-]+\b/gu;
const LINK = /(?<=^|[\s(])(?:https?:\/\/\S+|[a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+\S*)/gu;
const BARE_DOMAIN = /^[a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+/u;
/** Not a tag's: spaces and signs of no width. U+20E2 is the platform's own list's. */
const TAG = /(?<=^|\s)[#＃](?!\ufe0f)([^\u20e2\s\u00ad\u2060\u200a-\u200d]+)/gu;
const SAYS_SOMETHING = /[^\d\s\p{P}]/u;
const FINAL_PUNCTUATION = /\p{P}+$/u;
const TAG_GRAPHEMES = 64;
const TAG_BYTES = 640;

/** One facet of a post's record. `value` is the handle, the tag or the address; a handle has still to be resolved to a DID. */
export interface Facet {
  readonly kind: 'mention' | 'link' | 'tag';
  readonly byteStart: number;
  /** Exclusive. */
  readonly byteEnd: number;
  readonly value: string;
}

/** The facets of a text in order, for the composed form (NFC), which is what is published. */
export function facetsOf(given: string): Facet[] {
  const { text } = composed(given);
  let bytes = 0;
  let from = 0;
  return findBlueskyEntities(text).map(({ kind, start, end }) => {
    const written = text.slice(start, end);
    const byteStart = bytes + utf8Length(text.slice(from, start));
    const byteEnd = byteStart + utf8Length(written);
    bytes = byteEnd;
    from = end;
    switch (kind) {
      case 'mention':
        return { kind: 'mention', byteStart, byteEnd, value: written.slice(1) };
      case 'hashtag':
        return { kind: 'tag', byteStart, byteEnd, value: written.slice(1) };
      case 'url':
        return { kind: 'link', byteStart, byteEnd, value: /^https?:\/\//iu.test(written) ? written : `https://${written}` };
    }
  });
}

/** Mentions, tags and addresses of a composed text; of two that overlap the earlier stays. */
export function findBlueskyEntities(text: string): FoundEntity[] {
  const found = [...findMentions(text), ...findLinks(text), ...findTags(text)].toSorted((a, b) => a.start - b.start);
  const kept: FoundEntity[] = [];
  for (const next of found) {
    if (next.start >= (kept.at(-1)?.end ?? 0)) kept.push(next);
  }
  return kept;
}

function findMentions(text: string): FoundEntity[] {
  return Array.from(text.matchAll(MENTION)).flatMap((match) => {
    const handle = match[0].slice(1);
    if (!isKnownDomain(handle) && !handle.endsWith('.test')) return [];
    return [{ kind: 'mention', start: match.index, end: match.index + match[0].length }];
  });
}

function findLinks(text: string): FoundEntity[] {
  return Array.from(text.matchAll(LINK)).flatMap((match) => {
    const bare = BARE_DOMAIN.exec(match[0]);
    if (bare !== null && !isKnownDomain(bare[0])) return [];
    let url = match[0];
    if (/[.,;:!?]$/u.test(url)) url = url.slice(0, -1);
    if (url.endsWith(')') && !url.includes('(')) url = url.slice(0, -1);
    return [{ kind: 'url', start: match.index, end: match.index + url.length }];
  });
}

function findTags(text: string): FoundEntity[] {
  return Array.from(text.matchAll(TAG)).flatMap((match) => {
    const tag = (match[1] ?? '').replace(FINAL_PUNCTUATION, '');
    if (!SAYS_SOMETHING.test(tag) || countGraphemes(tag) > TAG_GRAPHEMES || utf8Length(tag) > TAG_BYTES) return [];
    return [{ kind: 'hashtag', start: match.index, end: match.index + 1 + tag.length }];
  });
}
