import type { ErrorCode } from '#shared/contract/errors.ts';

/** Why the line to the backend does not work right now, as a code that the interface translates. */
export class SyncFailure extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, detail: string, retryAfterMs: number | null = null) {
    super(detail);
    this.name = 'SyncFailure';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A person has to act before another try can do any good: a sign-in, an update. */
export function needsPerson(code: ErrorCode): boolean {
  return code === 'unauthorized' || code === 'forbidden' || code === 'schema-mismatch' || code === 'other-newsroom';
}
