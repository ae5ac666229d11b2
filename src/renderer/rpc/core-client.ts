import { type ClientLink, createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { createContext, useContext } from 'react';
import { coreContract, type CoreContract } from '#shared/contract/core-contract.ts';
import type { Shell } from './bridge.ts';
import { CoreLostError } from './errors.ts';

export type CoreClient = ContractRouterClient<CoreContract>;

/** The window's line to the core: one client for the life of the window, over whichever port is the newest. */
export interface CoreConnection {
  readonly client: CoreClient;
  /** `lost` from the moment the core is gone until a new port is here. */
  readonly state: () => 'connecting' | 'open' | 'lost';
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

interface Session {
  readonly link: ClientLink<Record<never, never>>;
  /** Rejects when the core dies, so that no call waits for an answer that cannot come. */
  readonly lost: Promise<never>;
  readonly lose: () => void;
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function openSession(port: MessagePort, onClosed: () => void): Session {
  const gone = deferred<never>();
  gone.promise.catch(() => undefined);
  const link = new RPCLink({ port, plugins: [new ResponseValidationPlugin(coreContract)] });
  port.addEventListener('close', onClosed);
  port.start();
  return {
    link,
    lost: gone.promise,
    lose: () => {
      gone.reject(new CoreLostError('The core was restarted'));
      port.close();
    },
  };
}

/**
 * Asks the shell for a port and builds the client on it. When the core dies, calls under way fail
 * with the code `core-restarted`, and calls made meanwhile wait for the new port. Answers are
 * parsed by the contract.
 */
export function connectCore(shell: Shell, target: Window): CoreConnection {
  let state: 'connecting' | 'open' | 'lost' = 'connecting';
  let next = deferred<Session>();
  let session: Session | null = null;
  const listeners = new Set<() => void>();
  const enter = (to: typeof state): void => {
    state = to;
    for (const listener of listeners) listener();
  };

  const lose = (): void => {
    if (session === null) return;
    session.lose();
    session = null;
    next = deferred<Session>();
    enter('lost');
  };

  const receive = (event: MessageEvent): void => {
    if (event.source !== target || (event.data as { type?: unknown } | null)?.type !== 'sotong:port') return;
    const port = event.ports[0];
    if (port === undefined) return;
    const opened: Session = openSession(port, () => {
      if (session === opened) lose();
    });
    // A second port while one is open is a fresh line to a core that may be new: calls on the old one still get their answer.
    session = opened;
    next.resolve(opened);
    enter('open');
  };
  target.addEventListener('message', receive);
  const unsubscribe = shell.on('shell:core-restarted', () => {
    lose();
    shell.requestPort();
  });
  shell.requestPort();

  const link: ClientLink<Record<never, never>> = {
    async call(path, input, options) {
      const current = session ?? (await next.promise);
      return Promise.race([current.link.call(path, input, options), current.lost]);
    },
  };
  return {
    client: createORPCClient<CoreClient>(link),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      target.removeEventListener('message', receive);
      unsubscribe();
      lose();
    },
  };
}

export const CoreContext = createContext<CoreConnection | null>(null);

export function useConnection(): CoreConnection {
  const connection = useContext(CoreContext);
  if (connection === null) throw new Error('No core around this component');
  return connection;
}

/** The core's calls. A refusal is an error with a code (rpc/errors.ts). */
export function useCore(): CoreClient {
  return useConnection().client;
}
