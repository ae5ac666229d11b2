import type { Core } from '../core.ts';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { ensureDir, writeDurably } from '../db/files.ts';
import { noteAsset } from '../media/asset-rows.ts';
import { readStored } from '../media/read-stored.ts';
import type { LogEntry } from '#shared/sync/entry.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { ReadableDb } from '../db/types.ts';
import type { Unit } from '../unit.ts';
import type { BackendClient } from './backend-client.ts';
import { receiveInParts, sendInParts } from './asset-parts.ts';

/** Sends those files that the backend lacks. One that is not here either is left out: its revision cannot be approved until it comes. */
export async function uploadAssets(core: Core, backend: BackendClient, hashes: readonly string[]): Promise<void> {
  const unknown = [...new Set(hashes)].filter((sha256) => core.db.read.get<{ uploaded: number }>('SELECT uploaded FROM media WHERE sha256 = ?', sha256)?.uploaded !== 1);
  if (unknown.length === 0) return;
  const { missing } = await backend.call((api, signal) => api.missingMedia({ sha256: unknown }, { signal }));
  for (const sha256 of missing) {
    const file = join(core.files.media, sha256);
    if (!unknown.includes(sha256) || !existsSync(file)) continue;
    if (statSync(file).size > MEDIA_MAX_BYTES) await sendInParts(backend, sha256, file);
    else await backend.putMedia(sha256, readFileSync(file));
  }
  core.write((unit) => {
    for (const sha256 of unknown) unit.run('UPDATE media SET uploaded = 1 WHERE sha256 = ?', sha256);
  });
}

/** Notes the files of a revision that are not here. One that the server lacked is asked for again once another revision shows it. */
export function wantMedia(unit: Unit, { seq, entry }: LogEntry): void {
  if (entry.kind !== 'revision') return;
  for (const sha256 of new Set(assetsOf(entry.body.content))) {
    if (unit.get('SELECT 1 FROM media WHERE sha256 = ?', sha256) !== undefined) continue;
    unit.run('INSERT INTO media_wanted (sha256, position) VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET position = excluded.position, missing = 0', sha256, seq);
  }
}

/** Those that a server lacked in an earlier run of the app may be there by now. */
export function wantMissingAgain(core: Core): void {
  core.write((unit) => unit.run('UPDATE media_wanted SET missing = 0 WHERE missing = 1'));
}

/** How many files are here, and how many are to come. */
export function mediaProgress(db: ReadableDb): { readonly here: number; readonly wanted: number } {
  const count = (sql: string): number => db.get<{ n: number }>(sql)?.n ?? 0;
  return { here: count('SELECT count(*) AS n FROM media'), wanted: count('SELECT count(*) AS n FROM media_wanted WHERE missing = 0') };
}

/** Fetches the files that are wanted, those of the newest entries first, for working without a network later. */
export async function downloadAssets(core: Core, backend: BackendClient): Promise<void> {
  const wanted = core.db.read.all<{ sha256: string }>('SELECT sha256 FROM media_wanted WHERE missing = 0 ORDER BY position DESC');
  for (const { sha256 } of wanted) {
    if (core.db.read.get('SELECT 1 FROM media WHERE sha256 = ?', sha256) !== undefined) {
      core.write((unit) => unit.run('DELETE FROM media_wanted WHERE sha256 = ?', sha256));
      continue;
    }
    const bytes = await backend.getMedia(sha256);
    const file = join(core.files.media, sha256);
    if (bytes !== null) ensureDir(core.files.media);
    if (bytes === 'in-parts') await receiveInParts(backend, sha256, file);
    else if (bytes !== null) writeDurably(file, bytes);
    const asset = bytes === null ? null : await readStored(file, sha256);
    if (asset === null) {
      if (bytes !== null) {
        rmSync(file, { force: true });
        core.log('warn', `sync: the file ${sha256} cannot be read and is left out`);
      }
      core.write((unit) => {
        unit.run('UPDATE media_wanted SET missing = 1 WHERE sha256 = ?', sha256);
        unit.changed('sync', null);
      });
      continue;
    }
    core.write((unit) => {
      noteAsset(unit, core.now(), { ...asset, fileName: `${sha256.slice(0, 12)}.${asset.mime.slice(asset.mime.indexOf('/') + 1)}`, uploaded: true });
      unit.run('DELETE FROM media_wanted WHERE sha256 = ?', sha256);
      unit.changed('stories', null);
      unit.changed('sync', null);
    });
  }
}
