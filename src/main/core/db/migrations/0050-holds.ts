import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** Holds are few among many entries, and are asked for whenever publications are shown. */
export const holds: Migration = {
  version: 50,
  name: 'holds',
  up: (tx) => execute(tx, [`CREATE INDEX entries_of_holds ON entries (position) WHERE kind IN ('hold', 'hold-lifted')`]),
};
