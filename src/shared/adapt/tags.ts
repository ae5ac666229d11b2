import type { ChannelProfile } from '../channels/types.ts';
import { findHashtags } from '../language/text-entities.ts';
import type { AdaptStep } from './types.ts';

/** Tags at the end of a line, or a line of them. */
const TRAILING = /(?:^|\s)((?:[#＃]\S+[^\S\n]*)+)$/u;

/** Whether a channel makes tags of words at all: a blog and a web site do not, there they are noise. */
function hasTags(profile: ChannelProfile): boolean {
  return !profile.richText && profile.grammar !== 'links';
}

/**
 * Tags that stand at the ends of lines together on the last line, each once, no more than the channel gives a use for; taken out
 * where it has none. A tag inside a sentence is a word of it, and stays.
 */
export function arrangeTags(profile: ChannelProfile, text: string): { readonly text: string; readonly steps: readonly AdaptStep[] } {
  const taken: string[] = [];
  const lines = text.split('\n').map((line) => {
    const found = TRAILING.exec(line);
    const tags = (found?.[1] ?? '').trim().split(/\s+/u);
    if (found === null || !tags.every(isTag)) return line;
    taken.push(...tags);
    return line.slice(0, found.index).trimEnd();
  });
  if (taken.length === 0) return { text, steps: [] };
  const body = trimLines(lines.join('\n'));
  if (!hasTags(profile)) return { text: body, steps: [{ kind: 'tags-out', count: taken.length }] };
  const inside = findHashtags(body).map((tag) => keyOf(tag.text));
  const distinct = taken.filter((tag, index) => !inside.includes(keyOf(tag)) && taken.findIndex((other) => keyOf(other) === keyOf(tag)) === index);
  const kept = distinct.slice(0, Math.max(0, mostTags(profile) - inside.length));
  const arranged = [body, kept.join(' ')].filter((part) => part !== '').join('\n');
  const fewer = taken.length - kept.length;
  return {
    text: arranged,
    steps: [
      ...(arranged === text || kept.length === 0 ? [] : [{ kind: 'tags-to-end', count: kept.length } as const]),
      ...(fewer === 0 ? [] : [{ kind: 'tags-fewer', count: fewer } as const]),
    ],
  };
}

function isTag(word: string): boolean {
  const [tag] = findHashtags(word);
  return tag !== undefined && tag.start === 0 && tag.end === word.length;
}

function keyOf(tag: string): string {
  return tag.normalize('NFC').replace(/^＃/u, '#').toLowerCase();
}

function mostTags({ hashtagMax, hashtagAdvised, hashtagLinked }: ChannelProfile): number {
  return Math.min(...[hashtagMax, hashtagAdvised, hashtagLinked].map((figure) => figure?.value ?? Number.POSITIVE_INFINITY));
}

/** No blank lines at the ends, and never two between lines. */
export function trimLines(text: string): string {
  return text.split('\n').map((line) => line.trimEnd()).join('\n').replaceAll(/\n{3,}/gu, '\n\n').replaceAll(/^\n+|\n+$/gu, '').trim();
}
