import { plainText } from '#shared/document/plain-text.ts';
import type { Id } from '#shared/domain/ids.ts';
import { choseongOf } from '#shared/language/hangul.ts';
import { choseongTokens, foldText, indexTokens } from '#shared/language/search-tokens.ts';
import type { CoreDb, WritableDb } from '../db/types.ts';
import { wholeStory } from '../stories/store.ts';
import { variantsOfStory } from '../variants/store.ts';

/** How many stories are indexed in one transaction: some tens of milliseconds. */
const INDEX_BATCH = 50;

/** Indexes up to `limit` of the stories whose text has changed. True when there are more. */
export function indexDirty(db: CoreDb, limit: number = INDEX_BATCH): boolean {
  if (db.readOnly) return false;
  const waiting = db.read.all<{ story: Id }>('SELECT story FROM search_dirty LIMIT ?', limit + 1);
  if (waiting.length === 0) return false;
  db.write((tx) => {
    for (const { story } of waiting.slice(0, limit)) indexStory(tx, story);
  });
  return waiting.length > limit;
}

export function unindexStory(tx: WritableDb, n: number): void {
  tx.run('DELETE FROM search WHERE rowid = ?', n);
  tx.run('DELETE FROM search_docs WHERE n = ?', n);
}

function indexStory(tx: WritableDb, id: Id): void {
  tx.run('DELETE FROM search_dirty WHERE story = ?', id);
  const story = wholeStory(tx, id);
  const listed = tx.get<{ n: number }>('SELECT n FROM story_list WHERE id = ?', id);
  if (story === null || listed === undefined) return;
  const { title, brief, common } = story.content;
  const variants = variantsOfStory(tx, id).filter((variant) => !variant.linked);
  const text = [title, brief, plainText(common.ko), plainText(common.en), ...variants.flatMap(({ content }) => [content.title, plainText(content.blocks)])].join('\n');
  unindexStory(tx, listed.n);
  tx.run('INSERT INTO search_docs (n, text, initials) VALUES (?, ?, ?)', listed.n, foldText(text), choseongOf(foldText(title)));
  // Each token once: the index keeps no positions, and counts are not asked for.
  const tokens = new Set(`${indexTokens(text)} ${choseongTokens(title)}`.split(' '));
  tx.run('INSERT INTO search (rowid, tokens) VALUES (?, ?)', listed.n, [...tokens].join(' '));
}
