/** The newsrooms that the bench measures on: made once for each state of the core's sources, and kept in .cache. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, step } from '../lib/console.mjs';
import { hashTree } from '../lib/files.mjs';
import { root } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

/** How many stories; each is made from the one before it where it is a multiple of it that is worth copying. */
const SMALL = 1_000;
const MEDIUM = 10_000;
const LARGE = 100_000;

const folder = join(root, '.cache', 'bench', 'libraries');
/** What the content of a library depends on. */
const SOURCES = [
  'src/main/core',
  'src/shared/channels',
  'src/shared/document',
  'src/shared/domain',
  'src/shared/language',
  'src/shared/sync',
  'tests/bench/core/ids.ts',
  'tests/bench/core/library.ts',
  'tests/bench/core/multiply-library.ts',
  'tests/bench/core/texts.ts',
  'tests/bench/core/wide-newsroom.ts',
];

/**
 * Makes the libraries that are missing, up to the size asked for.
 * @param {string} builder path of the program made from tests/bench/core/build-library.ts
 * @param {{ upTo: number }} options
 * @returns {Promise<{ dir: string, stories: number }[]>} smallest first
 */
export async function ensureLibraries(builder, { upTo }) {
  const state = (await hashTree(root, SOURCES)).slice(0, 16);
  await forgetOthers(state);
  const libraries = [SMALL, MEDIUM, LARGE].filter((stories) => stories <= upTo).map((stories) => ({ dir: join(folder, state, String(stories)), stories }));
  for (const { dir, stories } of libraries) {
    if (existsSync(dir)) continue;
    await step(`Making a newsroom of ${stories.toLocaleString('en')} stories`, (report) => make(builder, dir, stories, report));
  }
  return libraries;
}

/**
 * Makes the newsroom with an account on every channel, when it is missing. To be called after `ensureLibraries`, which forgets those of earlier sources.
 * @param {string} builder as for `ensureLibraries`
 * @returns {Promise<string>} its folder
 */
export async function ensureWideNewsroom(builder) {
  const dir = join(folder, (await hashTree(root, SOURCES)).slice(0, 16), 'wide');
  if (!existsSync(dir)) await step('Making a newsroom with every channel', (report) => make(builder, dir, 'wide', report));
  return dir;
}

/** Built beside its place and renamed: it is there whole or not at all. */
async function make(builder, dir, stories, report) {
  const building = `${dir}.new`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  const build = async (args, of) => {
    const result = await run(process.execPath, [builder, building, ...args], { onOutput: (text) => report(`${text.trim().split('\n').at(-1)} of ${of}`) });
    if (result.code !== 0) throw new Problem(`The newsroom could not be made:\n${tail(result.output)}`, 'Read the last lines above.');
  };
  if (stories === LARGE) {
    // Copies of whole stories are made ten times as fast as stories.
    await cp(join(dir, '..', String(MEDIUM)), building, { recursive: true });
    await build(['x', String(LARGE / MEDIUM)], LARGE / MEDIUM);
  } else {
    await build([String(stories)], stories);
  }
  await rename(building, dir);
}

/** Those of earlier sources are of no use, and large. */
async function forgetOthers(state) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'README'), 'Newsrooms made by npm run bench. They can be deleted at any time.\n');
  for (const name of await readdir(folder)) if (name !== state && name !== 'README') await rm(join(folder, name), { recursive: true, force: true });
}
