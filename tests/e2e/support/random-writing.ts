import { type SeededRandom, seededRandom } from '../../simulation/publish/seeded-random.ts';
import { keysFor } from './hangul-automaton.ts';
import { type LineKind, writtenText } from './written-text.ts';

/** What a person does next. A composition is one syllable, from its first jamo to its commit. */
export type Step =
  /** Letter keys of the Hangul keyboard, and Backspace in mid-syllable; with what happens after which of them. */
  | { readonly do: 'keys'; readonly keys: readonly string[]; readonly meanwhile: readonly { readonly after: number; readonly event: string }[] }
  | { readonly do: 'text'; readonly text: string }
  /** `commit` is the Hangul/English key, which ends the syllable. */
  | { readonly do: 'commit' | 'enter' | 'bold' | 'start' | 'end' }
  | { readonly do: 'backspace' | 'left' | 'right' | 'select'; readonly times: number }
  | { readonly do: 'kind'; readonly kind: LineKind };

/** Something that happens to the window while a person writes. */
export interface EventSpec {
  readonly name: string;
  /** The syllable under composition ends with it, as it stands, because the focus goes elsewhere. */
  readonly ends: boolean;
  /** How often, beside the others. */
  readonly weight: number;
  /** What it writes at the caret; nothing for most. */
  readonly leaves?: string;
}

/** Twenty compositions or so, and the text that must be there after them. */
export interface Run {
  readonly steps: readonly Step[];
  /** The lines after each step. */
  readonly lines: readonly (readonly string[])[];
  /** How many lines stand before the three in the middle, after each step. */
  readonly before: readonly number[];
  readonly compositions: number;
}

export interface WritingOptions {
  readonly seed: number;
  readonly compositions: number;
  readonly rich: boolean;
  readonly events: readonly EventSpec[];
  /** The event with which somebody else's line arrives; it is written anew each time. */
  readonly remote: { readonly event: string; readonly line: (count: number) => string };
  readonly start: { readonly head: string; readonly middle: readonly [string, string, string]; readonly tail: string };
}

/** Between two jamo something happens with this probability. */
const DISTURBED = 0.25;
const COMPOSITIONS_IN_A_RUN = 20;
/** Where a part of the text is longer than this (UTF-16 units), some of it is taken away. */
const LONG = 130;

const PIECES = [' Hanbit ', ' #청년월세 ', ' #한빛 #봄 ', ' https://hanbit.example.com/a?b=1 ', '😀', '👨‍👩‍👧‍👦', '🇰🇷', ' @hanbit_city ', ' 3월 5일(화) ', ' ~10:30 ', '“', '”', '…', ' 안녕#월세 '] as const;
const KINDS = ['bulleted-item', 'numbered-item', 'quote'] as const;
const WORDS = ['값', '닭', '읽고', '없었습니다', '괜찮아', '뛰어', '의왕', '꿰매', '핥다', '많이', '삶', '여덟', '외곬', '훑어', '앉아', '왜', '뷁', '쌓', '얽', '됐다', '한빛시', '청년', '월세', '지원합니다', '안내'] as const;

/** Runs of writing that a seed decides, with what each must leave. The same options give the same runs. */
export function randomWriting({ seed, compositions, rich, events, remote, start }: WritingOptions): readonly Run[] {
  const random = seededRandom(seed);
  const text = writtenText(start);
  const eventOf = new Map(events.map((event) => [event.name, event]));
  const lottery = events.flatMap(({ name, weight }) => Array.from({ length: weight }, () => name));
  let arrived = 0;
  let made = 0;

  const happen = (name: string): void => {
    const { ends, leaves } = eventOf.get(name) ?? { ends: false };
    if (ends) text.end();
    if (leaves !== undefined) text.insert(leaves);
    if (name === remote.event) text.elsewhere(remote.line((arrived += 1)));
  };

  /** A word, key by key, with what happens between the keys. */
  const word = (): Step => {
    const syllables = wordOf(random);
    const keys: string[] = [];
    const meanwhile: { after: number; event: string }[] = [];
    for (const key of keysFor(syllables)) {
      text.key(key);
      keys.push(key);
      if (random.chance(0.04) && text.preedit() !== '') {
        text.key('Backspace');
        keys.push('Backspace');
      }
      if (lottery.length > 0 && random.chance(DISTURBED)) {
        const event = random.pick(lottery);
        meanwhile.push({ after: keys.length, event });
        happen(event);
      }
    }
    made += Array.from(syllables).length;
    return { do: 'keys', keys, meanwhile };
  };

  const repeat = (what: 'backspace' | 'left' | 'right', most: number): Step | null => {
    let times = 0;
    while (times < most && (what === 'backspace' ? text.backspace() : text.move(what === 'left' ? -1 : 1))) times += 1;
    return times === 0 ? null : { do: what, times };
  };

  const other = (): Step | null => {
    const draw = random.below(rich ? 100 : 88);
    if (text.size() > LONG && draw < 60) return repeat('backspace', 10 + random.below(40));
    if (draw < 14) {
      const piece = random.pick(PIECES);
      text.insert(piece);
      return { do: 'text', text: piece };
    }
    if (draw < 28) {
      text.enter();
      return { do: 'enter' };
    }
    if (draw < 40) return repeat('backspace', 1 + random.below(4));
    if (draw < 54) return repeat('left', 1 + random.below(9));
    if (draw < 64) return repeat('right', 1 + random.below(9));
    if (draw < 70) {
      text.goToStart();
      return { do: 'start' };
    }
    if (draw < 76) {
      text.goToEnd();
      return { do: 'end' };
    }
    if (draw < 82) {
      const times = text.selectBack(1 + random.below(6));
      return times === 0 ? null : { do: 'select', times };
    }
    if (draw < 88) {
      text.end();
      return { do: 'commit' };
    }
    if (draw < 96) {
      text.end();
      return { do: 'bold' };
    }
    const kind = random.pick(KINDS);
    text.setKind(kind);
    return { do: 'kind', kind };
  };

  const runs: Run[] = [];
  while (made < compositions) {
    const before = made;
    const run: { step: Step; lines: readonly string[]; before: number }[] = [];
    const note = (step: Step | null): void => {
      if (step !== null) run.push({ step, lines: text.lines(), before: text.before() });
    };
    while (made - before < COMPOSITIONS_IN_A_RUN) {
      note(word());
      if (random.chance(0.4)) {
        text.insert(' ');
        note({ do: 'text', text: ' ' });
      }
      if (random.chance(0.5)) note(other());
      if (run.at(-1)?.step.do === 'select') note(word());
    }
    text.end();
    note({ do: 'commit' });
    runs.push({ steps: run.map(({ step }) => step), lines: run.map(({ lines }) => lines), before: run.map((each) => each.before), compositions: made - before });
  }
  return runs;
}

/** One to four syllables: words with what is hard to type, or any of the 11,172 syllables of modern Hangul, those with a final about half of the time. */
function wordOf(random: SeededRandom): string {
  if (random.chance(0.3)) return random.pick(WORDS);
  const length = 1 + random.below(3);
  return Array.from({ length }, () => String.fromCodePoint(0xac00 + (random.below(19) * 21 + random.below(21)) * 28 + (random.chance(0.5) ? random.below(28) : 0))).join('');
}
