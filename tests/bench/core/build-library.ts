import { join } from 'node:path';
import { dataFiles } from '../../../src/main/core/db/files.ts';
import { fillLibrary } from './library.ts';
import { multiplyLibrary } from './multiply-library.ts';
import { openCore } from './open-core.ts';
import { makeWideNewsroom } from './wide-newsroom.ts';

/**
 * `node build-library.mjs FOLDER STORIES` makes a newsroom with so many stories in an empty folder.
 * `node build-library.mjs FOLDER wide` makes the one with a story for every channel.
 * `node build-library.mjs FOLDER x TIMES` makes the one that is there so many times as large.
 */
const [, , folder = '', what = '', times = ''] = process.argv;
const report = (done: number): void => void process.stdout.write(`${String(done)}\n`);
if (what === 'x') {
  multiplyLibrary(dataFiles(join(folder)).database, Number(times), report);
} else if (what === 'wide') {
  await makeWideNewsroom(folder);
} else {
  const { running } = await openCore(folder);
  fillLibrary(running, Number(what), report);
  await running.close();
}
