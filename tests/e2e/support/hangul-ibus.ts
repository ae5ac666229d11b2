import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isRoot, ordinaryUser } from '../../../scripts/lib/user.mjs';
import { keysFor } from './hangul-automaton.ts';

const run = promisify(execFile);

const PROGRAMS = ['ibus-daemon', 'ibus', 'xdotool', 'dbus-daemon', 'gsettings'] as const;
const ENGINES = ['/usr/libexec/ibus-engine-hangul', '/usr/lib/ibus/ibus-engine-hangul', '/usr/lib/ibus-hangul/ibus-engine-hangul'];
/** The Debian packages that bring all of it. */
export const PACKAGES = 'ibus ibus-hangul ibus-gtk3 xdotool dbus libglib2.0-bin';

/** What a real Korean keyboard needs and this machine lacks; empty when it can be had. */
export function missingForIbus(): string {
  if (process.platform !== 'linux') return 'ibus runs on Linux only';
  if (process.env['DISPLAY'] === undefined) return 'keys are sent through X11, and there is no X display';
  const missing: string[] = PROGRAMS.filter((name) => !isInstalled(name));
  if (!ENGINES.some((path) => existsSync(path))) missing.push('ibus-engine-hangul');
  return missing.length === 0 ? '' : `not installed: ${missing.join(', ')} (apt-get install ${PACKAGES})`;
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A session of its own: message bus, ibus daemon, the Hangul engine in Hangul mode. */
export interface IbusSession {
  /** What the app has to be started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/** Starts it under the user and in the home that the app runs with. */
export async function startIbus(home: string): Promise<IbusSession> {
  const children: ChildProcess[] = [];
  const base: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.data'),
    XDG_RUNTIME_DIR: join(home, '.run'),
    // Settings in a file of this home: there is no settings service on this bus.
    GSETTINGS_BACKEND: 'keyfile',
    LANG: 'ko_KR.UTF-8',
  };
  const as = isRoot ? { uid: ordinaryUser, gid: ordinaryUser } : {};
  const stop = (): void => {
    for (const child of children.toReversed()) child.kill('SIGTERM');
  };
  try {
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { env: base, ...as, stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(bus);
    const address = await firstLine(bus);
    const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address, GTK_IM_MODULE: 'ibus', XMODIFIERS: '@im=ibus' };
    await run('gsettings', ['set', 'org.freedesktop.ibus.engine.hangul', 'initial-input-mode', 'hangul'], { env, ...as });
    children.push(spawn('ibus-daemon', ['--panel=disable', '--xim'], { env, ...as, stdio: 'ignore' }));
    await until(async () => (await run('ibus', ['engine', 'hangul'], { env, ...as })) !== undefined, 'the Hangul engine');
    const { stdout } = await run('ibus', ['address'], { env, ...as });
    return {
      env: { DBUS_SESSION_BUS_ADDRESS: address, GTK_IM_MODULE: 'ibus', XMODIFIERS: '@im=ibus', IBUS_ADDRESS: stdout.trim(), GSETTINGS_BACKEND: 'keyfile' },
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The message bus ended at once')));
  });
}

/** Tries until it works, for at most 20 seconds: a daemon says nowhere that it is ready. */
async function until(attempt: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      if (await attempt()) return;
    } catch {
      // Not yet.
    }
    await pause(200);
  }
  throw new Error(`${what} did not come up within 20 seconds`);
}

/** The keyboard of the X display: its keys go to the window that has the focus, through the input method. */
export interface XKeyboard {
  /** Keys by their X names (`g`, `BackSpace`, `ctrl+s`). */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** The keys of a text in Hangul, a space or a line feed. */
  readonly type: (text: string) => Promise<void>;
  /** Gives the app's window the focus, which no window manager does here. */
  readonly focus: (title: string) => Promise<void>;
}

const X_NAMES: Readonly<Record<string, string>> = { ' ': 'space', '\n': 'Return', '#': 'numbersign', '.': 'period' };

export function xKeyboard(): XKeyboard {
  const press = async (...keys: readonly string[]): Promise<void> => {
    // A person's pace: the input method answers each key over a bus.
    await run('xdotool', ['key', '--clearmodifiers', '--delay', '40', ...keys]);
  };
  return {
    press,
    type: async (text) => {
      // Upper case stands for the shifted jamo (ㄲ ㄸ ㅃ ㅆ ㅉ ㅒ ㅖ); xdotool shifts by itself.
      await press(...keysFor(text).map((key) => X_NAMES[key] ?? key));
    },
    focus: async (title) => {
      const { stdout } = await run('xdotool', ['search', '--sync', '--onlyvisible', '--name', title]);
      const [window = ''] = stdout.trim().split('\n');
      await run('xdotool', ['windowfocus', '--sync', window]);
    },
  };
}
