import type { Clock } from '../clock.ts';

/** Null: go on. A number: refused, and how many seconds until one request would be allowed. */
export type Take = (key: string) => number | null;

/** The most keys that are remembered; past it the fullest buckets, which limit nobody, are forgotten. */
const MAX_KEYS = 10_000;

/** A token bucket for each key: `burst` requests at once, then `perSecond` of them each second. */
export function tokenBuckets(clock: Clock, burst: number, perSecond: number): Take {
  const buckets = new Map<string, { level: number; at: number }>();
  return (key) => {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { level: burst, at: now };
    // A clock that was set back gives nothing and takes nothing.
    const level = Math.min(burst, bucket.level + (Math.max(0, now - bucket.at) / 1000) * perSecond);
    const allowed = level >= 1;
    buckets.set(key, { level: allowed ? level - 1 : level, at: now });
    if (buckets.size > MAX_KEYS) forgetFull(buckets, burst, perSecond, now);
    return allowed ? null : Math.max(1, Math.ceil((1 - level) / perSecond));
  };
}

function forgetFull(buckets: Map<string, { level: number; at: number }>, burst: number, perSecond: number, now: number): void {
  for (const [key, bucket] of buckets) if (bucket.level + ((now - bucket.at) / 1000) * perSecond >= burst) buckets.delete(key);
  if (buckets.size > MAX_KEYS) buckets.clear();
}
