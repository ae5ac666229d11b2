import { type SeededRandom, seededRandom } from '../publish/seeded-random.ts';

/**
 * What happens in one newsroom with two desktops and a server, in which order and with which words: everything here follows
 * from the seed. When each thing happens, and what the processes are at when it does, does not.
 */
export const PHASES = ['day', 'trouble', 'rest'] as const;
export type Phase = (typeof PHASES)[number];
export type Who = 'writer' | 'editor';
/** Channels that are called, and one that has no interface: a person posts there. */
export type CalledChannel = 'X' | '블로그';
export type ChannelName = CalledChannel | '카카오스토리';
/** Which of a text's three lines is written in: at the start of the first, or at the end of another. */
export type Place = 'first' | 'middle' | 'last';
export type LineState = 'free' | 'cut' | 'slow';
export type Manner = 'fail' | 'timeout-after-post' | 'timeout-before-post';
/** What dies with the second of two words hardly typed. */
export type Death = 'core' | 'desktop';
/** Which answer of the server gets lost: that it has taken what was sent, or what is new. */
export type Answer = 'push' | 'pull';

/** What a person does with what only a person can post; who forgets records the link when they come to it again. */
export type HandAct = 'posts' | 'posts-and-forgets' | 'calls-off';

type Text = { readonly story: number; readonly channel: ChannelName };
export type Action =
  | { readonly kind: 'begin'; readonly story: number; readonly words: readonly string[] }
  | ({ readonly kind: 'write'; readonly who: Who; readonly place: Place; readonly word: string } & Text)
  | ({ readonly kind: 'die-writing'; readonly who: Who; readonly place: Place; readonly words: readonly [string, string]; readonly death: Death } & Text)
  /** `dies`: the app is killed as soon as it has said that this is done. */
  | { readonly kind: 'send' | 'approve' | 'publish'; readonly story: number; readonly dies: boolean }
  /** The whole server is killed, or the node that called: while a channel has the call, or when the post is there and its answer is lost. */
  | { readonly kind: 'publish-and-die'; readonly story: number; readonly dies: 'server' | 'node'; readonly when: 'called' | 'posted' }
  /** The app dies, if it does, when the post is out and before its link is recorded, or as soon as the app has said that it is. */
  | { readonly kind: 'by-hand'; readonly does: HandAct; readonly dies: 'before' | 'after' | null }
  | { readonly kind: 'channel'; readonly channel: CalledChannel; readonly manner: Manner }
  | { readonly kind: 'sync'; readonly who: Who }
  | { readonly kind: 'line'; readonly who: Who; readonly to: LineState }
  | { readonly kind: 'drop-answer'; readonly who: Who; readonly to: Answer }
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
export const CALLED: readonly CalledChannel[] = ['X', '블로그'];
const PLACES: readonly Place[] = ['first', 'middle', 'last'];
const BOTH: readonly Who[] = ['writer', 'editor'];

/** The channels that a story has a text for. */
export function channelsOf(story: number): readonly ChannelName[] {
  return story === OUT ? [...CALLED, '카카오스토리'] : CALLED;
}

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
  // What waits for a person is posted on the one occasion, and called off on the other.
  const does = random.pick(['posts', 'posts-and-forgets', 'calls-off'] as const);
  const phases: Readonly<Record<Phase, readonly Action[]>> = { day: day(random, word, does), trouble: trouble(random, word, seed % 3 === 0 ? 'node' : 'server', does === 'calls-off' ? 'posts' : 'calls-off'), rest: evening() };
  return { seed, steps: PHASES.flatMap((phase) => phases[phase].map((action): Step => ({ ...action, phase }))) };
}

function day(random: SeededRandom, word: () => string, does: HandAct): readonly Action[] {
  const slow = random.pick(BOTH);
  const begin = (story: number): Action => ({ kind: 'begin', story, words: [word(), word(), word()] });
  return [
    begin(SHARED),
    begin(OUT),
    { kind: 'line', who: slow, to: 'slow' },
    act('send'),
    act('approve'),
    { kind: 'channel', channel: random.pick(CALLED), manner: random.pick(['fail', 'timeout-after-post', 'timeout-before-post'] as const) },
    act('publish'),
    byHand(random, does),
    { kind: 'line', who: slow, to: 'free' },
  ];
}

/** A server that dies in mid-publish comes first: what it had taken is let go only after a while, in which the rest goes on. */
function trouble(random: SeededRandom, word: () => string, dies: 'server' | 'node', does: HandAct): readonly Action[] {
  /** Apps die now and then in the second half of the trouble only: before it a publication must be under way. */
  const ready = (dying: number, channel: ChannelName): readonly Action[] => [write('writer', { story: OUT, channel }, 'last', word()), act('send', random.chance(dying)), act('approve', random.chance(dying))];
  return [
    ...ready(0, random.pick(CALLED)),
    { kind: 'publish-and-die', story: OUT, dies, when: random.pick(['called', 'posted'] as const) },
    { kind: 'start-nodes' },
    ...overtaken(random, word),
    ...mixed(random, [
      // What somebody writes in dies; each kind of death once, at either desk.
      ...(['core', 'desktop'] as const).map((death): Action[] => [{ kind: 'die-writing', who: random.pick(BOTH), ...sharedText(random), place: random.pick(PLACES), words: [word(), word()], death }]),
      apart(random, word),
      cutOff(random, word),
      unanswered(random, word),
      unheard(random, word),
      [...ready(0.25, '카카오스토리'), act('publish', random.chance(0.25)), byHand(random, does)],
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
  return { story: SHARED, channel: random.pick(CALLED) };
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
  const text: Text = { story: OUT, channel: random.pick(CALLED) };
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

function byHand(random: SeededRandom, does: HandAct): Action {
  const dies = random.pick([null, null, 'before', 'after'] as const);
  // Who forgets to tell the app is not kept from it by its death.
  return { kind: 'by-hand', does, dies: does === 'posts-and-forgets' ? null : dies };
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
    { kind: 'drop-answer', who, to: 'push' },
    write(who, sharedText(random), random.pick(PLACES), word()),
    { kind: 'sync', who },
  ];
}

/** What is new has left the server, and does not arrive: it must come again, and count once. */
function unheard(random: SeededRandom, word: () => string): readonly Action[] {
  const [who, other] = random.pick([['writer', 'editor'], ['editor', 'writer']] as const);
  return [
    { kind: 'drop-answer', who, to: 'pull' },
    write(other, sharedText(random), random.pick(PLACES), word()),
    { kind: 'sync', who: other },
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
