import { storyId } from './ids.ts';
import { inTurns, type Measure } from './measure.ts';
import { EVERYTHING } from './measure-search.ts';
import { type Library, sizeOf } from './open-core.ts';

const ROUNDS = 40;

/** What the window asks for again and again, against the smallest question that the same procedures answer: none of it should grow with the library. */
export async function measureLists(library: Library): Promise<Measure[]> {
  const { client } = library;
  const deep = await cursorAfter(library, Math.floor(library.stories * 0.9));
  const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['first page of the library', () => client.stories.list(EVERYTHING)],
    ['page at nine tenths', () => client.stories.list({ ...EVERYTHING, cursor: deep })],
    ['first page by title', () => client.stories.list({ ...EVERYTHING, sort: 'title' })],
    ['first page, published on X', () => client.stories.list({ ...EVERYTHING, status: 'published', channel: 'x' })],
    ['first page, nothing matches the filter', () => client.stories.list({ ...EVERYTHING, status: 'failed' })],
    ['first page, to review', () => client.stories.list({ ...EVERYTHING, list: 'to-review' })],
    ['counts of the smart lists', () => client.stories.counts()],
    ['review queue', () => client.review.queue()],
    ['publications', () => client.publish.list()],
    ['sync status', () => client.sync.status()],
    ['sync items', () => client.sync.items()],
  ];
  const measures: Measure[] = [];
  for (const [name, call] of calls) {
    const { values, floor } = await inTurns(ROUNDS, call, () => client.workspace.get());
    measures.push({ part: 'search', name: `${name}, ${sizeOf(library)}`, unit: 'ms', values, floor: { name: 'workspace.get', values: floor } });
  }
  return measures;
}

/** Where the list goes on after so many stories, as its own pages say. */
async function cursorAfter({ client, running }: Library, skipped: number): Promise<string> {
  const row = running.core.db.read.get<{ updated_at: string; id: string }>('SELECT updated_at, id FROM story_list WHERE archived = 0 ORDER BY updated_at DESC, id DESC LIMIT 1 OFFSET ?', skipped);
  const cursor = JSON.stringify([row?.updated_at ?? '', row?.id ?? storyId(0)]);
  const { items } = await client.stories.list({ ...EVERYTHING, cursor });
  if (items.length === 0) throw new Error('There is no page at nine tenths');
  return cursor;
}
