import type { MediaFacts } from '../channels/check-media.ts';
import type { ImageRule } from '../channels/types.ts';
import type { ImageType } from '../document/image-type.ts';
import { cropAround, nearestRatio, type RatioBounds, type Size, sizeOfWidth, withinBounds } from './crop.ts';
import type { Focus, Recipe } from './recipe.ts';

/** What a person has chosen of a cut; what is null follows from the channel. */
export interface CropChoice {
  readonly focus: Focus;
  /** Width divided by height. Null: the picture's own where the channel allows it, else the nearest that it allows. */
  readonly ratio: number | null;
}

const WRITABLE: readonly ImageType[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

export function boundsOf({ ratioMin, ratioMax }: Pick<ImageRule, 'ratioMin' | 'ratioMax'>): RatioBounds {
  return { min: ratioMin?.value ?? null, max: ratioMax?.value ?? null };
}

/**
 * How an original is made into a picture that a channel takes: all of its rules at once, so that one mend answers each finding
 * of that picture. Null when nothing has to be changed. A moving original becomes a still one.
 */
export function planRecipe(original: MediaFacts, rule: ImageRule, choice: CropChoice): Recipe | null {
  const bounds = boundsOf(rule);
  const own = original.width / original.height;
  const ratio = choice.ratio ?? nearestRatio(own, bounds);
  const same = choice.ratio === null ? withinBounds(own, bounds) : Math.abs(own - ratio) < 1e-6;
  const crop = same ? null : cropAround(original, ratio, choice.focus, bounds);
  const part: Size = crop ?? original;
  const size = sizeFor(part, rule, bounds);
  const type = typeFor(original, rule);
  const large = rule.bytesMax !== null && original.bytes > rule.bytesMax.value;
  if (crop === null && size === null && type === original.mime && !large) return null;
  return { crop, size, type, bytesMax: rule.bytesMax?.value ?? null };
}

function sizeFor(part: Size, rule: ImageRule, bounds: RatioBounds): Size | null {
  let width = part.width;
  if (rule.widthMax !== null) width = Math.min(width, rule.widthMax.value);
  if (rule.pixelsMax !== null) width = Math.min(width, Math.floor(Math.sqrt((rule.pixelsMax.value * part.width) / part.height)));
  if (rule.widthMin !== null) width = Math.max(width, rule.widthMin.value);
  if (width === part.width) return null;
  const size = sizeOfWidth(part, Math.max(1, width), bounds);
  return rule.pixelsMax !== null && size.width * size.height > rule.pixelsMax.value ? { ...size, height: Math.max(1, size.height - 1) } : size;
}

/** The original's own format, unless the channel refuses it or its bytes are too many for one that loses nothing. */
function typeFor({ mime, bytes }: MediaFacts, { types, bytesMax }: ImageRule): Recipe['type'] {
  const taken = WRITABLE.filter((type) => types === null || types.includes(type));
  const own = taken.find((type) => type === mime);
  const shrinks = bytesMax !== null && bytes > bytesMax.value && taken.includes('image/jpeg');
  if (own !== undefined && !shrinks) return own;
  return taken.includes('image/jpeg') ? 'image/jpeg' : (taken[0] ?? 'image/jpeg');
}

export interface RatioChoice {
  readonly label: string;
  readonly ratio: number;
}

const NAMED: readonly RatioChoice[] = [
  { label: '9:16', ratio: 9 / 16 },
  { label: '2:3', ratio: 2 / 3 },
  { label: '3:4', ratio: 3 / 4 },
  { label: '4:5', ratio: 4 / 5 },
  { label: '1:1', ratio: 1 },
  { label: '4:3', ratio: 4 / 3 },
  { label: '3:2', ratio: 3 / 2 },
  { label: '16:9', ratio: 16 / 9 },
  { label: '1.91:1', ratio: 1.91 },
  { label: '2:1', ratio: 2 },
];

/** The usual ratios that a channel allows, from tall to wide. */
export function ratioChoices(rule: Pick<ImageRule, 'ratioMin' | 'ratioMax'>): readonly RatioChoice[] {
  const bounds = boundsOf(rule);
  return NAMED.filter(({ ratio }) => withinBounds(ratio, bounds));
}
