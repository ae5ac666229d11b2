import { closeSync, existsSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { VIDEO_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import type { AssetView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { ensureDir, renameDurably } from '../db/files.ts';
import { asRefusal } from '../db/sql-errors.ts';
import { refuse } from '../refusal.ts';
import { noteAsset } from './asset-rows.ts';
import { getMedia } from './media.ts';
import { runApart } from './run-apart.ts';

interface Upload {
  readonly fileName: string;
  readonly bytes: number;
  readonly file: string;
  received: number;
}

/** More at once are made by no person. */
const MOST_AT_ONCE = 20;

/** The videos that are being handed over, part by part, each into a file of its own beside the media. */
export interface Uploads {
  readonly begin: (fileName: string, bytes: number) => { upload: Id };
  readonly part: (upload: Id, offset: number, bytes: Uint8Array) => void;
  readonly finish: (upload: Id) => Promise<AssetView>;
  readonly abandon: (upload: Id) => void;
}

/** What an earlier run left unfinished is removed. */
export function openUploads(core: Core): Uploads {
  const folder = join(core.files.dir, 'incoming');
  const open = new Map<Id, Upload>();
  if (!core.db.readOnly && existsSync(folder)) for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });

  const known = (id: Id): Upload => open.get(id) ?? refuse('not-found', id);
  const drop = (id: Id): void => {
    const upload = open.get(id);
    open.delete(id);
    if (upload !== undefined) rmSync(upload.file, { force: true });
  };

  return {
    begin: (fileName, bytes) => {
      if (bytes > VIDEO_MAX_BYTES) refuse('too-large', fileName);
      if (open.size >= MOST_AT_ONCE) refuse('bad-input', 'uploads');
      if (core.db.readOnly) refuse('read-only');
      const id = core.newId();
      const file = join(folder, id);
      try {
        ensureDir(folder);
        closeSync(openSync(file, 'wx', 0o600));
      } catch (error) {
        throw asRefusal(error);
      }
      open.set(id, { fileName, bytes, file, received: 0 });
      return { upload: id };
    },
    part: (id, offset, bytes) => {
      const upload = known(id);
      if (offset !== upload.received || offset + bytes.byteLength > upload.bytes) refuse('bad-input', 'offset');
      try {
        append(upload.file, bytes);
      } catch (error) {
        drop(id);
        throw asRefusal(error);
      }
      upload.received += bytes.byteLength;
    },
    finish: async (id) => {
      const upload = known(id);
      if (upload.received !== upload.bytes) refuse('bad-input', 'bytes');
      try {
        return await keepVideo(core, upload.fileName, upload.file, upload.bytes);
      } finally {
        drop(id);
      }
    },
    abandon: drop,
  };
}

function append(file: string, bytes: Uint8Array): void {
  const fd = openSync(file, 'a');
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(fd, bytes, written);
  } finally {
    closeSync(fd);
  }
}

async function keepVideo(core: Core, fileName: string, file: string, bytes: number): Promise<AssetView> {
  const probed = await runApart({ kind: 'probe', path: file, isOurs: false });
  if (!probed.ok) return refuse(probed.code, fileName);
  const { sha256, mime, width, height, ...more } = probed.value;
  try {
    ensureDir(core.files.media);
    if (!existsSync(join(core.files.media, sha256))) renameDurably(file, join(core.files.media, sha256));
  } catch (error) {
    throw asRefusal(error);
  }
  core.write((unit) => noteAsset(unit, core.now(), { sha256, fileName, mime, width, height, bytes, more }));
  return getMedia(core, sha256);
}
