/** The shared libraries that Electron needs from the system. */
import { Problem, step } from '../lib/console.mjs';
import { run } from '../lib/run.mjs';
import { installPackages } from '../lib/system-packages.mjs';
import { electronProgram } from './electron-runtime.mjs';

/** Debian 12 names of what Chromium and Electron link to beyond a bare system. */
const PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatspi2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
];

/** Names of the libraries that the runtime links to and that are not there. Empty on other systems than Linux. */
export async function missingLibraries() {
  if (process.platform !== 'linux') return [];
  const listed = await run('ldd', [electronProgram()], { timeout: 20000 });
  return [...listed.stdout.matchAll(/^\s*(\S+) => not found$/gmu)].map((match) => match[1]);
}

/** Installs what is missing, or says what to install. */
export async function ensureLibraries() {
  const missing = await missingLibraries();
  if (missing.length === 0) return;
  await step('Installing system libraries for Electron', async (report) => {
    await installPackages(
      PACKAGES,
      `Electron needs system libraries that are missing here (${missing.join(', ')})`,
      report,
    );
    const still = await missingLibraries();
    if (still.length > 0) {
      throw new Problem(
        `Electron still misses: ${still.join(', ')}`,
        'Install the packages that hold these libraries, then try again.',
      );
    }
  });
}
