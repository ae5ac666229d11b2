import { readFileSync, writeFileSync } from 'node:fs';
import type { Measure } from '../core/measure.ts';
import { makeBase } from './base-newsroom.ts';
import type { Job } from './job.ts';
import { report } from './job.ts';
import { measureExchange } from './measure-exchange.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureJoin } from './measure-join.ts';
import { measurePublish } from './measure-publish.ts';

/** Stories that the large newsrooms are copies of. */
const BASE_STORIES = 1_000;

/** `node measure-sync.mjs JOB.json MEASURES.json` says on standard output how far it is, and writes the measures to a file. */
const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Job;
const measures: Measure[] = [];
if (job.parts.includes('sync')) {
  keep(await measureExchange(job));
  report('making a newsroom to copy');
  const base = await makeBase(Math.min(BASE_STORIES, job.sizes.joined));
  keep(await measureJoin(job, base));
  keep(await measureGrowth(job, base));
}
if (job.parts.includes('publish')) keep(await measurePublish(job));

/** After each of them: an hour's work is not lost with the last one. */
function keep(more: readonly Measure[]): void {
  measures.push(...more);
  writeFileSync(process.argv[3] ?? '', JSON.stringify(measures));
}
