/** `npm run backend`: sets up, builds, and runs the publishing backend alone. All arguments go to it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { passSignalsTo, runMain } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp({ quiet: true });
  await ensureBuilt();
  const program = join(root, 'out', 'main', 'backend.js');
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  passSignalsTo(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // Ended by a signal that we passed on: that is how a server is stopped.
    child.once('exit', (code) => resolve(code ?? 0));
  });
});
