import { storyId, variantId } from './ids.ts';
import { FULL_STORIES } from './library.ts';
import { inTurns, type Measure } from './measure.ts';
import { type Library, openCore, sizeOf } from './open-core.ts';
import { type WideStory, wideStories } from './wide-newsroom.ts';

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

/** What opening a story asks of the core when it has a variant for every channel in both languages, against one with two. */
export async function measureOpenWide(dir: string): Promise<Measure[]> {
  const { client, running } = await openCore(dir);
  const { wide, narrow } = wideStories(dir);
  const open = async ({ story, variant }: WideStory): Promise<void> => {
    await client.stories.get({ id: story });
    await client.variants.get({ id: variant });
  };
  const { values, floor } = await inTurns(ROUNDS, () => open(wide), () => open(narrow));
  await running.close();
  return [{ part: 'open', name: `open a story of ${String(wide.variants)} variants (every channel, both languages)`, unit: 'ms', values, floor: { name: 'a story of two variants', values: floor } }];
}
