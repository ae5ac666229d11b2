import { v7 } from 'uuid';
import { expect } from 'vitest';
import { type Backend, type BackendConfig, startBackend } from '../../src/backend/index.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { type TestCore, testCore } from './core.ts';

const TOKEN = 'a-token-for-the-whole-newsroom';
const running = new Set<Backend>();

/** A server of the sample newsroom, on which everybody may act with one token. To be closed by {@link closeServers}. */
export async function serve(config: Pick<BackendConfig, 'store'> & Partial<BackendConfig>): Promise<Backend> {
  const members = SAMPLE_WORKSPACE.members.map(({ id }) => id);
  const backend = await startBackend({ workspace: SAMPLE_WORKSPACE, tokens: [{ token: TOKEN, members }], channelOptions: { pollMs: 50, settleMs: 20 }, ...config });
  running.add(backend);
  return backend;
}

export async function closeServer(backend: Backend): Promise<void> {
  running.delete(backend);
  await backend.close();
}

export async function closeServers(): Promise<void> {
  for (const backend of running) await closeServer(backend);
}

/** A desktop of that newsroom, with ids and a clock as in use. */
export function deskAt({ url }: Backend, options: Parameters<typeof testCore>[0] = {}): Promise<TestCore> {
  return testCore({ clock: { ...systemClock, advance: () => undefined }, newId: () => v7(), random: Math.random, backend: { url, token: TOKEN }, ...options });
}

/** Waits until it is in step with its server, but for so many entries that have to wait. */
export async function settled({ running: core }: TestCore, waiting = 0): Promise<void> {
  core.sync.now();
  const stand = (): unknown => ({ connection: core.sync.status().connection, waiting: core.sync.status().waiting });
  await expect.poll(stand, { timeout: 30_000 }).toEqual({ connection: 'online', waiting });
}
