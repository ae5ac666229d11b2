/** The steps of `npm test`: what each runs, and how its result is counted. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { readJson, root } from './paths.mjs';
import { npm, run } from './run.mjs';

/** Reports and logs of the last run; not in test-results/, which Playwright empties when it starts. */
export const resultFolder = join(root, '.cache', 'test');

/** A step that hangs must not hang the whole run. Milliseconds. */
const LIMIT = 45 * 60 * 1000;

/**
 * @typedef {{ passed: number, failed: number, skipped: number, output: string, note?: string }} StepResult
 * @typedef {{ env: Record<string, string | undefined>, extra: readonly string[], live: boolean }} StepContext
 * @typedef {{ id: string, label: string, needs: readonly ('display' | 'postgres')[],
 *   run: (context: StepContext) => Promise<StepResult> }} Step
 */

/** @type {readonly Step[]} In the order in which they run: the quickest to fail first. */
export const steps = [
  check('types', 'Types, and the fences between folders', 'typecheck'),
  check('lint', 'Lint', 'lint'),
  check('deadcode', 'Dead code', 'deadcode'),
  { id: 'build', label: 'Build', needs: [], run: runBuild },
  vitest('unit', 'Unit and property tests', []),
  vitest('integration', 'Integration over HTTP', ['postgres']),
  vitest('simulation', 'Simulation', []),
  { id: 'e2e', label: 'End to end, in the app', needs: ['display', 'postgres'], run: runPlaywright },
];

/** A step that is one script of package.json and counts as one test. */
function check(id, label, script) {
  return {
    id,
    label,
    needs: [],
    run: async ({ env, extra, live }) => {
      const result = await npm(['run', '--silent', script, ...extra], { cwd: root, env, live, timeout: LIMIT });
      return once(result.code === 0, result);
    },
  };
}

async function runBuild() {
  if (await isBuilt()) return { ...once(true, { output: '' }), note: 'up to date' };
  const { ok, output } = await build();
  return once(ok, { output });
}

function once(ok, { output, timedOut = false }) {
  return {
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    skipped: 0,
    output,
    ...(timedOut ? { note: 'stopped: too long' } : {}),
  };
}

function vitest(id, label, needs) {
  return {
    id,
    label,
    needs,
    run: async ({ env, extra, live }) => {
      const report = reportPath(id);
      const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
      const args = [
        program,
        'run',
        '--project',
        id,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      const result = await run(process.execPath, [...args, ...extra], { cwd: root, env, live, timeout: LIMIT });
      const found = readJson(report);
      return counted(result, {
        passed: found?.numPassedTests ?? 0,
        failed: found?.numFailedTests ?? 0,
        skipped: (found?.numPendingTests ?? 0) + (found?.numTodoTests ?? 0),
      });
    },
  };
}

async function runPlaywright({ env, extra, live }) {
  const report = reportPath('e2e');
  const program = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const result = await run(process.execPath, [program, 'test', ...extra], { cwd: root, env, live, timeout: LIMIT });
  const stats = readJson(report)?.stats;
  return counted(result, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  });
}

/** A run that failed without a failed test (a file that does not load, no tests at all, a crash) counts as one failure. */
function counted(result, counts) {
  const failed = result.code !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { ...counts, failed, output: result.output, ...(result.timedOut ? { note: 'stopped: too long' } : {}) };
}

/** Path of a step's report, with no old report left there. */
function reportPath(id) {
  mkdirSync(resultFolder, { recursive: true });
  const path = join(resultFolder, `${id}.json`);
  rmSync(path, { force: true });
  return path;
}
