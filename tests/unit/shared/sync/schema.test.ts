import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedSchema, ENTRY_SCHEMA, kindsAfter, schemaOf, type SchemaRange } from '#shared/sync/schema.ts';

const ranges = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 })).map(([min, more]): SchemaRange => ({ min, max: min + more }));

describe('the version that two programs agree on', () => {
  it('is one that both know, the newest of them, and the same from either side', () => {
    fc.assert(
      fc.property(ranges, ranges, fc.integer({ min: 1, max: 9 }), (one, other, needed) => {
        const agreed = agreedSchema(one, other, needed);
        expect(agreedSchema(other, one, needed)).toBe(agreed);
        const common = Array.from({ length: 20 }, (_, version) => version).filter((version) => [one, other].every(({ min, max }) => version >= min && version <= max));
        const newest = common.at(-1);
        expect(agreed).toBe(newest === undefined || newest < needed ? null : newest);
      }),
    );
  });
});

describe('a kind of entry', () => {
  it('is unknown to every version before its own, and known from it on', () => {
    expect(kindsAfter(ENTRY_SCHEMA.max)).toEqual([]);
    for (const kind of kindsAfter(0)) {
      expect(schemaOf(kind)).toBeLessThanOrEqual(ENTRY_SCHEMA.max);
      expect(kindsAfter(schemaOf(kind) - 1)).toContain(kind);
      expect(kindsAfter(schemaOf(kind))).not.toContain(kind);
    }
    expect(kindsAfter(ENTRY_SCHEMA.max - 1).length).toBeGreaterThan(0);
  });
});
