/** Part "memory": what the processes of the app hold at rest, against an empty Electron app. Linux only. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { measuredApp } from './apps.mjs';
import { descendants } from './electron.mjs';

const ROUNDS = 3;
/** How long an app is left alone before it is looked at (ms). */
const IDLE = 5_000;
const FLOOR = 'empty Electron app';

/** @param {Parameters<import('./start.mjs').measureStart>[0]} context */
export async function measureMemory({ env, libraries, report }) {
  if (process.platform !== 'linux') return [];
  const floor = measuredApp({ kind: 'empty', env });
  const apps = [
    { name: 'memory, sample newsroom', app: measuredApp({ kind: 'sotong', env }) },
    ...libraries.slice(-1).map(({ dir, stories }) => ({
      name: `memory, ${stories.toLocaleString('en')} stories`,
      app: measuredApp({ kind: 'sotong', env, newsroom: dir }),
    })),
  ];
  const samples = apps.map(() => ({ values: [], floor: [], kinds: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    report(`round ${round + 1} of ${ROUNDS}`);
    const of = await atRest(floor);
    for (const [index, { app }] of apps.entries()) {
      const ours = await atRest(app);
      samples[index].values.push(ours.total);
      samples[index].floor.push(of.total);
      samples[index].kinds.push({ app: ours.kinds, empty: of.kinds });
    }
  }
  return apps.map(({ name }, index) => ({
    part: 'memory',
    name: `${name} (PSS of all processes)`,
    unit: 'MB',
    values: samples[index].values,
    floor: { name: FLOOR, values: samples[index].floor },
    details: samples[index].kinds.at(-1),
  }));
}

/** Starts an app, leaves it alone, and adds up its processes. In MB, all and by kind of process. */
async function atRest(measured) {
  const app = await measured.start();
  try {
    await measured.ready(app);
    await pause(IDLE);
    const kinds = {};
    let total = 0;
    for (const pid of [app.pid, ...descendants(app.pid)]) {
      const size = proportionalSize(pid);
      total += size;
      const kind = kindOf(pid);
      kinds[kind] = Math.round(((kinds[kind] ?? 0) + size) * 10) / 10;
    }
    return { total, kinds };
  } finally {
    await app.quit();
  }
}

/** Memory of a process in MB, what it shares with others counted in parts (proc_pid_smaps(5)). 0 when it has ended. */
function proportionalSize(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/mu.exec(rollup)?.[1] ?? Number.NaN) / 1024;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0;
    throw error;
  }
}

function kindOf(pid) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return /--utility-sub-type=(\S+)/u.exec(command)?.[1] ?? /--type=(\S+)/u.exec(command)?.[1] ?? 'main';
  } catch {
    return 'ended';
  }
}
