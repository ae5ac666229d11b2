import { MEDIA_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refuse } from '../refusal.ts';
import { type Decoded, decodePicture, type DecodedPicture } from './decode-picture.ts';

export interface TakenIn extends DecodedPicture {
  readonly sha256: string;
}

/** A picture that takes longer is given up on, and its worker with it. */
const MAX_MS = 30_000;
const WORKER = join(import.meta.dirname, 'picture-worker.js');

let worker: Worker | null = null;
let count = 0;

/** In the built core the decoder has a thread of its own, which can be ended; unbundled, in tests, it runs in place. */
function decode(bytes: Uint8Array): Promise<Decoded> {
  if (!existsSync(WORKER)) return decodePicture(bytes);
  const thread = (worker ??= new Worker(WORKER));
  thread.unref();
  count += 1;
  const id = count;
  return new Promise((resolve) => {
    function finish(decoded: Decoded): void {
      clearTimeout(timer);
      thread.off('message', receive);
      thread.off('exit', gone);
      resolve(decoded);
    }
    function receive(message: { id: number; decoded: Decoded }): void {
      if (message.id === id) finish(message.decoded);
    }
    function gone(): void {
      worker = null;
      finish({ ok: false, code: 'unreadable-file' });
    }
    const timer = setTimeout(() => void thread.terminate(), MAX_MS);
    thread.on('message', receive);
    thread.once('exit', gone);
    thread.postMessage({ id, bytes });
  });
}

/**
 * Takes a picture in as it will be kept and published, with its SHA-256.
 *
 * Refuses with `too-large` (over 20 MB or 50 million pixels), `unsupported-format` (not JPEG, PNG,
 * WebP or GIF) and `unreadable-file` (broken, or too slow to decode).
 */
export async function takeIn(fileName: string, input: Uint8Array): Promise<TakenIn> {
  if (input.byteLength > MEDIA_MAX_BYTES) refuse('too-large', fileName);
  const decoded = await decode(input);
  if (!decoded.ok) return refuse(decoded.code, fileName);
  const { value } = decoded;
  if (value.bytes.byteLength > MEDIA_MAX_BYTES) refuse('too-large', fileName);
  return { ...value, sha256: createHash('sha256').update(value.bytes).digest('hex') };
}
