import { CHANNELS } from '#shared/channels/registry.ts';
import { checkWithProfile } from '#shared/channels/check.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { AssetView } from '#shared/contract/views.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Vips from 'wasm-vips';
import { inTurns, type Measure, timed } from './measure.ts';
import { openCore } from './open-core.ts';

const PICTURES = 20;
/** 12 million pixels, as phones take them. */
const WIDTH = 4_000;
const HEIGHT = 3_000;
const CHECKS = 100;

/**
 * Taking twenty pictures in: each decoded, turned upright, written anew without its metadata, hashed and kept; against decoding alone, by
 * the same library. And what every channel's checks say of a variant that has them all.
 */
export async function measureMedia(): Promise<Measure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'sotong-bench-'));
  const vips = await Vips({ dynamicLibraries: [], print: () => undefined, printErr: () => undefined });
  vips.concurrency(1);
  const { client, running } = await openCore(dir);
  try {
    const pictures = new Map<number, Uint8Array<ArrayBuffer>>();
    const picture = (n: number): Uint8Array<ArrayBuffer> => {
      const known = pictures.get(n) ?? photograph(vips, n);
      pictures.set(n, known);
      return known;
    };
    // Made before they are timed; the first rounds warm up.
    for (let n = 0; n < PICTURES + Math.max(2, Math.ceil(PICTURES / 10)); n += 1) picture(n);
    const assets: AssetView[] = [];
    const { values, floor } = await inTurns(
      PICTURES,
      async (n) => void assets.push(await client.media.import({ fileName: `${String(n)}.jpg`, bytes: picture(n) })),
      (n) => {
        const image = vips.Image.newFromBuffer(picture(n));
        // Every pixel is asked for.
        image.avg();
        image.delete();
      },
    );
    const media = assets.slice(-PICTURES);
    const checks: number[] = [];
    for (let round = 0; round < CHECKS; round += 1) checks.push(await timed(() => checkEverywhere(media)));
    return [
      { part: 'media', name: `take in a picture of 12 megapixels (each of ${String(PICTURES)})`, unit: 'ms', values, floor: { name: 'decoding it', values: floor } },
      { part: 'media', name: `check ${String(PICTURES)} pictures on ${String(CHANNELS.length)} channels`, unit: 'ms', values: checks },
    ];
  } finally {
    await running.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** As large as a phone's, and as hard to compress: light that changes across it, and noise. */
function photograph(vips: typeof Vips extends (...args: never[]) => Promise<infer V> ? V : never, seed: number): Uint8Array<ArrayBuffer> {
  const light = vips.Image.xyz(WIDTH, HEIGHT).extractBand(0).linear([160 / WIDTH], [40]);
  const noise = vips.Image.gaussnoise(WIDTH, HEIGHT, { mean: 0, sigma: 6, seed });
  const grey = light.add(noise).cast('uchar');
  const colour = grey.bandjoin([grey.linear([0.8], [20]).cast('uchar'), grey.linear([0.6], [50]).cast('uchar')]).copy({ interpretation: 'srgb' });
  const bytes = Uint8Array.from(colour.writeToBuffer('.jpg', { Q: 90 }));
  for (const image of [light, noise, grey, colour]) image.delete();
  return bytes;
}

function checkEverywhere(media: readonly AssetView[]): void {
  const blocks = [{ type: 'paragraph' as const, children: [{ text: '스무 장의 사진' }] }];
  for (const profile of CHANNELS) {
    const content = { schema: 1 as const, workspace: '', story: '', variant: '', channel: profile.id, account: '', language: 'ko' as const, title: '', blocks, link: '', media: media.map(({ sha256 }) => ({ sha256, alt: '사진', decorative: false })), firstComment: '' };
    checkWithProfile(profile, { content, text: plainText(blocks), media });
  }
}
