/** Starting other programs. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that are running: none may outlive this process. */
const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Runs a program to its end and collects what it said. Never rejects because of an exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeout?: number, live?: boolean, uid?: number,
 *   gid?: number, onOutput?: (text: string) => void }} [options] `timeout` in ms (then killed; `timedOut` is true);
 *   `live` also shows the output as it comes
 * @returns {Promise<{ code: number, signal: string | null, stdout: string, stderr: string, output: string,
 *   timedOut: boolean }>} `code` is 127 when the program could not be started, and 1 after a signal
 */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const chunks = { stdout: '', stderr: '', output: '' };
    let timedOut = false;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      uid: options.uid,
      gid: options.gid,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    running.add(child);
    const timer = options.timeout
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGKILL');
        }, options.timeout)
      : undefined;
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text) => {
        chunks[name] += text;
        chunks.output += text;
        if (options.live) process[name].write(text);
        options.onOutput?.(text);
      });
    }
    const finish = (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, signal, ...chunks, timedOut });
    };
    child.once('error', (error) => {
      chunks.stderr += String(error.message);
      chunks.output += String(error.message);
      finish(127, null);
    });
    child.once('close', (code, signal) => finish(code ?? 1, signal));
  });
}

/**
 * Runs npm: the same npm that runs this script where there is one, so that a person's choice of npm holds.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/u.test(own)) return run(process.execPath, [own, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/** Full path of a program on PATH (or in one of `alsoIn`), or `undefined`. POSIX only. */
export function findProgram(name, alsoIn = []) {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...alsoIn]) {
    if (!folder) continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here: the next folder.
    }
  }
  return undefined;
}

/** The end of a program's output, for a message: at most `lines` lines. */
export function tail(text, lines = 15) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
