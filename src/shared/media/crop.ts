import type { Focus, Recipe } from './recipe.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The bounds of a ratio (width divided by height); null where there is none. */
export interface RatioBounds {
  readonly min: number | null;
  readonly max: number | null;
}

/** The ratio within the bounds that is nearest to the one given. */
export function nearestRatio(ratio: number, { min, max }: RatioBounds): number {
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? 0, ratio));
}

export function withinBounds(ratio: number, { min, max }: RatioBounds): boolean {
  return (min === null || ratio >= min) && (max === null || ratio <= max);
}

/**
 * The largest part of a picture that has a ratio, with the focus as near to its middle as the picture's edges allow.
 * Whole pixels, rounded so that a ratio on a bound stays within it where whole pixels can.
 */
export function cropAround(picture: Size, ratio: number, focus: Focus, bounds: RatioBounds): NonNullable<Recipe['crop']> {
  const wide = picture.width / picture.height > ratio;
  const size = wide ? { width: nearestWhole(picture.height * ratio, (width) => withinBounds(width / picture.height, bounds)), height: picture.height } : { width: picture.width, height: nearestWhole(picture.width / ratio, (height) => withinBounds(picture.width / height, bounds)) };
  const width = Math.min(picture.width, size.width);
  const height = Math.min(picture.height, size.height);
  return { left: place(focus.x, width, picture.width), top: place(focus.y, height, picture.height), width, height };
}

function place(focus: number, part: number, whole: number): number {
  return Math.min(whole - part, Math.max(0, Math.round(focus * whole - part / 2)));
}

/** A picture of that width whose height keeps the ratio, and its bounds where whole pixels can. */
export function sizeOfWidth(part: Size, width: number, bounds: RatioBounds): Size {
  const ratio = part.width / part.height;
  return { width, height: nearestWhole(width / ratio, (height) => withinBounds(width / height, bounds)) };
}

/** The nearest whole number that is allowed, of the two beside the exact one; the nearest where neither is. */
function nearestWhole(exact: number, allowed: (value: number) => boolean): number {
  const rounded = Math.max(1, Math.round(exact));
  const other = Math.max(1, rounded > exact ? Math.floor(exact) : Math.ceil(exact));
  return !allowed(rounded) && allowed(other) ? other : rounded;
}
