import { textHash } from '../verify.ts';
import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/**
 * SQLite does not notice a flipped bit inside a text. Revisions have carried a hash from the start; now drafts do, the
 * SHA-256 of their content, so that a wrong word is never shown as what somebody wrote. Empty: not hashed yet.
 */
export const draftHashes: Migration = {
  version: 150,
  name: 'draft-hashes',
  up: (tx) => {
    for (const table of ['stories', 'variants'] as const) {
      execute(tx, [`ALTER TABLE ${table} ADD COLUMN hash TEXT NOT NULL DEFAULT ''`]);
      for (const { id } of tx.all<{ id: string }>(`SELECT id FROM ${table}`)) {
        const row = tx.get<{ content: string }>(`SELECT content FROM ${table} WHERE id = ?`, id);
        if (row !== undefined) tx.run(`UPDATE ${table} SET hash = ? WHERE id = ?`, textHash(row.content), id);
      }
    }
  },
};
