import { createRouterClient } from '@orpc/server';
import type { Connector, PostCall } from '#backend/connectors/connector.ts';
import { NoAnswerError } from '#backend/connectors/connector.ts';
import { sandboxConnector } from '#backend/connectors/sandbox.ts';
import { backendRouter, streamCount } from '#backend/http/router.ts';
import { pushLog } from '#backend/log/push.ts';
import { keepMedia } from '#backend/media/media-store.ts';
import { reclaimLost } from '#backend/publish/claim.ts';
import { publishWorker, type Worker } from '#backend/publish/worker.ts';
import type { WorkerParts } from '#backend/publish/worker-parts.ts';
import { backendLogger } from '#backend/telemetry/logger.ts';
import { NO_METER } from '#backend/telemetry/meter.ts';
import type { Account, Workspace } from '#shared/domain/workspace.ts';
import type { BackendApi } from '#core/sync/backend-client.ts';
import { quiet, type Life, type World } from './clock.ts';
import { tally, type Floors } from './floors.ts';
import type { Rng } from './rng.ts';
import { Crashed, groundOf, storeOf, type Fate, type Ground } from './server-store.ts';

/** One process of the backend: the real log, worker and procedures on the common tables. */
export type ServerNode = { readonly fate: Fate; readonly worker: Worker; readonly api: (members: readonly string[]) => BackendApi; readonly stopping: AbortController; paused: boolean };

/** A call to a channel that has neither been carried out nor given up. */
type Flight = { readonly key: string; readonly node: Fate; readonly account: string; readonly since: number; landed: boolean; cancelled: boolean; land: () => Promise<void> };

export type Server = {
  ground: Ground;
  readonly nodes: (ServerNode | null)[];
  readonly workspace: Workspace;
  readonly exclusive: boolean;
  flights: Flight[];
  /** What was seen wrong while it happened. */
  readonly seen: string[];
  readonly boot: (index: number) => Promise<void>;
  readonly kill: (index: number) => void;
  readonly keepPicture: (sha256: string, bytes: Uint8Array) => Promise<void>;
  /** Puts the tables back to an earlier image, as another history. */
  readonly restore: (image: Buffer) => void;
  readonly posts: () => number;
};

export type ServerParts = { readonly world: World; readonly rng: Rng; readonly floors: Floors; readonly workspace: Workspace; readonly newId: () => string; readonly nodes: number; readonly faults: () => boolean };

/** How long a call may take, and a lease lasts. */
export const CALL_MS = 30_000;
export const LEASE_MS = 90_000;
const TIMING = { callTimeoutMs: CALL_MS, leaseMs: LEASE_MS, settleMs: 5_000, pollMs: 15_000 };
/** A channel carries out a call this late at most, counted from when its caller stopped waiting: what `settleMs` waits for. */
const LATEST_ARRIVAL_MS = 4_000;

export function serverOf(parts: ServerParts): Server {
  const { world, rng, floors, workspace, newId } = parts;
  const channels: Life = { alive: true };
  const ears = new Set<() => void>();
  const server: Server = {
    ground: groundOf(null),
    nodes: Array.from({ length: parts.nodes }, () => null),
    workspace,
    exclusive: parts.nodes === 1,
    flights: [],
    seen: [],
    boot: async (index) => {
      server.nodes[index] = nodeOf();
      if (server.exclusive) await reclaimLost(partsOf(server.nodes[index] as ServerNode), true).catch(() => undefined);
    },
    kill: (index) => {
      const node = server.nodes[index];
      if (node === null || node === undefined) return;
      node.fate.alive = false;
      node.stopping.abort();
      server.nodes[index] = null;
      abandon(node.fate);
    },
    keepPicture: (sha256, bytes) => keepMedia(server.ground.db, { sha256, mime: 'image/png', bytes }, new Date(world.now()).toISOString()),
    restore: (image) => {
      server.nodes.forEach((_, index) => server.kill(index));
      server.ground = groundOf(image);
      server.ground.raw.prepare('update log_head set epoch = ?').run(newId());
    },
    posts: () => Number(server.ground.raw.prepare('select count(*) from sandbox_posts').pluck().get()),
  };
  server.ground.raw.prepare('insert into log_head (seq, epoch, workspace) values (0, ?, ?)').run(newId(), workspace.id);

  /** Who called is gone. What was on its way arrives soon, or never. */
  function abandon(fate: Fate): void {
    for (const flight of server.flights) {
      if (flight.node !== fate || flight.landed) continue;
      floors.crashesAfterIntent += 1;
      flight.cancelled = rng().chance(0.5);
      // A picture that the dead had not read by then never left its machine, and the call with it.
      if (!flight.cancelled) void world.sleep(rng().below(LATEST_ARRIVAL_MS), channels).then(flight.land).catch((error: unknown) => {
        if (!(error instanceof Crashed)) throw error;
      });
    }
    server.flights = server.flights.filter((flight) => flight.node !== fate);
  }

  const partsByNode = new WeakMap<ServerNode, WorkerParts>();
  function partsOf(node: ServerNode): WorkerParts {
    return partsByNode.get(node) as WorkerParts;
  }

  function nodeOf(): ServerNode {
    const fate: Fate = { alive: true, left: null };
    const stopping = new AbortController();
    const store = storeOf(server.ground, fate, server.exclusive, ears);
    const holder: { node: ServerNode | null } = { node: null };
    const clock = world.view(fate, undefined, () => holder.node?.paused === true);
    const workerParts: WorkerParts = {
      store, workspace, clock, newId, random: () => rng().next(), timing: TIMING,
      connectorOf: async (account) => connectorOf(account, fate),
      crashPoint: () => undefined,
      log: backendLogger((line) => {
        const { level, msg, error } = JSON.parse(line) as { level: string; msg: string; error?: string };
        if (fate.alive && level === 'error') server.seen.push(`13: the worker could not go on: ${msg}: ${error ?? ''}`);
      }),
      meter: NO_METER,
    };
    const push = pushLog({ store, workspace, clock, newId });
    const router = backendRouter({
      store, workspace, clock, meter: NO_METER, stopping: stopping.signal, openStreams: streamCount(100, NO_METER),
      push: async (members, entries) => {
        const answer = await push(members, entries);
        answer.outcomes.forEach((outcome, index) => {
          if (outcome.result === 'duplicate') floors.duplicates += 1;
          if (outcome.result === 'rejected') {
            floors.parked += 1;
            if (outcome.code === 'stale-head' && entries[index]?.kind === 'decision') floors.staleApprovals += 1;
            tally(floors.rejections, outcome.code);
          }
        });
        return answer;
      },
    });
    const clients = new Map<string, BackendApi>();
    const clientFor = (members: readonly string[], name: string): BackendApi => {
      const client = clients.get(name) ?? (createRouterClient(router, { context: { caller: { name, members, device: null, stillIn: async () => true } } }) as unknown as BackendApi);
      clients.set(name, client);
      return client;
    };
    const node: ServerNode = { fate, stopping, paused: false, worker: publishWorker(workerParts), api: (members) => clientFor(members, members.join()) };
    holder.node = node;
    partsByNode.set(node, workerParts);
    return node;
  }

  function connectorOf(id: string, fate: Fate): Connector | null {
    const account = workspace.accounts.find((each) => each.id === id);
    return account === undefined ? null : troubled(account, fate);
  }

  /** The fake channel of an account, with a line to it that loses answers and a channel that is slow, full or out of order. */
  function troubled(account: Account, fate: Fate): Connector {
    const channel = sandboxConnector(account, { db: server.ground.db, clock: world.view(channels), newId, addressOf: (path) => `https://channel.example${path}` });
    return {
      class: channel.class,
      post: (call) => postThrough(channel, account, call, fate),
      find: channel.find === null ? null : async (call, taken) => {
        if (parts.faults() && rng().chance(0.15)) throw new NoAnswerError('no answer');
        return channel.find?.(call, taken) ?? null;
      },
      read: channel.read,
      edit: channel.edit,
      remove: channel.remove,
    };
  }

  async function postThrough(channel: Connector, account: Account, call: PostCall, fate: Fate): ReturnType<Connector['post']> {
    watchCall(call, account);
    const clear = !parts.faults();
    const trouble = clear ? 1 : rng().next();
    if (trouble < 0.06) return { kind: 'failed', reason: 'channel-failed' };
    if (trouble < 0.08) return { kind: 'refused', reason: 'channel-refused' };
    const answer: { value: Awaited<ReturnType<Connector['post']>> | null } = { value: null };
    const flight: Flight = {
      key: call.key, node: fate, account: account.id, since: world.now(), landed: false, cancelled: trouble < 0.16,
      land: async () => {
        if (flight.landed || flight.cancelled) return;
        flight.landed = true;
        answer.value = await channel.post(call);
      },
    };
    server.flights.push(flight);
    const over = (): void => {
      server.flights = server.flights.filter((each) => each !== flight);
    };
    // Now and then it takes longer than is waited for, and is carried out all the same.
    const takes = clear ? 0 : rng().chance(0.1) ? TIMING.callTimeoutMs + rng().below(LATEST_ARRIVAL_MS) : rng().below(rng().chance(0.4) ? 28_000 : 5_000);
    void world.sleep(TIMING.callTimeoutMs + LATEST_ARRIVAL_MS, channels).then(over);
    if (!clear) disturb(fate, takes);
    if (takes > 0) await world.sleep(takes, channels);
    await flight.land();
    // A worker that is held up hears the answer when it goes on.
    if (takes > 0) await new Promise<void>((done) => world.view(fate, undefined, () => server.nodes.some((node) => node?.fate === fate && node.paused)).after(0, done));
    over();
    if (answer.value === null || (!clear && rng().chance(0.12))) throw new NoAnswerError('no answer');
    return answer.value;
  }

  /** What happens to whoever waits for a channel: now and then it dies, or its machine sleeps until after its lease. */
  function disturb(fate: Fate, takes: number): void {
    const chance = rng().next();
    const index = server.nodes.findIndex((node) => node?.fate === fate);
    const node = server.nodes[index];
    if (node === null || node === undefined) return;
    if (chance < 0.12) {
      floors.serverCrashes += 1;
      void world.sleep(rng().below(takes + 1), fate).then(() => server.kill(index));
    } else if (chance < 0.18) {
      node.paused = true;
      void world.sleep(TIMING.leaseMs + rng().below(60_000), fate).then(() => {
        node.paused = false;
      });
    }
  }

  /** 16 and 17, at the only moment at which they can be seen. */
  function watchCall(call: PostCall, account: Account): void {
    const row = server.ground.raw.prepare('select id, state, lease_until from publications where key = ?').get(call.key) as { id: string; state: string; lease_until: number | null } | undefined;
    if (row?.state !== 'intent') server.seen.push(`16: ${account.channel} was called for ${row?.id ?? 'nothing'}, which is ${row?.state ?? 'unknown'}: no intent was durable`);
    if (row !== undefined && (row.lease_until ?? 0) <= world.now()) server.seen.push(`17: ${account.channel} was called for ${row.id} without a lease`);
    if (server.flights.some((flight) => flight.key === call.key && !flight.landed)) server.seen.push(`17: ${account.channel} was called for ${row?.id ?? ''} while another call was under way`);
    floors.calls += 1;
  }

  return server;
}

/** A node does all that is due. Not waited for: it may wait for a channel, or die. */
export function letWork(server: Server, index: number): void {
  const node = server.nodes[index];
  if (node === null || node === undefined || node.paused) return;
  void node.worker.work().catch((error: unknown) => {
    if (node.fate.alive) server.seen.push(`13: a round of the worker failed: ${String(error)}`);
  });
}

/** Buries nodes whose database has let them die in the middle of something. */
export async function bury(server: Server): Promise<void> {
  for (const [index, node] of server.nodes.entries()) if (node !== null && !node.fate.alive) server.kill(index);
  await quiet();
}
