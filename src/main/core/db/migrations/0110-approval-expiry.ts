import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** Finds the rows whose approval has run out without reading all of them. */
export const approvalExpiry: Migration = {
  version: 110,
  name: 'approval-expiry',
  up: (tx) => execute(tx, [`CREATE INDEX variant_rows_expiry ON variant_rows (json_extract(row, '$.status.expiresAt')) WHERE json_extract(row, '$.status.expiresAt') IS NOT NULL`]),
};
