import { blocksFromText } from '#shared/document/plain-text.ts';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { variantId } from './ids.ts';
import { inTurns, type Measure } from './measure.ts';
import { type Library, sizeOf } from './open-core.ts';
import { koreanText, seededRandom } from './texts.ts';

const ROUNDS = 300;
const LONG_ROUNDS = 60;
const FLOOR_BYTES = 16 * 1024;

/**
 * A save of a draft, on the disk when it answers, against what the disk itself takes to hold 16 KB at the end of a file
 * (fdatasync): about what such a save writes to SQLite's log.
 */
export async function measureSave(library: Library): Promise<Measure[]> {
  const file = join(library.dir, 'bench-append');
  const fd = openSync(file, 'a');
  const bytes = Buffer.alloc(FLOOR_BYTES, 7);
  const append = (): void => {
    writeSync(fd, bytes);
    fdatasyncSync(fd);
  };
  try {
    const short = await inTurns(ROUNDS, await saver(library, variantId(0, 0), (n) => koreanText(3, seededRandom(n))), append);
    // A story of six variants; the fifth of them is a blog post of 20,000 characters, of which one paragraph changes.
    const article = koreanText(4, seededRandom(1));
    const long = await inTurns(LONG_ROUNDS, await saver(library, variantId(0, 5), (n) => `${koreanText(4, seededRandom(n))}\n${Array.from({ length: 119 }, () => article).join('\n')}`), append);
    const floor = 'append 16 KB + fdatasync';
    return [
      { part: 'save', name: `save a draft for X, ${sizeOf(library)}`, unit: 'ms', values: short.values, floor: { name: floor, values: short.floor } },
      { part: 'save', name: `save a blog post of 20,000 characters, ${sizeOf(library)}`, unit: 'ms', values: long.values, floor: { name: floor, values: long.floor } },
    ];
  } finally {
    closeSync(fd);
    rmSync(file, { force: true });
  }
}

async function saver({ client }: Library, id: string, textOf: (round: number) => string): Promise<(round: number) => Promise<void>> {
  let { draftVersion } = await client.variants.get({ id });
  return async (round) => {
    // Another text each time, also against the last run.
    const blocks = [...blocksFromText(textOf(draftVersion * 1_000 + round))];
    ({ draftVersion } = await client.variants.save({ id, draftVersion, patch: { blocks } }));
  };
}
