/** Few numbers that noise does not move much. */

/** The p-th percentile (0 to 100), nearest rank. NaN for no values. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over the pairs of how many times the one is the other: what slowed both down at that moment falls out. */
export function pairedRatio(values, floors) {
  return median(values.map((value, index) => value / floors[index]));
}

/** What is told of one thing measured (tests/bench/core/measure.ts has its form). */
export function summarize({ part, name, unit, count, values, floor, details }) {
  return {
    part,
    name,
    unit,
    samples: values.length,
    median: median(values),
    ...(count === undefined ? {} : { perSecond: (count * 1000) / median(values) }),
    // With fewer values it would be the largest one.
    ...(values.length >= 20 ? { p95: percentile(values, 95) } : {}),
    ...(floor === undefined
      ? {}
      : {
          floor: { name: floor.name, median: median(floor.values), ...(values.length >= 20 ? { p95: percentile(floor.values, 95) } : {}) },
          ratio: pairedRatio(values, floor.values),
        }),
    ...(details === undefined ? {} : { details }),
  };
}
