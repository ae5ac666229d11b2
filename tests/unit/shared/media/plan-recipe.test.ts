import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MediaFacts } from '#shared/channels/check-media.ts';
import { checkImage } from '#shared/channels/check-media-image.ts';
import { CHANNEL_IDS, channelProfile } from '#shared/channels/registry.ts';
import { cropAround } from '#shared/media/crop.ts';
import { planRecipe, ratioChoices } from '#shared/media/plan-recipe.ts';
import type { Recipe } from '#shared/media/recipe.ts';

const side = fc.integer({ min: 40, max: 12_000 });
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const facts = fc.record({ width: side, height: side, mime: fc.constantFrom('image/jpeg', 'image/png', 'image/webp', 'image/gif'), bytes: fc.integer({ min: 1_000, max: 20_000_000 }) }).map((found): MediaFacts => ({ ...found, sha256: 'a' }));

/** The picture that a recipe gives, but for its bytes, which the writer holds to. */
function made(original: MediaFacts, recipe: Recipe): MediaFacts {
  const size = recipe.size ?? recipe.crop ?? original;
  return { ...original, width: size.width, height: size.height, mime: recipe.type, bytes: Math.min(original.bytes, recipe.bytesMax ?? original.bytes) };
}

describe('a recipe', () => {
  test('makes of any picture one that the channel takes, and asks for nothing more after that', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANNEL_IDS), facts, unit, unit, (id, original, x, y) => {
        const profile = channelProfile(id);
        const recipe = planRecipe(original, profile.image, { focus: { x, y }, ratio: null });
        const result = recipe === null ? original : made(original, recipe);
        // A sliver of some pixels cannot be enlarged to every rule at once.
        fc.pre(Math.min(result.width, result.height) >= 20);
        expect(checkImage(profile, result, 0).map(({ key }) => key)).toEqual([]);
        expect(planRecipe(result, profile.image, { focus: { x, y }, ratio: null })).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  test('offers only ratios that the channel takes', () => {
    for (const id of CHANNEL_IDS) {
      const profile = channelProfile(id);
      for (const { ratio } of ratioChoices(profile.image)) {
        const original: MediaFacts = { sha256: 'a', width: 2_000, height: 2_000, mime: 'image/jpeg', bytes: 1_000 };
        const recipe = planRecipe(original, profile.image, { focus: { x: 0.5, y: 0.5 }, ratio });
        expect(checkImage(profile, recipe === null ? original : made(original, recipe), 0)).toEqual([]);
      }
    }
    expect(ratioChoices(channelProfile('instagram').image).map(({ label }) => label)).toEqual(['4:5', '1:1', '4:3', '3:2', '16:9', '1.91:1']);
  });
});

describe('a cut', () => {
  test('lies within the picture, is as large as it can be, and keeps the focus in view', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.2, max: 4, noNaN: true }), unit, unit, (width, height, ratio, x, y) => {
        const cut = cropAround({ width, height }, ratio, { x, y }, { min: null, max: null });
        expect(cut.left).toBeGreaterThanOrEqual(0);
        expect(cut.top).toBeGreaterThanOrEqual(0);
        expect(cut.left + cut.width).toBeLessThanOrEqual(width);
        expect(cut.top + cut.height).toBeLessThanOrEqual(height);
        expect(cut.width === width || cut.height === height).toBe(true);
        expect(x * width).toBeGreaterThanOrEqual(cut.left - 1);
        expect(x * width).toBeLessThanOrEqual(cut.left + cut.width + 1);
        expect(y * height).toBeGreaterThanOrEqual(cut.top - 1);
        expect(y * height).toBeLessThanOrEqual(cut.top + cut.height + 1);
      }),
    );
  });
});
