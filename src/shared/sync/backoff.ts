/** Milliseconds before the first retry, at most; each further one may wait twice as long. */
export const FIRST_RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 5 * 60_000;

/**
 * How long to wait before try `attempts + 1`, in milliseconds of a monotonic clock: full jitter, a
 * random part of a ceiling that doubles from 1 s to 5 min, so that clients cut off together do not
 * come back together (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 *
 * `attempts` counts the failures so far (1 after the first), `random` is in [0, 1). Where the server
 * named a time, the wait is that time plus the jitter of the first retry, and never shorter.
 */
export function retryDelay(attempts: number, random: number, retryAfterMs: number | null = null): number {
  if (retryAfterMs !== null) return Math.round(Math.max(0, retryAfterMs) + random * FIRST_RETRY_MS);
  const doublings = Math.min(Math.max(Math.trunc(attempts) - 1, 0), 20);
  return Math.round(random * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** doublings));
}

/** A `Retry-After` header in milliseconds. Only the form in seconds: the other needs both clocks to agree. Null for anything else. */
export function parseRetryAfter(header: string | null | undefined): number | null {
  const match = /^\s*(\d{1,9})\s*$/u.exec(header ?? '');
  return match?.[1] === undefined ? null : Number(match[1]) * 1_000;
}

/** Whether the same request may succeed later: no answer (null), 408, 425, 429 and the 5xx but 501 and 505. A refusal (400, 401, 403, 409, 410, 422…) is final. */
export function isRetryable(status: number | null): boolean {
  if (status === null || status === 408 || status === 425 || status === 429) return true;
  return status >= 500 && status <= 599 && status !== 501 && status !== 505;
}
