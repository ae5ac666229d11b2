import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/**
 * Full-text search by pairs of neighbouring characters. The index keeps no text of its own and no
 * positions (a tenth of the size); what it finds is verified against search_docs. prefix='1' makes
 * a single syllable quick. https://www.sqlite.org/fts5.html
 */
export const search: Migration = {
  version: 30,
  name: 'search',
  up: (tx) =>
    execute(tx, [
      `CREATE VIRTUAL TABLE search USING fts5 (tokens, content='', contentless_delete=1, detail='none', prefix='1', tokenize='unicode61 remove_diacritics 0')`,
      `CREATE TABLE search_docs (n INTEGER PRIMARY KEY, text TEXT NOT NULL, initials TEXT NOT NULL) STRICT`,
      // Stories whose text has changed since it was indexed: indexing is never on the path of a save.
      `CREATE TABLE search_dirty (story TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
      `INSERT INTO search_dirty (story) SELECT id FROM stories`,
    ]),
};
