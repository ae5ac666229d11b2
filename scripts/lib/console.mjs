/** What the scripts say while they work: steps, progress of long ones, and problems with their next step. */

import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const terminal = Boolean(process.stdout.isTTY);

/** A problem that a person can act on: printed as two plain sentences, without a stack. */
export class Problem extends Error {
  /**
   * @param {string} message what went wrong, in plain words
   * @param {string} next what to do now
   */
  constructor(message, next) {
    super(message);
    this.name = 'Problem';
    this.next = next;
  }
}

/** Duration in milliseconds as a person reads it: `0.4 s`, `12 s`, `3 min 20 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Prints one line. */
export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/** Prints one line that should be noticed. */
export function warn(line) {
  process.stdout.write(`  ! ${line}\n`);
}

/**
 * Runs one step of a list, showing when it starts and how it ended.
 * @template T
 * @param {string} label what is being done, e.g. "Installing packages"
 * @param {(report: (progress: string) => void) => Promise<T>} work gets a function that shows how far it is
 * @param {{ mayFail?: boolean }} [options] `mayFail`: a failure is part of the plan, so it is not marked as an error
 * @returns {Promise<T>} what `work` returned; its errors pass through after the step is marked as failed
 */
export async function step(label, work, { mayFail = false } = {}) {
  const started = Date.now();
  let lastShown = started;
  let lastText = '';
  if (!terminal) say(`  · ${label} …`);
  else process.stdout.write(`  · ${label} …`);
  const report = (text) => {
    const now = Date.now();
    // A terminal line is rewritten in place; a log gets a line only now and then.
    if (now - lastShown < (terminal ? 100 : 5000) || text === lastText) return;
    lastShown = now;
    lastText = text;
    if (terminal) process.stdout.write(`\r\u001b[K  · ${label} … ${text}`);
    else say(`      ${text}`);
  };
  try {
    const result = await work(report);
    say(`${terminal ? '\r\u001b[K' : ''}  ✓ ${label} (${duration(Date.now() - started)})`);
    return result;
  } catch (error) {
    say(
      `${terminal ? '\r\u001b[K' : ''}  ${mayFail ? '–' : '✗'} ${label}${mayFail ? ': not possible here' : ''} (${duration(Date.now() - started)})`,
    );
    throw error;
  }
}

/** `34 of 187 MB (18 %)`, or `34 MB` when the total is unknown. Both in bytes. */
export function amount(done, total) {
  const megabytes = (bytes) => Math.round(bytes / 1e6);
  if (!total) return `${megabytes(done)} MB`;
  return `${megabytes(done)} of ${megabytes(total)} MB (${Math.min(100, Math.round((100 * done) / total))} %)`;
}

/**
 * Runs a script's main function: problems are explained in plain words, anything else shows its stack.
 * @param {() => Promise<number | void>} main resolves to the exit code (none means 0)
 */
export async function runMain(main) {
  // Leaves through `process.exit`, so that what was started here (a display, a database) is stopped too.
  for (const signal of SIGNALS) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    say();
    if (error instanceof Problem) {
      process.stderr.write(`Problem: ${error.message}\nNext:    ${error.next}\n`);
    } else {
      process.stderr.write(`${error?.stack ?? error}\n`);
    }
    process.exitCode = 1;
  }
}

/** From now on a signal to this process goes to the child alone, which ends in its own way (saving what there is). */
export function passSignalsTo(child) {
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
}
