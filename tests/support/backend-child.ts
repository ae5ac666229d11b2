import type { BackendConfig } from '#backend/index.ts';
import { startBackend } from '#backend/index.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';

/** A backend as a process of its own, that can be told (as JSON, its only argument) at which point to die without a word. */
export type ChildOrder = { readonly store: BackendConfig['store']; readonly token: string; readonly crashAt: 'after-intent' | 'after-post' | 'after-sent' | null; readonly role?: BackendConfig['role'] };

const order = JSON.parse(process.argv[2] ?? '') as ChildOrder;

const backend = await startBackend({
  store: order.store,
  workspace: SAMPLE_WORKSPACE,
  role: order.role ?? 'all',
  ops: { host: '127.0.0.1', port: 0 },
  tokens: [{ token: order.token, members: SAMPLE_WORKSPACE.members.map((member) => member.id) }],
  channelOptions: {
    callTimeoutMs: 1_000,
    leaseMs: 1_500,
    settleMs: 20,
    pollMs: 50,
    // Not an exception, not an exit handler: the process is gone.
    onCrashPoint: (point) => {
      if (point === order.crashAt) process.kill(process.pid, 'SIGKILL');
    },
  },
});
process.on('SIGTERM', () => void backend.close().then(() => process.exit(0)));
process.stdout.write(`${backend.url}\nops ${backend.opsUrl}\n`);
