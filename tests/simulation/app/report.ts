import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addUp, type Happened, LEAST } from './floors.ts';
import type { Ran } from './run.ts';

const folder = new URL('../../../.cache/simulation', import.meta.url).pathname;

/** Writes what the schedules so far came to, as a page that a person can read. */
export function writeAppReport(ran: readonly Ran[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report-app.md'), `${reportOn(ran).join('\n')}\n`);
}

function reportOn(ran: readonly Ran[]): readonly string[] {
  const failed = ran.flatMap(({ seed, failure }) => (failure === null ? [] : [{ seed, failure }]));
  const sum = addUp(ran.map(({ happened }) => happened));
  return [
    '# The simulation, in the app', '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC. ${failed.length === 0 ? '**Everything held.**' : `**${String(failed.length)} of ${String(ran.length)} schedules failed.**`}`, '',
    '| seed | store | steps | seconds | |', '| --: | --- | --: | --: | --- |',
    ...ran.map(({ seed, store, happened, took, failure }) => `| ${String(seed)} | ${store} | ${String(happened.steps)} | ${(took / 1000).toFixed(0)} | ${failure === null ? 'held' : '**failed**'} |`), '',
    ...failed.flatMap(({ seed, failure }) => [`## Seed ${String(seed)}`, '', ...failure.steps.map((step) => `- ${step}`), '', '```', failure.why, '```', '']),
    '## What really happened', '', '| | times | at least | enough |', '| --- | --: | --: | --- |',
    ...(Object.entries(sum) as [keyof Happened, number][]).map(([name, times]) => row(name, times, LEAST[name] === undefined ? null : Math.ceil(LEAST[name] * ran.length))),
  ];
}

function row(name: string, times: number, least: number | null): string {
  return `| ${name} | ${String(times)} | ${least === null ? '' : String(least)} | ${least === null ? '' : times >= least ? 'yes' : '**no**'} |`;
}
