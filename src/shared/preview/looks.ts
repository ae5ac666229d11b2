import { PAGES, secondary, uncertain } from '../channels/sources.ts';
import type { Figure } from '../channels/types.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { GridRule, Plan } from './grid.ts';
import type { LineBreaks } from './line-breaks.ts';
import type { UrlForm } from './shown-url.ts';

export type Device = 'phone' | 'desktop';
export const DEVICES: readonly Device[] = ['phone', 'desktop'];

/** What of a preview nobody has documented, or changes by account, device and day. */
export type Unsure = 'fold' | 'crop' | 'card' | 'lines' | 'theme' | 'bubble';

/** How a channel's page shows what it is given, as data: what the drawings (features/compose/preview) have in common. */
export interface Look {
  readonly lineBreaks: LineBreaks;
  readonly urls: UrlForm;
  /** CSS pixels of the post on each device. */
  readonly width: Readonly<Record<Device, number>>;
  /** Characters before “more” on a desk, where that is another figure than the profile's, which is a telephone's. */
  readonly deskFold: Figure | null;
  /** Lines before “more”. */
  readonly foldLines: Readonly<Record<Device, Figure | null>>;
  readonly media: { readonly way: 'grid'; readonly rule: GridRule } | { readonly way: 'carousel'; readonly min: number; readonly max: number } | { readonly way: 'strip' | 'stack' };
  /** A picture with a description carries a badge that shows it. */
  readonly altBadge: boolean;
  /** Which address of the text becomes a card where none is attached. */
  readonly cardOf: 'first' | 'last' | 'none';
  readonly unsure: readonly Unsure[];
}

/** How telephones are reckoned: the narrower of today's common widths; CSS pixels. */
const PHONE = 375;

/** Where the drawings below were remembered from: no platform documents its own page. Looked at last on this day. */
const REMEMBERED = 'the page itself, remembered; no documentation gives it';
const lines = (count: number, source: string): Figure => uncertain(count, 'item', source, `lines, ${REMEMBERED}`);

const plan = (ratio: number, ...areas: readonly string[]): Plan => ({ ratio, areas });
const FOUR = ['ab', 'cd'] as const;
const FIVE = ['aaabbb', 'aaabbb', 'ccddee', 'ccddee'] as const;

const X_GRID: GridRule = { aloneMin: 3 / 4, aloneMax: 5, plans: [plan(16 / 9, 'ab'), plan(16 / 9, 'ab', 'ac'), plan(16 / 9, ...FOUR)] };
const BLUESKY_GRID: GridRule = { aloneMin: 3 / 4, aloneMax: 5, plans: [plan(2, 'ab'), plan(3 / 2, 'aab', 'aac'), plan(3 / 2, ...FOUR)] };
const MASTODON_GRID: GridRule = { aloneMin: 1 / 2, aloneMax: 4, plans: [plan(3 / 2, 'ab'), plan(3 / 2, 'ab', 'ac'), plan(3 / 2, ...FOUR)] };
const FACEBOOK_GRID: GridRule = { aloneMin: 4 / 5, aloneMax: 1.91, plans: [plan(2, 'ab'), plan(1, 'aa', 'bc'), plan(1, 'aaa', 'aaa', 'bcd'), plan(1, ...FIVE)] };
const LINKEDIN_GRID: GridRule = { aloneMin: 4 / 5, aloneMax: 1.91, plans: [plan(2, 'ab'), plan(3 / 2, 'aab', 'aac'), plan(4 / 3, 'aaab', 'aaac', 'aaad'), plan(1, ...FIVE)] };
const KAKAO_GRID: GridRule = { aloneMin: 3 / 4, aloneMax: 2, plans: [plan(2, 'ab'), plan(4 / 3, 'aab', 'aac'), plan(1, ...FOUR), plan(1, ...FIVE)] };

const NO_LINES = { phone: null, desktop: null } as const;
const SAME = { lineBreaks: 'kept', urls: 'whole', deskFold: null, foldLines: NO_LINES, altBadge: false, cardOf: 'first' } as const satisfies Partial<Look>;

export const LOOKS: Readonly<Record<ChannelId, Look>> = {
  x: { ...SAME, urls: 'x', width: { phone: PHONE, desktop: 598 }, media: { way: 'grid', rule: X_GRID }, altBadge: true, cardOf: 'last', unsure: ['fold', 'crop', 'card'] },
  instagram: {
    ...SAME, width: { phone: PHONE, desktop: 470 }, foldLines: { phone: lines(2, 'https://www.instagram.com/'), desktop: lines(2, 'https://www.instagram.com/') },
    media: { way: 'carousel', min: 4 / 5, max: 1.91 }, cardOf: 'none', unsure: ['fold', 'crop'],
  },
  facebook: {
    ...SAME, width: { phone: PHONE, desktop: 590 }, deskFold: secondary(477, 'utf16', PAGES.folds), foldLines: { phone: lines(5, 'https://www.facebook.com/'), desktop: lines(5, 'https://www.facebook.com/') },
    media: { way: 'grid', rule: FACEBOOK_GRID }, unsure: ['fold', 'crop', 'card'],
  },
  kakaostory: { ...SAME, width: { phone: PHONE, desktop: 520 }, media: { way: 'grid', rule: KAKAO_GRID }, unsure: ['crop', 'card', 'lines'] },
  blog: { ...SAME, width: { phone: PHONE, desktop: 720 }, media: { way: 'stack' }, cardOf: 'none', unsure: ['theme'] },
  threads: { ...SAME, urls: 'x', width: { phone: PHONE, desktop: 640 }, media: { way: 'strip' }, unsure: ['fold', 'card'] },
  kakaochannel: { ...SAME, width: { phone: PHONE, desktop: 380 }, media: { way: 'stack' }, unsure: ['crop', 'bubble'] },
  naverblog: { ...SAME, width: { phone: PHONE, desktop: 720 }, media: { way: 'stack' }, cardOf: 'none', unsure: ['theme'] },
  website: { ...SAME, width: { phone: PHONE, desktop: 760 }, media: { way: 'stack' }, cardOf: 'none', unsure: ['theme'] },
  bluesky: { ...SAME, lineBreaks: 'one-empty-line', urls: 'bluesky', width: { phone: PHONE, desktop: 600 }, media: { way: 'grid', rule: BLUESKY_GRID }, altBadge: true, unsure: ['crop'] },
  mastodon: { ...SAME, lineBreaks: 'one-empty-line', urls: 'mastodon', width: { phone: PHONE, desktop: 600 }, media: { way: 'grid', rule: MASTODON_GRID }, altBadge: true, unsure: ['theme', 'crop'] },
  linkedin: {
    ...SAME, width: { phone: PHONE, desktop: 555 }, deskFold: secondary(210, 'utf16', PAGES.folds), foldLines: { phone: lines(3, 'https://www.linkedin.com/'), desktop: lines(3, 'https://www.linkedin.com/') },
    media: { way: 'grid', rule: LINKEDIN_GRID }, unsure: ['fold', 'crop', 'card'],
  },
  youtube: { ...SAME, width: { phone: PHONE, desktop: 720 }, foldLines: { phone: lines(2, 'https://www.youtube.com/'), desktop: lines(3, 'https://www.youtube.com/') }, media: { way: 'stack' }, cardOf: 'none', unsure: ['fold', 'crop'] },
};
