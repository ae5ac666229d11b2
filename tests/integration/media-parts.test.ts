import { PGlite } from '@electric-sql/pglite';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MEDIA_PART_BYTES } from '#shared/contract/backend-contract.ts';
import { receiveInParts, sendInParts } from '#core/sync/asset-parts.ts';
import { connectBackend } from '#core/sync/backend-client.ts';
import { openRoom, TOKENS } from '../support/backend.ts';
import { box } from '../support/media.ts';

it('a large video goes up and comes down in parts, goes on where it broke off, and is kept only under its own hash', async () => {
  const engine = await PGlite.create('memory://');
  const room = await openRoom({ kind: 'pglite', engine, schema: 'media_parts' });
  const folder = mkdtempSync(join(tmpdir(), 'sotong-parts-'));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true });
    await room.close();
    await engine.close();
  });
  const backend = connectBackend({ url: room.url, token: TOKENS.writer }, new AbortController().signal);
  const bytes = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0isom')), box('mdat', Buffer.alloc(2 * MEDIA_PART_BYTES, 5))]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = join(folder, 'film');
  writeFileSync(file, bytes);

  // Another's bytes under its name: found out at the end, and forgotten.
  for (let n = 0; n < 3; n += 1) await backend.putPart(sha256, n, Buffer.from('nothing of it'));
  await expect(backend.completeParts(sha256, 3)).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(await backend.mediaParts(sha256)).toEqual({ complete: false, parts: 0, present: [] });

  await backend.putPart(sha256, 0, bytes.subarray(0, MEDIA_PART_BYTES));
  await expect(backend.completeParts(sha256, 3)).rejects.toMatchObject({ code: 'bad-input' });
  const sent: number[] = [];
  await sendInParts({ ...backend, putPart: (of, n, part) => (sent.push(n), backend.putPart(of, n, part)) }, sha256, file);
  // What an earlier try had brought was not sent again.
  expect(sent).toEqual([1, 2]);
  expect(await backend.mediaParts(sha256)).toEqual({ complete: true, parts: 3, present: [0, 1, 2] });
  expect((await room.client('writer').missingMedia({ sha256: [sha256] })).missing).toEqual([]);

  expect(await backend.getMedia(sha256)).toBe('in-parts');
  const back = join(folder, 'back');
  const fetched: number[] = [];
  const receiving = (breaksAt: number): Promise<void> =>
    receiveInParts({ ...backend, getPart: (of, n) => (n === breaksAt ? Promise.reject(new Error('the line broke')) : (fetched.push(n), backend.getPart(of, n))) }, sha256, back);
  await expect(receiving(2)).rejects.toThrow('the line broke');
  expect(existsSync(back)).toBe(false);
  await receiving(-1);
  expect(fetched).toEqual([0, 1, 2]);
  expect(readFileSync(back).equals(bytes)).toBe(true);

  // What is complete is never replaced.
  await backend.putPart(sha256, 0, Buffer.from('other bytes'));
  expect(Buffer.from(await backend.getPart(sha256, 0)).equals(bytes.subarray(0, MEDIA_PART_BYTES))).toBe(true);
}, 60_000);
