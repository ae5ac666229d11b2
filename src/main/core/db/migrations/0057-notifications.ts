import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** What the person at this computer was told of: nobody else's, and no part of the log. `id` is the entry's. */
export const notifications: Migration = {
  version: 57,
  name: 'notifications',
  up: (tx) =>
    execute(tx, [
      `CREATE TABLE notifications (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        variant TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        seen INTEGER NOT NULL
      ) STRICT`,
    ]),
};
