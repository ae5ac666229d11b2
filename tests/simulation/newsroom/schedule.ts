import { seededRandom } from '../publish/seeded-random.ts';

/** What may happen in one step, and how often relative to the others. */
const WEIGHTS = {
  begin: 3,
  edit: 17,
  'edit-story': 6,
  submit: 11,
  review: 16,
  publish: 13,
  act: 5,
  amend: 13,
  judge: 11,
  elsewhere: 2,
  resolve: 6,
  archive: 1,
  keep: 2,
  remark: 2,
  'settle-parked': 4,
  govern: 4,
  night: 3,
  clock: 1,
  sync: 9,
  online: 5,
  offline: 2,
  cut: 1.5,
  mend: 3,
  work: 16,
  time: 28,
  'long-time': 1,
  'crash-desktop': 1.5,
  'crash-server': 3.5,
  'start-server': 5,
  hold: 1.5,
  'let-go': 2,
  backup: 3,
  restore: 1,
  forge: 3,
  // Never by chance: where a schedule has several days.
  'next-day': 0,
} as const;
export type StepKind = keyof typeof WEIGHTS;

/** Each in words, for reports. */
export const STEP_WORDS: Readonly<Record<StepKind, string>> = {
  begin: 'somebody begins a story',
  edit: 'somebody writes in a text',
  'edit-story': 'somebody changes a story’s own fields',
  submit: 'a text is sent for review',
  review: 'somebody decides on a text',
  publish: 'somebody asks for publishing',
  act: 'somebody acts on a publication, a hold or an agreed word',
  amend: 'somebody asks for a correction or a withdrawal',
  judge: 'somebody decides on a correction or a withdrawal',
  elsewhere: 'somebody changes a post on the channel itself',
  resolve: 'somebody resolves a conflict',
  archive: 'somebody archives, or takes back from the archive',
  keep: 'somebody keeps a version, restores one or links a text again',
  remark: 'somebody comments, or resolves a comment',
  'settle-parked': 'somebody settles what was refused',
  govern: 'somebody changes a policy, a group or an absence',
  night: 'a night goes by in which approvals grow old',
  clock: 'a computer’s clock is put elsewhere',
  sync: 'a desktop syncs',
  online: 'somebody goes online',
  offline: 'somebody goes offline',
  cut: 'a line is cut',
  mend: 'a line is mended',
  work: 'a node publishes what is due',
  time: 'some seconds go by',
  'long-time': 'some minutes go by',
  'crash-desktop': 'a desktop is about to die at one of its next commits',
  'crash-server': 'a node dies',
  'start-server': 'dead nodes start again',
  hold: 'a node’s machine sleeps',
  'let-go': 'sleeping machines wake',
  backup: 'the server is backed up',
  restore: 'the server goes back to its backup',
  forge: 'somebody who cheats sends something',
  'next-day': 'all comes to rest, and another day begins',
};

/** One step of a schedule. All that is chosen in it comes from its own number. */
export type Step = { readonly kind: StepKind; readonly draw: number };

/** What happens to a newsroom, and in which order: everything follows from it. */
export type Schedule = { readonly seed: number; readonly steps: readonly Step[] };

const KINDS = Object.keys(WEIGHTS) as StepKind[];
const TROUBLES: readonly StepKind[] = ['clock', 'offline', 'cut', 'crash-desktop', 'crash-server', 'hold', 'restore', 'backup'];
const WRITING: readonly StepKind[] = ['edit', 'edit-story', 'keep', 'archive'];
const APART: readonly StepKind[] = ['offline', 'cut'];
const SENDING: readonly StepKind[] = ['submit', 'review', 'publish', 'act', 'work', 'time', 'online', 'mend'];
const AMENDING: readonly StepKind[] = ['amend', 'judge'];
/** How much more or less than usual of each sort there is in a part of the day. */
type Phase = { readonly writing: number; readonly apart: number; readonly sending: number; readonly amending: number };
/** A day: first people write, often apart; then all goes on at once; in the end what is ready goes out. */
const LATE: readonly Phase[] = [
  { writing: 1.6, apart: 2, sending: 0.6, amending: 0.2 },
  { writing: 1, apart: 1, sending: 1, amending: 0.8 },
  { writing: 0.25, apart: 0.5, sending: 1.5, amending: 1.5 },
];
/** Much is ready early, and there is time to be wrong. */
const EARLY: readonly Phase[] = [{ writing: 1.1, apart: 1.5, sending: 1.3, amending: 0.4 }, ...LATE.slice(1)];
/** Three days: what is ready goes out; on the second day it is corrected, and on the third what has been corrected is corrected once more. */
const CORRECTING: readonly Phase[] = [
  { writing: 1.1, apart: 1.5, sending: 1.3, amending: 0.4 },
  { writing: 0.8, apart: 1, sending: 1.5, amending: 0.8 },
  { writing: 0.3, apart: 0.7, sending: 1.2, amending: 4 },
  { writing: 0.2, apart: 0.7, sending: 1.2, amending: 4 },
];
/** After which parts of the steps a night follows in which all comes to rest. */
const NIGHTS: readonly number[] = [0.5, 0.75];

/** How many steps a seed gets of at most `most`: every second pair the whole, the others a third, as a day that goes quicker. */
export function lengthOf(seed: number, most: number): number {
  return seed % 4 === 1 || seed % 4 === 2 ? most : Math.ceil(most / 3);
}

export function scheduleOf(seed: number, length: number): Schedule {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5f356495);
  // Newsrooms differ: in some little goes wrong and much is published, in others the texts never come to rest.
  const trouble = random.pick([0.2, 1, 2]);
  const writing = random.pick([0.4, 0.9, 1.5]);
  const day = random.pick([LATE, LATE, EARLY, EARLY, CORRECTING, CORRECTING, CORRECTING]);
  const phases = day.map((phase) => {
    const weights = KINDS.map((each): readonly [StepKind, number] => {
      const part = WRITING.includes(each) ? phase.writing * writing : APART.includes(each) ? phase.apart : SENDING.includes(each) ? phase.sending : AMENDING.includes(each) ? phase.amending : 1;
      return [each, WEIGHTS[each] * part * (TROUBLES.includes(each) ? trouble : 1)];
    });
    return { weights, total: weights.reduce((sum, [, weight]) => sum + weight, 0) };
  });
  const kind = (index: number): StepKind => {
    const phase = phases[Math.min(phases.length - 1, Math.floor((index * phases.length) / length))];
    let at = random.next() * (phase?.total ?? 0);
    for (const [each, weight] of phase?.weights ?? []) {
      at -= weight;
      if (at < 0) return each;
    }
    return 'time';
  };
  const steps: Step[] = [];
  const nights = day === CORRECTING ? NIGHTS.map((part) => Math.floor(length * part)) : [];
  // A newsroom without a text has nothing to lose.
  for (let index = 0; index < length; index += 1) steps.push({ kind: index < 2 ? 'begin' : nights.includes(index) ? 'next-day' : kind(index), draw: random.below(2 ** 32) });
  return { seed, steps };
}
