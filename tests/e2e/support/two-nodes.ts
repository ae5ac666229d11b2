import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { ownDatabase } from './own-database.ts';
import { type StandaloneBackend, startStandaloneBackend } from './standalone-backend.ts';

/** Two nodes of one server on one PostgreSQL, behind a plain load balancer. */
export interface TwoNodes {
  /** Of the load balancer: the first node that takes a connection gets it. */
  readonly url: string;
  readonly token: string;
  readonly first: StandaloneBackend;
  readonly second: StandaloneBackend;
  readonly dispose: () => Promise<void>;
}

/** Answers why not where there is no PostgreSQL. */
export async function startTwoNodes(): Promise<TwoNodes | { readonly unavailable: string }> {
  const database = await ownDatabase('nodes');
  if (!('url' in database)) return database;
  const first = await startStandaloneBackend(database.url);
  const second = await startStandaloneBackend(database.url, { tokens: first.tokenFile });
  const balancer = await balance([first, second].map(({ url }) => Number(new URL(url).port)));
  return {
    url: `http://127.0.0.1:${String(balancer.port)}`,
    token: first.token,
    first,
    second,
    dispose: async () => {
      balancer.close();
      await first.dispose();
      await second.dispose();
      await database.drop();
    },
  };
}

/** Hands each connection, byte for byte, to the first of the ports that takes it. */
async function balance(ports: readonly number[]): Promise<{ readonly port: number; readonly close: () => void }> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    const hand = ([port, ...others]: readonly number[]): void => {
      if (port === undefined) return void client.destroy();
      const node = connect(port, '127.0.0.1');
      open.add(node);
      node.once('close', () => open.delete(node));
      node.once('connect', () => {
        node.on('error', () => client.destroy());
        node.once('close', () => client.destroy());
        client.once('close', () => node.destroy());
        client.pipe(node);
        node.pipe(client);
      });
      node.once('error', () => {
        if (node.pending) hand(others);
      });
    };
    hand(ports);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
