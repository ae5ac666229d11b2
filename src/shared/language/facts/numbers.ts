import type { Scan } from './scan.ts';
import type { NumberFact } from './types.ts';

/** Numbers with their Korean and English scales, and the small ones in words. */

const PLAIN = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
/** 1만 5천, 3억 2,000만, 5천만, 1만5000. After 제 (제3조) a scale is a name. */
const KOREAN = new RegExp(String.raw`(?:(?<!제)(?<![\d.,])${PLAIN}[십백천]?[만억조]\s?)*(?<![\d.])${PLAIN}(?:[십백천]?[만억조]|[십백천](?![가-힣]*시))?(?:(?<suffix>[KMB])(?![A-Za-z]))?`, 'gu');
const KOREAN_PART = new RegExp(String.raw`(?<n>${PLAIN})(?<small>[십백천])?(?<large>[만억조])?`, 'gu');
const ENGLISH = new RegExp(String.raw`(?<n>${PLAIN})(?:[\s-]?(?<scale>hundred|thousand|million|billion|trillion)\b|(?<suffix>[KkMB]|bn)(?![A-Za-z]))?(?:st|nd|rd|th)?`, 'gu');

const KOREAN_SCALES: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1e3, 만: 1e4, 억: 1e8, 조: 1e12 };
const ENGLISH_SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
const SUFFIXES: Readonly<Record<string, number>> = { K: 1e3, k: 1e3, M: 1e6, B: 1e9, bn: 1e9 };

/** Takes the numbers in digits, then those in words. */
export function takeNumbers(scan: Scan, language: 'ko' | 'en'): NumberFact[] {
  const digits = scan.each(language === 'ko' ? KOREAN : ENGLISH, (match, end) => [numberFact(match, end, language === 'ko' ? koreanValue(match) : englishValue(match), false)]);
  const words = scan.each(language === 'ko' ? KOREAN_WORDS : ENGLISH_WORDS, (match, end) => [numberFact(match, end, language === 'ko' ? koreanWord(match) : englishWord(match), true)]);
  return [...digits, ...words];
}

function numberFact(match: RegExpExecArray, end: number, value: number, soft: boolean): NumberFact {
  const text = match[0].trim();
  const suffix = match.groups?.['suffix'];
  const scaled = suffix === undefined ? [] : [round(value * (SUFFIXES[suffix] ?? 1))];
  return { kind: 'number', values: [round(value), ...scaled], soft, start: match.index, end: end - (match[0].length - match[0].trimEnd().length), text };
}

/** 1.2 × 10,000 is not 12,000 to the last bit. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

function plainValue(text: string | undefined): number {
  return Number((text ?? '0').replaceAll(',', ''));
}

function koreanValue(match: RegExpExecArray): number {
  // 제3조 is a third article.
  if (match.input.charAt(match.index - 1) === '제') return plainValue(new RegExp(PLAIN, 'u').exec(match[0])?.[0]);
  let total = 0;
  for (const { groups } of match[0].matchAll(KOREAN_PART)) {
    total += plainValue(groups?.['n']) * (KOREAN_SCALES[groups?.['small'] ?? ''] ?? 1) * (KOREAN_SCALES[groups?.['large'] ?? ''] ?? 1);
  }
  return total;
}

function englishValue({ groups }: RegExpExecArray): number {
  return plainValue(groups?.['n']) * (ENGLISH_SCALES[groups?.['scale'] ?? ''] ?? 1);
}

const KOREAN_ONES: Readonly<Record<string, number>> = { 첫: 1, 한: 1, 두: 2, 세: 3, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9, 열: 10 };
const COUNTER = '번째|번|명|개|곳|가지|시간|달|살|차례|분|장|권|대|마리|팀|편|주|해|배|사람|건|군데|단계|걸음|원|회';
const KOREAN_WORDS = new RegExp(
  String.raw`(?<![가-힣])(?:(?<one>${Object.keys(KOREAN_ONES).join('|')})\s?(?:${COUNTER})|(?<first>첫)(?=\s)|(?<scale>[백천]?[백천만억](?=\s?(?:여\s?)?(?:${COUNTER}))))`,
  'gu',
);

function koreanWord({ groups }: RegExpExecArray): number {
  if (groups?.['scale'] !== undefined) return Array.from(groups['scale']).reduce((value, scale) => value * (KOREAN_SCALES[scale] ?? 1), 1);
  return groups?.['first'] === undefined ? (KOREAN_ONES[groups?.['one'] ?? ''] ?? 0) : 1;
}

const ENGLISH_ONES: Readonly<Record<string, number>> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, twenty: 20, thirty: 30, forty: 40, fifty: 50,
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, once: 1, twice: 2, a: 1, half: 0.5, dozen: 12,
};
const ENGLISH_WORDS = new RegExp(
  String.raw`\b(?:(?<one>${Object.keys(ENGLISH_ONES).filter((word) => word !== 'a').join('|')})(?:[\s-](?<scale>hundred|thousand|million|billion|trillion))?|(?<a>a)[\s-](?<scale2>hundred|thousand|million|billion|trillion))\b`,
  'giu',
);

function englishWord({ groups }: RegExpExecArray): number {
  const scale = (groups?.['scale'] ?? groups?.['scale2'])?.toLowerCase();
  return (ENGLISH_ONES[(groups?.['one'] ?? groups?.['a'] ?? '').toLowerCase()] ?? 0) * (scale === undefined ? 1 : (ENGLISH_SCALES[scale] ?? 1));
}
