import { v7 } from 'uuid';
import { z } from 'zod';
import { openAccounts } from './accounts/accounts.ts';
import { systemClock, instantOf } from './clock.ts';
import type { BackendConfig, ChannelOptions } from './config.ts';
import type { Connector } from './connectors/connector.ts';
import { sandboxConnector } from './connectors/sandbox.ts';
import { openStore, type Store } from './db/store.ts';
import { sandboxRoutes } from './http/sandbox-routes.ts';
import { mediaRoutes } from './http/media-routes.ts';
import { buildServer, closeServer } from './http/server.ts';
import { pushLog } from './log/push.ts';
import { reclaimLost } from './publish/claim.ts';
import type { Timing } from './publish/worker-parts.ts';
import { publishWorker } from './publish/worker.ts';

export type { BackendConfig } from './config.ts';

/** A running backend. */
export type Backend = {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Where accounts are on and nobody has a password yet: how the first admin comes in. A secret, made anew at each start. */
  readonly firstAdmin: { readonly invitation: string; readonly expiresAt: string } | null;
  /** Publishes everything that is due now, and ends when nothing is. For tests; a running one does so by itself. */
  readonly work: () => Promise<void>;
  /** Stops taking requests, finishes what is under way, closes the store. */
  readonly close: () => Promise<void>;
};

/** The version in the OpenAPI document: that of the protocol, not of the app. */
const PROTOCOL_VERSION = '1.0.0';

/**
 * Starts a publishing backend and waits until it listens. Fails, with nothing left behind, when the
 * store cannot be opened, belongs to another newsroom or a newer build, or the address is taken.
 */
export async function startBackend(config: BackendConfig): Promise<Backend> {
  const clock = config.clock ?? systemClock;
  const newId = config.newId ?? (() => v7());
  const { workspace } = config;
  const store = await openStore(config.store, { epoch: newId(), workspace: workspace.id, now: instantOf(clock) });
  try {
    return await compose({ ...config, clock, newId }, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function compose(config: BackendConfig & Required<Pick<BackendConfig, 'clock' | 'newId'>>, store: Store): Promise<Backend> {
  const { workspace, clock, newId } = config;
  const options = config.channelOptions ?? {};
  const log = config.log;
  let url = '';
  const world = { db: store.db, clock, newId, addressOf: (path: string) => `${url}${path}` };
  const connectors = new Map<string, Connector>(workspace.accounts.map((account) => [account.id, sandboxConnector(account, world)]));
  const workerParts = {
    store,
    workspace,
    clock,
    newId,
    random: config.random ?? Math.random,
    connectorOf: (account: string) => connectors.get(account) ?? null,
    timing: timingOf(options),
    crashPoint: options.onCrashPoint ?? (() => undefined),
    log: (message: string, error: unknown) => log?.(JSON.stringify({ level: 50, msg: message, error: error instanceof Error ? error.name : 'unknown' })),
  };
  const worker = publishWorker(workerParts);
  const accounts = (config.accounts ?? false) ? await openAccounts({ store, workspace, clock, newId }) : null;
  const stopping = new AbortController();
  const app = buildServer({
    store,
    workspace,
    clock,
    push: pushLog({ store, workspace, clock, newId }),
    stopping: stopping.signal,
    tokens: config.tokens,
    accounts,
    limits: config.limits ?? {},
    version: PROTOCOL_VERSION,
    log,
    routes: (routes) => {
      mediaRoutes(routes, store.db, clock);
      sandboxRoutes(routes, { db: store.db, workspace, clock, newId });
    },
  });
  url = (await app.listen({ host: config.host ?? '127.0.0.1', port: config.port ?? 0 })).replace('[::]', '[::1]').replace('0.0.0.0', '127.0.0.1');
  // A store that only this process can have open has no other worker: what is leased was held by one that died.
  if (store.exclusive) await reclaimLost(workerParts, true);
  if (config.autoWork ?? true) worker.start();
  return {
    url,
    firstAdmin: accounts?.firstAdmin ?? null,
    work: worker.work,
    close: async () => {
      stopping.abort();
      await closeServer(app);
      await worker.stop();
      await store.close();
    },
  };
}

const Milliseconds = z.int().min(1).max(24 * 3_600_000);

/** A lease must outlive the call made under it, or two workers could call at once. */
function timingOf(options: ChannelOptions): Timing {
  const timing = {
    callTimeoutMs: Milliseconds.parse(options.callTimeoutMs ?? 30_000),
    leaseMs: Milliseconds.parse(options.leaseMs ?? 90_000),
    settleMs: Milliseconds.parse(options.settleMs ?? 5_000),
    pollMs: Milliseconds.parse(options.pollMs ?? 15_000),
  };
  if (timing.leaseMs <= timing.callTimeoutMs) throw new Error('A lease must be longer than a call may take');
  return timing;
}
