import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VariantRow } from '#shared/contract/views.ts';
import { PREVIEWS_MAX, shownRows } from '#renderer/features/compose/preview/picked.ts';

const rowOf = (n: number): VariantRow => ({ id: `v${n}`, account: { id: `a${n}` } }) as VariantRow;

test('the variant in hand is always shown, never more than five, each once, in the order of the list', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), fc.uniqueArray(fc.nat(14)), fc.option(fc.nat(12)), (count, accounts, current) => {
      const rows = Array.from({ length: count }, (_, n) => rowOf(n));
      const id = current !== null && current < count ? `v${current}` : null;
      const shown = shownRows(rows, id, accounts.map((n) => `a${n}`));
      expect(shown.length).toBeLessThanOrEqual(PREVIEWS_MAX);
      expect(rows.filter((row) => shown.includes(row))).toEqual(shown);
      if (id !== null) expect(shown.some((row) => row.id === id)).toBe(true);
      const wanted = new Set([...accounts.map((n) => `v${n}`), ...(id === null ? [] : [id])].filter((each) => rows.some((row) => row.id === each)));
      expect(shown).toHaveLength(Math.min(PREVIEWS_MAX, wanted.size));
    }),
  );
});
