import { seededRandom } from '../publish/seeded-random.ts';

/** What may happen in one step, and how often relative to the others. */
const WEIGHTS = {
  begin: 3,
  edit: 15,
  'edit-story': 2,
  submit: 11,
  review: 12,
  publish: 12,
  act: 5,
  resolve: 4,
  archive: 1,
  keep: 2,
  remark: 1.5,
  'settle-parked': 2.5,
  sync: 9,
  online: 5,
  offline: 2,
  cut: 1.5,
  mend: 3,
  work: 16,
  time: 28,
  'long-time': 1,
  'crash-desktop': 1.5,
  'crash-server': 2,
  'start-server': 5,
  hold: 1,
  'let-go': 2,
  backup: 2,
  restore: 0.5,
  forge: 3,
} as const;
export type StepKind = keyof typeof WEIGHTS;

/** One step of a schedule. All that is chosen in it comes from its own number. */
export type Step = { readonly kind: StepKind; readonly draw: number };

/** What happens to a newsroom, and in which order: everything follows from it. */
export type Schedule = { readonly seed: number; readonly steps: readonly Step[] };

const KINDS = Object.keys(WEIGHTS) as StepKind[];
const TROUBLES: readonly StepKind[] = ['offline', 'cut', 'crash-desktop', 'crash-server', 'hold', 'restore', 'backup'];
const WRITING: readonly StepKind[] = ['edit', 'edit-story', 'keep', 'archive'];

export function scheduleOf(seed: number, length: number): Schedule {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5f356495);
  // Newsrooms differ: in some little goes wrong and much is published, in others the texts never come to rest.
  const trouble = random.pick([0.2, 1, 2]);
  const writing = random.pick([0.3, 0.6, 1.2]);
  const weights = new Map(KINDS.map((each) => [each, WEIGHTS[each] * (TROUBLES.includes(each) ? trouble : WRITING.includes(each) ? writing : 1)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const kind = (): StepKind => {
    let at = random.next() * total;
    for (const [each, weight] of weights) {
      at -= weight;
      if (at < 0) return each;
    }
    return 'time';
  };
  const steps: Step[] = [];
  // A newsroom without a text has nothing to lose.
  for (let index = 0; index < length; index += 1) steps.push({ kind: index < 2 ? 'begin' : kind(), draw: random.below(2 ** 32) });
  return { seed, steps };
}
