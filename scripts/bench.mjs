/**
 * `npm run bench`: sets up, builds, and measures the app against floors taken in the same run (docs/performance.md).
 *   npm run bench -- --only start,typing   only these parts
 *   npm run bench -- --quick               small newsrooms for the parts sync and publish, to try them
 *   npm run bench -- --json                prints the results as JSON, and nothing else on standard output
 * The results are also kept in .cache/bench/latest.json. Nothing fails for being slow.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { duration, Problem, runMain, say, step } from './lib/console.mjs';
import { readJson, root } from './lib/paths.mjs';
import { ensureXvfb, hasDisplay, startXvfb } from './lib/xvfb.mjs';
import { setUp } from './setup.mjs';

/** The parts in the order in which they run: those in the window first, while nothing else has warmed the machine. */
const PARTS = ['start', 'memory', 'typing', 'show', 'save', 'open', 'search', 'spelling', 'media', 'sync', 'publish'];
const IN_WINDOW = new Set(['start', 'memory', 'typing', 'show']);
/** These make their newsrooms themselves, and need no built app. */
const WITH_SERVER = new Set(['sync', 'publish']);
/** These need no library, or the smallest. */
const SMALL = new Set(['typing', 'show', 'spelling', 'media']);
const kept = join(root, '.cache', 'bench', 'latest.json');

// Each temporary home and each program under way has a listener that tidies up at the end.
process.setMaxListeners(0);

await runMain(async () => {
  const { only, json, quick } = readOptions(process.argv.slice(2));
  const print = process.stdout.write.bind(process.stdout);
  // What is said on the way must not be mixed with the JSON.
  if (json) process.stdout.write = process.stderr.write.bind(process.stderr);
  const started = Date.now();
  const runtime = await setUp();
  if (only.some((part) => !WITH_SERVER.has(part))) await ensureBuilt();
  const report = { ...describe(runtime), results: await measure(only, quick), seconds: Math.round((Date.now() - started) / 1000) };
  mkdirSync(join(kept, '..'), { recursive: true });
  writeFileSync(kept, `${JSON.stringify(report, undefined, 2)}\n`);
  if (json) print(`${JSON.stringify(report, undefined, 2)}\n`);
  const { printTable } = await import('./bench/table.mjs');
  printTable(report.results);
  say(`${report.machine}, Electron ${report.electron}, Node ${report.node}. Took ${duration(Date.now() - started)}.`);
  say(`Figures in full: ${kept}`);
});

function readOptions(args) {
  let only = PARTS;
  let json = false;
  let quick = false;
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = args[index].split('=');
    if (name === '--json') json = true;
    else if (name === '--quick') quick = true;
    else if (name === '--only') only = (value ?? args[(index += 1)] ?? '').split(',').filter(Boolean);
    else throw unknown(args[index]);
  }
  const wrong = only.find((part) => !PARTS.includes(part));
  if (wrong !== undefined || only.length === 0) throw unknown(wrong ?? '--only without a part');
  return { only: PARTS.filter((part) => only.includes(part)), json, quick };
}

function unknown(what) {
  return new Problem(`${what} is not known here.`, `The parts are: ${PARTS.join(', ')}. Example: npm run bench -- --only start,typing`);
}

/** @returns {Promise<ReturnType<typeof import('./bench/statistics.mjs').summarize>[]>} */
async function measure(only, quick) {
  // Imported late: these use packages.
  const { bundle } = await import('./bench/bundle.mjs');
  const { summarize } = await import('./bench/statistics.mjs');
  const programs = await bundle({
    'build-library': 'tests/bench/core/build-library.ts',
    'measure-core': 'tests/bench/core/measure-core.ts',
    'typing-kit': 'tests/bench/typing-kit.ts',
    'measure-sync': 'tests/bench/sync/measure-sync.ts',
    serve: 'tests/bench/sync/serve.ts',
    'join-device': 'tests/bench/sync/join-device.ts',
  });
  const measures = [];
  const alone = only.filter((part) => !WITH_SERVER.has(part));
  if (alone.length > 0) measures.push(...(await measureApp(alone, programs)));
  const withServer = only.filter((part) => WITH_SERVER.has(part));
  if (withServer.length > 0) {
    const { measureSync } = await import('./bench/sync.mjs');
    measures.push(...(await measureSync({ programs, parts: withServer, quick })));
  }
  return PARTS.flatMap((part) => measures.filter((each) => each.part === part)).map(summarize);
}

/** The parts that are measured on newsrooms in the cache. */
async function measureApp(parts, programs) {
  const { ensureLibraries, ensureWideNewsroom } = await import('./bench/libraries.mjs');
  const libraries = await ensureLibraries(programs['build-library'], { upTo: parts.every((part) => SMALL.has(part)) ? 1_000 : 100_000 });
  const wide = await ensureWideNewsroom(programs['build-library']);
  const measures = [];
  const inWindow = parts.filter((part) => IN_WINDOW.has(part));
  if (inWindow.length > 0) measures.push(...(await measureWindow(inWindow, { libraries, wide, kitPath: programs['typing-kit'] })));
  const inCore = parts.filter((part) => !IN_WINDOW.has(part));
  if (inCore.length > 0) {
    const { measureCore } = await import('./bench/core.mjs');
    measures.push(...(await step(`Measuring the core: ${inCore.join(', ')}`, () => measureCore({ program: programs['measure-core'], parts: inCore, libraries, wide }))));
  }
  return measures;
}

async function measureWindow(parts, { libraries, wide, kitPath }) {
  let display;
  if (!hasDisplay()) {
    await ensureXvfb();
    display = await startXvfb();
  }
  try {
    const context = { env: display?.env ?? {}, libraries, wide, kit: await import(kitPath) };
    const { measureStart } = await import('./bench/start.mjs');
    const { measureMemory } = await import('./bench/memory.mjs');
    const { measureTyping } = await import('./bench/typing.mjs');
    const { measureShow } = await import('./bench/show.mjs');
    const programs = { start: ['start', measureStart], memory: ['memory', measureMemory], typing: ['typing', measureTyping], show: ['showing a story', measureShow] };
    const measures = [];
    for (const part of parts) {
      const [label, run] = programs[part];
      measures.push(...(await step(`Measuring ${label}`, (report) => run({ ...context, report }))));
    }
    return measures;
  } finally {
    await display?.stop();
  }
}

/** What the figures were taken on; times in ms hold for one machine only. */
function describe(runtime) {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
    electron: runtime.version,
    node: process.versions.node,
    app: readJson(join(root, 'package.json'))?.version,
  };
}
