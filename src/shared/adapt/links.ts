import type { ChannelProfile } from '../channels/types.ts';
import type { Blocks } from '../document/blocks.ts';
import { isLink } from '../document/normal-form.ts';
import { findUrls } from '../language/text-entities.ts';
import type { AdaptStep } from './types.ts';

interface Linked {
  readonly text: string;
  readonly link: string;
  readonly firstComment: string;
}

/** Addresses that words of a rich text lead to and that nobody can read in it: a channel of plain text has to write them. */
export function hiddenAddresses(blocks: Blocks, text: string): string[] {
  const all = blocks.flatMap((block) => (block.type === 'image' ? [] : block.children.flatMap((child) => (isLink(child) && /^https?:/iu.test(child.url) ? [child.url] : []))));
  return [...new Set(all)].filter((url) => !text.includes(url));
}

/** Where the addresses of a text go on this channel: onto the card, into the first comment, or into the text. */
export function arrangeLinks(profile: ChannelProfile, words: Linked): Linked & { readonly steps: readonly AdaptStep[] } {
  const written = writeCard(profile, words);
  if (profile.hasLink) return toCard(written);
  if (!profile.linksClickable && profile.hasFirstComment) return toComment(written);
  return written;
}

/** A card's address, where the channel has no cards. */
function writeCard(profile: ChannelProfile, words: Linked): Linked & { readonly steps: readonly AdaptStep[] } {
  if (profile.hasLink || words.link === '') return { ...words, steps: [] };
  if (words.text.includes(words.link)) return { ...words, link: '', steps: [] };
  return { ...words, link: '', text: joinLines(words.text, words.link), steps: [{ kind: 'links-written', count: 1 }] };
}

/** The first address that its line can do without becomes the card's, and goes wherever a line can do without it. */
function toCard(words: Linked & { readonly steps: readonly AdaptStep[] }): Linked & { readonly steps: readonly AdaptStep[] } {
  const lines = words.text.split('\n');
  const free = (line: string, url: string): boolean => !needsAddress(without(line, url));
  const link = words.link === '' ? lines.flatMap((line) => addressesOf(line).filter((url) => free(line, url)))[0] : words.link;
  if (link === undefined) return words;
  const text = lines
    .flatMap((line) => {
      if (!addressesOf(line).includes(link) || !free(line, link)) return [line];
      const rest = without(line, link);
      return rest === '' ? [] : [rest];
    })
    .join('\n');
  return text === words.text ? words : { ...words, text, link, steps: [...words.steps, { kind: 'link-to-card', count: 1 }] };
}

/** Every address goes to the first comment, with its whole line where that says nothing without it. */
function toComment(words: Linked & { readonly steps: readonly AdaptStep[] }): Linked & { readonly steps: readonly AdaptStep[] } {
  const moved: string[] = [];
  const lines = words.text.split('\n').flatMap((line) => {
    const urls = addressesOf(line);
    const rest = urls.reduce((left, url) => without(left, url), line);
    if (urls.length === 0) return [line];
    moved.push(...(needsAddress(rest) ? [line.trim()] : urls));
    return rest === '' || needsAddress(rest) ? [] : [rest];
  });
  if (moved.length === 0) return words;
  const fresh = moved.filter((line, index) => !words.firstComment.includes(line) && moved.indexOf(line) === index);
  return { ...words, text: lines.join('\n'), firstComment: joinLines(words.firstComment, fresh.join('\n')), steps: [...words.steps, { kind: 'links-to-comment', count: moved.length }] };
}

/** Addresses that stand alone between spaces: only such a one can be taken out whole. */
function addressesOf(line: string): string[] {
  const words = new Set(line.split(/\s+/u));
  return findUrls(line).map((found) => found.text).filter((url) => words.has(url));
}

function without(line: string, url: string): string {
  return line.split(/(\s+)/u).filter((part) => part !== url).join('').replaceAll(/[^\S\n]{2,}/gu, ' ').trim();
}

/** `신청:` leads to what follows it. */
function needsAddress(rest: string): boolean {
  return /[:：→▶👉☞-]$/u.test(rest);
}

function joinLines(first: string, second: string): string {
  return [first.trimEnd(), second].filter((part) => part !== '').join('\n');
}
