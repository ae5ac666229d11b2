import { readFileSync, statSync } from 'node:fs';
import { MEDIA_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { framesOf, type NewAsset } from './asset-rows.ts';
import { readHeader } from './decode-picture.ts';
import { runApart } from './run-apart.ts';

/** What is known of a file that another device has taken in and that came from there, its hash checked; null when it is no picture or video of ours. */
export async function readStored(file: string, sha256: string): Promise<Omit<NewAsset, 'fileName' | 'uploaded'> | null> {
  const { size: bytes } = statSync(file);
  if (bytes <= MEDIA_MAX_BYTES) {
    const header = await readHeader(readFileSync(file));
    if (header !== null) return { sha256, mime: header.mime, width: header.width, height: header.height, bytes, more: framesOf(header.frames) };
  }
  const probed = await runApart({ kind: 'probe', path: file, isOurs: true });
  if (!probed.ok || probed.value.sha256 !== sha256) return null;
  const { mime, width, height, seconds, framesPerSecond, codec, rotation } = probed.value;
  return { sha256, mime, width, height, bytes, more: { seconds, framesPerSecond, codec, rotation } };
}
