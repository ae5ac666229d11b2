import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { type Change, coreContract } from '#shared/contract/core-contract.ts';
import type { Shell } from '#renderer/rpc/bridge.ts';
import { connectCore, type CoreConnection } from '#renderer/rpc/core-client.ts';
import { errorCodeOf } from '#renderer/rpc/errors.ts';
import { followChanges, staleKeys } from '#renderer/rpc/live.ts';

const story = '00000000-0000-7000-8000-000000000001';
const os = implement(coreContract);
const opened: { close: () => void }[] = [];

/** A core on the other end of a real port. `counts` decides what it answers. */
function startCore(counts: () => unknown, changes: AsyncIterable<Change> = (async function* () {})()) {
  return new RPCHandler({
    stories: {
      counts: os.stories.counts.handler(async () => (await counts()) as Record<string, number>),
      archive: os.stories.archive.handler(() => {
        throw new ORPCError('REFUSED', { data: { code: 'disk-full' } });
      }),
    },
    live: { changes: os.live.changes.handler(() => changes as AsyncGenerator<Change, unknown>) },
  } as never);
}

/** A window and a shell that hands out ports to whichever core runs. */
function setUp(first: RPCHandler<Record<never, never>>) {
  const target = new EventTarget() as unknown as Window;
  let core = first;
  let restarted: () => void = () => undefined;
  let requests = 0;
  const shell: Shell = {
    invoke: () => Promise.reject(new Error('not asked here')),
    on: (_event, listener) => {
      restarted = listener as () => void;
      return () => undefined;
    },
    requestPort: () => {
      requests += 1;
      const { port1, port2 } = new MessageChannel();
      opened.push(port1, port2);
      core.upgrade(port1 as never);
      port1.start();
      const message = new Event('message');
      target.dispatchEvent(Object.assign(message, { source: target, data: { type: 'sotong:port' }, ports: [port2] }));
    },
  };
  const connection: CoreConnection = connectCore(shell, target);
  opened.push(connection);
  return {
    connection,
    target,
    requests: () => requests,
    restart: (next: RPCHandler<Record<never, never>>) => {
      core = next;
      restarted();
    },
  };
}

afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

describe('connectCore', () => {
  it('calls the core over the port that it was handed', async () => {
    const { connection } = setUp(startCore(() => ({ all: 3 })));
    expect(await connection.client.stories.counts()).toEqual({ all: 3 });
    expect(connection.state()).toBe('open');
  });

  it('hands a refusal on with its code', async () => {
    const { connection } = setUp(startCore(() => ({})));
    const failure = await connection.client.stories.archive({ id: story, archived: true }).catch((error: unknown) => error);
    expect(errorCodeOf(failure)).toBe('disk-full');
  });

  it('does not believe an answer that breaks the contract', async () => {
    const { connection } = setUp(startCore(() => ({ all: 1 })));
    // A core of another version, whose answers were checked by its own contract.
    const bad = new RPCHandler({ stories: { counts: (await import('@orpc/server')).os.handler(() => ({ all: 'many' })) } } as never);
    const other = setUp(bad);
    await expect(other.connection.client.stories.counts()).rejects.toThrow();
    expect(await connection.client.stories.counts()).toEqual({ all: 1 });
  });

  it('ends the calls under way when the core dies, and goes on with the new one', async () => {
    const never = new Promise<never>(() => undefined);
    let asked: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { connection, restart, requests } = setUp(
      startCore(() => {
        asked();
        return never;
      }),
    );
    const lost = connection.client.stories.counts().catch((error: unknown) => error);
    await arrived;
    restart(startCore(() => ({ all: 7 })));
    expect(errorCodeOf(await lost)).toBe('core-restarted');
    expect(await connection.client.stories.counts()).toEqual({ all: 7 });
    expect(requests()).toBe(2);
  });

  it('takes no port from elsewhere', async () => {
    const { connection, target } = setUp(startCore(() => ({ all: 1 })));
    const { port1, port2 } = new MessageChannel();
    opened.push(port1, port2);
    target.dispatchEvent(Object.assign(new Event('message'), { source: {}, data: { type: 'sotong:port' }, ports: [port2] }));
    target.dispatchEvent(Object.assign(new Event('message'), { source: target, data: null, ports: [port2] }));
    expect(await connection.client.stories.counts()).toEqual({ all: 1 });
  });
});

describe('followChanges', () => {
  it('makes stale what a change touches, and everything after a restart', async () => {
    const queries = new QueryClient();
    queries.setQueryData(['story', story], 1);
    queries.setQueryData(['workspace'], 1);
    const stale = (key: readonly unknown[]): boolean => queries.getQueryState(key)?.isInvalidated === true;
    const until = async (met: () => boolean): Promise<void> => {
      for (;;) {
        if (met()) return;
        await new Promise<void>((resolve) => {
          const stop = queries.getQueryCache().subscribe(() => {
            stop();
            resolve();
          });
        });
      }
    };
    const open = new Promise<void>(() => undefined);
    async function* one(): AsyncGenerator<Change> {
      yield { topic: 'story', id: story };
      await open;
    }
    async function* silent(): AsyncGenerator<Change> {
      await open;
      yield { topic: 'sync', id: null };
    }
    const { connection, restart } = setUp(startCore(() => ({}), one()));
    const end = new AbortController();
    const followed = followChanges(connection, queries, end.signal);
    await until(() => stale(['story', story]));
    expect(stale(['workspace'])).toBe(false);
    restart(startCore(() => ({}), silent()));
    await until(() => stale(['workspace']));
    end.abort();
    await followed;
  });

  it('knows what each change touches', () => {
    expect(staleKeys({ topic: 'variant', id: story })).toContainEqual(['variant', story]);
    expect(staleKeys({ topic: 'variant', id: story })).toContainEqual(['stories']);
    expect(staleKeys({ topic: 'sync', id: null })).toEqual([['sync'], ['publications']]);
    expect(staleKeys({ topic: 'review', id: null })).toEqual([['review']]);
  });
});
