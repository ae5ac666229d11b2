import { by, type SpellingRule } from './rule.ts';

/** Words that are written twice on purpose. */
const TWICE: ReadonlySet<string> = new Set(['had', 'that', 'very', 'so', 'bye', 'ha', 'no', 'yes', 'knock', 'hush', 'there', 'well', 'now', 'tut', 'blah', 'win', 'again', 'long', 'far', 'many', 'hear', 'do']);
/** Written with a vowel, spoken with a consonant: a university, a European, a one-way street. */
const SPOKEN_CONSONANT = /^(?:uni(?!n|m)|use|usa|usu|uti|ute|eu|ewe|one|once|ou?i[js]|ur[aei]|ubiq|u-)/iu;
/** Written with h, spoken with a vowel. */
const SILENT_H = /^(?:hour|honest|honou?r|heir)/iu;

function startsLike(vowel: boolean, word: string): boolean {
  if (SILENT_H.test(word)) return vowel;
  if (SPOKEN_CONSONANT.test(word)) return !vowel;
  return /^[aeiou]/iu.test(word) === vowel;
}

const asWritten = (found: string, mended: string): string => (/^[A-Z]/u.test(found) ? mended.charAt(0).toUpperCase() + mended.slice(1) : mended);

/** Few, and certain: what an English dictionary cannot see, since each of the words exists. */
export const ENGLISH_RULES: readonly SpellingRule[] = [
  {
    id: 'repeated-word', language: 'en', level: 'warning',
    pattern: /(?<![\p{L}\p{N}'’-])([A-Za-z]+)[ \t]+([a-z]+)(?![\p{L}\p{N}'’-])/gu,
    mend: ([, first = '', second = '']) => (first.toLowerCase() === second && !TWICE.has(second) ? first : null),
    wrong: [['The park is is open.', 'The park is open.'], ['The the gate opens at ten.', 'The gate opens at ten.']],
    right: ['He had had enough.', 'I know that that gate is closed.', 'Bora Bora', 'a very very long road', 'the theatre'],
  },
  {
    id: 'a-an', language: 'en', level: 'warning',
    pattern: /(?<![\p{L}\p{N}'’.&/-])(a|an|A|An)(?= ([a-z][a-z-]+))/gu,
    mend: ({ 1: found = '', 2: word = '', index, input }) => {
      // A letter as a name: plan A is …
      if (found === 'A' && !/(?:^|[.!?:“"]\s*)$/u.test(input.slice(Math.max(0, index - 4), index))) return null;
      const isAn = found.toLowerCase() === 'an';
      return startsLike(isAn, word) ? null : asWritten(found, isAn ? 'a' : 'an');
    },
    wrong: [['a event for all', 'an event for all'], ['an new path', 'a new path'], ['A evening walk', 'An evening walk'], ['a hour', 'an hour']],
    right: ['a university', 'an hour', 'a one-way street', 'an event', 'a European city', 'an unusual day', 'a user', 'plan A is', 'an honest answer', 'an umbrella', 'an unimportant detail', 'a useful map'],
  },
  {
    id: 'its', language: 'en', level: 'warning',
    pattern: /(?<![\p{L}'’])its(?= (?:a|an|been|not|going|time to|free for)(?![\p{L}'’-]))/giu,
    mend: ([found]) => asWritten(found, "it's"),
    wrong: [['Its a quiet path.', "It's a quiet path."], ['its been open since May', "it's been open since May"]],
    right: ['the city and its parks', "It's a quiet path.", 'its annual fair'],
  },
  {
    id: 'its-own', language: 'en', level: 'warning',
    pattern: /(?<![\p{L}'’])it['’]s(?= own(?![\p{L}'’-]))/giu,
    mend: ([found]) => asWritten(found, 'its'),
    wrong: [["Each park has it's own map.", 'Each park has its own map.']],
    right: ['Each park has its own map.', "It's only a map."],
  },
  {
    id: 'youre', language: 'en', level: 'warning',
    pattern: /(?<![\p{L}'’])your(?= (?:welcome(?! (?:desk|pack|kit|email|letter|gift))|invited|going to|not|all set)(?![\p{L}'’-]))/giu,
    mend: ([found]) => asWritten(found, "you're"),
    wrong: [['Your invited to the fair.', "You're invited to the fair."]],
    right: ['your ideas', "You're invited.", 'your welcome pack'],
  },
  {
    id: 'should-have', language: 'en', level: 'warning',
    pattern: /(?<=(?<![\p{L}])(?:should|could|would|must|might) )of(?= (?!course)[a-z])/giu,
    mend: by('have'),
    wrong: [['We should of told you.', 'We should have told you.']],
    right: ['We could, of course, help.', 'We should have told you.'],
  },
  {
    id: 'than', language: 'en', level: 'warning',
    pattern: /(?<=(?<![\p{L}])(?:more|less|rather|other|fewer|larger|smaller|better|earlier|later) )then(?= (?:\d|a |an |the |one |two |ever|usual|before|planned|expected))/giu,
    mend: by('than'),
    wrong: [['more then 300 seats', 'more than 300 seats'], ['earlier then usual', 'earlier than usual']],
    right: ['more than 300 seats', 'Later then, he left.'],
  },
  {
    id: 'a-lot', language: 'en', level: 'warning',
    pattern: /(?<![\p{L}'’])alot(?![\p{L}'’-])/giu,
    mend: ([found]) => asWritten(found, 'a lot'),
    wrong: [['There is alot to see.', 'There is a lot to see.']],
    right: ['There is a lot to see.', 'We allot seats.'],
  },
];
