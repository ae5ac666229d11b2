import { parentPort } from 'node:worker_threads';
import { decodePicture } from './decode-picture.ts';

/** Decodes one picture after another, apart from the core's own thread, which must not wait for it. */
parentPort?.on('message', ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
  void decodePicture(bytes).then((decoded) => parentPort?.postMessage({ id, decoded }, decoded.ok ? [decoded.value.bytes.buffer] : []));
});
