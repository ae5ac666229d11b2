/** How often what the simulation is about really happened: silence about faults that never came proves nothing. */
export type Floors = {
  steps: number;
  edits: number;
  entries: number;
  publications: number;
  /** How often publishing was stopped by somebody. */
  holds: number;
  calls: number;
  merges: number;
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
  readonly rejections: Map<string, number>;
  /** What people were refused at their own desks, by code. */
  readonly refusals: Map<string, number>;
};

export function noFloors(): Floors {
  return {
    steps: 0, edits: 0, entries: 0, publications: 0, holds: 0, calls: 0, merges: 0, conflicts: 0, crashesAfterIntent: 0, desktopCrashes: 0, serverCrashes: 0, staleApprovals: 0, parked: 0, resyncs: 0,
    duplicates: 0, lostRequests: 0, lostAnswers: 0, rejections: new Map(), refusals: new Map(),
  };
}

export function addFloors(sum: Floors, more: Floors): void {
  for (const [name, value] of Object.entries(more)) {
    if (typeof value === 'number') (sum as unknown as Record<string, number>)[name] = ((sum as unknown as Record<string, number>)[name] ?? 0) + value;
  }
  for (const name of ['rejections', 'refusals'] as const) for (const [code, count] of more[name]) sum[name].set(code, (sum[name].get(code) ?? 0) + count);
}
