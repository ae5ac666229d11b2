import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackendInbound, type BackendOutbound } from '#shared/contract/process-contract.ts';
import { startBackend, type Backend } from './index.ts';

/**
 * The backend inside the app: a utility process of the shell, on the loopback interface, with its
 * tables in the newsroom's folder. It knows nothing of the shell but this port.
 */
type ParentPort = {
  readonly on: (event: 'message', listener: (message: { readonly data: unknown }) => void) => unknown;
  readonly postMessage: (message: BackendOutbound) => void;
};

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (port === undefined) throw new Error('This program is started by the app; for a server of its own use main.js');

let running: Promise<Backend | null> = Promise.resolve(null);

port.on('message', ({ data }) => {
  const message = BackendInbound.safeParse(data);
  if (!message.success) return;
  switch (message.data.type) {
    case 'init': {
      const init = message.data;
      running = running.then((backend) => backend ?? start(init)).catch((error: unknown) => fail(error));
      return;
    }
    case 'shutdown':
      void running.then((backend) => backend?.close()).finally(() => {
        port.postMessage({ type: 'shut-down' });
        process.exit(0);
      });
  }
});

async function start(init: Extract<BackendInbound, { type: 'init' }>): Promise<Backend> {
  const config = { store: { kind: 'folder', dataDir: init.dataDir }, workspace: init.workspace, tokens: init.tokens } as const;
  const remembered = await lastPort(init.dataDir);
  // The addresses of posts have the port in them: the same one again keeps yesterday's links working.
  const backend = await startBackend({ ...config, port: remembered }).catch((error: unknown) => {
    if (remembered === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startBackend(config);
  });
  await rememberPort(init.dataDir, Number(new URL(backend.url).port));
  port?.postMessage({ type: 'listening', url: backend.url });
  return backend;
}

function fail(error: unknown): null {
  const code = (error as { code?: unknown }).code;
  port?.postMessage({ type: 'failed', reason: `${typeof code === 'string' ? `${code}: ` : ''}${error instanceof Error ? error.message : String(error)}`.slice(0, 2_000) });
  return null;
}

async function lastPort(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'port'), 'utf8').catch(() => '');
  const value = Number(text.trim());
  return Number.isInteger(value) && value > 1024 && value < 65_536 ? value : 0;
}

async function rememberPort(dataDir: string, value: number): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Only a convenience: a full disk must not stop the backend here.
  await writeFile(join(dataDir, 'port'), `${value}\n`, { mode: 0o600 }).catch(() => undefined);
}
