import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Store, Trx } from '../db/store.ts';
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

type AccountEvent =
  | 'signed-in'
  | 'sign-in-refused'
  | 'signed-out'
  | 'device-revoked'
  | 'refresh-token-reused'
  | 'invited'
  | 'invitation-accepted'
  | 'identity-linked'
  | 'identity-unlinked'
  | 'password-changed'
  | 'roles-changed'
  | 'suspended'
  | 'reinstated';

/** Records an act on accounts, for good. Never give it a secret or a name that somebody typed at the door: it may be a password. */
export async function recordEvent(
  trx: Trx,
  parts: Pick<AccountParts, 'clock'>,
  event: AccountEvent,
  about: { readonly member?: string | null; readonly by?: string | null; readonly device?: string | null; readonly detail?: string },
): Promise<void> {
  await trx
    .insertInto('account_events')
    .values({ at: instantOf(parts.clock), event, member: about.member ?? null, by_member: about.by ?? null, device: about.device ?? null, detail: about.detail ?? '' })
    .execute();
}
