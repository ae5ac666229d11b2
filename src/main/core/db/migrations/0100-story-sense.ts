import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/**
 * What this device remembers of a variant beside its content, so that no hash of a content changes: the common text and the brief that
 * it was written from, which words a rule made, and which facts of a story a person has said are not one.
 * Variants of their own that are there already count as written from what the story says now.
 */
export const storySense: Migration = {
  version: 100,
  name: 'story-sense',
  up: (tx) =>
    execute(tx, [
      `CREATE TABLE variant_bases (
        variant TEXT PRIMARY KEY REFERENCES variants (id) ON DELETE CASCADE,
        common TEXT NOT NULL,
        brief TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `INSERT INTO variant_bases (variant, common, brief, at)
        SELECT v.id, json_extract(s.content, '$.common.' || v.language), json_extract(s.content, '$.brief'), v.saved_at FROM variants v JOIN stories s ON s.id = v.story WHERE v.linked = 0`,
      `CREATE TABLE variant_made (
        variant TEXT PRIMARY KEY REFERENCES variants (id) ON DELETE CASCADE,
        words_hash TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE dismissed_facts (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        fact TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (story, fact)
      ) STRICT, WITHOUT ROWID`,
    ]),
};
