import { seededRandom } from '../publish/seeded-random.ts';

/** What may happen in one step, and how often relative to the others. */
const WEIGHTS = {
  begin: 3,
  edit: 17,
  'edit-story': 2,
  submit: 11,
  review: 18,
  publish: 13,
  act: 5,
  resolve: 4,
  archive: 1,
  keep: 2,
  remark: 1,
  'settle-parked': 4,
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
  forge: 2,
} as const;
export type StepKind = keyof typeof WEIGHTS;

/** One step of a schedule. All that is chosen in it comes from its own number. */
export type Step = { readonly kind: StepKind; readonly draw: number };

/** What happens to a newsroom, and in which order: everything follows from it. */
export type Schedule = { readonly seed: number; readonly steps: readonly Step[] };

const KINDS = Object.keys(WEIGHTS) as StepKind[];
const TROUBLES: readonly StepKind[] = ['offline', 'cut', 'crash-desktop', 'crash-server', 'hold', 'restore', 'backup'];
const WRITING: readonly StepKind[] = ['edit', 'edit-story', 'keep', 'archive'];
const APART: readonly StepKind[] = ['offline', 'cut'];
const SENDING: readonly StepKind[] = ['submit', 'review', 'publish', 'act', 'work', 'time', 'online', 'mend'];

export function scheduleOf(seed: number, length: number): Schedule {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5f356495);
  // Newsrooms differ: in some little goes wrong and much is published, in others the texts never come to rest.
  const trouble = random.pick([0.2, 1, 2]);
  const writing = random.pick([0.4, 0.9, 1.5]);
  // A day: first people write, often apart; then all goes on at once; in the end what is ready goes out.
  const phases = [
    { writing: 1.6, apart: 2, sending: 0.6 },
    { writing: 1, apart: 1, sending: 1 },
    { writing: 0.25, apart: 0.5, sending: 1.5 },
  ].map((phase) => {
    const weights = KINDS.map((each): readonly [StepKind, number] => {
      const part = WRITING.includes(each) ? phase.writing * writing : APART.includes(each) ? phase.apart : SENDING.includes(each) ? phase.sending : 1;
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
  // A newsroom without a text has nothing to lose.
  for (let index = 0; index < length; index += 1) steps.push({ kind: index < 2 ? 'begin' : kind(index), draw: random.below(2 ** 32) });
  return { seed, steps };
}
