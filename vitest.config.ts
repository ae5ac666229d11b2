import { defineConfig } from 'vitest/config';

// Vitest 5 prints failures with Map.groupBy, which Node has from 21 on; without it a failed test shows no reason.
Map.groupBy ??= <K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

/** One project per kind of test, so that `npm test` can run, time and count them apart. */
function project(name: string, options: { readonly testTimeout: number; readonly hookTimeout?: number; readonly fileParallelism?: boolean }) {
  return { test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], environment: 'node' as const, ...options } };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', { testTimeout: 60_000 }),
      // Over HTTP, with real servers and databases: one file after the other, so that two cores are not fought over.
      project('integration', { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
      project('simulation', { testTimeout: 600_000 }),
    ],
  },
});
