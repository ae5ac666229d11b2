import type { StoryQuery } from '#shared/contract/views.ts';
import { foldText } from '#shared/language/search-tokens.ts';
import type { z } from 'zod';
import { inTurns, type Measure } from './measure.ts';
import { type Library, sizeOf } from './open-core.ts';
import { RARE } from './texts.ts';

const ROUNDS = 20;
/** How many rows the window asks for, and up to where a total is counted. */
export const PAGE = 50;
const MAX_TOTAL = 1_000;

export const EVERYTHING: z.infer<typeof StoryQuery> = { list: 'all', text: '', status: null, channel: null, sort: 'updated', cursor: null, limit: PAGE };

const QUERIES = [
  { name: 'one syllable (수)', text: '수' },
  { name: 'two syllables, common (서울)', text: '서울' },
  { name: `rare (${RARE.word})`, text: RARE.word },
  { name: 'English (library)', text: 'library' },
  { name: 'two words (도서관 museum)', text: '도서관 museum' },
  { name: 'in no story (힣힣)', text: '힣힣' },
] as const;

/** The first page of what is found, with its total, against the same answer by LIKE over the same texts. */
export async function measureSearch(library: Library): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const { name, text } of QUERIES) {
    const ours = () => library.client.stories.list({ ...EVERYTHING, text });
    const like = () => byLike(library, text);
    const [found, expected] = [await ours(), like()];
    const same = found.total === expected.total && found.items.every(({ id }, index) => id === expected.ids[index]);
    if (!same) throw new Error(`Search for ${text} found ${String(found.total)} stories, LIKE ${String(expected.total)}, or in another order`);
    const { values, floor } = await inTurns(ROUNDS, ours, like);
    measures.push({ part: 'search', name: `search: ${name}, ${sizeOf(library)}`, unit: 'ms', values, floor: { name: 'LIKE', values: floor } });
  }
  return measures;
}

function byLike({ running }: Library, text: string): { readonly ids: readonly string[]; readonly total: number } {
  const { read } = running.core.db;
  const words = foldText(text).split(' ').map((word) => `%${word}%`);
  const where = `s.archived = 0 ${words.map(() => 'AND d.text LIKE ?').join(' ')}`;
  const rows = read.all<{ id: string }>(`SELECT s.* FROM story_list s JOIN search_docs d ON d.n = s.n WHERE ${where} ORDER BY s.updated_at DESC, s.id DESC LIMIT ${String(PAGE)}`, ...words);
  const total = read.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM story_list s JOIN search_docs d ON d.n = s.n WHERE ${where} LIMIT ${String(MAX_TOTAL)})`, ...words);
  return { ids: rows.map(({ id }) => id), total: total?.n ?? 0 };
}
