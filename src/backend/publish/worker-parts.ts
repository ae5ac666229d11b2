import type { Workspace } from '#shared/domain/workspace.ts';
import type { Clock } from '../clock.ts';
import type { CrashPoint } from '../config.ts';
import type { Connector } from '../connectors/connector.ts';
import type { Store } from '../db/store.ts';
import { withLog, type LogContext } from '../log/log-context.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Meter } from '../telemetry/meter.ts';
import { lockPublication, type PublicationRow } from './publication-row.ts';

/** What a worker works with. */
export type WorkerParts = {
  readonly store: Store;
  readonly workspace: Workspace;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  /** Null: no such account, or nothing that speaks to it. */
  readonly connectorOf: (account: string) => Promise<Connector | null>;
  readonly timing: Timing;
  readonly crashPoint: (point: CrashPoint) => void;
  readonly log: Logger;
  readonly meter: Meter;
};

/** All in milliseconds. */
export type Timing = { readonly callTimeoutMs: number; readonly leaseMs: number; readonly settleMs: number; readonly pollMs: number };

/** A publication that this worker holds: the row as it was claimed, its fencing number with it. */
export type Claim = PublicationRow & { readonly lease_until: number };

/** One transaction under the log's lock. */
export async function underLock<T>(parts: WorkerParts, run: (context: LogContext) => Promise<T>): Promise<T> {
  return underLockQuietly(parts, async (context, announce) => {
    const answer = await run(context);
    await announce();
    return answer;
  });
}

/** The same for what may find nothing to do: it tells the others itself, if there is anything to tell. */
export async function underLockQuietly<T>(parts: WorkerParts, run: (context: LogContext, announce: () => Promise<void>) => Promise<T>): Promise<T> {
  return parts.store.transaction((trx, announce) => withLog(trx, parts, (context) => run(context, announce)));
}

/**
 * The same, with the row of a claim, if it is still this worker's: its fencing number is the newest
 * and nobody moved the state on. Else nothing happens and the answer is null. What another worker has
 * taken over, or a person has decided, is never overwritten by one who comes late.
 */
export function whileMine<T>(parts: WorkerParts, claim: Pick<PublicationRow, 'id' | 'fence' | 'state'>, run: (context: LogContext, row: PublicationRow) => Promise<T>): Promise<T | null> {
  return underLock(parts, async (context) => {
    const row = await lockPublication(context.trx, claim.id);
    if (row === null || row.fence !== claim.fence || row.state !== claim.state || row.lease_until === null) return null;
    return run(context, row);
  });
}
