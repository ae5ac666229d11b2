import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** What a comment proposes in the place of its words. */
export const suggestions: Migration = {
  version: 140,
  name: 'suggestions',
  up: (tx) => execute(tx, ['ALTER TABLE comments ADD COLUMN suggestion TEXT']),
};
