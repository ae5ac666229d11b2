import type { Language } from '../domain/ids.ts';
import type { TextRange } from '../language/ranges.ts';

/** A place in a template that is to be filled in: {{장소}}. */
export interface Variable extends TextRange {
  /** What stands between the braces, without the space around it. */
  readonly name: string;
}

/** Two braces on either side, and a name on one line: 1 to 60 characters that are no braces. */
const VARIABLE = /\{\{([^{}\n]{1,60})\}\}/gu;

/** The places that are still to be filled in, in their order. Offsets in UTF-16 units. */
export function variablesIn(text: string): Variable[] {
  return Array.from(text.matchAll(VARIABLE)).flatMap((match) => {
    const name = (match[1] ?? '').trim();
    return name === '' ? [] : [{ name, start: match.index, end: match.index + match[0].length }];
  });
}

/** What the app knows by itself where a template is put in; empty for what it does not. */
export interface KnownValues {
  /** The story's title. */
  readonly title: string;
  /** The name of the newsroom in the text's language. */
  readonly newsroom: string;
  /** The day in the newsroom's time zone, as the text's language writes it. */
  readonly today: string;
  /** The address that the variant has in its field for it. */
  readonly link: string;
}

/** By which names each value is asked for, in a text of either language. */
export const KNOWN_VARIABLES: Readonly<Record<keyof KnownValues, Readonly<Record<Language, string>>>> = {
  title: { ko: '제목', en: 'title' },
  newsroom: { ko: '기관', en: 'newsroom' },
  today: { ko: '오늘', en: 'today' },
  link: { ko: '링크', en: 'link' },
};

/** The text with what is known filled in; any other {{…}} stays, for a person to fill in. What is filled in is not looked at again. */
export function fillVariables(text: string, known: KnownValues): string {
  const values = new Map(Object.entries(KNOWN_VARIABLES).flatMap(([key, names]) => Object.values(names).map((name) => [name, known[key as keyof KnownValues]] as const)));
  return text.replaceAll(VARIABLE, (written, name: string) => {
    const value = values.get(name.trim().normalize('NFC').toLowerCase()) ?? '';
    return value === '' ? written : value;
  });
}
