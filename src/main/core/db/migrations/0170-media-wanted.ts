import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/**
 * Files that revisions from the server show and that are not here yet. Noted with the entries, in one transaction: an app
 * that is killed in the middle of joining a newsroom goes on with them, where a list in memory would be lost.
 * `position` is the number of the newest entry that shows the file: what is recent comes first. `missing`: the server was
 * asked in this run of the app, and has it not yet.
 */
export const mediaWanted: Migration = {
  version: 170,
  name: 'media-wanted',
  up: (tx) => execute(tx, [`CREATE TABLE media_wanted (sha256 TEXT PRIMARY KEY, position INTEGER NOT NULL, missing INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID`]),
};
