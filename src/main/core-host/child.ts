import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { join } from 'node:path';

/** A process of ours that is started from the build's folder and speaks over its parent port. */
export interface Child {
  readonly pid: () => number | undefined;
  readonly post: (message: unknown, ports?: MessagePortMain[]) => void;
  readonly kill: () => void;
  /** Asks it to finish its writes; resolves when it is gone. One that has not gone after `timeoutMs` is ended. */
  readonly shutDown: (timeoutMs: number) => Promise<void>;
}

export function startChild(entry: string, name: string, on: { readonly message: (raw: unknown) => void; readonly exit: (code: number) => void; readonly output: (line: string) => void }): Child {
  const child: UtilityProcess = utilityProcess.fork(join(import.meta.dirname, entry), [], {
    serviceName: name,
    stdio: 'pipe',
    // Nothing of the parent's environment that could change how Node loads code goes along.
    env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|ELECTRON_RUN_AS_NODE|DATABASE_URL)$/.test(key))) as Record<string, string>,
  });
  child.on('message', on.message);
  child.on('exit', on.exit);
  child.stdout?.on('data', (data: Buffer) => on.output(data.toString('utf8')));
  child.stderr?.on('data', (data: Buffer) => on.output(data.toString('utf8')));
  return {
    pid: () => child.pid,
    post: (message, ports) => child.postMessage(message, ports),
    kill: () => void child.kill(),
    shutDown: (timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => child.kill(), timeoutMs);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        child.postMessage({ type: 'shutdown' });
      }),
  };
}
