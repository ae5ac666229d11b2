import { composed } from '../language/composed.ts';
import { finding, MAX_OF_A_KIND, replace } from './findings.ts';
import type { Finding } from './types.ts';

/**
 * Characters that look like others or like nothing: what comes along from a file name, a word processor or a messenger.
 * Every finding has a fix.
 */
export function checkCharacters(text: string): Finding[] {
  return [...checkDecomposed(text), ...checkInvisible(text), ...checkFullWidth(text), ...checkWideSpaces(text), ...checkDoubleSpaces(text)];
}

/** A run of characters with combining marks or separate jamo: candidates, as some have no composed form. */
const CANDIDATE = /[^\s\p{M}]?[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+(?:[^\s\p{M}]?[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+)*/gu;

function checkDecomposed(text: string): Finding[] {
  const whole = composed(text).text;
  if (whole === text) return [];
  const found: Finding[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const fixed = match[0].normalize('NFC');
    if (fixed === match[0]) continue;
    const end = match.index + match[0].length;
    found.push(finding('warning', 'decomposed', { values: { text: shorten(fixed) }, where: { field: 'text', start: match.index, end }, fix: replace(match.index, end, fixed) }));
    if (found.length === MAX_OF_A_KIND) return found;
  }
  if (found.length > 0) return found;
  // One that composition only exchanges (Å as the unit Ångström, a compatibility ideograph).
  return [finding('warning', 'decomposed', { values: { text: shorten(whole) }, where: { field: 'text', start: 0, end: text.length }, fix: replace(0, text.length, whole) })];
}

/**
 * Zero-width and directional signs, soft hyphens, controls, noncharacters and lone surrogates. A joiner (U+200D) stays inside an
 * emoji, between two pictures; tab and line feed stay.
 */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- the controls are what is looked for
  /(?:[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ufff9-\ufffb\u115f\u1160\u3164\uffa0]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u{1f1e6}-\u{1f1ff}])\u200d|\u200d(?!\p{Extended_Pictographic})|\p{Cs})+/gu;

function checkInvisible(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(INVISIBLE)) {
    const end = match.index + match[0].length;
    const values = { count: Array.from(match[0]).length, code: codeOf(match[0]) };
    // U+2028 and U+2029 end a line, as does a carriage return.
    const fixed = /[\u2028\u2029\r]/u.test(match[0]) && text.charAt(end) !== '\n' ? '\n' : '';
    found.push(finding('warning', 'invisible', { values, where: { field: 'text', start: match.index, end }, fix: replace(match.index, end, fixed) }));
    if (found.length === MAX_OF_A_KIND) break;
  }
  return found;
}

const FULL_WIDTH = /[\uff01-\uff5e](?:[\uff01-\uff5e ]*[\uff01-\uff5e])?/gu;
const TO_ASCII = 0xfee0;

function checkFullWidth(text: string): Finding[] {
  return each(text, FULL_WIDTH, (match, start, end) => {
    const fixed = match.replace(/[\uff01-\uff5e]/gu, (character) => String.fromCharCode(character.charCodeAt(0) - TO_ASCII));
    return finding('warning', 'full-width', { values: { text: shorten(match) }, where: { field: 'text', start, end }, fix: replace(start, end, fixed) });
  });
}

const WIDE_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu;

function checkWideSpaces(text: string): Finding[] {
  return each(text, WIDE_SPACE, (match, start, end) =>
    finding('warning', 'wide-space', { values: { code: codeOf(match) }, where: { field: 'text', start, end }, fix: replace(start, end, ' ') }),
  );
}

/** Inside a line; at its start it may be an indent. */
const DOUBLE_SPACE = /(?<=\S) {2,}(?=\S)/gu;

function checkDoubleSpaces(text: string): Finding[] {
  return each(text, DOUBLE_SPACE, (_match, start, end) => finding('hint', 'double-space', { where: { field: 'text', start, end }, fix: replace(start, end, ' ') }));
}

function each(text: string, pattern: RegExp, make: (match: string, start: number, end: number) => Finding): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push(make(match[0], match.index, match.index + match[0].length));
    if (found.length === MAX_OF_A_KIND) break;
  }
  return found;
}

/** The first character's code point as people look it up: U+200B. */
function codeOf(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 20 ? text : `${characters.slice(0, 20).join('')}…`;
}
