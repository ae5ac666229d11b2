import { type SeededRandom, seededRandom } from '../publish/seeded-random.ts';

/**
 * What happens in one newsroom with two desktops and a server, in which order and with which words: everything here follows
 * from the seed. When each thing happens, and what the processes are at when it does, does not.
 */
export const PHASES = ['day', 'trouble', 'rest'] as const;
export type Phase = (typeof PHASES)[number];
export type Who = 'writer' | 'editor';
export type ChannelName = 'X' | '블로그';
/** Which of a text's three lines is written in: at the start of the first, or at the end of another. */
export type Place = 'first' | 'middle' | 'last';
export type LineState = 'free' | 'cut' | 'slow';
export type Manner = 'fail' | 'timeout-after-post' | 'timeout-before-post';
/** What dies with the second of two words hardly typed. */
export type Death = 'core' | 'desktop';

type Text = { readonly story: number; readonly channel: ChannelName };
export type Action =
  | { readonly kind: 'begin'; readonly story: number; readonly words: readonly string[] }
  | ({ readonly kind: 'write'; readonly who: Who; readonly place: Place; readonly word: string } & Text)
  | ({ readonly kind: 'die-writing'; readonly who: Who; readonly place: Place; readonly words: readonly [string, string]; readonly death: Death } & Text)
  /** `dies`: the app is killed as soon as it has said that this is done. */
  | { readonly kind: 'send' | 'approve' | 'publish'; readonly story: number; readonly dies: boolean }
  /** The whole server is killed, or the node that called: while a channel has the call, or when the post is there and its answer is lost. */
  | { readonly kind: 'publish-and-die'; readonly story: number; readonly dies: 'server' | 'node'; readonly when: 'called' | 'posted' }
  | { readonly kind: 'channel'; readonly channel: ChannelName; readonly manner: Manner }
  | { readonly kind: 'sync'; readonly who: Who }
  | { readonly kind: 'line'; readonly who: Who; readonly to: LineState }
  | { readonly kind: 'drop-answers'; readonly who: Who }
  | { readonly kind: 'offline'; readonly who: Who }
  | { readonly kind: 'online'; readonly who: Who }
  | { readonly kind: 'kill-node'; readonly node: number }
  | { readonly kind: 'start-nodes' }
  | { readonly kind: 'rest' };
export type Step = Action & { readonly phase: Phase };
export type Schedule = { readonly seed: number; readonly steps: readonly Step[] };

/** The story that both write in, and the one that is its writer's alone and goes out. */
const SHARED = 0;
const OUT = 1;
export const STORIES: readonly number[] = [SHARED, OUT];
const SYLLABLES: readonly string[] = ['봄', '비', '눈', '강', '산', '들', '꽃', '별', '달', '길'];
const LETTERS: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const CHANNELS: readonly ChannelName[] = ['X', '블로그'];
const PLACES: readonly Place[] = ['first', 'middle', 'last'];
const BOTH: readonly Who[] = ['writer', 'editor'];

export function storyTitle(story: number): string {
  return `모의 취재 ${String(story + 1)}`;
}

export function scheduleOf(seed: number): Schedule {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 0x41505053);
  let written = 0;
  /** No word is another's part: each has a number of two digits of its own between its letters. */
  const word = (): string => {
    written += 1;
    return `${random.pick(SYLLABLES)}${String(written).padStart(2, '0')}${random.pick(LETTERS)}`;
  };
  const phases: Readonly<Record<Phase, readonly Action[]>> = { day: day(random, word), trouble: trouble(random, word, seed % 3 === 0 ? 'node' : 'server'), rest: evening() };
  return { seed, steps: PHASES.flatMap((phase) => phases[phase].map((action): Step => ({ ...action, phase }))) };
}

function day(random: SeededRandom, word: () => string): readonly Action[] {
  const slow = random.pick(BOTH);
  const begin = (story: number): Action => ({ kind: 'begin', story, words: [word(), word(), word()] });
  return [
    begin(SHARED),
    begin(OUT),
    { kind: 'line', who: slow, to: 'slow' },
    act('send'),
    act('approve'),
    { kind: 'channel', channel: random.pick(CHANNELS), manner: random.pick(['fail', 'timeout-after-post', 'timeout-before-post'] as const) },
    act('publish'),
    { kind: 'line', who: slow, to: 'free' },
  ];
}

/** A server that dies in mid-publish comes first: what it had taken is let go only after a while, in which the rest goes on. */
function trouble(random: SeededRandom, word: () => string, dies: 'server' | 'node'): readonly Action[] {
  /** Apps die now and then in the second half of the trouble only: before it a publication must be under way. */
  const ready = (dying: number): readonly Action[] => [writeOut(random, word), act('send', random.chance(dying)), act('approve', random.chance(dying))];
  return [
    ...ready(0),
    { kind: 'publish-and-die', story: OUT, dies, when: random.pick(['called', 'posted'] as const) },
    { kind: 'start-nodes' },
    ...overtaken(random, word),
    ...mixed(random, [
      // What somebody writes in dies; each kind of death once, at either desk.
      ...(['core', 'desktop'] as const).map((death): Action[] => [{ kind: 'die-writing', who: random.pick(BOTH), ...sharedText(random), place: random.pick(PLACES), words: [word(), word()], death }]),
      apart(random, word),
      cutOff(random, word),
      unanswered(random, word),
      [...ready(0.25), act('publish', random.chance(0.25))],
      [{ kind: 'kill-node', node: random.below(2) }, { kind: 'start-nodes' }],
    ]),
  ];
}

/** Once all has come to rest, what was merged and what was left goes out too. */
function evening(): readonly Action[] {
  const all = (kind: 'send' | 'approve' | 'publish'): readonly Action[] => STORIES.map((story): Action => ({ kind, story, dies: false }));
  return [{ kind: 'rest' }, ...all('send'), ...all('approve'), ...all('publish'), { kind: 'rest' }];
}

function act(kind: 'send' | 'approve' | 'publish', dies = false): Action {
  return { kind, story: OUT, dies };
}

function write(who: Who, text: Text, place: Place, word: string): Action {
  return { kind: 'write', who, ...text, place, word };
}

function sharedText(random: SeededRandom): Text {
  return { story: SHARED, channel: random.pick(CHANNELS) };
}

/** Both write in one text without a line: in different places, or in one, which a person has to settle. */
function apart(random: SeededRandom, word: () => string): readonly Action[] {
  const text = sharedText(random);
  const mine = random.pick(PLACES);
  const theirs = random.chance(0.4) ? mine : random.pick(PLACES.filter((each) => each !== mine));
  const [first, second] = random.pick([['writer', 'editor'], ['editor', 'writer']] as const);
  return [
    ...BOTH.map((who): Action => ({ kind: 'offline', who })),
    write('writer', text, mine, word()),
    write('editor', text, theirs, word()),
    { kind: 'online', who: first },
    { kind: 'online', who: second },
  ];
}

/** An approval is given without a line, of words that their writer has changed meanwhile: the server refuses it. */
function overtaken(random: SeededRandom, word: () => string): readonly Action[] {
  const text: Text = { story: OUT, channel: random.pick(CHANNELS) };
  return [
    write('writer', text, 'last', word()),
    act('send'),
    { kind: 'sync', who: 'editor' },
    { kind: 'line', who: 'editor', to: 'cut' },
    write('writer', text, 'first', word()),
    { kind: 'sync', who: 'writer' },
    act('approve'),
    { kind: 'line', who: 'editor', to: 'free' },
  ];
}

function writeOut(random: SeededRandom, word: () => string): Action {
  return write('writer', { story: OUT, channel: random.pick(CHANNELS) }, 'last', word());
}

function cutOff(random: SeededRandom, word: () => string): readonly Action[] {
  const who = random.pick(BOTH);
  return [
    { kind: 'line', who, to: 'cut' },
    write(who, sharedText(random), random.pick(PLACES), word()),
    { kind: 'line', who, to: 'slow' },
    { kind: 'sync', who },
    { kind: 'line', who, to: 'free' },
  ];
}

/** The server takes what is sent, and nobody hears of it. */
function unanswered(random: SeededRandom, word: () => string): readonly Action[] {
  const who = random.pick(BOTH);
  return [
    { kind: 'drop-answers', who },
    write(who, sharedText(random), random.pick(PLACES), word()),
    { kind: 'sync', who },
  ];
}

/** Several courses of events at once: each in its own order, among one another in any. */
function mixed(random: SeededRandom, courses: readonly (readonly Action[])[]): readonly Action[] {
  const left = courses.map((course) => [...course]).filter((course) => course.length > 0);
  const all: Action[] = [];
  while (left.length > 0) {
    const course = random.pick(left);
    all.push(...course.splice(0, 1));
    if (course.length === 0) left.splice(left.indexOf(course), 1);
  }
  return all;
}

const NAMES: Readonly<Record<Who, string>> = { writer: 'the writer', editor: 'the editor' };
const MANNERS: Readonly<Record<Manner, string>> = { fail: 'fails once', 'timeout-after-post': 'posts once without an answer', 'timeout-before-post': 'once gives no answer and posts nothing' };
const LINES: Readonly<Record<LineState, string>> = { free: 'is free', cut: 'is cut', slow: 'is slow' };

/** A step in words, for whoever reads of a failure. */
export function inWords(step: Action): string {
  const text = 'channel' in step && 'story' in step ? `${step.channel} of “${storyTitle(step.story)}”` : '';
  switch (step.kind) {
    case 'begin':
      return `the writer begins “${storyTitle(step.story)}” with ${step.words.join(' ')}`;
    case 'write':
      return `${NAMES[step.who]} writes ${step.word} in the ${step.place} line of ${text}`;
    case 'die-writing':
      return `${NAMES[step.who]} writes ${step.words.join(' ')} in the ${step.place} line of ${text}, and the ${step.death === 'core' ? 'core' : 'whole app'} is killed`;
    case 'send':
      return `the writer sends “${storyTitle(step.story)}” for review${killed(step)}`;
    case 'approve':
      return `the editor approves “${storyTitle(step.story)}”${killed(step)}`;
    case 'publish':
      return `the editor publishes “${storyTitle(step.story)}”${killed(step)}`;
    case 'publish-and-die':
      return `the editor publishes “${storyTitle(step.story)}”, and ${step.dies === 'server' ? 'the whole server' : 'the node that posts'} is killed ${step.when === 'called' ? 'in the call' : 'when the post is there, unanswered'}`;
    case 'channel':
      return `${step.channel} ${MANNERS[step.manner]}`;
    case 'sync':
      return `${NAMES[step.who]} syncs`;
    case 'line':
      return `${NAMES[step.who]}’s line ${LINES[step.to]}`;
    case 'drop-answers':
      return `the next answer to what ${NAMES[step.who]} sends is lost`;
    case 'offline':
    case 'online':
      return `${NAMES[step.who]} goes ${step.kind}`;
    case 'kill-node':
      return `node ${String(step.node + 1)} is killed`;
    case 'start-nodes':
      return 'the nodes that are down start again';
    case 'rest':
      return 'all comes to rest';
  }
}

function killed({ dies }: { readonly dies: boolean }): string {
  return dies ? ', and the app is killed at once' : '';
}
