/**
 * The native module, checked where it will run: in Node (tests, the backend) and in Electron (the app).
 * better-sqlite3 13 ships binaries that need Node-API 10 (Node 22.14, current Electron) and crash below it; there it is
 * compiled once from its own source without that need (one file then works in all of them) and kept in the cache.
 */
import { existsSync } from 'node:fs';
import { cp, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { duration, Problem, step } from '../lib/console.mjs';
import { cacheFolder, readJson, root, sha256 } from '../lib/paths.mjs';
import { findProgram, npm, run, tail } from '../lib/run.mjs';
import { installPackages } from '../lib/system-packages.mjs';
import { electronProgram } from './electron-runtime.mjs';

const probe = fileURLToPath(new URL('native-probe.cjs', import.meta.url));
const sqlite = join(root, 'node_modules', 'better-sqlite3');
const built = join(sqlite, 'build', 'Release', 'better_sqlite3.node');
/**
 * Undo the package's NAPI_VERSION=10 and take Node's experimental level instead, which has everything that it calls;
 * the opt-out keeps finalizers as they are in stable Node-API.
 */
const FLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';

/** Whether the native module works in both runtimes; else what the failing one said. */
async function failure() {
  const runtimes = [
    { label: 'Node', program: process.execPath, env: process.env },
    {
      label: 'Electron',
      program: electronProgram(),
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    },
  ];
  for (const { label, program, env } of runtimes) {
    const result = await run(program, [probe], { cwd: root, env, timeout: 30000 });
    if (result.code !== 0 || result.stdout !== 'works\n') {
      return `${label}: ${result.signal ? `crashed (${result.signal})` : tail(result.output, 8)}`;
    }
  }
  return undefined;
}

/** Makes better-sqlite3 work in Node and in Electron. */
export async function ensureSqlite() {
  if ((await failure()) === undefined) return;
  const cached = join(cacheFolder(), 'better-sqlite3', cacheName());
  if (existsSync(cached)) {
    await place(cached);
    if ((await failure()) === undefined) return;
  }
  await step('Compiling the database module (better-sqlite3), about a minute', async (report) => {
    await compile(cached, report);
    await place(cached);
    const reason = await failure();
    if (reason !== undefined) {
      await rm(cached, { force: true });
      throw new Problem(
        `The database module was compiled, but does not work here.\n${reason}`,
        'Delete node_modules and run npm run setup; if it stays so, report this message.',
      );
    }
  });
}

function cacheName() {
  const { version } = readJson(join(sqlite, 'package.json')) ?? {};
  return `${version}-${process.platform}-${process.arch}-${sha256(FLAGS).slice(0, 8)}.node`;
}

async function place(file) {
  await mkdir(dirname(built), { recursive: true });
  const next = `${built}.new-${process.pid}`;
  await copyFile(file, next);
  await rename(next, built);
}

async function compile(target, report) {
  await ensureCompiler(report);
  const work = `${target}.build-${process.pid}`;
  const modules = join(work, 'node_modules');
  await rm(work, { recursive: true, force: true });
  await mkdir(modules, { recursive: true });
  try {
    // In a copy, so that node_modules never holds a half-made file that a running process could load.
    for (const name of ['better-sqlite3', 'node-addon-api']) {
      await cp(join(root, 'node_modules', name), join(modules, name), {
        recursive: true,
        filter: (source) => !/better-sqlite3[\\/](build|prebuilds)$/u.test(source),
      });
    }
    const started = Date.now();
    const ticker = setInterval(() => report(duration(Date.now() - started)), 1000);
    const result = await build(join(modules, 'better-sqlite3'), report);
    clearInterval(ticker);
    if (result.code !== 0) {
      throw new Problem(
        `The database module could not be compiled:\n${tail(result.output, 25)}`,
        'It needs a C++20 compiler, make, Python 3 and the headers of Node; or use Node 22.14 or newer, where nothing is compiled.',
      );
    }
    await copyFile(join(modules, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'), `${target}.new`);
    await rename(`${target}.new`, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function build(folder, report) {
  const nodeGyp = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = [nodeGyp, 'rebuild', '--release', '--force_build=1', '-j', 'max'];
  const options = { cwd: folder, env: { ...process.env, CXXFLAGS: FLAGS } };
  const headers = await headersFolder();
  const first = await run(process.execPath, headers ? [...args, `--nodedir=${headers}`] : args, options);
  if (first.code === 0 || headers || !/ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|fetch failed|headers|undici/u.test(first.output))
    return first;
  // nodejs.org is out of reach, or this Node is older than what node-gyp fetches with (undici). The interface is Node-API, so the headers of Debian's Node serve as well.
  await installPackages(['libnode-dev'], 'Compiling the database module needs the headers of Node', report);
  return run(process.execPath, [...args, '--nodedir=/usr'], options);
}

/** Folder whose include/node has Node's headers: a setting of npm's, or the installation that runs this. */
async function headersFolder() {
  const asked = await npm(['config', 'get', 'nodedir'], { cwd: root, timeout: 10000 });
  const candidates = [process.env.npm_config_nodedir, asked.stdout.trim(), resolve(dirname(process.execPath), '..')];
  return candidates.find((folder) => folder && existsSync(join(folder, 'include', 'node', 'node_api.h')));
}

async function ensureCompiler(report) {
  if (process.platform !== 'linux') return;
  const missing = ['g++', 'make', 'python3'].filter((name) => !findProgram(name));
  if (missing.length === 0) return;
  await installPackages(missing, `Compiling the database module needs ${missing.join(', ')}`, report);
}
