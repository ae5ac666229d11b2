import type { ChannelId } from '../domain/ids.ts';
import type { Purpose } from '../domain/content.ts';
import type { CheckKey } from '../i18n/en/checks.ts';

/**
 * How well a figure is known. `documented`: the platform's own page or code says so.
 * `secondary`: a vendor's or another tool's page says so. `low`: remembered, old or inferred;
 * a figure like that may warn, and never blocks.
 */
type Confidence = 'documented' | 'secondary' | 'low';

/** What one step of a channel's counter is. */
export type CountUnit = 'weighted' | 'grapheme' | 'code-point' | 'utf16';

export type FigureUnit = CountUnit | 'item' | 'byte' | 'ratio' | 'percent';

/** A number that somebody else decides and may change: never without where and when it was read. */
export interface Figure {
  readonly value: number;
  readonly unit: FigureUnit;
  /** A page, or a file at a commit, that says so. */
  readonly source: string;
  /** The day on which it was read, as YYYY-MM-DD. */
  readonly checkedAt: string;
  readonly confidence: Confidence;
}

/** What a text costs on a channel. */
export interface Count {
  readonly used: number;
  /** Null where the channel has no limit of note; then `remaining`, `remainingHangul` and `overflowAt` are null as well. */
  readonly limit: number | null;
  /** Negative when over the limit. */
  readonly remaining: number | null;
  readonly unit: CountUnit;
  /** How many more Hangul syllables fit: `remaining` divided by what one costs, rounded down (so −1 weighted is −1). */
  readonly remainingHangul: number | null;
  /** UTF-16 index in the given text of the first character that does not fit, at a grapheme boundary; null when all fits. */
  readonly overflowAt: number | null;
}

/** A part of a text that the channel turns into a link. `start` and `end` are UTF-16 offsets in the given text, `end` exclusive. */
export interface Entity {
  readonly kind: 'hashtag' | 'mention' | 'url';
  readonly start: number;
  readonly end: number;
  /** The characters as written, with the leading # or @. */
  readonly text: string;
}

export type FindingLevel = 'error' | 'warning' | 'hint';

type FindingField = 'text' | 'title' | 'link' | 'firstComment';

export type FindingPlace =
  | { readonly field: FindingField; readonly start: number; readonly end: number }
  | { readonly field: 'media'; readonly index: number };

/** Replaces a range of the plain text. */
export interface FindingFix {
  readonly kind: 'replace';
  readonly field: 'text';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Finding {
  /** Distinct within one run of the checks, and the same in the next run while the text stays. */
  readonly id: string;
  readonly level: FindingLevel;
  /** A key of the `checks` namespace; `values` are what it interpolates (`count` selects the plural). */
  readonly key: CheckKey;
  readonly values: Readonly<Record<string, string | number>>;
  readonly where: FindingPlace | null;
  readonly fix: FindingFix | null;
}

/** What is done with the line breaks of a text: kept as they are, or made into paragraphs. */
type LineBreakRule = 'kept' | 'paragraphs';

/**
 * What a channel allows against posting twice. `native-key`: a repeated call with the same key
 * has no second effect. `listable`: the account's own posts can be looked through before a retry.
 * `at-most-once`: neither, so an uncertain end goes to a person. `by-hand`: a person posts.
 */
export type ConnectorClass = 'native-key' | 'listable' | 'at-most-once' | 'by-hand';

/** A rate that was measured on a channel, in percent of what that source divided by. */
export interface MeasuredRate {
  readonly rate: 'sharing' | 'sympathy' | 'comment';
  readonly percent: number;
  readonly source: RateSource;
}

export interface RateSource {
  readonly publisher: string;
  readonly title: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** How well a channel suits a purpose: 3 what it is best at, 2 well, 1 possible, 0 not a use for it. */
export type Fit = 0 | 1 | 2 | 3;

interface ChannelAdvice {
  readonly fit: Readonly<Record<Purpose, Fit>>;
  /** Why, for all purposes but those named in `reasonFor`. */
  readonly reason: CheckKey;
  readonly reasonFor: Readonly<Partial<Record<Purpose, CheckKey>>>;
  /** What changes for a kind of content, where something was measured. */
  readonly reasonForKind: { readonly administration: CheckKey | null; readonly nonAdministration: CheckKey | null };
  readonly measured: readonly MeasuredRate[];
}

/** What a channel asks of a picture. Null where it asks nothing of note. */
interface ImageRule {
  /** Width divided by height. */
  readonly ratioMin: Figure | null;
  readonly ratioMax: Figure | null;
  readonly bytesMax: Figure | null;
  /** MIME types that the channel takes; null for any. */
  readonly types: readonly string[] | null;
}

/** Everything the product knows of a channel. `Id` is open so that a profile can be tried before its id joins the domain. */
export interface ChannelProfile<Id extends string = ChannelId> {
  readonly id: Id;
  readonly name: { readonly ko: string; readonly en: string };
  /** Two letters (one for X) for tight places. */
  readonly badge: string;
  /** Headings, bold, lists, quotes, links and pictures in the text; else plain text. */
  readonly richText: boolean;
  readonly hasTitle: boolean;
  readonly hasFirstComment: boolean;
  /** Takes one link apart from the text and shows a card of it. */
  readonly hasLink: boolean;
  /** An address in the text can be clicked by a reader. */
  readonly linksClickable: boolean;
  readonly mediaRequired: boolean;
  readonly mediaMax: Figure;
  readonly image: ImageRule;
  readonly altMax: Figure | null;
  readonly titleMax: Figure | null;
  readonly limit: Figure | null;
  /** Where readers see “more”: how much is shown before it. */
  readonly foldPoint: Figure | null;
  /** More than this is refused. */
  readonly hashtagMax: Figure | null;
  /** More than this costs reach or is about to be refused. */
  readonly hashtagAdvised: Figure | null;
  readonly mentionMax: Figure | null;
  readonly lineBreakRule: LineBreakRule;
  readonly connector: ConnectorClass;
  /** Where a person posts by hand on the channel itself; empty where each account has an address of its own. */
  readonly postUrl: string;
  readonly advice: ChannelAdvice;
  /** Counts as the channel does. Takes any string; composed and decomposed forms cost the same. */
  readonly count: (text: string) => Count;
  /** In order of place, never overlapping. */
  readonly entities: (text: string) => readonly Entity[];
  /** UTF-16 index at which a reader's view is cut, at a grapheme boundary; null when all is shown. */
  readonly fold: (text: string) => number | null;
}
