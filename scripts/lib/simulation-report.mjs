/** What a run of the simulation came to, as a page that a person can read. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { duration } from './console.mjs';

/** What each number of an invariant stands for, in a few words (docs/simulation.md). */
const INVARIANTS = {
  1: 'each post has one publication', 2: 'exactly what was approved was posted', 3: 'posted once', 4: 'no gaps in the log, no number changes', 5: 'every text has its hash', 6: 'an entry has one effect', 7: 'decisions name revisions', 8: 'everybody did what their role may', 9: 'all up to the cursor is here', 10: 'what was said to be saved is here',
  11: 'no revision is lost, nor a word by a merge', 12: 'all desktops are the same', 13: 'no publication is stuck', 14: 'only the head was approved', 15: 'confirmed means one post', 16: 'each attempt was allowed and its intent durable', 17: 'one caller at a time', 18: 'what is refused blocks nothing', 19: 'pictures are there', 20: 'archiving is somebody’s act', 21: 'no halves', 22: 'no secrets', 24: 'lists are what a rebuild gives',
};

/**
 * Writes `report.md` into a folder and gives its path. `least` is per hundred schedules; `mutants` null where none were tried.
 * @param {{ folder: string, level: string, from: number, seeds: number, steps: number, time: number, processes: number, failures: readonly Record<string, any>[], floors: Record<string, any>, least: Readonly<Record<string, number>>, mutants: readonly Record<string, any>[] | null }} run
 */
export function writeReport(run) {
  mkdirSync(run.folder, { recursive: true });
  const file = join(run.folder, `report${run.mutants === null ? '' : '-mutants'}.md`);
  writeFileSync(file, `${[...heading(run), ...failuresOf(run), ...(run.seeds > 0 ? [...happened(run), ...checked(run), ...refused(run)] : []), ...mutantsOf(run)].join('\n')}\n`);
  return file;
}

function heading({ level, from, seeds, steps, time, processes, failures, mutants }) {
  const what = seeds > 0 ? `Seeds ${from} to ${from + seeds - 1}, up to ${steps} steps each, level ${level}` : `The planted faults, level ${level}`;
  const missed = (mutants ?? []).filter(({ caught }) => caught === null).length;
  const verdict = failures.length > 0 ? `**${failures.length} schedules broke an invariant.**` : missed > 0 ? `**${missed} planted faults were not noticed.**` : '**Everything held.**';
  return ['# The simulation', '', `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC. ${what}; ${duration(time)} on ${processes} processors. ${verdict}`, ''];
}

function failuresOf({ failures }) {
  return failures.flatMap(({ seed, step, violation, shrunk }) => [
    `## Seed ${seed} broke an invariant in step ${step}`, '', violation, '',
    ...(shrunk === null ? [] : [`The least that still breaks it, ${shrunk.length} steps:`, '', ...shrunk.map((line) => `- ${line}`), '']),
  ]);
}

function happened({ floors, least, seeds }) {
  const rows = Object.entries(floors).filter(([, value]) => typeof value === 'number').map(([name, value]) => {
    const floor = least[name] === undefined ? null : Math.ceil((least[name] * seeds) / 100);
    return `| ${name} | ${value.toLocaleString('en')} | ${(value / seeds).toFixed(2)} | ${floor === null ? '' : floor.toLocaleString('en')} | ${floor === null ? '' : value >= floor ? 'yes' : '**no**'} |`;
  });
  return ['## What really happened', '', '| | times | each schedule | at least | enough |', '| --- | --: | --: | --: | --- |', ...rows, ''];
}

function checked({ floors }) {
  const rows = Object.entries(floors.checks).toSorted(([a], [b]) => (Number(a) || 99) - (Number(b) || 99)).map(([name, value]) => `| ${name} | ${INVARIANTS[name] ?? 'the chain of the log'} | ${value.toLocaleString('en')} |`);
  return ['## What was checked', '', 'Things that were looked at: entries, texts, posts, attempts, or the whole after a step.', '', '| invariant | | looked at |', '| --- | --- | --: |', ...rows, ''];
}

function refused({ floors }) {
  const list = (counts) => Object.entries(counts).toSorted((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count.toLocaleString('en')}`).join(', ') || 'nothing';
  return ['## What was refused', '', `By the server: ${list(floors.rejections)}.`, '', `At people’s own desks: ${list(floors.refusals)}.`, ''];
}

function mutantsOf({ mutants }) {
  if (mutants === null) return [];
  const rows = mutants.map(({ name, what, caught }) => `| \`${name}\` | ${what ?? ''} | ${caught === null ? '**not noticed**' : `${caught.violation.split(':')[0]} | ${caught.seed} | ${caught.step}`} |`);
  return ['## Planted faults', '', '| mutant | the fault | noticed by | at seed | in step |', '| --- | --- | --- | --: | --: |', ...rows, ''];
}
