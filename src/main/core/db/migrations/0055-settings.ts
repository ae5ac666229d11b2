import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** What the newsroom agrees on, as the log has it: read often, by collection. */
export const settings: Migration = {
  version: 55,
  name: 'settings',
  up: (tx) =>
    execute(tx, [
      `CREATE TABLE settings (
        subject TEXT PRIMARY KEY,
        collection TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE UNIQUE INDEX settings_by_key ON settings (collection, key)`,
    ]),
};
