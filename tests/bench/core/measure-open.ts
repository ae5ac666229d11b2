import { storyId, variantId } from './ids.ts';
import { FULL_STORIES } from './library.ts';
import { inTurns, type Measure } from './measure.ts';
import { type Library, sizeOf } from './open-core.ts';

const ROUNDS = 100;
const VARIANTS = 6;

/** All that Compose asks for when a story is opened and each of its six variants is looked at, against reading the same rows by their keys. */
export async function measureOpen(library: Library): Promise<Measure[]> {
  const { client, running } = library;
  const { read } = running.core.db;
  const all = Array.from({ length: VARIANTS }, (_, index) => index);
  const story = await inTurns(
    ROUNDS,
    (round) => client.stories.get({ id: storyId(1 + (round % (FULL_STORIES - 1))) }),
    (round) => read.get('SELECT content FROM stories WHERE id = ?', storyId(1 + (round % (FULL_STORIES - 1)))),
  );
  const whole = await inTurns(
    ROUNDS,
    async (round) => {
      const n = 1 + (round % (FULL_STORIES - 1));
      await client.stories.get({ id: storyId(n) });
      for (const index of all) await client.variants.get({ id: variantId(n, index) });
    },
    (round) => {
      const n = 1 + (round % (FULL_STORIES - 1));
      read.get('SELECT content FROM stories WHERE id = ?', storyId(n));
      for (const index of all) read.get('SELECT content FROM variants WHERE id = ?', variantId(n, index));
    },
  );
  const floor = 'the same rows by their keys';
  return [
    { part: 'open', name: `open a story, ${sizeOf(library)}`, unit: 'ms', values: story.values, floor: { name: floor, values: story.floor } },
    { part: 'open', name: `open a story and its six variants, ${sizeOf(library)}`, unit: 'ms', values: whole.values, floor: { name: floor, values: whole.floor } },
  ];
}
