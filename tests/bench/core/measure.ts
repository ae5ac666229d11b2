/** One thing measured: its samples in the order in which they were taken, and beside each that of its floor, taken right before or after it. */
export interface Measure {
  readonly part: string;
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  /** How many things each sample is of, where a rate is what people ask for. */
  readonly count?: number;
  readonly values: readonly number[];
  readonly floor?: { readonly name: string; readonly values: readonly number[] };
}

/**
 * Takes samples (ms) of two things by turns, so that whatever else the machine does falls on both; which of them is first
 * changes from pair to pair. The first pairs warm up and are not counted.
 */
export async function inTurns(rounds: number, ours: (round: number) => unknown, floor: (round: number) => unknown): Promise<{ readonly values: number[]; readonly floor: number[] }> {
  const values: number[] = [];
  const floors: number[] = [];
  const warmUp = Math.max(2, Math.ceil(rounds / 10));
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const floorFirst = round % 2 === 0;
    const before = floorFirst ? await timed(() => floor(round)) : 0;
    const value = await timed(() => ours(round));
    const after = floorFirst ? before : await timed(() => floor(round));
    if (round < warmUp) continue;
    values.push(value);
    floors.push(after);
  }
  return { values, floor: floors };
}

/** How long a call takes (ms), to the end of its promise where it gives one. */
export async function timed(call: () => unknown): Promise<number> {
  const start = performance.now();
  const result = call();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}
