import { defineConfig } from '@playwright/test';

/** The end-to-end tests: the real app in its own window. One at a time: each has the machine for itself. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/display.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  // A test that passes only the second time has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure', actionTimeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/test/e2e.json' }]],
});
