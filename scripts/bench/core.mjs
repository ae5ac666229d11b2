/** Parts "save", "open", "search", "spelling" and "media": the core's procedures in plain Node, the first three on newsrooms of three sizes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../lib/console.mjs';
import { root } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

/**
 * @param {{ program: string, parts: readonly string[], libraries: readonly { dir: string, stories: number }[], wide: string }} job
 *   `program`: made from tests/bench/core/measure-core.ts; `wide`: the folder of the newsroom with every channel
 */
export async function measureCore({ program, parts, libraries, wide }) {
  const folder = mkdtempSync(join(tmpdir(), 'sotong-bench-'));
  try {
    const job = join(folder, 'job.json');
    writeFileSync(job, JSON.stringify({ parts, libraries, wide, dictionaries: join(root, 'out', 'dictionaries') }));
    const result = await run(process.execPath, [program, job]);
    if (result.code !== 0) throw new Problem(`The core could not be measured:\n${tail(result.stderr)}`, 'Read the last lines above.');
    return JSON.parse(result.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
