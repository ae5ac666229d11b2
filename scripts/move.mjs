/** `npm run move -- --from FOLDER --to postgres://…`: moves a backend's tables from its folder to a PostgreSQL server. */
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { runMain } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp({ quiet: true });
  await ensureBuilt();
  const { code } = await run(process.execPath, [join(root, 'out', 'main', 'move-backend.js'), ...process.argv.slice(2)], { live: true });
  return code;
});
