/** Builds the app when its sources have changed since the last build. */
import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem, step } from './console.mjs';
import { hashTree } from './files.mjs';
import { readJson, root } from './paths.mjs';
import { run, tail } from './run.mjs';

const stampPath = join(root, 'node_modules', '.cache', 'sotong-build.json');
const inputs = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'scripts/lib/dictionaries.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
];
/** What a complete build leaves behind: the app, and the backend that runs alone. */
const outputs = ['out/main/index.js', 'out/main/backend.js'];

/** The state of the outputs: a build made by other means must not be taken for ours. */
function outputState() {
  try {
    return outputs.map((name) => Math.round(statSync(join(root, name)).mtimeMs)).join(' ');
  } catch {
    return undefined;
  }
}

/** Whether out/ was made from exactly the present sources. */
export async function isBuilt() {
  const stamp = readJson(stampPath);
  const state = outputState();
  return state !== undefined && stamp?.outputs === state && stamp.inputs === (await hashTree(root, inputs));
}

/**
 * Builds with electron-vite.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function build() {
  // Taken before: what changes during the build is not in it.
  const before = await hashTree(root, inputs);
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const result = await run(process.execPath, [program, 'build'], { cwd: root });
  const state = outputState();
  const ok = result.code === 0 && state !== undefined;
  if (ok) {
    await mkdir(dirname(stampPath), { recursive: true });
    await writeFile(stampPath, JSON.stringify({ inputs: before, outputs: state }));
  }
  const missing = result.code === 0 && !ok ? `\nThe build did not leave ${outputs.join(' and ')}.` : '';
  return { ok, output: result.output + missing };
}

/** Builds when needed. @throws {Problem} with the compiler's message */
export async function ensureBuilt() {
  if (await isBuilt()) return;
  await step('Building the app', async () => {
    const { ok, output } = await build();
    if (!ok)
      throw new Problem(
        `The build failed:\n${tail(withoutStack(output), 40)}`,
        'Correct what the message names, then run the same command again.',
      );
  });
}

/** A compiler's message without the places in the compiler where it arose. */
function withoutStack(output) {
  return output
    .split('\n')
    .filter((line) => !/^\s+at /u.test(line))
    .join('\n');
}
