/**
 * The two-set (두벌식, KS X 5002) Hangul automaton: keys of a Latin keyboard in, what an input method
 * commits and what it shows as the syllable under composition out. Written from the rules of the
 * layout, so that a test knows what a Korean keyboard would send without having one.
 */
const KEY_TO_JAMO: Readonly<Record<string, string>> = {
  r: 'ㄱ', R: 'ㄲ', s: 'ㄴ', e: 'ㄷ', E: 'ㄸ', f: 'ㄹ', a: 'ㅁ', q: 'ㅂ', Q: 'ㅃ', t: 'ㅅ', T: 'ㅆ', d: 'ㅇ', w: 'ㅈ', W: 'ㅉ', c: 'ㅊ', z: 'ㅋ', x: 'ㅌ', v: 'ㅍ', g: 'ㅎ',
  k: 'ㅏ', o: 'ㅐ', i: 'ㅑ', O: 'ㅒ', j: 'ㅓ', p: 'ㅔ', u: 'ㅕ', P: 'ㅖ', h: 'ㅗ', y: 'ㅛ', n: 'ㅜ', b: 'ㅠ', m: 'ㅡ', l: 'ㅣ',
};
const JAMO_TO_KEY: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(KEY_TO_JAMO).map(([key, jamo]) => [jamo, key]));

const INITIALS = Array.from('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ');
const VOWELS = Array.from('ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ');
const FINALS = ['', ...Array.from('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ')];

/** Compound jamo and the two keys that make them. */
const COMPOUNDS: Readonly<Record<string, readonly [string, string]>> = {
  ㅘ: ['ㅗ', 'ㅏ'], ㅙ: ['ㅗ', 'ㅐ'], ㅚ: ['ㅗ', 'ㅣ'], ㅝ: ['ㅜ', 'ㅓ'], ㅞ: ['ㅜ', 'ㅔ'], ㅟ: ['ㅜ', 'ㅣ'], ㅢ: ['ㅡ', 'ㅣ'],
  ㄳ: ['ㄱ', 'ㅅ'], ㄵ: ['ㄴ', 'ㅈ'], ㄶ: ['ㄴ', 'ㅎ'], ㄺ: ['ㄹ', 'ㄱ'], ㄻ: ['ㄹ', 'ㅁ'], ㄼ: ['ㄹ', 'ㅂ'], ㄽ: ['ㄹ', 'ㅅ'], ㄾ: ['ㄹ', 'ㅌ'], ㄿ: ['ㄹ', 'ㅍ'], ㅀ: ['ㄹ', 'ㅎ'], ㅄ: ['ㅂ', 'ㅅ'],
};

function join(first: string, second: string): string | null {
  for (const [compound, [a, b]] of Object.entries(COMPOUNDS)) if (a === first && b === second) return compound;
  return null;
}

function split(jamo: string): readonly [string, string] | null {
  return COMPOUNDS[jamo] ?? null;
}

interface Syllable {
  readonly initial: string;
  readonly vowel: string;
  readonly final: string;
}

const NOTHING: Syllable = { initial: '', vowel: '', final: '' };

function shown({ initial, vowel, final }: Syllable): string {
  if (initial !== '' && vowel !== '') return String.fromCodePoint(0xac00 + (INITIALS.indexOf(initial) * 21 + VOWELS.indexOf(vowel)) * 28 + FINALS.indexOf(final));
  return initial + vowel + final;
}

/** What one key does: text that is final, and the syllable that is now under composition (empty for none). */
export interface Step {
  readonly commit: string;
  readonly preedit: string;
}

export interface Automaton {
  readonly preedit: () => string;
  /** A letter key. */
  readonly press: (key: string) => Step;
  /** Takes one jamo back; null when nothing is being composed, and the key is the editor's. */
  readonly backspace: () => Step | null;
  /** Ends the composition; answers what it commits. */
  readonly end: () => string;
}

export function createAutomaton(): Automaton {
  let current = NOTHING;

  const addVowel = (jamo: string): string => {
    const { initial, vowel, final } = current;
    if (final !== '') {
      // The last consonant goes over to the new syllable: 갑 + ㅏ is 가바, 값 + ㅏ is 갑사.
      const [stays, moves] = split(final) ?? ['', final];
      const commit = shown({ initial, vowel, final: stays });
      current = { initial: moves, vowel: jamo, final: '' };
      return commit;
    }
    const joined = vowel === '' ? jamo : join(vowel, jamo);
    if (joined !== null) {
      current = { initial, vowel: joined, final: '' };
      return '';
    }
    const commit = shown(current);
    current = { initial: '', vowel: jamo, final: '' };
    return commit;
  };

  const addConsonant = (jamo: string): string => {
    const { initial, vowel, final } = current;
    if (initial !== '' && vowel !== '') {
      const joined = final === '' ? jamo : join(final, jamo);
      if (joined !== null && FINALS.includes(joined)) {
        current = { initial, vowel, final: joined };
        return '';
      }
    }
    const commit = shown(current);
    current = { initial: jamo, vowel: '', final: '' };
    return commit;
  };

  return {
    preedit: () => shown(current),
    press: (key) => {
      const jamo = KEY_TO_JAMO[key];
      if (jamo === undefined) throw new Error(`No jamo on the key ${key}`);
      const commit = VOWELS.includes(jamo) ? addVowel(jamo) : addConsonant(jamo);
      return { commit, preedit: shown(current) };
    },
    backspace: () => {
      const { initial, vowel, final } = current;
      if (current === NOTHING || shown(current) === '') return null;
      if (final !== '') current = { initial, vowel, final: split(final)?.[0] ?? '' };
      else if (vowel !== '') current = { initial, vowel: split(vowel)?.[0] ?? '', final: '' };
      else current = NOTHING;
      return { commit: '', preedit: shown(current) };
    },
    end: () => {
      const commit = shown(current);
      current = NOTHING;
      return commit;
    },
  };
}

/** The keys that a person presses for a text in modern Hangul; other characters stand for themselves. */
export function keysFor(text: string): readonly string[] {
  return Array.from(text.normalize('NFC')).flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xac00 && code <= 0xd7a3) {
      const index = code - 0xac00;
      return [INITIALS[Math.floor(index / 588)], VOWELS[Math.floor((index % 588) / 28)], FINALS[index % 28]].flatMap((jamo) => jamoKeys(jamo ?? ''));
    }
    return jamoKeys(character);
  });
}

function jamoKeys(jamo: string): readonly string[] {
  if (jamo === '') return [];
  return (split(jamo) ?? [jamo]).map((part) => JAMO_TO_KEY[part] ?? part);
}

export function isJamoKey(key: string): boolean {
  return Object.hasOwn(KEY_TO_JAMO, key);
}
