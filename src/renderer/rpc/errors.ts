import { ErrorCode, ErrorData } from '#shared/contract/errors.ts';

/** A call that was under way when the core died. */
export class CoreLostError extends Error {
  override readonly name = 'CoreLostError';
  readonly data: ErrorData = { code: 'core-restarted' };
}

/** The code of whatever a call ended with; `internal` for what has none, such as a bug. */
export function errorCodeOf(error: unknown): ErrorCode {
  return errorDataOf(error).code;
}

/** Code and detail of whatever a call ended with. */
export function errorDataOf(error: unknown): ErrorData {
  if (typeof error === 'object' && error !== null && 'data' in error) {
    const parsed = ErrorData.safeParse(error.data);
    if (parsed.success) return parsed.data;
  }
  const code = ErrorCode.safeParse(typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
  return { code: code.success ? code.data : 'internal', ...(error instanceof Error ? { detail: error.message.slice(0, 2_000) } : {}) };
}
