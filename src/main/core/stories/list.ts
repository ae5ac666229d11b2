import type { z } from 'zod';
import type { StoryPage, StoryQuery } from '#shared/contract/views.ts';
import { queryTokens } from '#shared/language/search-tokens.ts';
import type { Core } from '../core.ts';
import type { SqlValue } from '../db/types.ts';
import { readCounts } from '../read-models/counters.ts';
import { FLAGS, pairMask, rowFromTable } from '../read-models/story-row.ts';
import { refuse } from '../refusal.ts';
import { indexDirty } from '../search/index-stories.ts';

type Query = z.infer<typeof StoryQuery>;
type Page = z.infer<typeof StoryPage>;

/** Totals are exact up to here; an interface says "1,000+". */
const MAX_TOTAL = 1_000;
/** With more hits than this a list is walked in its own order and checked, instead of sorting all hits. */
const COMMON_HITS = 2_000;
/** So many stories are indexed before a search answers; more than that only after a long sync, and then it goes on beside it. */
const INDEX_BEFORE_SEARCH = 500;

const SORTS = {
  updated: { key: 'updated_at', direction: 'DESC', past: '<' },
  title: { key: 'title_key', direction: 'ASC', past: '>' },
  due: { key: 'due_key', direction: 'ASC', past: '>' },
} as const;

interface Where {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** One page of the library. Pages follow a key, not an offset: any depth costs the same, and nothing is shown twice. */
export function listStories(core: Core, query: Query): Page {
  const { read } = core.db;
  const sort = SORTS[query.sort];
  const filter = filterOf(core, query);
  const words = queryTokens(query.text);
  if (words.needles.length > 0) {
    for (let indexed = 0; indexed < INDEX_BEFORE_SEARCH && indexDirty(core.db); ) indexed += 50;
  }
  const verified = verify(words.needles);
  const hits = words.match === null || words.needles.length === 0 ? null : words.match;
  const rare = hits !== null && isRare(core, hits);
  const from = rare
    ? `(SELECT rowid AS hit FROM search WHERE search MATCH ?) h JOIN story_list s ON s.n = h.hit JOIN search_docs d ON d.n = s.n`
    : words.needles.length > 0
      ? 'story_list s JOIN search_docs d ON d.n = s.n'
      : 'story_list s';
  const matchParams: readonly SqlValue[] = rare && hits !== null ? [hits] : [];
  const after = cursorOf(query.cursor, sort);
  const rows = read.all<Record<string, unknown>>(
    `SELECT s.*, s.${sort.key} AS sort_key FROM ${from} WHERE ${filter.sql} ${verified.sql} ${after.sql} ORDER BY s.${sort.key} ${sort.direction}, s.id ${sort.direction} LIMIT ?`,
    ...matchParams, ...filter.params, ...verified.params, ...after.params, query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const unfiltered = words.needles.length === 0 && query.status === null && query.channel === null;
  const total = unfiltered
    ? Math.min(MAX_TOTAL, readCounts(read, core.state().seat)[query.list])
    : (read.get<{ n: number }>(
        `SELECT count(*) AS n FROM (SELECT 1 FROM ${hits === null ? from : `(SELECT rowid AS hit FROM search WHERE search MATCH ?) h JOIN story_list s ON s.n = h.hit JOIN search_docs d ON d.n = s.n`} WHERE ${filter.sql} ${verified.sql} LIMIT ${MAX_TOTAL})`,
        ...(hits === null ? [] : [hits]), ...filter.params, ...verified.params,
      )?.n ?? 0);
  return { items: page.map(rowFromTable), nextCursor: rows.length > query.limit && last !== undefined ? JSON.stringify([last['sort_key'], last['id']]) : null, total };
}

function isRare(core: Core, match: string): boolean {
  const found = core.db.read.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ${COMMON_HITS + 1})`, match);
  return (found?.n ?? 0) <= COMMON_HITS;
}

function filterOf(core: Core, query: Query): Where {
  const conditions = ['s.archived = ?'];
  const params: SqlValue[] = [query.list === 'archived' ? 1 : 0];
  switch (query.list) {
    case 'mine':
      conditions.push('s.author = ?');
      params.push(core.state().seat);
      break;
    case 'to-review':
    case 'changes-requested':
    case 'needs-translation':
      conditions.push('(s.flags & ?) <> 0');
      params.push(FLAGS[query.list]);
      break;
    case 'all':
    case 'archived':
      break;
  }
  if (query.status !== null || query.channel !== null) {
    const mask = pairMask(query.status, query.channel);
    conditions.push('(s.pairs & ?) = ?');
    params.push(mask, mask);
  }
  if (query.status !== null && query.channel !== null) {
    // The bits say that the story has both; only the variants say whether one of them has both.
    conditions.push('EXISTS (SELECT 1 FROM variant_rows r WHERE r.story = s.id AND r.status = ? AND r.channel = ?)');
    params.push(query.status, query.channel);
  }
  return { sql: conditions.join(' AND '), params };
}

/** The pairs of an index need not be neighbours in the text: every word is looked for in it again. */
function verify(needles: readonly { readonly text: string; readonly choseong: boolean }[]): Where {
  return {
    sql: needles.map(({ choseong }) => (choseong ? 'AND (instr(d.text, ?) > 0 OR instr(d.initials, ?) > 0)' : 'AND instr(d.text, ?) > 0')).join(' '),
    params: needles.flatMap(({ text, choseong }) => (choseong ? [text, text] : [text])),
  };
}

function cursorOf(cursor: string | null, sort: (typeof SORTS)[keyof typeof SORTS]): Where {
  if (cursor === null) return { sql: '', params: [] };
  let parsed: unknown;
  try {
    parsed = JSON.parse(cursor);
  } catch {
    refuse('bad-input', 'cursor');
  }
  if (!Array.isArray(parsed) || parsed.length !== 2 || typeof parsed[0] !== 'string' || typeof parsed[1] !== 'string') refuse('bad-input', 'cursor');
  return { sql: `AND (s.${sort.key}, s.id) ${sort.past} (?, ?)`, params: [parsed[0], parsed[1]] };
}
