import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import type { Passwords } from './passwords.ts';

/** What the parts of accounts stand on. `workspace` is the newsroom as it is configured. */
export type AccountParts = { readonly store: Store; readonly workspace: Workspace; readonly clock: Clock; readonly newId: () => string; readonly passwords: Passwords };

type RefusalStatus = 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND' | 'UNPROCESSABLE';

/** An account call that is refused: nothing of it happened, unless it says otherwise. `detail` is for developers. */
export class AccountRefusal extends Error {
  readonly status: RefusalStatus;
  readonly code: ErrorCode;
  constructor(status: RefusalStatus, code: ErrorCode, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}
