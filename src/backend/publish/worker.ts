import { assertNever } from '#shared/std/assert-never.ts';
import { claimNext, giveBack, nextDue, reclaimLost } from './claim.ts';
import { confirm, reconcile } from './find-out.ts';
import { faultOf } from '../telemetry/logger.ts';
import { inSpan } from '../telemetry/tracing.ts';
import { move, UNLEASED } from './publication-row.ts';
import { stopExpired } from './stale.ts';
import { send } from './send.ts';
import { whileMine, type Claim, type WorkerParts } from './worker-parts.ts';

export type Worker = {
  /** Does everything that is due now, and ends when nothing is. Calls do not overlap. */
  readonly work: () => Promise<void>;
  /** Works by itself from now on: when woken, when something falls due, and now and then. */
  readonly start: () => void;
  /** Takes up nothing more, and finishes what is under way: no lease is left behind. */
  readonly stop: () => Promise<void>;
};

/** How many channels are spoken to at once, so that a slow one does not keep the others waiting. */
const LANES = 4;

/** What is due may still have to wait for a worker elsewhere; asking more often than this would not help. */
const SHORTEST_SLEEP_MS = 50;

export function publishWorker(parts: WorkerParts): Worker {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancelTimer: () => void = () => undefined;
  let unsubscribe: () => void = () => undefined;
  let queued = false;

  const work = (): Promise<void> => {
    running = running.then(() => (stopped ? undefined : round(parts, () => stopped)));
    return running;
  };
  /** One round that waits for its turn is enough, however often it is called for meanwhile. */
  const wake = (): void => {
    if (queued || stopped) return;
    queued = true;
    void running.then(async () => {
      queued = false;
      cancelTimer();
      await work().catch((error: unknown) => parts.log.error(faultOf(error), 'a round of publishing failed'));
      await sleep();
    });
  };
  const sleep = async (): Promise<void> => {
    const due = await nextDue(parts).catch(() => null);
    if (stopped) return;
    cancelTimer();
    cancelTimer = parts.clock.after(Math.min(parts.timing.pollMs, Math.max(due === null ? parts.timing.pollMs : due - parts.clock.now(), SHORTEST_SLEEP_MS)), wake);
  };
  return {
    work,
    start: () => {
      unsubscribe = parts.store.onAnnounce(wake);
      wake();
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      cancelTimer();
      await running.catch(() => undefined);
    },
  };
}

async function round(parts: WorkerParts, stopped: () => boolean): Promise<void> {
  await reclaimLost(parts);
  await stopExpired(parts);
  await Promise.all(Array.from({ length: LANES }, () => lane(parts, stopped)));
}

async function lane(parts: WorkerParts, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const claim = await claimNext(parts);
    if (claim === null) return;
    try {
      // Told to stop while it was claiming: whoever goes on need not wait for the lease to run out.
      if (stopped()) await giveBack(parts, claim);
      else await inSpan('sotong.publish', { 'sotong.publication': claim.id, 'sotong.state': claim.state, 'sotong.fence': claim.fence }, () => attend(parts, claim));
    } catch (error) {
      // Its lease stays and runs out: whatever was under way is then found out about, not guessed.
      parts.log.error({ publication: claim.id, ...faultOf(error) }, 'a publication was left; its lease runs out');
    }
  }
}

async function attend(parts: WorkerParts, claim: Claim): Promise<void> {
  const connector = await parts.connectorOf(claim.account);
  switch (claim.state) {
    case 'claimed':
      if (connector !== null) return send(parts, connector, claim);
      await whileMine(parts, claim, (context, row) => move(context, row, 'go-stale', { ...UNLEASED, next_at: null, reason: 'wrong-account' }));
      return undefined;
    case 'uncertain':
    case 'sent':
      if (connector !== null) return claim.state === 'sent' ? confirm(parts, connector, claim) : reconcile(parts, connector, claim);
      await whileMine(parts, claim, (context, row) => move(context, row, 'hand-over', { ...UNLEASED, next_at: null, reason: 'wrong-account' }));
      return undefined;
    case 'requested':
    case 'queued':
    case 'intent':
    case 'confirmed':
    case 'by-hand':
    case 'needs-person':
    case 'rejected':
    case 'cancelled':
    case 'expired':
    case 'held':
      throw new Error(`Nothing to do for a publication that is ${claim.state}`);
    default:
      return assertNever(claim.state, 'publication state');
  }
}
