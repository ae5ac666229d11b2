import { createRouterClient } from '@orpc/server';
import { backendRouter, streamCount } from '#backend/http/router.ts';
import { pushLog } from '#backend/log/push.ts';
import { keepMedia } from '#backend/media/media-store.ts';
import { reclaimLost } from '#backend/publish/claim.ts';
import { publishWorker, type Worker } from '#backend/publish/worker.ts';
import type { WorkerParts } from '#backend/publish/worker-parts.ts';
import { backendLogger } from '#backend/telemetry/logger.ts';
import { NO_METER } from '#backend/telemetry/meter.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { BackendApi } from '#core/sync/backend-client.ts';
import { CALL_MS, channelsOf, LEASE_MS, type Flight } from './channels.ts';
import { quiet, type World } from './clock.ts';
import { tally, type Floors } from './floors.ts';
import type { Rng } from './rng.ts';
import { groundOf, storeOf, type Fate, type Ground } from './server-store.ts';
import { watchHeld } from './watch-calls.ts';

/** One process of the backend: the real log, worker and procedures on the common tables. */
export type ServerNode = { readonly fate: Fate; readonly worker: Worker; readonly api: (members: readonly string[]) => BackendApi; readonly stopping: AbortController; paused: boolean };

export type Server = {
  ground: Ground;
  readonly nodes: (ServerNode | null)[];
  readonly workspace: Workspace;
  readonly exclusive: boolean;
  flights: Flight[];
  /** The keys of what channels have carried out. */
  done: Set<string>;
  /** Posts that somebody has changed on the channel itself. */
  readonly touched: Set<string>;
  /** What was seen wrong while it happened. */
  readonly seen: string[];
  readonly boot: (index: number) => Promise<void>;
  readonly kill: (index: number) => void;
  readonly keepPicture: (sha256: string, bytes: Uint8Array) => Promise<void>;
  /** Puts the tables back to an earlier image, as another history. */
  readonly restore: (image: Buffer) => void;
};

export type ServerParts = { readonly world: World; readonly rng: Rng; readonly floors: Floors; readonly workspace: Workspace; readonly newId: () => string; readonly nodes: number; readonly faults: () => boolean };

const TIMING = { callTimeoutMs: CALL_MS, leaseMs: LEASE_MS, settleMs: 5_000, pollMs: 15_000 };

export function serverOf(parts: ServerParts): Server {
  const { world, rng, floors, workspace, newId } = parts;
  const ears = new Set<() => void>();
  const server: Server = {
    ground: groundOf(null),
    nodes: Array.from({ length: parts.nodes }, () => null),
    workspace,
    exclusive: parts.nodes === 1,
    flights: [],
    done: new Set(),
    touched: new Set(),
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
      channels.abandon(node.fate);
    },
    keepPicture: (sha256, bytes) => keepMedia(server.ground.db, { sha256, mime: 'image/png', bytes }, new Date(world.now()).toISOString()),
    restore: (image) => {
      server.nodes.forEach((_, index) => server.kill(index));
      server.ground = groundOf(image);
      server.ground.raw.prepare('update log_head set epoch = ?').run(newId());
    },
  };
  const channels = channelsOf(parts, server);
  server.ground.raw.prepare('insert into log_head (seq, epoch, workspace) values (0, ?, ?)').run(newId(), workspace.id);

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
      connectorOf: async (account) => channels.connectorOf(account, fate),
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
            const entry = entries[index];
            if (outcome.code === 'on-hold' && entry?.kind === 'publish-action') watchHeld(server, entry.body.publication);
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
