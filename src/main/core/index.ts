import { RPCHandler } from '@orpc/server/message-port';
import { join } from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import type { CoreInbound as Inbound, CoreOutbound, KeptSession } from '#shared/contract/process-contract.ts';
import { CoreInbound } from '#shared/contract/process-contract.ts';
import { systemClock } from './clock.ts';
import { Refusal } from './refusal.ts';
import { forgetConnections } from './sync/connections.ts';
import { type AskedBy, createRouter } from './router.ts';
import type { RunningCore } from './start-core.ts';
import { lookAt } from './workspace/look.ts';
import { startCore } from './start-core.ts';

/** What a utility process of Electron has as `process.parentPort`: https://www.electronjs.org/docs/latest/api/parent-port */
interface Port {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly Port[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

const parent = (process as unknown as { readonly parentPort?: Port }).parentPort;
if (parent === undefined) throw new Error('The core is started by the app, as a utility process');
const shell = parent;

function tell(message: CoreOutbound): void {
  shell.postMessage(message);
}

function log(level: 'error' | 'warn' | 'info', message: string): void {
  tell({ type: 'log', level, message });
}

let started: Promise<RunningCore> | null = null;
/** Windows that asked before the database was open. */
const early: Port[] = [];
/** What waits until the shell has kept a session, by number. */
const keeping = new Map<number, () => void>();
let keepings = 0;

/** Resolves when the session outlives this process. */
function keepSession(session: KeptSession | null): Promise<void> {
  return new Promise((resolve) => {
    keepings += 1;
    keeping.set(keepings, resolve);
    tell({ type: 'keep-session', number: keepings, session });
  });
}

let handler: RPCHandler<AskedBy> | null = null;
let ports = 0;

function serve(port: Port): void {
  if (handler === null) {
    early.push(port);
    return;
  }
  ports += 1;
  const window = String(ports);
  handler.upgrade(port as unknown as Parameters<typeof handler.upgrade>[0], { context: { window } });
  port.on('close', () => void withCore((core) => core.presence.open(window, null)));
  port.start();
}

async function start(message: Extract<Inbound, { type: 'init' }>): Promise<RunningCore> {
  const core: RunningCore = await startCore({
    dataDir: message.dataDir,
    language: message.language,
    backend: message.backend,
    session: message.session,
    keepSession,
    appVersion: message.appVersion,
    begin: message.begin,
    clock: systemClock,
    random: Math.random,
    newId: () => uuidV7(),
    log,
    spelling: { dictionaries: join(import.meta.dirname, '..', 'dictionaries'), worker: join(import.meta.dirname, 'spelling-worker.js') },
    requestEmbedded: () => tell({ type: 'need-embedded-backend', workspace: core.core.state().workspace }),
  });
  handler = new RPCHandler(createRouter(core));
  for (const port of early.splice(0)) serve(port);
  tell({ type: 'ready' });
  return core;
}

function fatal(error: unknown): void {
  const code = error instanceof Refusal ? error.code : 'internal';
  const detail = error instanceof Error ? (error instanceof Refusal ? (error.detail ?? '') : error.message) : String(error);
  if (code === 'internal' && error instanceof Error) log('error', error.stack ?? error.message);
  tell({ type: 'fatal', code, detail });
}

async function withCore(work: (core: RunningCore) => void | Promise<void>): Promise<void> {
  const core = await started?.catch(() => null);
  if (core !== null && core !== undefined) await work(core);
}

async function receive(message: Inbound, ports: readonly Port[]): Promise<void> {
  switch (message.type) {
    case 'init':
      started ??= start(message);
      await started.catch(fatal);
      return;
    case 'port':
      for (const port of ports) serve(port);
      return;
    case 'backend-changed':
      return withCore((core) => core.sync.retarget(message.backend));
    case 'embedded-started':
      return withCore((core) => core.sync.embeddedStarted({ url: message.url, token: message.token }));
    case 'embedded-failed':
      return withCore((core) => core.sync.embeddedFailed(message.reason));
    case 'session-kept':
      keeping.get(message.number)?.();
      keeping.delete(message.number);
      return;
    case 'file-chosen':
      return withCore((core) => core.tickets.put(message.ticket, message.path));
    case 'resumed':
      forgetConnections();
      return withCore((core) => core.sync.resumed());
    case 'language':
      return withCore((core) => core.setLanguage(message.language));
    case 'look':
      tell({ type: 'looked', number: message.number, looks: message.folders.map(lookAt) });
      return;
    case 'shutdown':
      await withCore((core) => core.close());
      tell({ type: 'shut-down' });
      return;
  }
}

shell.on('message', ({ data, ports }) => {
  const message = CoreInbound.safeParse(data);
  if (!message.success) {
    log('error', `a message that is not in the contract: ${message.error.message}`);
    return;
  }
  receive(message.data, ports).catch((error: unknown) => log('error', error instanceof Error ? (error.stack ?? error.message) : String(error)));
});
