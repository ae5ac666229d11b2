import { z } from 'zod';

const Pixels = z.int().min(1).max(100_000);

/** How a picture is made from an original: cut, then made smaller or larger, then written. The same recipe on the same original gives the same bytes. */
export const Recipe = z.strictObject({
  /** The part that stays, in pixels of the original; null for all of it. */
  crop: z.strictObject({ left: z.int().min(0).max(100_000), top: z.int().min(0).max(100_000), width: Pixels, height: Pixels }).nullable(),
  /** Null for as large as the part is. */
  size: z.strictObject({ width: Pixels, height: Pixels }).nullable(),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif']),
  /** The most bytes: written with less quality, then smaller, until it fits. Null for any number. */
  bytesMax: z.int().positive().nullable(),
});
export type Recipe = z.infer<typeof Recipe>;

/** What has to stay in view when a picture is cut: from 0 (left, top) to 1 (right, bottom). */
export const Focus = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type Focus = z.infer<typeof Focus>;

export const CENTRE: Focus = { x: 0.5, y: 0.5 };
