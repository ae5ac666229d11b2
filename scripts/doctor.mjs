/** `npm run doctor`: looks at a backend's tables, a newsroom's database, or both, and says whether all is well. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, ensureBuilt, isBuilt } from './lib/build.mjs';
import { Problem, runMain, say } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run doctor -- [options]

  --data FOLDER      a publishing backend's folder (./sotong-data when neither is named)
  --newsroom FOLDER  a newsroom's folder, or its newsroom.db
  --workspace FILE   who is in the newsroom, as the backend is started with it (the sample newsroom)
  --export FILE      writes every act to a new file, .csv or .jsonl
  --export-accounts FILE   the same of what was done to accounts
  --json             the findings as JSON

DATABASE_URL=postgres://… looks at the tables on a PostgreSQL server. With both a backend and a newsroom the two are
compared. Nothing is changed. Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.
`;

/** Runs one of the two programs. @returns {Promise<{ code: number, said: string }>} */
async function examine(program, args) {
  const { code, stdout, stderr } = await run(process.execPath, [join(root, 'out', 'main', program), ...args]);
  if (code !== 0 && code !== 1) process.stderr.write(stderr);
  return { code, said: stdout.trimEnd() };
}

/** Looks at what was named. @returns {Promise<{ code: number, said: string }[]>} */
async function examineAll(options, useBackend, scratch) {
  const ledger = join(scratch, 'ledger.json');
  const json = options.json ? ['--json'] : [];
  const results = [];
  if (useBackend) {
    const given = ['data', 'workspace', 'export', 'export-accounts'].flatMap((name) => (options[name] ? [`--${name}`, resolve(options[name])] : []));
    results.push(await examine('doctor-backend.js', [...given, ...json, '--ledger', ledger]));
  }
  if (options.newsroom) {
    const compare = existsSync(ledger) ? ['--ledger', ledger] : [];
    results.push(await examine('doctor-newsroom.js', ['--newsroom', resolve(options.newsroom), ...compare, ...json]));
  }
  return results;
}

/** Builds when needed, without a word on the output that others read as JSON. */
async function buildSilently() {
  if (await isBuilt()) return;
  const { ok } = await build();
  if (!ok) throw new Problem('The build failed.', 'Run npm run build to see why.');
}

let looked = false;
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      newsroom: { type: 'string' },
      workspace: { type: 'string' },
      export: { type: 'string' },
      'export-accounts': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    looked = true;
    return 0;
  }
  const useBackend = Boolean(values.data ?? process.env.DATABASE_URL) || !values.newsroom;
  if ((values.export || values['export-accounts']) && !useBackend)
    throw new Problem('An audit is written from a backend’s log, and no backend was named.', 'Name it with --data FOLDER or DATABASE_URL.');
  await setUp({ quiet: true });
  if (values.json) await buildSilently();
  else await ensureBuilt();
  const scratch = await mkdtemp(join(tmpdir(), 'sotong-doctor-'));
  try {
    const results = await examineAll(values, useBackend, scratch);
    looked = true;
    const reports = results.filter(({ code }) => code === 0 || code === 1).map(({ said }) => said);
    if (values.json) say(JSON.stringify({ ok: results.every(({ code }) => code === 0), reports: reports.map((text) => JSON.parse(text)) }));
    else if (reports.length > 0) say(reports.join('\n\n'));
    return Math.max(...results.map(({ code }) => (code === 0 || code === 1 ? code : 2)));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});
// Whoever could not look has found nothing wrong either.
if (!looked && process.exitCode === 1) process.exitCode = 2;
