import { readFileSync } from 'node:fs';
import { measureLists } from './measure-lists.ts';
import type { Measure } from './measure.ts';
import { measureMedia } from './measure-media.ts';
import { measureOpen, measureOpenWide } from './measure-open.ts';
import { measureSave } from './measure-save.ts';
import { measureSearch } from './measure-search.ts';
import { measureSpelling } from './measure-spelling.ts';
import { openCore } from './open-core.ts';

/** What the runner asks for: parts by name, and the newsrooms to measure them on, smallest first. */
interface Job {
  readonly parts: readonly string[];
  /** The folder that the build puts the dictionaries in. */
  readonly dictionaries: string;
  readonly libraries: readonly { readonly dir: string; readonly stories: number }[];
  /** The folder of the newsroom with every channel. */
  readonly wide: string;
}

/** `node measure-core.mjs JOB.json` writes the measures to standard output, as JSON. */
const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Job;
const measures: Measure[] = [];
for (const { dir, stories } of job.libraries) {
  const open = await openCore(dir);
  const library = { ...open, dir, stories };
  // Reading first: what was just saved would be at the head of every list.
  if (job.parts.includes('search')) measures.push(...(await measureSearch(library)), ...(await measureLists(library)));
  if (job.parts.includes('open')) measures.push(...(await measureOpen(library)));
  if (job.parts.includes('save')) measures.push(...(await measureSave(library)));
  await open.running.close();
}
if (job.parts.includes('open')) measures.push(...(await measureOpenWide(job.wide)));
if (job.parts.includes('media')) measures.push(...(await measureMedia()));
if (job.parts.includes('spelling')) measures.push(...(await measureSpelling(job.dictionaries)));
process.stdout.write(JSON.stringify(measures));
