import { composed } from '../language/composed.ts';
import { graphemes } from '../language/graphemes.ts';
import { fixedCosts, withoutDomain } from './build.ts';
import { type FixedCost, isEmoji, measure } from './counting.ts';
import { findEntities } from './entities.ts';
import { weightOf } from './twitter-text.ts';
import type { ChannelProfile, Figure } from './types.ts';

/**
 * Why a piece of text costs what it does. `plain`: one step each. `hangul`, `emoji`, `sign`: more than one step each, as a
 * syllable, an emoji, or another sign (`…`, full-width, an accent in bytes). `url`: a price of its own, whatever its length.
 * `mention`: its domain costs nothing.
 */
export type CostReason = 'plain' | 'hangul' | 'emoji' | 'sign' | 'url' | 'mention';

/** A stretch of the text and its price. `start` and `end` are UTF-16 offsets in the given text, `end` exclusive. */
export interface Cost {
  readonly start: number;
  readonly end: number;
  readonly reason: CostReason;
  readonly cost: number;
  /** What each of the alike characters in it costs; null for what is paid as a whole. */
  readonly each: number | null;
}

const HANGUL = /^[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/u;

/**
 * What each thing in a text costs on a channel, in order and without gaps: the costs add up to what `count` says is used (in the
 * channel's main unit). Neighbours of one reason and one price are one stretch.
 */
export function costsOf(profile: ChannelProfile, given: string): Cost[] {
  const { text, toGiven } = composed(given);
  const costs: Cost[] = [];
  let from = 0;
  for (const span of spansOf(profile, text)) {
    addCharacters(costs, profile, text.slice(from, span.start), from);
    costs.push({ start: span.start, end: span.end, reason: text.charAt(span.start) === '@' || text.charAt(span.start) === '＠' ? 'mention' : 'url', cost: span.cost, each: null });
    from = span.end;
  }
  addCharacters(costs, profile, text.slice(from), from);
  return text === given ? costs : costs.map((cost) => ({ ...cost, start: toGiven(cost.start), end: toGiven(cost.end) }));
}

/** What has a price of its own. X's package prices an address as it is, bracketed or not; of a mention only one that is cheaper is told. */
function spansOf(profile: ChannelProfile, text: string): readonly FixedCost[] {
  if (profile.unit === 'weighted') {
    const cost = profile.urlCost?.value ?? 0;
    return findEntities(text, profile.grammar).flatMap(({ kind, start, end }) => (kind === 'url' ? [{ start, end, cost }] : []));
  }
  return fixedCosts(profile, text).filter(({ start, end }) => text.charAt(start) !== '@' || withoutDomain(text.slice(start, end)).length < end - start);
}

function addCharacters(costs: Cost[], profile: ChannelProfile, text: string, offset: number): void {
  let index = offset;
  for (const grapheme of graphemes(text)) {
    const cost = profile.unit === 'weighted' ? weightOf(grapheme) : measure(grapheme, profile.unit);
    const reason = reasonOf(grapheme, cost);
    const last = costs.at(-1);
    if (last !== undefined && last.end === index && last.reason === reason && last.each === cost) costs[costs.length - 1] = { ...last, end: index + grapheme.length, cost: last.cost + cost };
    else costs.push({ start: index, end: index + grapheme.length, reason, cost, each: cost });
    index += grapheme.length;
  }
}

function reasonOf(grapheme: string, cost: number): CostReason {
  if (cost <= 1) return 'plain';
  if (HANGUL.test(grapheme)) return 'hangul';
  return isEmoji(grapheme) ? 'emoji' : 'sign';
}

/** The price of a post by the interface, and what it would be without (or with) an address in it. */
export interface PostPrice {
  /** In US dollars. */
  readonly price: Figure;
  readonly hasLink: boolean;
  /** What the address costs: the difference, in US dollars, whether or not there is one. */
  readonly linkDifference: number;
}

/** What sending a text costs in money; null on a channel whose interface is free, or that has none. */
export function priceOf(profile: ChannelProfile, text: string): PostPrice | null {
  if (profile.price === null) return null;
  const { post, postWithLink } = profile.price;
  const hasLink = profile.entities(text).some(({ kind }) => kind === 'url');
  // In tenths of a cent, so that no rounding of binary fractions shows.
  const linkDifference = Math.round((postWithLink.value - post.value) * 1_000) / 1_000;
  return { price: hasLink ? postWithLink : post, hasLink, linkDifference };
}
