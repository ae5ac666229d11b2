import type Vips from 'wasm-vips';
import type { Recipe } from '#shared/media/recipe.ts';
import { type Decoded, loadVips, writeOptions } from './decode-picture.ts';

/** Tried in this order until the bytes are few enough; below the last one a picture shows it, so that it becomes smaller instead. */
const QUALITIES = [92, 85, 78, 70, 60] as const;
const SMALLER = 0.8;
const SMALLEST_SIDE = 64;

/**
 * Makes a picture from an original by a recipe: the same of both gives the same bytes. The original is one that the newsroom
 * keeps, upright and without metadata; of a moving one the first frame is taken.
 */
export async function derivePicture(original: Uint8Array, recipe: Recipe): Promise<Decoded> {
  const vips = await loadVips();
  const made: Vips.Image[] = [];
  const keep = (image: Vips.Image): Vips.Image => {
    made.push(image);
    return image;
  };
  try {
    let image = keep(vips.Image.newFromBuffer(original, '', { fail_on: 'error' }));
    if (recipe.crop !== null) image = keep(image.crop(recipe.crop.left, recipe.crop.top, recipe.crop.width, recipe.crop.height));
    if (recipe.size !== null) image = keep(resize(image, recipe.size.width, recipe.size.height));
    if (recipe.type === 'image/jpeg' && image.hasAlpha()) image = keep(image.flatten({ background: [255, 255, 255] }));
    for (;;) {
      const bytes = write(image, recipe);
      if (bytes !== null) return { ok: true, value: { mime: recipe.type, width: image.width, height: image.height, frames: 1, bytes } };
      if (Math.min(image.width, image.height) * SMALLER < SMALLEST_SIDE) return { ok: false, code: 'too-large' };
      image = keep(resize(image, Math.round(image.width * SMALLER), Math.round(image.height * SMALLER)));
    }
  } catch {
    return { ok: false, code: 'unreadable-file' };
  } finally {
    for (const image of made) image.delete();
  }
}

function resize(image: Vips.Image, width: number, height: number): Vips.Image {
  return image.resize(width / image.width, { vscale: height / image.height });
}

/** Null when it does not fit. */
function write(image: Vips.Image, { type, bytesMax }: Recipe): Uint8Array<ArrayBuffer> | null {
  const { suffix, options } = writeOptions(type);
  const lossy = 'Q' in options;
  for (const quality of lossy ? QUALITIES : QUALITIES.slice(0, 1)) {
    const bytes = Uint8Array.from(image.writeToBuffer(suffix, lossy ? { ...options, Q: quality } : options));
    if (bytesMax === null || bytes.byteLength <= bytesMax) return bytes;
  }
  return null;
}
