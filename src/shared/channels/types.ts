import type { Purpose } from '../domain/purpose.ts';
import type { CheckKey } from '../i18n/en/checks.ts';
import type { MediaMend } from './media-mend.ts';

/**
 * How well a fact is known. `documented`: the platform's own page or code says so.
 * `secondary`: a vendor's or another tool's page says so. `low`: remembered, old or inferred;
 * a figure like that may warn, and never blocks. `workspace`: the newsroom has set the figure itself and says why.
 */
type Confidence = 'documented' | 'secondary' | 'low' | 'workspace';

/**
 * What one step of a channel's counter is. `weighted`: X's weights. `emoji-byte`: a code point, and for an emoji each
 * byte of its UTF-8. The others are what they are called.
 */
export type CountUnit = 'weighted' | 'grapheme' | 'code-point' | 'utf16' | 'utf8-byte' | 'emoji-byte';

export type FigureUnit = CountUnit | 'item' | 'byte' | 'pixel' | 'ratio' | 'percent' | 'second' | 'frame-per-second' | 'us-dollar';

/** Where and when something that others decide was read. */
interface Sourced {
  /** The address of a page, or of a file at a commit; empty only where there is nothing to read. */
  readonly source: string;
  /** The day on which it was read, as YYYY-MM-DD. */
  readonly checkedAt: string;
  readonly confidence: Confidence;
  /** What a reader of the figure should know besides; empty for nothing. */
  readonly note: string;
}

/** A number that somebody else decides and may change: never without where and when it was read. */
export interface Figure extends Sourced {
  readonly value: number;
  readonly unit: FigureUnit;
}

/** How a post gets onto the channel, by what the platform offers to programs. */
export interface Publishing extends Sourced {
  readonly way: 'api' | 'by-hand';
}

/** Who can amend a post in one way: a program, only a person on the channel itself, or nobody. */
export interface AmendWay extends Sourced {
  readonly by: 'api' | 'hand' | 'none';
}

/** What can be done about a post once it is out. */
export interface Amending {
  /** The post itself gets other words. `reach`: only its text can change, or all of it. */
  readonly edit: AmendWay & { readonly reach: 'text' | 'post' };
  /** The post stays, and another one under it, or beside it, corrects it. */
  readonly reply: AmendWay;
  readonly remove: AmendWay;
}

/** What a text costs on a channel. */
export interface Count {
  readonly used: number;
  /** Null where the channel has no limit of note; then `remaining`, `remainingHangul` and `overflowAt` are null as well. */
  readonly limit: number | null;
  /** Negative when over the limit. */
  readonly remaining: number | null;
  /** The unit of the limit that the text is closest to breaking: a channel with a second limit in bytes may answer in bytes. */
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

/** An entity of a composed text, before its characters are cut out of the text as it came. */
export type FoundEntity = Pick<Entity, 'kind' | 'start' | 'end'>;

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
  /** What one key does about it: other words in the text, or another choice or form of the media. */
  readonly fix: FindingFix | MediaMend | null;
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
export interface ImageRule {
  /** Width divided by height. */
  readonly ratioMin: Figure | null;
  readonly ratioMax: Figure | null;
  readonly bytesMax: Figure | null;
  /** Width in pixels. */
  readonly widthMin: Figure | null;
  readonly widthMax: Figure | null;
  /** Width times height. */
  readonly pixelsMax: Figure | null;
  /** How many moving pictures (GIF) a post takes: where there is such a figure, none beside another picture or a video. */
  readonly movingMax: Figure | null;
  /** Of a moving picture, where it differs. */
  readonly movingBytesMax: Figure | null;
  /** MIME types that the channel takes; null for any. */
  readonly types: readonly string[] | null;
}

/** What a channel asks of a video. */
export interface VideoRule {
  readonly itemsMax: Figure | null;
  readonly bytesMax: Figure | null;
  readonly secondsMin: Figure | null;
  readonly secondsMax: Figure | null;
  /** Width divided by height. */
  readonly ratioMin: Figure | null;
  readonly ratioMax: Figure | null;
  readonly framesMax: Figure | null;
  readonly types: readonly string[];
}

/**
 * How the words of a text become tags, mentions and links. `x`: twitter-text. `bluesky`: the AT Protocol's facets.
 * `mastodon`: its server's rules. `names`: addresses, tags and `@name` as Instagram and Threads have them. `handles`: `@handle`
 * as YouTube has it. `plain`: addresses and tags. `links`: addresses only.
 */
export type Grammar = 'x' | 'bluesky' | 'mastodon' | 'names' | 'handles' | 'plain' | 'links';

/** What one call to a paid interface costs. */
interface Price {
  readonly post: Figure;
  /** For a post with an address in its text. */
  readonly postWithLink: Figure;
}

/** A variety of a channel whose figures differ: another software behind it, another kind of account or post. */
export interface ChannelKind {
  readonly id: string;
  readonly name: { readonly ko: string; readonly en: string };
  /** By the figure's name, as `figuresOf` gives it; null takes a figure away. */
  readonly figures: Readonly<Record<string, Figure | null>>;
}

/** Everything the product knows of a channel, as data. `Id` is open so that a profile can be tried before it is registered. */
export interface ChannelData<Id extends string = string> {
  readonly id: Id;
  readonly name: { readonly ko: string; readonly en: string };
  /** Two letters (one for X) for tight places. */
  readonly badge: string;
  /** Headings, bold, lists, quotes, links and pictures in the text; else plain text. */
  readonly richText: boolean;
  readonly hasTitle: boolean;
  readonly hasFirstComment: boolean;
  /** Posts can answer one another as one thread of the same author. */
  readonly hasThread: boolean;
  /** Takes one link apart from the text and shows a card of it. */
  readonly hasLink: boolean;
  /** An address in the text can be clicked by a reader. */
  readonly linksClickable: boolean;
  /** Refuses a text that the account has posted before. */
  readonly refusesRepeats: boolean;
  /** Characters that the channel refuses in the title and in the text. */
  readonly refusedCharacters: string;
  readonly mediaRequired: boolean;
  /** How many pictures a post takes. */
  readonly mediaMax: Figure | null;
  /** Whether pictures and a video may stand in one post. */
  readonly mixesMedia: boolean;
  readonly image: ImageRule;
  /** Null where the channel takes no video, or nothing is known of it. */
  readonly video: VideoRule | null;
  /** Whether what describes a picture is sent along. */
  readonly sendsAlt: boolean;
  readonly altMax: Figure | null;
  readonly titleMax: Figure | null;
  readonly unit: CountUnit;
  readonly limit: Figure | null;
  /** A second limit, in bytes of UTF-8, on the same text. */
  readonly byteLimit: Figure | null;
  /** What every address costs, whatever its length; null where its characters count. Needs `weighted` or `grapheme`. */
  readonly urlCost: Figure | null;
  /** The domain of `@user@domain` costs nothing. */
  readonly freeMentionDomain: boolean;
  /** Where readers see “more”: how much is shown before it. */
  readonly foldPoint: Figure | null;
  /** More than this is refused. */
  readonly hashtagMax: Figure | null;
  /** More than this costs reach or is about to be refused. */
  readonly hashtagAdvised: Figure | null;
  /** So many become links; the others stay plain text. */
  readonly hashtagLinked: Figure | null;
  readonly mentionMax: Figure | null;
  /** Different addresses in one post. */
  readonly linkMax: Figure | null;
  readonly firstCommentMax: Figure | null;
  readonly grammar: Grammar;
  readonly lineBreakRule: LineBreakRule;
  readonly connector: ConnectorClass;
  readonly publishing: Publishing;
  readonly amending: Amending;
  readonly price: Price | null;
  /** Where a person posts by hand on the channel itself; empty where each account has an address of its own. */
  readonly postUrl: string;
  readonly kinds: readonly ChannelKind[];
  readonly advice: ChannelAdvice;
}

/** A channel's data and what follows from it. Made by `channel` (build.ts), never by hand, so that both always agree. */
export interface ChannelProfile<Id extends string = string> extends ChannelData<Id> {
  /** Counts as the channel does; of a thread (thread-posts.ts) the post with the least room. Takes any string; composed and decomposed forms cost the same. */
  readonly count: (text: string) => Count;
  /** In order of place, never overlapping. */
  readonly entities: (text: string) => readonly Entity[];
  /** UTF-16 index at which a reader's view is cut, at a grapheme boundary; null when all is shown. */
  readonly fold: (text: string) => number | null;
}
