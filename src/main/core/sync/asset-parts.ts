import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { constants, rmSync } from 'node:fs';
import { MEDIA_PART_BYTES, VIDEO_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { renameDurably } from '../db/files.ts';
import type { BackendClient } from './backend-client.ts';
import { SyncFailure } from './sync-failure.ts';

/** Sends a large file part by part; parts that an earlier try has brought are not sent again. */
export async function sendInParts(backend: BackendClient, sha256: string, path: string): Promise<void> {
  const { complete, present } = await backend.mediaParts(sha256);
  if (complete) return;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const parts = Math.ceil(size / MEDIA_PART_BYTES);
    const there = new Set(present);
    for (let n = 0; n < parts; n += 1) {
      if (there.has(n)) continue;
      const part = Buffer.alloc(Math.min(MEDIA_PART_BYTES, size - n * MEDIA_PART_BYTES));
      await file.read(part, 0, part.length, n * MEDIA_PART_BYTES);
      await backend.putPart(sha256, n, part);
    }
    await backend.completeParts(sha256, parts);
  } finally {
    await file.close();
  }
}

/**
 * Fetches a large file part by part, hashing as it comes; it stands under its name only when it is the one that was asked
 * for. Whole parts that an earlier try brought are kept beside it and not fetched again.
 */
export async function receiveInParts(backend: BackendClient, sha256: string, path: string): Promise<void> {
  const { parts } = await backend.mediaParts(sha256);
  if (parts < 1 || parts * MEDIA_PART_BYTES > VIDEO_MAX_BYTES) throw new SyncFailure('backend-nonsense', 'a media file has an impossible number of parts');
  const unfinished = `${path}.part`;
  const hash = createHash('sha256');
  const file = await open(unfinished, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const there = Math.min(parts - 1, Math.floor((await file.stat()).size / MEDIA_PART_BYTES));
    const kept = Buffer.alloc(MEDIA_PART_BYTES);
    for (let n = 0; n < there; n += 1) {
      await file.read(kept, 0, MEDIA_PART_BYTES, n * MEDIA_PART_BYTES);
      hash.update(kept);
    }
    await file.truncate(there * MEDIA_PART_BYTES);
    for (let n = there; n < parts; n += 1) {
      const part = await backend.getPart(sha256, n);
      hash.update(part);
      await file.write(part, 0, part.byteLength, n * MEDIA_PART_BYTES);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== sha256) {
    rmSync(unfinished, { force: true });
    throw new SyncFailure('backend-nonsense', 'a media file has other bytes than its name says');
  }
  renameDurably(unfinished, path);
}
