import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { giveToOrdinaryUser, temporaryHome } from '../../scripts/lib/user.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A virtual display has no GPU: without this, Chromium first tries and fails, and pictures of the window may be empty. */
const drawing = process.platform === 'linux' ? ['--disable-gpu'] : [];

/** What a test needs of a running app. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  /** Process id of Electron's main process. */
  readonly pid: number;
}

export interface LaunchOptions {
  /** From {@link makeUserDataDir}; the same folder again continues where the last run ended. */
  readonly userData: string;
  /** Further arguments for the app. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The system's language as the app sees it; `ko` by default. */
  readonly lang?: 'ko' | 'en';
  /** How far the wall clock of the app's processes is ahead of this machine's, in milliseconds; the window's own is not moved. */
  readonly clockShiftMs?: number;
}

/**
 * A new folder for the app's data, within a temporary home, owned by the user that the app runs under.
 * Both are removed when the test runner's process ends.
 */
export function makeUserDataDir(): string {
  const { folder } = temporaryHome();
  const userData = join(folder, 'user-data');
  mkdirSync(userData, { mode: 0o700 });
  giveToOrdinaryUser(userData);
  return userData;
}

/**
 * Starts the built app (out/) in the real Electron, with Chromium's sandbox on: as root it runs under an ordinary user
 * (scripts/runtime/electron-as-user). Resolves when the first window has the app's page.
 */
export async function launchApp({ userData, args = [], env = {}, lang = 'ko', clockShiftMs = 0 }: LaunchOptions): Promise<LaunchedApp> {
  const home = join(userData, '..');
  const locale = lang === 'ko' ? 'ko_KR.UTF-8' : 'en_US.UTF-8';
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  // The runner's own settings are not the app's.
  for (const name of ['NODE_OPTIONS', 'NODE_ENV', 'ELECTRON_RUN_AS_NODE']) delete inherited[name];
  const app = await _electron.launch({
    ...(process.platform === 'linux' ? { executablePath: join(root, 'scripts/runtime/electron-as-user') } : {}),
    // Without this Playwright adds --no-sandbox on Linux.
    chromiumSandbox: true,
    args: ['-r', join(root, 'tests/support/wait-for-playwright.cjs'), ...(clockShiftMs === 0 ? [] : ['-r', join(root, 'tests/support/shift-clock.cjs')]), root, `--user-data-dir=${userData}`, `--lang=${lang}`, ...drawing, ...args],
    cwd: root,
    env: {
      ...inherited,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      XDG_DATA_HOME: join(home, '.data'),
      XDG_RUNTIME_DIR: join(home, '.run'),
      LANG: locale,
      LC_ALL: locale,
      LANGUAGE: lang,
      SOTONG_TEST_CLOCK_SHIFT: String(clockShiftMs),
      ...env,
    },
    timeout: 60_000,
  });
  askAgainWhereTheAnswerIsLost(app);
  const pid = app.process().pid;
  if (pid === undefined) throw new Error('Electron has no process id');
  const page = await app.firstWindow({ timeout: 60_000 });
  // A window is there before its page: what is asked of the empty one goes with it.
  await page.waitForURL(/^app:/u, { waitUntil: 'domcontentloaded' });
  // Whoever waits for a file chooser does not wait until it is caught: a key that follows at once opens the system's own.
  page.on('filechooser', () => undefined);
  return { app, page, pid };
}

/**
 * The garbage collector of the main process may take the promise with which the debugger waits for an answer; Playwright then
 * says so in the place of the answer, though the call was made. What was asked is asked once more, so whatever a test asks of
 * the main process must be the same when it is done twice.
 */
function askAgainWhereTheAnswerIsLost(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (...asked: readonly unknown[]) => Promise<unknown>;
  const asking = async (...asked: readonly unknown[]): Promise<unknown> => {
    try {
      return await evaluate(...asked);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('promise was garbage collected')) throw error;
      return evaluate(...asked);
    }
  };
  Object.assign(app, { evaluate: asking });
}

/**
 * Ends the app as a power cut would: SIGKILL to the main process and all its children (renderers, core, backend), none
 * of which gets to run a handler. Resolves when all are gone. Linux only.
 */
export async function killHard(app: ElectronApplication): Promise<void> {
  const main = app.process();
  if (main.pid === undefined || main.exitCode !== null || main.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  const all = [main.pid, ...descendants(main.pid)];
  for (const pid of all) signal(pid, 'SIGKILL');
  await exited;
  while (all.some(isRunning)) await pause(10);
}

/** Process ids of all children of a process, their children, and so on. Linux only. */
function descendants(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const child = Number(name);
    const parent = Number.isInteger(child) ? processState(child)?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const below = children.get(next) ?? [];
    found.push(...below);
    waiting.push(...below);
  }
  return found;
}

/** Command line and seccomp mode (2: filtered, as in Chromium's sandbox) of the app's processes. Linux only. */
export function processTable(
  app: ElectronApplication,
): readonly { pid: number; command: string; seccomp: number; uid: number }[] {
  const pid = app.process().pid;
  if (pid === undefined) return [];
  return [pid, ...descendants(pid)].flatMap((each) => {
    try {
      const command = readFileSync(`/proc/${each}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const status = readFileSync(`/proc/${each}/status`, 'utf8');
      const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'mu').exec(status)?.[1] ?? Number.NaN);
      return [{ pid: each, command, seccomp: field('Seccomp'), uid: field('Uid') }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function isRunning(pid: number): boolean {
  const state = processState(pid)?.state;
  // A zombie is gone; only its parent has not asked yet.
  return state !== undefined && state !== 'Z' && state !== 'X';
}

function processState(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    // "pid (name) state ppid …": the name may hold spaces and parentheses (proc_pid_stat(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === undefined ? undefined : { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
