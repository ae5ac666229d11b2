import type { ErrorCode, ErrorData } from '#shared/contract/errors.ts';

/** The body of every refusal, in the shape that clients of the contract read. */
export type RefusalBody = { readonly defined: boolean; readonly code: string; readonly status: number; readonly message: string; readonly data: ErrorData };

const NAMES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
  410: 'GONE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE',
  429: 'TOO_MANY_REQUESTS',
  431: 'REQUEST_HEADER_FIELDS_TOO_LARGE',
  500: 'INTERNAL_SERVER_ERROR',
};

/** Those that the contract names: clients get them with their data. */
const DEFINED = new Set([401, 403, 410, 422, 429]);

/** A refusal outside the contract's own procedures, in their shape. `message` is for developers; people read the text of `code`. */
export function refusal(status: number, code: ErrorCode, message: string): RefusalBody {
  return { defined: DEFINED.has(status), code: NAMES[status] ?? 'INTERNAL_SERVER_ERROR', status, message, data: { code } };
}

/** What went wrong before a request reached its handler, by the HTTP status that it calls for. */
export function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
    case 405:
      return 'not-found';
    case 413:
    case 431:
      return 'too-large';
    case 415:
      return 'unsupported-format';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'internal' : 'bad-input';
  }
}
