import type { ChannelProfile } from '../channels/types.ts';
import type { Language } from '../domain/ids.ts';
import { sentenceEnds } from '../language/sentences.ts';
import type { AdaptStep } from './types.ts';

/** Pictures and flags with what belongs to them, and one space; not the signs that are also type (©, ™). */
const EMOJI = /(?:\p{RI}\p{RI}|(?![©®™])\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*)[^\S\n]?/gu;

/** Takes the emoji out. */
export function dropEmoji(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const plain = text.replaceAll(EMOJI, () => {
    count += 1;
    return '';
  });
  return { text: plain, count };
}

/** Where people are spoken to; elsewhere a text is a document. */
const SPOKEN: ReadonlySet<string> = new Set(['instagram', 'threads', 'kakaostory', 'kakaochannel', 'x']);
const WRITTEN: ReadonlySet<string> = new Set(['website', 'linkedin']);

/** A word about endings where those of the text are not the channel's; nothing is changed, since endings are words. */
export function toneHint(profile: ChannelProfile, text: string, language: Language): AdaptStep[] {
  if (language !== 'ko') return [];
  const ends = [...sentenceEnds(text), text.length];
  const sentences = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end).trim());
  const formal = sentences.filter((sentence) => /(?:니다|십시오)[.!?]?$/u.test(sentence)).length;
  const polite = sentences.filter((sentence) => /(?:[아어여해세에예]요|죠)[.!?~]*$/u.test(sentence)).length;
  if (SPOKEN.has(profile.id) && formal > 0 && polite === 0) return [{ kind: 'hint-polite', count: 0 }];
  if (WRITTEN.has(profile.id) && polite > 0) return [{ kind: 'hint-formal', count: 0 }];
  return [];
}
