import { channelProfile } from '#shared/channels/registry.ts';
import type { Connector, PostOutcome } from '#backend/connectors/connector.ts';
import { NoAnswerError } from '#backend/connectors/connector.ts';
import { sandboxConnector } from '#backend/connectors/sandbox.ts';
import type { Account } from '#shared/domain/workspace.ts';
import type { Life } from './clock.ts';
import type { Server, ServerParts } from './server.ts';
import { Crashed, type Fate } from './server-store.ts';
import { keyOfRemoval, watchCall, watchChange } from './watch-calls.ts';

/** A call to a channel that has neither been carried out nor given up. */
export type Flight = { readonly key: string; readonly node: Fate; readonly account: string; readonly since: number; landed: boolean; cancelled: boolean; land: () => Promise<void> };

export type Channels = {
  readonly connectorOf: (account: string, fate: Fate) => Connector | null;
  /** Who called is gone. */
  readonly abandon: (fate: Fate) => void;
};

/** How long a call may take, and a lease lasts. */
export const CALL_MS = 30_000;
export const LEASE_MS = 90_000;
/** A channel carries out a call this late at most, counted from when its caller stopped waiting: what `settleMs` waits for. */
const LATEST_ARRIVAL_MS = 4_000;

/** The fake channels, with a line to them that loses answers, and each of them slow, full or out of order. */
export function channelsOf({ world, rng, floors, workspace, newId, faults }: ServerParts, server: Server): Channels {
  const alive: Life = { alive: true };

  return {
    connectorOf: (id, fate) => {
      const account = workspace.accounts.find((each) => each.id === id);
      return account === undefined ? null : troubled(account, fate);
    },
    // What was on its way arrives soon, or never.
    abandon: (fate) => {
      for (const flight of server.flights) {
        if (flight.node !== fate || flight.landed) continue;
        floors.crashesAfterIntent += 1;
        flight.cancelled = rng().chance(0.5);
        // A picture that the dead had not read by then never left its machine, and the call with it.
        if (!flight.cancelled) void world.sleep(rng().below(LATEST_ARRIVAL_MS), alive).then(flight.land).catch((error: unknown) => {
          if (!(error instanceof Crashed)) throw error;
        });
      }
      server.flights = server.flights.filter((flight) => flight.node !== fate);
    },
  };

  function troubled(account: Account, fate: Fate): Connector {
    const channel = sandboxConnector(account, { db: server.ground.db, clock: world.view(alive), newId, addressOf: (path) => `https://channel.example${path}` });
    const { find, read, edit, remove } = channel;
    const listens = (): void => {
      if (faults() && rng().chance(0.15)) throw new NoAnswerError('no answer');
    };
    return {
      class: channel.class,
      post: (call) => through(account, call.key, fate, () => channel.post(call)),
      find: find === null ? null : async (call, taken) => {
        listens();
        return find(call, taken);
      },
      read: read === null ? null : async (post) => {
        listens();
        return read(post);
      },
      edit: edit === null ? null : (post, call) => {
        watchChange(server, account, call.key, post.remoteId, call.payload);
        return through(account, call.key, fate, () => edit(post, call));
      },
      remove: remove === null ? null : (post) => {
        const key = keyOfRemoval(server, account, post.remoteId);
        watchChange(server, account, key, post.remoteId, null);
        return through(account, key, fate, () => remove(post));
      },
    };
  }

  async function through(account: Account, key: string, fate: Fate, carryOut: () => Promise<PostOutcome>): Promise<PostOutcome> {
    watchCall(server, account, key, world.now());
    floors.calls += 1;
    const clear = !faults();
    const trouble = clear ? 1 : rng().next();
    if (trouble < 0.06) return { kind: 'failed', reason: 'channel-failed' };
    if (trouble < 0.08) return { kind: 'refused', reason: 'channel-refused' };
    const answer: { value: PostOutcome | null } = { value: null };
    const flight: Flight = {
      key, node: fate, account: account.id, since: world.now(), landed: false, cancelled: trouble < 0.16,
      land: async () => {
        if (flight.landed || flight.cancelled) return;
        flight.landed = true;
        answer.value = await carryOut();
        if (answer.value.kind === 'posted') server.done.add(key);
      },
    };
    server.flights.push(flight);
    const over = (): void => {
      server.flights = server.flights.filter((each) => each !== flight);
    };
    // Now and then it takes longer than is waited for, and is carried out all the same: most often where a list will be believed.
    const late = channelProfile(account.channel).connector === 'listable' ? 0.2 : 0.1;
    const takes = clear ? 0 : rng().chance(late) ? CALL_MS + rng().below(LATEST_ARRIVAL_MS) : rng().below(rng().chance(0.4) ? 28_000 : 5_000);
    void world.sleep(CALL_MS + LATEST_ARRIVAL_MS, alive).then(over);
    if (!clear) disturb(fate, takes);
    if (takes > 0) await world.sleep(takes, alive);
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
      void world.sleep(LEASE_MS + rng().below(60_000), fate).then(() => {
        node.paused = false;
      });
    }
  }
}
