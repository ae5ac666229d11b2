import type { FinalSound } from './hangul.ts';
import { finalOfSyllable } from './hangul.ts';

/** Pairs of particles, the form after a final consonant first. */
export type JosaPair = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로' | '이나/나' | '이라/라' | '아/야';

/**
 * The form of a particle after a word as it is read aloud: Hangul, digits (as Sino-Korean numbers), Latin letters (names of
 * capitals; a guess from the spelling for words), units. A quotation mark or bracket that closes is passed over, and so is a
 * bracketed gloss after a word (`서울시(Seoul)` is read 서울시). Where nothing can be read, both forms: `은(는)`.
 */
export function particle(word: string, pair: JosaPair): string {
  const [afterFinal, afterVowel] = formsOf(pair);
  const sound = finalSound(word);
  if (sound === null) return bothForms(pair);
  // 로 follows ㄹ as it follows a vowel: 서울로.
  const asVowel = sound === 'vowel' || (sound === 'rieul' && pair === '으로/로');
  return asVowel ? afterVowel : afterFinal;
}

/** The word with its particle. */
export function withParticle(word: string, pair: JosaPair): string {
  return word + particle(word, pair);
}

function formsOf(pair: JosaPair): readonly [string, string] {
  const slash = pair.indexOf('/');
  return [pair.slice(0, slash), pair.slice(slash + 1)];
}

function bothForms(pair: JosaPair): string {
  const [afterFinal, afterVowel] = formsOf(pair);
  return pair === '으로/로' || pair === '이나/나' || pair === '이라/라' ? `(${afterFinal.charAt(0)})${afterVowel}` : `${afterFinal}(${afterVowel})`;
}

const GLOSS = /(?<=[^\s([{（])\s*[([（][^()[\]（）]*[)\]）]$/u;
const NOT_READ = /[^\p{L}\p{N}%℃㎞㎡㎏㎝㎜㎖$₩€]+$/u;

/** Spaces, quotes and pictures after a closing bracket, before the bracket itself is looked at. */
const NOT_READ_KEEPING_BRACKETS = /[^\p{L}\p{N}%℃㎞㎡㎏㎝㎜㎖$₩€)\]）]+$/u;

/** How a word ends when it is read aloud in Korean; null where nothing in it can be read. */
export function finalSound(word: string): FinalSound | null {
  const read = word.normalize('NFC').replace(NOT_READ_KEEPING_BRACKETS, '').replace(GLOSS, '').replace(NOT_READ, '');
  const last = Array.from(read).at(-1);
  if (last === undefined) return null;
  const hangul = finalOfSyllable(last);
  if (hangul !== null) return hangul;
  if (/[0-9]/u.test(last)) return soundOfNumber(read);
  if (/[A-Za-z]/u.test(last)) return soundOfLatin(/[A-Za-z]+$/u.exec(read)?.[0] ?? last);
  return UNIT_SOUNDS.get(last) ?? null;
}

/** 퍼센트, 섭씨…도, 킬로미터, 제곱미터, 킬로그램, …, 달러, 원, 유로. */
const UNIT_SOUNDS: ReadonlyMap<string, FinalSound> = new Map([
  ['%', 'vowel'], ['℃', 'vowel'], ['㎞', 'vowel'], ['㎡', 'vowel'], ['㎝', 'vowel'], ['㎜', 'vowel'], ['㎖', 'vowel'],
  ['㎏', 'consonant'], ['$', 'vowel'], ['₩', 'consonant'], ['€', 'vowel'],
]);

/** 영 일 이 삼 사 오 육 칠 팔 구. */
const DIGIT_SOUNDS: readonly FinalSound[] = ['consonant', 'rieul', 'vowel', 'consonant', 'vowel', 'vowel', 'consonant', 'rieul', 'rieul', 'vowel'];

/** 십, 백, 천, 만 and 억 end in a consonant; from 10^12 (조) to below 10^16 (경) in a vowel. */
function soundOfNumber(text: string): FinalSound {
  const digits = /[0-9][0-9,]*$/u.exec(text)?.[0].replaceAll(',', '') ?? '';
  const decimals = /\.[0-9]+$/u.test(text);
  const zeros = /0*$/u.exec(digits)?.[0].length ?? 0;
  if (decimals || zeros === 0 || zeros === digits.length) return DIGIT_SOUNDS[Number(digits.at(-1))] ?? 'vowel';
  return zeros >= 12 && zeros < 16 ? 'vowel' : 'consonant';
}

/** Names of letters that do not end in a vowel: 엘 엠 엔 알. */
const LETTER_SOUNDS: ReadonlyMap<string, FinalSound> = new Map([['l', 'rieul'], ['r', 'rieul'], ['m', 'consonant'], ['n', 'consonant']]);

/**
 * How a word in Latin letters ends as Koreans write it. All capitals, a single letter and what has no vowel are spelled out
 * (SNS 에스); other words follow the usual transcription: l ㄹ, m n ng, and k p t b c after one short vowel are finals
 * (넷, 북, 앱, 웹), all else gets a vowel (블로그, 뉴스, 카드).
 */
function soundOfLatin(word: string): FinalSound {
  const lower = word.toLowerCase();
  const spelled = (word === word.toUpperCase() && word.length <= 5) || !/[aeiouy]/u.test(lower);
  if (spelled) return LETTER_SOUNDS.get(lower.slice(-1)) ?? 'vowel';
  if (/(?:l|le)$/u.test(lower)) return 'rieul';
  if (/(?:m|n|ng|[aeiouy][mn]e|mb)$/u.test(lower)) return 'consonant';
  if (/(?:^|[^aeiou])(?:[aeiou]|oo)(?:ck|[kptbc])$/u.test(lower)) return 'consonant';
  return 'vowel';
}
