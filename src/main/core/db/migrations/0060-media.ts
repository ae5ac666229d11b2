import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** A damaged draft must not keep the newsroom from opening. */
const WHOLE = `CASE WHEN json_valid(v.content) THEN v.content ELSE '{}' END`;

/**
 * Pictures are made from others by a recipe, videos say more of themselves, the focus of a cut is kept for a channel, and which
 * draft uses what, with which alternative text, can be asked without reading every draft.
 */
export const mediaLibrary: Migration = {
  version: 60,
  name: 'media-library',
  up: (tx) =>
    execute(tx, [
      // What is known beyond the columns, as JSON: frames; of a video its seconds, frames per second, codec, rotation and place.
      `ALTER TABLE media ADD COLUMN facts TEXT NOT NULL DEFAULT '{}'`,
      `ALTER TABLE media ADD COLUMN original TEXT`,
      // Canonical JSON.
      `ALTER TABLE media ADD COLUMN recipe TEXT`,
      `CREATE INDEX media_by_original ON media (original, recipe) WHERE original IS NOT NULL`,
      `CREATE INDEX media_by_time ON media (at, sha256) WHERE original IS NULL`,
      `CREATE TABLE media_focus (
        original TEXT NOT NULL,
        channel TEXT NOT NULL,
        x REAL NOT NULL,
        y REAL NOT NULL,
        ratio REAL,
        PRIMARY KEY (original, channel)
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE media_uses (
        variant TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        alt TEXT NOT NULL,
        PRIMARY KEY (variant, sha256)
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX media_uses_by_file ON media_uses (sha256)`,
      `INSERT OR IGNORE INTO media_uses (variant, sha256, alt)
        SELECT v.id, json_extract(m.value, '$.sha256'), coalesce(json_extract(m.value, '$.alt'), '') FROM variants v, json_each(${WHOLE}, '$.media') m WHERE json_extract(m.value, '$.sha256') IS NOT NULL`,
      `INSERT OR IGNORE INTO media_uses (variant, sha256, alt)
        SELECT v.id, json_extract(b.value, '$.sha256'), coalesce(json_extract(b.value, '$.alt'), '') FROM variants v, json_each(${WHOLE}, '$.blocks') b WHERE json_extract(b.value, '$.sha256') IS NOT NULL`,
    ]),
};
