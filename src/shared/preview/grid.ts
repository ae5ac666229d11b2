/** Where one picture of a post stands in its grid. From 1, as CSS counts lines. */
export interface Tile {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Width divided by height of the whole. */
  readonly ratio: number;
  /** One for each picture that is shown, in order. */
  readonly tiles: readonly Tile[];
  /** How many more there are than are shown: the “+3” on the last. */
  readonly rest: number;
}

/** A channel's way with pictures: one alone keeps its own shape between two limits; of more, a plan by their number. */
export interface GridRule {
  readonly aloneMin: number;
  readonly aloneMax: number;
  /** The plan for two pictures, for three, and so on; the last is for all that are more. */
  readonly plans: readonly Plan[];
}

/** Rows of letters as in CSS's `grid-template-areas`: `['aab', 'aac']` is a large one on the left and two on the right. */
export interface Plan {
  readonly areas: readonly string[];
  readonly ratio: number;
}

/** Width divided by height where a picture's size is not known. */
const UNKNOWN_RATIO = 4 / 3;

/** The grid of a post's pictures. `ratios`: width divided by height of each, null where that is not known; at least one. */
export function gridOf({ aloneMin, aloneMax, plans }: GridRule, ratios: readonly (number | null)[]): Grid {
  const plan = plans[Math.min(ratios.length, plans.length + 1) - 2];
  if (ratios.length <= 1 || plan === undefined) {
    const ratio = within(ratios[0] ?? UNKNOWN_RATIO, aloneMin, aloneMax);
    return { columns: 1, rows: 1, ratio, tiles: [{ column: 1, row: 1, columns: 1, rows: 1 }], rest: ratios.length - 1 };
  }
  const tiles = tilesOf(plan.areas);
  return { columns: plan.areas[0]?.length ?? 1, rows: plan.areas.length, ratio: plan.ratio, tiles, rest: ratios.length - tiles.length };
}

function tilesOf(areas: readonly string[]): Tile[] {
  const letters = [...new Set(areas.join(''))].toSorted();
  return letters.map((letter) => {
    const rows = areas.flatMap((line, index) => (line.includes(letter) ? [index] : []));
    const line = areas[rows[0] ?? 0] ?? '';
    const first = line.indexOf(letter);
    return { column: first + 1, row: (rows[0] ?? 0) + 1, columns: line.lastIndexOf(letter) - first + 1, rows: rows.length };
  });
}

/** The shape that all pictures of a carousel are cut to: the first one's, between two limits. */
export function carouselRatio(ratios: readonly (number | null)[], min: number, max: number): number {
  return within(ratios[0] ?? 1, min, max);
}

function within(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
