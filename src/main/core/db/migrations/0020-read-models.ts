import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** What lists and boards show: derived from the drafts and the log, and rebuilt from them at any time. */
export const readModels: Migration = {
  version: 20,
  name: 'read-models',
  up: (tx) =>
    execute(tx, [
      // n is the row number that the search index knows a story by. pairs has one bit for each
      // (status, channel) that one of its variants has, flags one for each smart list that it is in.
      `CREATE TABLE story_list (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE REFERENCES stories (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        kind TEXT NOT NULL,
        purpose TEXT NOT NULL,
        labels TEXT NOT NULL,
        due TEXT,
        due_key TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        author TEXT NOT NULL,
        archived INTEGER NOT NULL,
        sample INTEGER NOT NULL,
        sync TEXT NOT NULL,
        variants TEXT NOT NULL,
        pairs INTEGER NOT NULL,
        flags INTEGER NOT NULL
      ) STRICT`,
      `CREATE INDEX story_list_updated ON story_list (archived, updated_at, id, pairs, flags, author)`,
      `CREATE INDEX story_list_title ON story_list (archived, title_key, id, pairs, flags, author)`,
      `CREATE INDEX story_list_due ON story_list (archived, due_key, id, pairs, flags, author)`,

      `CREATE TABLE counters (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID`,

      `CREATE TABLE variant_rows (
        id TEXT PRIMARY KEY REFERENCES variants (id) ON DELETE CASCADE,
        story TEXT NOT NULL,
        channel TEXT NOT NULL,
        language TEXT NOT NULL,
        status TEXT NOT NULL,
        row TEXT NOT NULL,
        submitted_at TEXT
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX variant_rows_by_story ON variant_rows (story)`,
      `CREATE INDEX variant_rows_in_review ON variant_rows (submitted_at) WHERE status = 'in-review'`,
      `CREATE INDEX variant_rows_in_conflict ON variant_rows (id) WHERE json_extract(row, '$.status.conflict') = 1`,

      `CREATE TABLE comments (
        id TEXT PRIMARY KEY,
        entry TEXT NOT NULL,
        variant TEXT NOT NULL,
        revision TEXT NOT NULL,
        anchor TEXT,
        reply_to TEXT,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT NOT NULL,
        resolved INTEGER NOT NULL,
        position INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX comments_by_variant ON comments (variant, position)`,

      `CREATE TABLE publications (
        id TEXT PRIMARY KEY,
        entry TEXT NOT NULL,
        variant TEXT NOT NULL,
        revision TEXT NOT NULL,
        account TEXT NOT NULL,
        slot INTEGER NOT NULL,
        state TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        reason TEXT NOT NULL,
        url TEXT NOT NULL,
        at TEXT NOT NULL,
        confirmed INTEGER NOT NULL,
        position INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX publications_by_variant ON publications (variant, position)`,
      `CREATE INDEX publications_by_position ON publications (position)`,
      `CREATE INDEX publications_by_state ON publications (state)`,
    ]),
};
