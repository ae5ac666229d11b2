import type { BackendApi, BackendClient } from '#core/sync/backend-client.ts';
import { asFailure } from '#core/sync/backend-client.ts';
import { SyncFailure } from '#core/sync/sync-failure.ts';
import type { Life, World } from './clock.ts';
import type { Floors } from './floors.ts';
import type { Rng } from './rng.ts';
import type { Server, ServerNode } from './server.ts';

export type Wire = {
  readonly world: World;
  readonly rng: Rng;
  readonly floors: Floors;
  readonly server: Server;
  readonly members: readonly string[];
  /** Whether this desktop's line is cut. */
  readonly cut: () => boolean;
  readonly faults: () => boolean;
};

/**
 * The contract's client over a line that loses, doubles, delays and cuts. Each message is a call of the
 * server's own procedures, with what goes over parsed on both sides as the contract says.
 */
export function wireClient(wire: Wire, hungUp: AbortSignal, life: Life): BackendClient {
  const { world, rng, floors } = wire;
  const unreachable = (why: string): SyncFailure => new SyncFailure('backend-unreachable', why);

  function node(): ServerNode {
    const alive = wire.server.nodes.filter((each) => each !== null && each.fate.alive);
    const chosen = alive.length === 0 ? null : rng().pick(alive);
    if (chosen === null) throw unreachable('nobody listens');
    return chosen;
  }

  async function deliver<T>(ask: (api: BackendApi) => Promise<T>): Promise<T> {
    if (hungUp.aborted || !life.alive) throw unreachable('hung up');
    if (wire.cut()) throw unreachable('no network');
    const draw = wire.faults() ? rng().next() : 1;
    if (draw < 0.04) {
      floors.lostRequests += 1;
      throw unreachable('the request was lost');
    }
    if (draw < 0.06) throw new SyncFailure('rate-limited', '429', 1_000 * rng().below(5));
    if (draw < 0.08) throw unreachable('503');
    if (draw < 0.2) await world.sleep(rng().below(4_000), life, hungUp);
    const answer = await ask(node().api(wire.members));
    // The same request comes in once more, from a proxy that tried again.
    if (draw >= 0.2 && draw < 0.25) await ask(node().api(wire.members)).catch(() => undefined);
    if (draw >= 0.25 && draw < 0.3) {
      floors.lostAnswers += 1;
      throw unreachable('the answer was lost');
    }
    if (draw >= 0.3 && draw < 0.32) throw new SyncFailure('backend-nonsense', 'the answer ends in the middle');
    if (draw >= 0.32 && draw < 0.4) await world.sleep(rng().below(4_000), life, hungUp);
    if (hungUp.aborted || wire.cut()) throw unreachable('hung up');
    return answer;
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asFailure(error, null);
    }
  }

  const api = {
    hello: (input: never) => deliver((server) => server.hello(input)),
    push: (input: never) => deliver((server) => server.push(input)),
    changes: (input: never) => deliver((server) => server.changes(input)),
    missingMedia: (input: never) => deliver((server) => server.missingMedia(input)),
  } as unknown as BackendApi;

  return {
    call: (ask) => guarded(() => ask(api, hungUp)),
    stream: (epoch, signal) =>
      guarded(async () => {
        if (wire.cut() || (wire.faults() && rng().chance(0.4))) throw unreachable('no stream');
        const at = node();
        const all = AbortSignal.any([hungUp, signal, at.stopping.signal]);
        return at.api(wire.members).stream({ epoch }, { signal: all });
      }),
    putMedia: (sha256, bytes) => guarded(() => deliver(async () => wire.server.keepPicture(sha256, bytes))),
    getMedia: () => guarded(() => deliver(async () => null)),
    mediaParts: () => guarded(() => deliver(async () => ({ complete: false, parts: 0, present: [] }))),
    putPart: () => guarded(() => deliver(async () => undefined)),
    completeParts: () => guarded(() => deliver(async () => undefined)),
    getPart: () => guarded(() => deliver(async () => new Uint8Array())),
  };
}
