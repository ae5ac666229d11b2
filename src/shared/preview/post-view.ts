import { foldPlain, isPlainUnit } from '../channels/counting.ts';
import type { ChannelProfile } from '../channels/registry.ts';
import { postTexts } from '../channels/thread-posts.ts';
import type { Entity } from '../channels/types.ts';
import { isSafeUrl } from '../document/url.ts';
import { foldIndex } from './fold.ts';
import { shownLines } from './line-breaks.ts';
import { type Device, type Look, LOOKS } from './looks.ts';

/** One post as readers get to see it. */
export interface PostView {
  readonly text: string;
  /** In the shown text. */
  readonly entities: readonly Entity[];
  /** UTF-16 index in the shown text; null where all of it is shown. */
  readonly fold: number | null;
}

/** A host with a dot in it: what is half typed is no address yet. */
const HAS_DOMAIN = /^https?:\/\/[^/?#:.]+\.[^/?#:]+/iu;

/** What a post leaves to its text at its sides, and the half of its letters' size; CSS pixels. */
const MARGINS = 32;
const HALF_LETTER = 7;

/** The posts of a text: those of its thread where the channel has threads. Never none: pictures alone are a post too. */
export function postViews(profile: ChannelProfile, text: string, device: Device): readonly PostView[] {
  const look = LOOKS[profile.id];
  const texts = profile.hasThread ? postTexts(text) : [text];
  return (texts.length === 0 ? [''] : texts).map((post) => {
    const shown = shownLines(post, look.lineBreaks);
    return { text: shown, entities: profile.entities(shown), fold: foldOf(profile, look, shown, device) };
  });
}

function foldOf(profile: ChannelProfile, look: Look, text: string, device: Device): number | null {
  const desk = device === 'desktop' ? look.deskFold : null;
  const characters = desk !== null && isPlainUnit(desk.unit) ? foldPlain(text, desk.unit, desk) : profile.fold(text);
  return foldIndex(text, characters, { lines: look.foldLines[device]?.value ?? null, columns: Math.floor((look.width[device] - MARGINS) / HALF_LETTER) });
}

/** The address whose card a post shows: the one attached, else of its text; null for none. Cards give way to pictures. */
export function cardAddress(look: Look, attached: string, entities: readonly Entity[], hasMedia: boolean): string | null {
  if (hasMedia || (look.cardOf === 'none' && attached === '')) return null;
  const written = attached !== '' ? attached : ((look.cardOf === 'last' ? entities.findLast(isUrl) : entities.find(isUrl))?.text ?? '');
  const whole = /^https?:\/\//iu.test(written) ? written : `https://${written}`;
  return isSafeUrl(whole) && HAS_DOMAIN.test(whole) ? whole : null;
}

function isUrl({ kind }: Entity): boolean {
  return kind === 'url';
}
