import { seededRandom } from '../publish/seeded-random.ts';

/** What may happen in one step, and how often relative to the others. */
const WEIGHTS = {
  begin: 2,
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
  'settle-parked': 3,
  sync: 9,
  online: 5,
  offline: 2,
  cut: 1.5,
  mend: 3,
  work: 16,
  time: 24,
  'long-time': 1,
  'crash-desktop': 1.5,
  'crash-server': 2,
  'start-server': 5,
  hold: 1,
  'let-go': 2,
  backup: 2,
  restore: 0.5,
} as const;
export type StepKind = keyof typeof WEIGHTS;

/** One step of a schedule. All that is chosen in it comes from its own number. */
export type Step = { readonly kind: StepKind; readonly draw: number };

/** What happens to a newsroom, and in which order: everything follows from it. */
export type Schedule = { readonly seed: number; readonly steps: readonly Step[] };

const KINDS = Object.keys(WEIGHTS) as StepKind[];
const TOTAL = KINDS.reduce((sum, kind) => sum + WEIGHTS[kind], 0);

export function scheduleOf(seed: number, length: number): Schedule {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5f356495);
  const kind = (): StepKind => {
    let at = random.next() * TOTAL;
    for (const each of KINDS) {
      at -= WEIGHTS[each];
      if (at < 0) return each;
    }
    return 'time';
  };
  const steps: Step[] = [];
  // A newsroom without a text has nothing to lose.
  for (let index = 0; index < length; index += 1) steps.push({ kind: index < 2 ? 'begin' : kind(), draw: random.below(2 ** 32) });
  return { seed, steps };
}
