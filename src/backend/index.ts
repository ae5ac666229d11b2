import { v7 } from 'uuid';
import { z } from 'zod';
import { openAccounts, type Accounts } from './accounts/accounts.ts';
import { openProvider } from './accounts/provider.ts';
import { systemClock, instantOf } from './clock.ts';
import type { BackendConfig, ChannelOptions } from './config.ts';
import { sandboxConnectors } from './connectors/sandbox.ts';
import { openStore, type Store } from './db/store.ts';
import { readiness, type Unready } from './http/health.ts';
import { openOps } from './http/ops-server.ts';
import { sandboxRoutes } from './http/sandbox-routes.ts';
import { readChannelAccounts } from './log/settings.ts';
import { mediaRoutes } from './http/media-routes.ts';
import { buildServer, closeServer, PROVIDER_RETURN } from './http/server.ts';
import { pushLog } from './log/push.ts';
import { reclaimLost } from './publish/claim.ts';
import type { Timing } from './publish/worker-parts.ts';
import { publishWorker } from './publish/worker.ts';
import { backendLogger, type Logger } from './telemetry/logger.ts';
import { NO_METER, type Meter } from './telemetry/meter.ts';

export type { BackendConfig } from './config.ts';

/** A running backend. */
export type Backend = {
  /** Where it listens, without a slash at the end; empty for one that answers nobody. */
  readonly url: string;
  /** Where it tells its operator how it is; null where it does not. */
  readonly opsUrl: string | null;
  /** Every address that it answers, as `GET /healthz`: so that a test can ask whether each has been thought of. */
  readonly routes: readonly string[];
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
  const role = config.role ?? 'all';
  const log = backendLogger(config.log);
  // The figures' library is loaded only where somebody can ask for them.
  const figures = config.ops === undefined ? null : (await import('./telemetry/prometheus.ts')).prometheusMeter(store, clock);
  const meter = figures?.meter ?? NO_METER;
  const options = config.channelOptions ?? {};
  let url = '';
  const world = { db: store.db, clock, newId, addressOf: (path: string) => `${config.publicUrl ?? url}${path}` };
  const connectorOf = sandboxConnectors(world, () => readChannelAccounts(store.db, workspace));
  const workerParts = { store, workspace, clock, newId, random: config.random ?? Math.random, connectorOf, timing: timingOf(options), crashPoint: options.onCrashPoint ?? (() => undefined), log, meter };
  const worker = publishWorker(workerParts);
  const accounts = (config.accounts ?? false) && role !== 'work' ? await openAccounts({ store, workspace, clock, newId }, config.provider === undefined ? null : { provider: openProvider(config.provider), returnAddress: () => world.addressOf(PROVIDER_RETURN) }) : null;
  const stopping = new AbortController();
  let leaving = false;
  const ready = (): Promise<Unready> => readiness(store, () => leaving);
  const server = role === 'work' ? null : serverOf(config, store, { log, meter, ready, accounts, stopping: stopping.signal });
  const app = server?.app ?? null;
  let ops: Awaited<ReturnType<typeof openOps>> | null = null;
  try {
    if (config.ops !== undefined && figures !== null) ops = await openOps({ ...config.ops, readiness: ready, metrics: figures.metrics });
    if (app !== null) url = (await app.listen({ host: config.host ?? '127.0.0.1', port: config.port ?? 0 })).replace('[::]', '[::1]').replace('0.0.0.0', '127.0.0.1');
  } catch (error) {
    await accounts?.close();
    await ops?.close();
    throw error;
  }
  // A store that only this process can have open has no other worker: what is leased was held by one that died.
  if (store.exclusive) await reclaimLost(workerParts, true);
  if (role !== 'serve' && (config.autoWork ?? true)) worker.start();
  log.info({ role, url, opsUrl: ops?.url }, 'started');
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    leaving = true;
    log.info('stopping');
    if ((config.leaveMs ?? 0) > 0) await new Promise((done) => setTimeout(done, config.leaveMs));
    stopping.abort();
    // Side by side: a call to a channel may take as long as it may, and nobody need wait for it.
    await Promise.all([app === null ? undefined : closeServer(app, config.drainMs ?? LAST_WORDS_MS), worker.stop()]);
    await accounts?.close();
    await ops?.close();
    await store.close();
    log.info('stopped');
  };
  return { url, opsUrl: ops?.url ?? null, routes: server?.addresses ?? [], firstAdmin: accounts?.firstAdmin ?? null, work: worker.work, close: () => (closed ??= close()) };
}

/** How long requests under way may take to end when the server stops, unless it is told otherwise. */
const LAST_WORDS_MS = 1_000;

type ServerExtras = { readonly log: Logger; readonly meter: Meter; readonly ready: () => Promise<Unready>; readonly accounts: Accounts | null; readonly stopping: AbortSignal };

function serverOf(config: BackendConfig & Required<Pick<BackendConfig, 'clock' | 'newId'>>, store: Store, extras: ServerExtras): ReturnType<typeof buildServer> {
  const { workspace, clock, newId } = config;
  const schema = config.schema === undefined ? {} : { schema: config.schema };
  return buildServer({
    store,
    workspace,
    clock,
    push: pushLog({ store, workspace, clock, newId, ...schema }),
    ...schema,
    stopping: extras.stopping,
    tokens: config.tokens,
    accounts: extras.accounts,
    limits: config.limits ?? {},
    version: PROTOCOL_VERSION,
    log: extras.log,
    meter: extras.meter,
    readiness: extras.ready,
    routes: (routes) => {
      mediaRoutes(routes, store.db, clock);
      sandboxRoutes(routes, { db: store.db, workspace, clock, newId });
    },
  });
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
