import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** What pages said of themselves when somebody had their cards fetched. A cache: it is no part of the log, and may be emptied. */
export const linkCards: Migration = {
  version: 80,
  name: 'link-cards',
  up: (tx) =>
    execute(tx, [
      `CREATE TABLE link_cards (
        url TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        site_name TEXT NOT NULL,
        picture TEXT,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        fetched_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX link_cards_by_time ON link_cards (fetched_at)`,
    ]),
};
