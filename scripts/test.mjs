/**
 * `npm test`: sets up, then runs everything that must hold, and ends with a summary.
 *   npm test -- --only unit,e2e          only these steps
 *   npm test -- --only e2e -- main-job   what follows the second `--` goes to the step's own program
 *   npm test -- --verbose                shows all output as it comes (else only that of a step that failed)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { duration, Problem, runMain, say, step, warn } from './lib/console.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { tail } from './lib/run.mjs';
import { canInstallPackages, installPackages, isInstalled } from './lib/system-packages.mjs';
import { resultFolder, steps } from './lib/test-steps.mjs';
import { ensureXvfb, hasDisplay, startXvfb } from './lib/xvfb.mjs';
import { setUp } from './setup.mjs';

const SHOWN_LINES = 300;

await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  await setUp();
  const chosen = steps.filter((each) => options.only === undefined || options.only.includes(each.id));
  const needs = new Set(chosen.flatMap((each) => each.needs));
  const closers = [];
  try {
    // The colours of a terminal are noise in a log.
    const env = { ...process.env, ...(options.live ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }) };
    const notes = [];
    if (needs.has('display')) Object.assign(env, await provideDisplay(closers));
    if (needs.has('postgres')) Object.assign(env, await providePostgres(closers, notes));
    say('Testing');
    const results = [];
    for (const each of chosen) results.push(await runStep(each, { env, extra: options.extra, live: options.live }));
    return summary(results, notes);
  } finally {
    for (const close of closers.reverse()) await close();
  }
});

function readOptions(args) {
  const split = args.indexOf('--');
  const own = split < 0 ? args : args.slice(0, split);
  const extra = split < 0 ? [] : args.slice(split + 1);
  let only;
  let live = false;
  for (let index = 0; index < own.length; index += 1) {
    const [name, value] = own[index].split('=');
    if (name === '--verbose') live = true;
    else if (name === '--only') {
      only = (value ?? own[(index += 1)] ?? '').split(',').filter(Boolean);
    } else throw unknown(own[index]);
  }
  const wrong = only?.find((id) => !steps.some((each) => each.id === id));
  if (wrong !== undefined || only?.length === 0) throw unknown(wrong ?? '--only without a step');
  return { only, extra, live };
}

function unknown(what) {
  return new Problem(
    `${what} is not known here.`,
    `The steps are: ${steps.map((each) => each.id).join(', ')}. Example: npm test -- --only unit,e2e`,
  );
}

async function provideDisplay(closers) {
  await provideOptional({
    packages: ['fonts-noto-color-emoji'],
    label: 'Installing an emoji font',
    why: 'The tests show emoji',
    without: 'No emoji font: pictures of the window will lack emoji',
  });
  await provideOptional({
    packages: ['ibus', 'ibus-hangul', 'ibus-gtk3', 'xdotool', 'dbus', 'libglib2.0-bin'],
    label: 'Installing a Korean keyboard',
    why: 'The tests type with a real Korean keyboard',
    without: 'No Korean keyboard: those tests are skipped, the simulated ones run',
  });
  if (hasDisplay()) return {};
  await ensureXvfb();
  const display = await startXvfb();
  closers.push(() => display.stop());
  return display.env;
}

/** Packages of the system that tests can do without, but are better with: nobody is asked for them. */
async function provideOptional({ packages, label, why, without }) {
  const installed = await Promise.all(packages.map(isInstalled));
  if (installed.every(Boolean)) return;
  try {
    if (!(await canInstallPackages())) throw new Error('not without asking');
    await step(label, (report) => installPackages(packages, why, report), { mayFail: true });
  } catch {
    warn(`${without} (${packages.join(' ')}).`);
  }
}

async function providePostgres(closers, notes) {
  if (process.env.TEST_DATABASE_URL) return {};
  const server = await step('Starting a PostgreSQL for the tests', () => startPostgres());
  if ('unavailable' in server) {
    notes.push(`The tests on a PostgreSQL server were left out: ${server.unavailable}. (PGlite was tested.)`);
    warn(notes.at(-1));
    return {};
  }
  closers.push(() => server.stop());
  return { TEST_DATABASE_URL: server.url };
}

async function runStep(each, context) {
  const started = Date.now();
  let result;
  try {
    await step(each.label, async () => {
      result = await each.run(context);
      if (result.failed > 0) throw new Error('failed');
    });
  } catch (error) {
    result ??= { passed: 0, failed: 1, skipped: 0, output: String(error.stack ?? error) };
  }
  mkdirSync(resultFolder, { recursive: true });
  const log = join(resultFolder, `${each.id}.log`);
  writeFileSync(log, result.output);
  if (result.failed > 0 && !context.live) {
    say(tail(result.output, SHOWN_LINES));
    say(`      (all of it: ${log})`);
  }
  return { ...result, label: each.label, time: Date.now() - started };
}

/** Prints the table and the totals. @returns {number} the exit code */
function summary(results, notes) {
  const rows = results.map((each) => [
    each.failed > 0 ? 'FAIL' : 'pass',
    each.label,
    String(each.passed),
    String(each.failed),
    String(each.skipped),
    duration(each.time),
    each.note ?? '',
  ]);
  const table = [['', 'step', 'passed', 'failed', 'skipped', 'time', ''], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const numbers = new Set([2, 3, 4, 5]);
  say();
  for (const row of table) {
    const cells = row.map((text, column) =>
      numbers.has(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]),
    );
    say(`  ${cells.join('  ')}`.trimEnd());
  }
  say();
  for (const note of notes) say(`Note: ${note}`);
  const total = (name) => results.reduce((sum, each) => sum + each[name], 0);
  say(`${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') > 0 ? 1 : 0;
}
