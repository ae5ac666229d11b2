import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_RETRY_MS, LONGEST_RETRY_MS, isRetryable, parseRetryAfter, retryDelay } from '#shared/sync/backoff.ts';

describe('retryDelay', () => {
  it('takes a random part of a ceiling that doubles from 1 s to 5 min', () => {
    const nearlyOne = 1 - Number.EPSILON;
    expect([1, 2, 3, 9, 10, 11, 1_000_000].map((attempts) => retryDelay(attempts, nearlyOne))).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000, 300_000]);
    expect(retryDelay(5, 0)).toBe(0);
    expect(retryDelay(3, 0.5)).toBe(2_000);
    expect(retryDelay(0, 0.5)).toBe(500);
  });

  it('stays in its bounds, and obeys the server', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.option(fc.nat(3_600_000)), (attempts, random, retryAfter) => {
        const delay = retryDelay(attempts, random, retryAfter);
        expect(delay).toBeGreaterThanOrEqual(retryAfter ?? 0);
        expect(delay).toBeLessThanOrEqual(retryAfter === null ? LONGEST_RETRY_MS : retryAfter + FIRST_RETRY_MS);
      }),
      { seed: 1 },
    );
  });
});

describe('parseRetryAfter', () => {
  it('reads seconds and nothing else', () => {
    expect(['0', '120', ' 5 '].map(parseRetryAfter)).toEqual([0, 120_000, 5_000]);
    for (const header of [null, undefined, '', '-1', '1.5', 'soon', 'Wed, 21 Oct 2026 07:28:00 GMT', '99999999999']) expect(parseRetryAfter(header)).toBeNull();
  });
});

describe('isRetryable', () => {
  it('tries again after silence and trouble, never after a refusal', () => {
    expect([null, 408, 425, 429, 500, 502, 503, 504, 507].every(isRetryable)).toBe(true);
    expect([200, 301, 400, 401, 403, 404, 409, 410, 413, 422, 501, 505].some(isRetryable)).toBe(false);
  });
});
