import type { ErrorCode } from '#shared/contract/errors.ts';

/**
 * What the core will not or cannot do, with the code that the interface translates. Thrown inside
 * the core and turned into the contract's `REFUSED` at its edge; everything else that is thrown
 * there is a bug and becomes `internal`.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}

/** Ends the work at hand with a refusal. `detail` is for values in the message and never holds a secret. */
export function refuse(code: ErrorCode, detail?: string): never {
  throw new Refusal(code, detail);
}
