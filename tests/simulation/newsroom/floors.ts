/** How often what the simulation is about really happened: silence about faults that never came proves nothing. */
export type Floors = {
  steps: number;
  edits: number;
  entries: number;
  publications: number;
  /** How often publishing was stopped by somebody. */
  holds: number;
  /** How often something was agreed on about approving. */
  rules: number;
  /** Of what is in the log in the end: how people are to approve, who belongs together, who stands in for whom. */
  policies: number;
  groups: number;
  absences: number;
  /** Approvals in the log, and those of them that were given by a named policy. */
  approvals: number;
  byPolicy: number;
  /** How often something was refused, by the server or at a desk, or stopped in the queue, because a colleague of the author's, or an approval of too long ago, was behind it. */
  ownGroup: number;
  expired: number;
  /** Nights in which approvals grow old, and clocks that were put elsewhere. */
  nights: number;
  clockJumps: number;
  /** Days that came to rest before another began. */
  nextDays: number;
  /** Corrections and withdrawals in the log: asked for, refused by somebody, and carried out; and those that the channel said no to, as somebody had changed the post there. */
  amendments: number;
  amendmentsRefused: number;
  corrections: number;
  withdrawals: number;
  /** Edits that were carried out on top of an earlier one of the same post. */
  correctedAgain: number;
  elsewhereSeen: number;
  /** Posts that somebody changed on the channel itself. */
  elsewhere: number;
  calls: number;
  merges: number;
  /** Of a story’s own fields. */
  storyMerges: number;
  conflicts: number;
  crashesAfterIntent: number;
  desktopCrashes: number;
  serverCrashes: number;
  staleApprovals: number;
  parked: number;
  resyncs: number;
  duplicates: number;
  lostRequests: number;
  lostAnswers: number;
  /** How many things were looked at for each invariant. */
  readonly checks: Map<string, number>;
  readonly rejections: Map<string, number>;
  /** What people were refused at their own desks, by code. */
  readonly refusals: Map<string, number>;
};

/** The least of each that must have happened in a hundred schedules: silence about what never came proves nothing. */
export const LEAST: Readonly<Partial<Record<keyof Floors, number>>> = {
  edits: 1_000, entries: 2_500, publications: 80, approvals: 200, holds: 25, policies: 50, groups: 20, absences: 8, byPolicy: 30, ownGroup: 25, expired: 2, nights: 80, clockJumps: 50, merges: 12, storyMerges: 3, conflicts: 3, nextDays: 40, amendments: 60, amendmentsRefused: 8, corrections: 20, withdrawals: 20, correctedAgain: 1.5, elsewhere: 10, elsewhereSeen: 1,
  crashesAfterIntent: 6, desktopCrashes: 80, serverCrashes: 150, staleApprovals: 60, parked: 200, resyncs: 25, duplicates: 90, lostRequests: 400, lostAnswers: 400,
};

export function noFloors(): Floors {
  return {
    steps: 0, edits: 0, entries: 0, publications: 0, holds: 0, rules: 0, policies: 0, groups: 0, absences: 0, approvals: 0, byPolicy: 0, ownGroup: 0, expired: 0, nights: 0, clockJumps: 0, nextDays: 0, amendments: 0, amendmentsRefused: 0, corrections: 0, withdrawals: 0, correctedAgain: 0, elsewhereSeen: 0, elsewhere: 0, calls: 0, merges: 0, storyMerges: 0, conflicts: 0, crashesAfterIntent: 0, desktopCrashes: 0, serverCrashes: 0, staleApprovals: 0, parked: 0, resyncs: 0,
    duplicates: 0, lostRequests: 0, lostAnswers: 0, checks: new Map(), rejections: new Map(), refusals: new Map(),
  };
}

export function addFloors(sum: Floors, more: Floors): void {
  for (const [name, value] of Object.entries(more)) {
    if (typeof value === 'number') (sum as unknown as Record<string, number>)[name] = ((sum as unknown as Record<string, number>)[name] ?? 0) + value;
  }
  for (const name of ['checks', 'rejections', 'refusals'] as const) for (const [code, count] of more[name]) tally(sum[name], code, count);
}

export function tally(counts: Map<string, number>, name: string, count = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
