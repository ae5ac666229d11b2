/**
 * Differences that the eye misses: invisible characters, unusual spaces, letters of another script
 * that look like Latin ones, full-width forms. A diff that marks a word as replaced by what looks
 * like the same word has to say what differs.
 */

/** Characters without a glyph of their own: zero-width, direction marks, fillers (Unicode's Default_Ignorable_Code_Point). */
const INVISIBLE = /\p{DI}/gu;

/** Letters of Cyrillic and Greek that are drawn as Latin ones: the common part of Unicode's confusables (UTS #39). */
const TWINS: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', е: 'e', һ: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', о: 'o', р: 'p', ѕ: 's', т: 't', у: 'y', х: 'x',
  А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', І: 'I', Ј: 'J', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S', Т: 'T', У: 'Y', Х: 'X',
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X', ο: 'o', ν: 'v', ι: 'i',
  '‐': '-', '‑': '-', '‒': '-', '–': '-', '−': '-', '․': '.', 'ㆍ': '·', '・': '·', '∙': '·', '⋅': '·', '‚': ',', 'ʼ': "'", '’': "'", '‘': "'", '“': '"', '”': '"',
};

/** A text as the eye takes it. */
function skeleton(text: string): string {
  return Array.from(text.replaceAll(INVISIBLE, '').normalize('NFKC'), (character) => TWINS[character] ?? character)
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

export interface HiddenDifference {
  /** `invisible`: only characters without a glyph, or kinds of space, differ; `look-alike`: other characters that look the same. */
  readonly kind: 'invisible' | 'look-alike';
  /** The characters that only one side has, as U+XXXX, the removed ones first, each once. */
  readonly codes: readonly string[];
}

/**
 * What is different between two texts that look the same; null when the eye can see the difference
 * (or there is none). An empty text stands for "nothing": an addition of invisible characters alone is found too.
 */
export function hiddenDifference(before: string, after: string): HiddenDifference | null {
  if (before === after || skeleton(before) !== skeleton(after)) return null;
  const visible = (text: string): string => text.replaceAll(INVISIBLE, '').replaceAll(/\s+/gu, ' ').trim();
  // A change of ordinary spaces and line breaks alone is shown by the diff itself.
  const ordinary = (text: string): string => text.replaceAll(/[ \t\r\n]+/gu, ' ').trim();
  if (ordinary(before) === ordinary(after)) return null;
  return { kind: visible(before) === visible(after) ? 'invisible' : 'look-alike', codes: [...onlyIn(before, after), ...onlyIn(after, before)] };
}

function onlyIn(text: string, other: string): string[] {
  const theirs = new Set(Array.from(other));
  return [...new Set(Array.from(text))].filter((character) => !theirs.has(character)).map(codePoint);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
