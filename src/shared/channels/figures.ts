import { profileOf } from './build.ts';
import type { ChannelKind, ChannelProfile, Figure } from './types.ts';

/** A figure with its name: the way to it in the profile, as in `limit` or `image.bytesMax`. */
export interface NamedFigure {
  readonly name: string;
  readonly figure: Figure;
}

/** What a newsroom says of a figure instead: the value, and why. Kept with the workspace; nothing of it is checked on the platform. */
export interface FigureOverride {
  readonly name: string;
  readonly value: number;
  /** Why, and from whom: what a colleague needs in order to believe it. Never empty. */
  readonly note: string;
  /** The day on which it was found out, as YYYY-MM-DD. */
  readonly checkedAt: string;
}

export type OverrideProblem = 'unknown-figure' | 'bad-value' | 'no-note' | 'bad-date';

const GROUPS = ['image', 'video', 'price'] as const;

/** Every figure of a profile, in the order of the profile. */
export function figuresOf(profile: ChannelProfile): NamedFigure[] {
  const own = named(profile, '');
  const grouped = GROUPS.flatMap((group) => {
    const part = profile[group];
    return part === null ? [] : named(part, `${group}.`);
  });
  return [...own, ...grouped];
}

function named(part: object, prefix: string): NamedFigure[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => (isFigure(value) ? [{ name: prefix + key, figure: value }] : []));
}

function isFigure(value: unknown): value is Figure {
  return typeof value === 'object' && value !== null && 'value' in value && 'unit' in value && 'checkedAt' in value;
}

/** Why an override cannot stand, or null. */
export function overrideProblem(profile: ChannelProfile, override: FigureOverride): OverrideProblem | null {
  if (!figuresOf(profile).some(({ name }) => name === override.name)) return 'unknown-figure';
  if (!Number.isFinite(override.value) || override.value <= 0) return 'bad-value';
  if (override.note.trim() === '') return 'no-note';
  return /^\d{4}-\d{2}-\d{2}$/u.test(override.checkedAt) ? null : 'bad-date';
}

/**
 * The profile with a newsroom's own figures: counted, checked and shown by them. Overrides that cannot stand (`overrideProblem`)
 * change nothing; of two for one figure the later counts. An overridden figure keeps its unit and its source, and is vouched for
 * by the newsroom, so that exceeding it blocks like a documented one.
 */
export function withOverrides<Id extends string>(profile: ChannelProfile<Id>, overrides: readonly FigureOverride[]): ChannelProfile<Id> {
  const valid = overrides.filter((override) => overrideProblem(profile, override) === null);
  const figures = new Map(figuresOf(profile).map(({ name, figure }) => [name, figure]));
  for (const { name, value, note, checkedAt } of valid) {
    const figure = figures.get(name);
    if (figure !== undefined) figures.set(name, { ...figure, value, note, checkedAt, confidence: 'workspace' });
  }
  return valid.length === 0 ? profile : withFigures(profile, figures);
}

/** The profile of one kind of a channel: `ghost` of a blog, `premium` of X. Unknown kinds change nothing. */
export function ofKind<Id extends string>(profile: ChannelProfile<Id>, kind: ChannelKind['id']): ChannelProfile<Id> {
  const found = profile.kinds.find(({ id }) => id === kind);
  return found === undefined ? profile : withFigures(profile, new Map(Object.entries(found.figures)));
}

function withFigures<Id extends string>(profile: ChannelProfile<Id>, figures: ReadonlyMap<string, Figure | null>): ChannelProfile<Id> {
  const replaced = <T extends object>(part: T, prefix: string): T =>
    Object.fromEntries(Object.entries(part).map(([key, value]: [string, unknown]) => [key, figures.has(prefix + key) ? figures.get(prefix + key) : value])) as T;
  return profileOf({
    ...replaced(profile, ''),
    image: replaced(profile.image, 'image.'),
    video: profile.video === null ? null : replaced(profile.video, 'video.'),
    price: profile.price === null ? null : replaced(profile.price, 'price.'),
  });
}
