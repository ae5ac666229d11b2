/** What one contestant took in one round (ms), by what was done. */
export type Times<Task extends string> = Readonly<Record<Task, number>>;

/**
 * Lets several do the same things, each in every round, beginning with another one each time: whatever else the machine does
 * falls on all of them. The first round warms up and is not counted. Gives the samples of each, in the order of the rounds.
 */
export async function byTurns<Name extends string, Task extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, (round: number) => Promise<Times<Task>>>>,
): Promise<Readonly<Record<Name, readonly Times<Task>[]>>> {
  const names = Object.keys(contestants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Times<Task>[]>;
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const times = await contestants[name](round);
      if (round > 0) samples[name].push(times);
    }
  }
  return samples;
}

/** The samples of one thing done. */
export function taken<Task extends string>(times: readonly Times<Task>[], task: Task): number[] {
  return times.map((each) => each[task]);
}
