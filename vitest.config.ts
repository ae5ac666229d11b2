import { defineConfig } from 'vitest/config';

/** One project per kind of test, so that `npm test` can run, time and count them apart. */
function project(name: string, options: { readonly testTimeout: number; readonly fileParallelism?: boolean }) {
  return { test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], environment: 'node' as const, ...options } };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', { testTimeout: 60_000 }),
      // Over HTTP, with real servers and databases: one file after the other, so that two cores are not fought over.
      project('integration', { testTimeout: 120_000, fileParallelism: false }),
      project('simulation', { testTimeout: 600_000 }),
    ],
  },
});
