/** PouchDB and a server that speaks CouchDB's protocol, to compare with: the bench's alone, and no package of the app. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { step, warn } from '../lib/console.mjs';
import { root } from '../lib/paths.mjs';
import { npm, tail } from '../lib/run.mjs';

const PACKAGES = ['pouchdb@9.0.0', 'express-pouchdb@4.2.0', 'express@4.21.2'];

const folder = join(root, '.cache', 'bench', 'pouchdb');

/**
 * Installs it on demand, without running anything of it: LevelDB comes built in its package.
 * @returns {Promise<string | null>} its folder; null, after saying so, where it cannot be had
 */
export async function ensurePouch() {
  const state = join(folder, PACKAGES.join('+').replaceAll('@', '-'));
  if (existsSync(state)) return state;
  const building = `${state}.new`;
  try {
    await step(
      'Installing PouchDB to compare with',
      async () => {
        await rm(folder, { recursive: true, force: true });
        await mkdir(building, { recursive: true });
        // Without one npm looks for the packages' place in the folders above.
        await writeFile(join(building, 'package.json'), '{ "private": true }\n');
        const result = await npm(['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', building, ...PACKAGES], { cwd: building });
        if (result.code !== 0) throw new Error(tail(result.output, 3));
        await rename(building, state);
      },
      { mayFail: true },
    );
    return state;
  } catch (error) {
    warn(`PouchDB is left out of the comparison: ${error.message}`);
    return null;
  }
}
