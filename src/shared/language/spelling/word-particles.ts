import { finalSound } from '../josa.ts';

/**
 * What may follow a name in Korean: particles, with one more behind some of them (에서는, 까지만), and the copula
 * (입니다, 이었던). Which form fits depends on how the name is read aloud.
 */
const ANY = '에서부터|에게서|에서|에게|한테|께서|께|까지|부터|에|도|만|의|보다|처럼|같이|만큼|조차|마저|밖에|뿐|씩|마다|하고|입니다|입니까|인데|인지|인|일|임|님|측';
const AFTER_FINAL = '이라는|이라고|이라면|이라도|이란|이랑|이라|이나|이며|이고|이지만|이었습니다|이었다|이었던|이에요|이다|은|이|을|과|아';
const AFTER_VOWEL = '라는|라고|라면|라도|란|랑|라|나|며|고|지만|였습니다|였다|였던|예요|이다|다|는|가|를|와|야';
/** 로 follows ㄹ as it follows a vowel. */
const TOWARDS = '로부터|로서|로써|로의|로';
const TAIL = '(?:는|은|도|만|의|요)?';

const PATTERNS = {
  vowel: new RegExp(`^(?:(?:${ANY}|${AFTER_VOWEL}|${TOWARDS})${TAIL})$`, 'u'),
  rieul: new RegExp(`^(?:(?:${ANY}|${AFTER_FINAL}|${TOWARDS})${TAIL})$`, 'u'),
  consonant: new RegExp(`^(?:(?:${ANY}|${AFTER_FINAL}|으(?:${TOWARDS}))${TAIL})$`, 'u'),
} as const;

/** Whether `rest` can stand behind `noun` in Korean: nothing, or particles in the form that its last sound asks for. */
export function fitsAsParticle(noun: string, rest: string): boolean {
  if (rest === '') return true;
  const sound = finalSound(noun);
  if (sound === null) return false;
  if (PATTERNS[sound].test(rest)) return true;
  // The plural of people and things: 시민들은.
  return rest.startsWith('들') && (rest === '들' || PATTERNS.consonant.test(rest.slice(1)));
}

/** Forms of particles that change with the sound before them, the one after a final consonant first. Longer ones first. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['이었습니다', '였습니다'], ['이었던', '였던'], ['이었다', '였다'], ['이라는', '라는'], ['이라고', '라고'], ['이라면', '라면'], ['이라도', '라도'], ['이에요', '예요'],
  ['으로부터', '로부터'], ['으로서', '로서'], ['으로써', '로써'], ['으로', '로'], ['이지만', '지만'], ['이란', '란'], ['이랑', '랑'], ['이나', '나'], ['이라', '라'], ['이며', '며'], ['이고', '고'],
  ['은', '는'], ['이', '가'], ['을', '를'], ['과', '와'],
];

/** The particle that stood behind one noun, in the form that another one asks for: `를` of 제고를 is `을` behind 높임. */
export function adaptedParticle(rest: string, noun: string): string {
  const sound = finalSound(noun);
  if (sound === null) return rest;
  for (const [afterFinal, afterVowel] of PAIRS) {
    const length = rest.startsWith(afterFinal) ? afterFinal.length : rest.startsWith(afterVowel) ? afterVowel.length : 0;
    if (length === 0) continue;
    const asVowel = sound === 'vowel' || (sound === 'rieul' && afterFinal.startsWith('으로'));
    return (asVowel ? afterVowel : afterFinal) + rest.slice(length);
  }
  return rest;
}
