/** A noun behind which another one is read: the shortest part, in syllables. */
const SHORTEST = 2;
/** What is no noun, and is written apart: 신청할수 있다, 문의하시기바랍니다. */
const APART = /^(?:없|있|바라|바랍|바란|수있|수없|주세|주시|못하|안되|안하)/u;
/** One syllable that makes a noun of another: 시청역, 청년정책과, 시간대별. */
const SUFFIX = /^(?:역|과|팀|국|실|별|권|용|장|관|당|률|율|형|식|측|분|원|점)(?=$|[은는이가을를과와의에로도만])/u;

/**
 * Whether a word that the dictionary does not have is two nouns written together, as Korean allows (강변공원에서, 시민참여):
 * a noun of two syllables and more, and a word behind it. It lets a few errors pass; without it half of what is found in
 * good copy would be no error.
 */
export function isCompound(word: string, knows: (word: string) => boolean): boolean {
  if (!/^[가-힣]{3,}$/u.test(word)) return false;
  for (let at = SHORTEST; at < word.length; at += 1) {
    const first = word.slice(0, at);
    const rest = word.slice(at);
    if (!isNoun(first, knows)) continue;
    if (SUFFIX.test(rest) && knows(`시장${rest.slice(1)}`)) return true;
    if (rest.length >= SHORTEST && !APART.test(rest) && knows(rest)) return true;
  }
  return false;
}

/** A noun takes the particle of the object. */
function isNoun(word: string, knows: (word: string) => boolean): boolean {
  const final = ((word.codePointAt(word.length - 1) ?? 0xac00) - 0xac00) % 28;
  return knows(word) && knows(word + (final === 0 ? '를' : '을'));
}

/** A verb's own form before 지다: 정해, 느껴, 만들어. */
const OPEN_FORM = /[해여려혀져켜껴겨쳐펴어아워와궈]$/u;

/** Whether a word is a verb with -아/어지다 behind it (정해진, 느껴지신): the dictionary has such verbs one by one, and lacks many. */
export function isBecoming(word: string, knows: (word: string) => boolean): boolean {
  for (let at = 2; at < word.length; at += 1) {
    const open = word.slice(0, at);
    const rest = word.slice(at);
    if (/^[지진질집졌져]/u.test(rest) && OPEN_FORM.test(open) && knows(open) && knows(`떨어${rest}`)) return true;
  }
  return false;
}

const COUNTED = /^(?:번|달|해|주|곳|명|개|건|편|권|장|회|차례|가지|시간|그루|채|마리)(?:씩|간|째|쯤|여)(?:은|는|만|을|를|이|가|에|의|도)?$/u;

/** Whether a word is what is counted, with what may follow it, behind a number in words: 두 달간, 한 번씩만. */
export function isCounted(word: string): boolean {
  return COUNTED.test(word);
}
