/** Which bytes of a file are asked for; `end` is the last one. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
  /** Whether a range was asked for: then the answer is 206. */
  readonly partial: boolean;
}

/**
 * A `Range` header as the media player sends it: one range of bytes. Anything else asks for the whole file, as RFC 9110, 14.2
 * allows; `unsatisfiable` for a range behind the file's end.
 */
export function rangeOf(header: string | null, size: number): ByteRange | 'unsatisfiable' {
  const whole = { start: 0, end: Math.max(0, size - 1), partial: false };
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header ?? '') ?? [];
  if (first === '' && last === '') return whole;
  if (first === '') {
    const length = Number(last);
    return length === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - length), end: size - 1, partial: true };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) return 'unsatisfiable';
  return start > end ? whole : { start, end, partial: true };
}
