/**
 * `npm start`: sets up what is missing, builds what has changed, and opens the app.
 * `npm start -- --headless` needs no display: it shows the app on a virtual one, keeps a screenshot of the first screen,
 * prints its path and ends. All other arguments go to the app.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { passSignalsTo, Problem, runMain, say, step, warn } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { run, tail } from './lib/run.mjs';
import { isRoot, temporaryHome } from './lib/user.mjs';
import { ensureXvfb, hasDisplay, startXvfb } from './lib/xvfb.mjs';
import { setUp } from './setup.mjs';
import { electronProgram } from './setup/electron-runtime.mjs';

/** Longest wait for the first screen, in milliseconds: many times what a slow machine takes. */
const FIRST_SCREEN_LIMIT = 90000;

await runMain(async () => {
  const args = process.argv.slice(2);
  const headless = args.includes('--headless');
  const forApp = args.filter((arg) => arg !== '--headless');
  if (!headless && !hasDisplay()) {
    throw new Problem(
      'There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).',
      'Run this in a desktop session, or over ssh with -X; or see the first screen without one:  npm start -- --headless',
    );
  }
  await setUp();
  await ensureBuilt();
  return headless ? showFirstScreen(forApp) : openWindow(forApp);
});

/** Opens the app and stays with it. @returns {Promise<number>} the app's exit code */
function openWindow(args) {
  const flags = [];
  if (isRoot && process.platform === 'linux') {
    warn("Running as root: Chromium's sandbox is off. Start it as an ordinary user for real work.");
    flags.push('--no-sandbox');
  } else {
    hintAboutSandbox();
  }
  // The window system of a session without X11; Chromium would look for X11 only.
  if (!process.env.DISPLAY && process.env.WAYLAND_DISPLAY) flags.push('--ozone-platform=wayland');
  say('Opening Sotong');
  const child = spawn(electronProgram(), [...flags, root, ...args], { stdio: 'inherit', cwd: root });
  passSignalsTo(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Ubuntu 24.04 and later allow Chromium's sandbox only to known programs; the message it dies with is not clear. */
function hintAboutSandbox() {
  const setting = 'kernel.apparmor_restrict_unprivileged_userns';
  try {
    if (readFileSync(`/proc/sys/${setting.replaceAll('.', '/')}`, 'utf8').trim() !== '1') return;
  } catch {
    return;
  }
  warn(
    `This system restricts sandboxes (${setting} is 1). Should the app not start, run:  sudo sysctl -w ${setting}=0`,
  );
}

async function showFirstScreen(args) {
  const linux = process.platform === 'linux';
  if (linux) await ensureXvfb(say);
  const display = linux ? await startXvfb() : undefined;
  const home = temporaryHome();
  try {
    const shot = join(home.folder, 'first-screen.png');
    const ownData = args.some((arg) => arg.startsWith('--user-data-dir'))
      ? []
      : [`--user-data-dir=${join(home.folder, 'data')}`];
    // A virtual display has no GPU: without the flag, Chromium first tries and fails, and the picture may be empty.
    const drawing = linux ? ['--disable-gpu'] : [];
    const appArgs = [root, ...drawing, `--screenshot=${shot}`, ...ownData, ...args];
    await step('Waiting for the first screen', async () => {
      const program = linux ? join(root, 'scripts', 'runtime', 'electron-as-user') : electronProgram();
      const env = { ...process.env, ...home.env, ...display?.env, SOTONG_ELECTRON: electronProgram() };
      const result = await run(program, appArgs, { cwd: root, env, timeout: FIRST_SCREEN_LIMIT });
      if (result.stderr.startsWith('Warning: running as root')) warn(result.stderr.split('\n')[0]);
      if (result.code === 0 && !result.timedOut) return;
      const reason = result.timedOut
        ? `did not come within ${FIRST_SCREEN_LIMIT / 1000} s`
        : `failed (exit code ${result.code})`;
      throw new Problem(
        `The first screen ${reason}. The app said:\n${tail(result.output, 25)}`,
        'Read the last lines above; npm test shows what works.',
      );
    });
    const kept = join(root, '.cache', 'first-screen.png');
    mkdirSync(join(root, '.cache'), { recursive: true });
    copyFileSync(shot, kept);
    say('Screenshot of the first screen:');
    say(kept);
    return 0;
  } finally {
    await display?.stop();
    rmSync(home.folder, { recursive: true, force: true });
  }
}
