import { expect, test } from 'vitest';
import { median, pairedRatio, percentile } from '../../../scripts/bench/statistics.mjs';

test('the median is the middle, or between the two in the middle', () => {
  expect([median([9, 1, 5]), median([4, 1, 3, 2])]).toEqual([5, 2.5]);
});

test('a percentile is one of the values, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([percentile(hundred, 95), percentile(hundred, 100), percentile([7], 95), percentile(hundred, 0)]).toEqual([95, 100, 7, 1]);
});

test('what slows both of a pair down does not change the ratio', () => {
  const quiet = pairedRatio([20, 22, 18], [10, 11, 9]);
  const disturbed = pairedRatio([20, 220, 18], [10, 110, 9]);
  expect([quiet, disturbed]).toEqual([2, 2]);
});
