import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import fc from 'fast-check';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../src/main/core/router.ts';
import { createLiveChanges } from '../../../src/main/core/live/changes.ts';
import type { coreContract } from '../../../src/shared/contract/core-contract.ts';
import { codeOf, storyWith, testCore, write } from '../../support/core.ts';

type WindowClient = ContractRouterClient<typeof coreContract>;

/** A window's line to a core: the same adapters as in the app, over a port. */
async function overPort(work: (client: WindowClient) => Promise<void>): Promise<void> {
  const { running } = await testCore();
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(createRouter(running)).upgrade(port1 as never, { context: {} });
  const client: WindowClient = createORPCClient(new RPCLink({ port: port2 as never }));
  port1.start();
  port2.start();
  try {
    await work(client);
  } finally {
    port1.close();
    port2.close();
  }
}

describe('over a window’s port', () => {
  it('a refusal arrives with its code, and wrong input as such', () =>
    overPort(async (client) => {
      await expect(client.stories.get({ id: '018f5000-0000-7000-8000-000000000001' })).rejects.toMatchObject({ code: 'REFUSED', defined: true, data: { code: 'not-found' } });
      await expect(client.stories.get({ id: 'no id' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }));

  it('a file arrives whole', () =>
    overPort(async (client) => {
      const read = await client.imports.read({ fileName: '안내.txt', bytes: new File([new TextEncoder().encode('NEWS\n\n수도 동파 예방 안내\n\n내용입니다.')], '안내.txt') });
      expect(read).toMatchObject({ title: '수도 동파 예방 안내', language: 'ko' });
    }));

  it('changes arrive as they happen', () =>
    overPort(async (client) => {
      const changes = await client.live.changes();
      const { id } = await client.stories.create({ title: '새 글', brief: '', kind: 'administration', purpose: 'information' });
      const seen: string[] = [];
      for await (const change of changes) {
        seen.push(`${change.topic}:${change.id ?? ''}`);
        if (change.topic === 'story') break;
      }
      expect(seen).toContain(`story:${id}`);
    }));

  it('nothing that is sent ends the core', () =>
    overPort(async (client) => {
      const calls = client as unknown as Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>;
      const names = Object.entries({
        stories: ['list', 'create', 'get', 'save', 'duplicate', 'archive'], variants: ['add', 'get', 'save', 'relink', 'archive', 'checkpoint', 'history', 'restore', 'resolve'], media: ['get', 'import'], imports: ['read'],
        review: ['submit', 'decide', 'reason', 'revision', 'comment', 'resolveComment'], translate: ['get', 'save', 'dropOrphans'], publish: ['request', 'act', 'handOver'], sync: ['setOnline', 'retry', 'exportItem', 'discard'], workspace: ['takeSeat'],
      }).flatMap(([group, list]) => list.map((name) => [group, name] as const));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async ([group, name], input) => {
          const error: unknown = await calls[group]?.[name]?.(input).then(() => null, (thrown: unknown) => thrown);
          if (error !== null) expect(error).toMatchObject({ code: expect.stringMatching(/^(BAD_REQUEST|REFUSED)$/) });
        }),
        { numRuns: 400, seed: 3 },
      );
      expect((await client.workspace.get()).seat).toBeTruthy();
    }));
});

describe('a bug inside', () => {
  it('is told as internal, with its trace in the log and not in the answer', async () => {
    const { client, running, logged } = await testCore();
    const { variant } = await storyWith(client, 'x');
    running.core.db.write((tx) => tx.run(`UPDATE variants SET content = 'not json', hash = '' WHERE id = ?`, variant));
    expect(await codeOf(client.variants.get({ id: variant }))).toBe('internal');
    expect(logged.join('\n')).toMatch(/variants\.get: SyntaxError/);
  });
});

describe('live changes', () => {
  it('come once to one who is slow, however often they happened', async () => {
    const live = createLiveChanges();
    const stop = new AbortController();
    const changes = live.subscribe(stop.signal);
    for (let round = 0; round < 100; round += 1) live.publish([{ topic: 'story', id: 'a' }, { topic: 'sync', id: null }]);
    expect([(await changes.next()).value, (await changes.next()).value]).toEqual([{ topic: 'story', id: 'a' }, { topic: 'sync', id: null }]);
    const waiting = changes.next();
    live.publish([{ topic: 'stories', id: null }]);
    expect((await waiting).value).toEqual({ topic: 'stories', id: null });
    const last = changes.next();
    stop.abort();
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it('are told by topic where they are too many', async () => {
    const live = createLiveChanges();
    const changes = live.subscribe(undefined);
    for (let index = 0; index < 2_000; index += 1) live.publish([{ topic: 'variant', id: `v${index}` }]);
    expect((await changes.next()).value).toEqual({ topic: 'variant', id: null });
    live.close();
    expect((await changes.next()).done).toBe(true);
  });
});

describe('a save', () => {
  it('is told to every window', async () => {
    const { client, running } = await testCore();
    const { story, variant } = await storyWith(client, '하나');
    const changes = running.core.live.subscribe(undefined);
    await write(client, variant, '둘');
    const told = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      const { value } = await changes.next();
      told.add(`${value?.topic}:${value?.id ?? ''}`);
    }
    expect([...told].toSorted()).toEqual([`stories:`, `story:${story}`, `variant:${variant}`].toSorted());
    await changes.return();
  });
});
