/** The npm packages: installed exactly as package-lock.json says, and only when that has changed. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { duration, Problem, step } from '../lib/console.mjs';
import { readJson, root } from '../lib/paths.mjs';
import { npm, tail } from '../lib/run.mjs';

const OUT_OF_STEP = /can only install packages when your package\.json and package-lock\.json/u;

/**
 * Whether node_modules holds what the lock file asks for. npm writes node_modules/.package-lock.json at the end of an
 * installation; a package that is optional there may be missing (it is for another system).
 */
export function packagesUpToDate() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted)
    throw new Problem('package-lock.json is missing or damaged.', 'Restore it: git checkout package-lock.json');
  if (!present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Installs the packages with `npm ci`. */
export async function installPackagesFromLock() {
  await step('Installing packages (npm ci)', async (report) => {
    const started = Date.now();
    const ticker = setInterval(() => {
      report(`${countPackages()} folders, ${duration(Date.now() - started)}`);
    }, 1000);
    // Development packages are the build tools: needed whatever NODE_ENV says.
    // No scripts of packages: the one native module is seen to afterwards (native-modules.mjs), and npm would compile it whatever it ships.
    const options = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    let result = await npm(['ci', ...options], { cwd: root });
    if (missesOnlyOptional(result.output)) result = await npm(['install', '--no-save', ...options], { cwd: root });
    clearInterval(ticker);
    if (result.code === 0) return;
    const offline = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|network/u.test(result.output);
    const outOfStep = OUT_OF_STEP.test(result.output);
    // npm's own explanation comes first, and a page about its options after it.
    const said = result.output.split('npm error Clean install a project')[0];
    throw new Problem(
      `npm could not install the packages:\n${tail(said)}`,
      outOfStep
        ? 'package.json was changed without its lock file: run npm install, then try again.'
        : offline
          ? 'The npm registry could not be reached: check the network (and npm config get registry), then try again.'
          : 'Read the message above; deleting the folder node_modules and trying again helps in most cases.',
    );
  });
}

/**
 * Whether `npm ci` refused only because the lock file lacks optional packages for other systems. npm leaves those out of
 * the lock file when the registry at hand does not have them (https://github.com/npm/cli/issues/4828); what this system
 * needs is locked nevertheless, and `npm install --no-save` keeps to it.
 */
function missesOnlyOptional(output) {
  if (!OUT_OF_STEP.test(output) || /Invalid: lock file/u.test(output)) return false;
  const packages = Object.values(readJson(join(root, 'package-lock.json'))?.packages ?? {});
  const optional = new Set(packages.flatMap((entry) => Object.keys(entry.optionalDependencies ?? {})));
  const missing = [...output.matchAll(/Missing: (\S+)@\S* from lock file/gu)].map((match) => match[1]);
  return missing.length > 0 && missing.every((name) => optional.has(name));
}

function countPackages() {
  try {
    return readdirSync(join(root, 'node_modules')).length;
  } catch {
    return 0;
  }
}
