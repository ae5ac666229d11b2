/**
 * Brings a fresh checkout to where everything runs: packages, Electron, system libraries, native modules. Shows what it
 * does; the second time it only looks, without a network. `npm run setup`; start and test call it as well.
 * Options: `--official` tries the official Electron again where the fallback is in place.
 */
import { statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { duration, runMain, say } from './lib/console.mjs';
import { withLock } from './lib/files.mjs';
import { readJson, root, sha256 } from './lib/paths.mjs';
import { installPackagesFromLock, packagesUpToDate } from './setup/dependencies.mjs';
import { checkNode } from './setup/node-version.mjs';

const statePath = join(root, 'node_modules', '.cache', 'sotong-setup.json');

/**
 * Sets up what is missing.
 * @param {{ retryOfficial?: boolean, quiet?: boolean }} [options] `quiet` says nothing when there was nothing to do
 * @returns {Promise<{ kind: 'official' | 'fallback' | 'given', version: string }>} the Electron in place
 * @throws {Problem} that names what to do
 */
export async function setUp(options = {}) {
  const started = Date.now();
  checkNode();
  const current = options.retryOfficial ? undefined : await stillSetUp();
  if (current) {
    if (!options.quiet) say(`Set up already: ${describe(current)} (${duration(Date.now() - started)}).`);
    return current;
  }
  say('Setting up Sotong');
  const runtime = await withLock(
    join(root, '.cache', 'setup.lock'),
    () => say('  · Waiting for another set-up in this folder …'),
    async () => (options.retryOfficial ? undefined : await stillSetUp()) ?? (await doSetUp(options)),
  );
  say(`Set up: ${describe(runtime)} (${duration(Date.now() - started)}).`);
  return runtime;
}

function describe(runtime) {
  const note = runtime.kind === 'fallback' ? ', the stand-in for closed networks' : '';
  return `Node ${process.versions.node}, Electron ${runtime.version}${note}`;
}

async function doSetUp(options) {
  if (!packagesUpToDate()) await installPackagesFromLock();
  // Imported late: these use packages.
  const { ensureRuntime } = await import('./setup/electron-runtime.mjs');
  const { ensureLibraries } = await import('./setup/system-libraries.mjs');
  const { ensureSqlite } = await import('./setup/native-modules.mjs');
  const runtime = await ensureRuntime({ retryOfficial: options.retryOfficial ?? false });
  await ensureLibraries();
  await ensureSqlite();
  await mkdir(dirname(statePath), { recursive: true });
  await writeFile(statePath, JSON.stringify({ fingerprint: await fingerprint() }));
  return runtime;
}

/** The runtime in place, when nothing has changed since the last complete set-up and its files are still there. */
async function stillSetUp() {
  const state = readJson(statePath);
  if (!state || state.fingerprint !== (await fingerprint())) return undefined;
  if (!packagesUpToDate()) return undefined;
  const { installedRuntime } = await import('./setup/electron-runtime.mjs');
  const runtime = installedRuntime();
  if (!runtime) return undefined;
  const { missingLibraries } = await import('./setup/system-libraries.mjs');
  return (await missingLibraries()).length === 0 ? runtime : undefined;
}

/** Everything that the last checks depended on: the lock file, this Node, the runtime, the compiled module. */
async function fingerprint() {
  const stamp = (name) => {
    try {
      const found = statSync(join(root, 'node_modules', name));
      return `${name} ${found.size} ${Math.round(found.mtimeMs)}`;
    } catch {
      return `${name} none`;
    }
  };
  return sha256(
    [
      await readFile(join(root, 'package-lock.json'), 'utf8'),
      process.version,
      process.arch,
      process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '',
      stamp('electron/dist/electron'),
      stamp('electron/dist/sotong-runtime.json'),
      stamp('better-sqlite3/build/Release/better_sqlite3.node'),
      stamp('better-sqlite3/lib/binding.js'),
    ].join('\n'),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    await setUp({ retryOfficial: process.argv.includes('--official') });
  });
}
