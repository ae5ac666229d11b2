import type { Core } from '../core.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDir, writeDurably } from '../db/files.ts';
import { readHeader } from '../media/decode-picture.ts';
import type { BackendClient } from './backend-client.ts';

/** Sends those pictures that the backend lacks. One that is not here either is left out: its revision cannot be approved until it comes. */
export async function uploadAssets(core: Core, backend: BackendClient, hashes: readonly string[]): Promise<void> {
  const unknown = [...new Set(hashes)].filter((sha256) => core.db.read.get<{ uploaded: number }>('SELECT uploaded FROM media WHERE sha256 = ?', sha256)?.uploaded !== 1);
  if (unknown.length === 0) return;
  const { missing } = await backend.call((api, signal) => api.missingMedia({ sha256: unknown }, { signal }));
  for (const sha256 of missing) {
    const file = join(core.files.media, sha256);
    if (unknown.includes(sha256) && existsSync(file)) await backend.putMedia(sha256, readFileSync(file));
  }
  core.write((unit) => {
    for (const sha256 of unknown) unit.run('UPDATE media SET uploaded = 1 WHERE sha256 = ?', sha256);
  });
}

/** Fetches those pictures that are not here, for working without a network later. One that the server lacks is asked for again another time. */
export async function downloadAssets(core: Core, backend: BackendClient, hashes: readonly string[]): Promise<void> {
  ensureDir(core.files.media);
  for (const sha256 of new Set(hashes)) {
    if (core.db.read.get('SELECT 1 FROM media WHERE sha256 = ?', sha256) !== undefined) continue;
    const bytes = await backend.getMedia(sha256);
    if (bytes === null) continue;
    const header = await readHeader(bytes);
    if (header === null) {
      core.log('warn', `sync: the picture ${sha256} cannot be read and is left out`);
      continue;
    }
    writeDurably(join(core.files.media, sha256), bytes);
    core.write((unit) => {
      unit.run(
        'INSERT INTO media (sha256, file_name, mime, width, height, bytes, at, uploaded) VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (sha256) DO NOTHING',
        sha256, `${sha256.slice(0, 12)}.${header.mime.slice('image/'.length)}`, header.mime, header.width, header.height, bytes.byteLength, core.now(),
      );
      unit.changed('stories', null);
    });
  }
}
