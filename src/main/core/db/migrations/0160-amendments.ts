import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** Corrections and withdrawals stand among the publications: which one each is about, and how. Null for a publication itself. */
export const amendments: Migration = {
  version: 160,
  name: 'amendments',
  up: (tx) => execute(tx, ['ALTER TABLE publications ADD COLUMN amends TEXT', 'ALTER TABLE publications ADD COLUMN way TEXT']),
};
