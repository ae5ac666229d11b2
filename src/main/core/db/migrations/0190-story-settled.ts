import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** The merge of a story's versions that a person on this device has seen and put in order. */
export const storySettledSeen: Migration = {
  version: 190,
  name: 'story-settled',
  up: (tx) => execute(tx, [`CREATE TABLE story_settled_seen (story TEXT PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE, revision TEXT NOT NULL) STRICT, WITHOUT ROWID`]),
};
