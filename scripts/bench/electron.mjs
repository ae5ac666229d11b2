/**
 * An Electron app under measurement: started with a pipe for the DevTools protocol and nothing else, the same for any app.
 * The pipe speaks JSON with a zero byte after each message (https://chromedevtools.github.io/devtools-protocol/).
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../lib/console.mjs';
import { root } from '../lib/paths.mjs';
import { tail } from '../lib/run.mjs';
import { electronProgram } from '../setup/electron-runtime.mjs';

/** The longest that an answer, a start or an end may take (ms): many times what a slow machine needs. */
const LIMIT = 60_000;
const linux = process.platform === 'linux';
/** Under a virtual display there is no GPU: looking for one would be measured. */
const DRAWING = linux ? ['--disable-gpu'] : [];

/**
 * @param {{ app: string, profile: string, env: Record<string, string | undefined>, home: Record<string, string> }} options
 *   the app's folder, its profile's folder, the environment with its display, and that of its home folder
 */
export async function launch({ app, profile, env, home }) {
  const program = linux ? join(root, 'scripts', 'runtime', 'electron-as-user') : electronProgram();
  const args = [app, `--user-data-dir=${profile}`, '--lang=ko', ...DRAWING, '--remote-debugging-pipe'];
  const locale = { LANG: 'ko_KR.UTF-8', LC_ALL: 'ko_KR.UTF-8', LANGUAGE: 'ko' };
  const inherited = { ...process.env, ...env };
  for (const name of ['NODE_OPTIONS', 'NODE_ENV', 'ELECTRON_RUN_AS_NODE']) delete inherited[name];
  // Wall clock: the window's own clock is compared with it.
  const spawnedAt = Date.now();
  const child = spawn(program, args, {
    cwd: root,
    env: { ...inherited, ...home, ...locale },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-20_000)));
  const atExit = () => child.kill('SIGKILL');
  process.once('exit', atExit);
  let ended = false;
  const exited = new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', resolve);
  }).then(() => {
    ended = true;
    process.removeListener('exit', atExit);
  });
  const protocol = speak(child.stdio[3], child.stdio[4], exited, () => said);
  try {
    const session = await protocol.firstPage();
    return {
      spawnedAt,
      pid: child.pid,
      ...protocol,
      /** Sends to the window. */
      send: (method, params) => protocol.call(method, params, session),
      evaluate: (expression) => evaluate(protocol, session, expression),
      quit: async () => {
        const all = [child.pid, ...descendants(child.pid)];
        // What a person's "quit" does too: the app brings everything to the disk and leaves.
        child.kill('SIGTERM');
        await Promise.race([exited, pause(LIMIT / 4, undefined, { ref: false })]);
        if (!ended) for (const pid of all) kill(pid);
        await exited;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Requests and answers over the pipe. */
function speak(input, output, exited, said) {
  const waiting = new Map();
  let onPage;
  const page = new Promise((resolve) => (onPage = resolve));
  let last = 0;
  let rest = '';
  const receive = (message) => {
    if (message.id !== undefined) {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) asked?.reject(new Error(message.error.message));
      else asked?.resolve(message.result);
    } else if (message.method === 'Target.attachedToTarget' && message.params.targetInfo.type === 'page') {
      onPage(message.params.sessionId);
    }
  };
  output.setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const message of messages) receive(JSON.parse(message));
  });
  input.on('error', () => undefined);
  const limited = (promise, what) => {
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(() => reject(gone(`did not answer (${what})`)), LIMIT)));
    return Promise.race([promise, late, exited.then(() => Promise.reject(gone(`ended (${what})`)))]).finally(() => clearTimeout(timer));
  };
  const gone = (what) => new Problem(`The app under measurement ${what}. It said:\n${tail(said(), 15)}`, 'See whether npm start works.');
  const call = (method, params = {}, sessionId) => {
    const id = (last += 1);
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return limited(answer, method);
  };
  return {
    call,
    firstPage: async () => {
      await call('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
      return limited(page, 'first window');
    },
  };
}

/**
 * The value of an expression in the window, awaited. A page that is still being loaded takes its scripts along: then it is
 * asked again.
 */
async function evaluate(protocol, session, expression) {
  const until = Date.now() + LIMIT;
  for (;;) {
    try {
      const { result, exceptionDetails } = await protocol.call(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        session,
      );
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    } catch (error) {
      const navigated = /context was destroyed|Cannot find (default execution )?context|navigated or closed|promise was collected/iu.test(error.message);
      if (!navigated || Date.now() > until) throw error;
      await pause(1);
    }
  }
}

/** Process ids of all children of a process, their children, and so on. Linux only; elsewhere none. */
export function descendants(pid) {
  if (!linux) return [];
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    try {
      // "pid (name) state ppid …": the name may hold spaces and parentheses (proc_pid_stat(5)).
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const below = (parent) => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
