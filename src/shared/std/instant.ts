/** Milliseconds since 1970 of an ISO 8601 instant; NaN for what is none. */
export function msOf(instant: string): number {
  // oxlint-disable-next-line no-restricted-globals -- it reads a text, not the clock
  return Date.parse(instant);
}
