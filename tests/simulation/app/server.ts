import { ENTRY_SCHEMA } from '../../../src/shared/sync/schema.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import type { Entry, LogEntry } from '../../../src/shared/sync/entry.ts';
import { type SandboxPost, postsOf } from '../../e2e/support/newsroom.ts';
import { ownDatabase } from '../../e2e/support/own-database.ts';
import { type StandaloneBackend, startStandaloneBackend } from '../../e2e/support/standalone-backend.ts';
import type { CalledChannel, Manner } from './schedule.ts';

/** A worker that is gone keeps what it had taken for a minute and a half: a machine that was down for longer finds it let go. */
const DOWN_MS = 100_000;

/** `postgres`: two nodes on one database; `pglite`: one, with its tables in its folder. */
export type StoreKind = 'postgres' | 'pglite';

/** The server's real processes, which die and start again while its data stays. */
export interface Server {
  readonly store: StoreKind;
  readonly token: string;
  /** Where the doctor looks. */
  readonly data: string;
  readonly databaseUrl: string;
  /** Ports of the nodes that answer, as a load balancer knows them. */
  readonly ports: () => readonly number[];
  readonly nodes: number;
  readonly killNode: (node: number) => Promise<void>;
  readonly killAll: () => Promise<void>;
  /** Kills the one node that may publish, of those that are up, and lets the others go on. */
  readonly onlyOneWorks: () => { readonly kill: () => Promise<void> };
  readonly startAll: () => Promise<void>;
  /** The server's machines are down for longer than a worker keeps what it has taken. */
  readonly laterOn: () => void;
  readonly behave: (channel: CalledChannel, manner: Manner | 'slow', times?: number) => Promise<void>;
  readonly log: () => Promise<readonly Entry[]>;
  /** What each channel has, as it recorded it itself. */
  readonly posts: () => Promise<ReadonlyMap<string, readonly SandboxPost[]>>;
  readonly dispose: () => Promise<void>;
}

const ACCOUNTS: Readonly<Record<CalledChannel, string>> = { X: accountOf('x'), 블로그: accountOf('blog') };

function accountOf(channel: string): string {
  return SAMPLE_WORKSPACE.accounts.find((account) => account.channel === channel)?.id ?? '';
}

/** Two nodes where there is a PostgreSQL, else, or where that is asked for, one with a store of its own. */
export async function startServer(wanted: StoreKind): Promise<Server> {
  const found = wanted === 'postgres' ? await ownDatabase('simulation') : { unavailable: 'not asked for' };
  const database = 'url' in found ? found : { url: '', drop: () => Promise.resolve() };
  const first = await startStandaloneBackend(database.url);
  const nodes: readonly StandaloneBackend[] = database.url === '' ? [first] : [first, await startStandaloneBackend(database.url, { tokens: first.tokenFile })];
  const up = new Set(nodes);
  let ahead = 0;

  const kill = async (node: StandaloneBackend): Promise<void> => {
    up.delete(node);
    await node.kill();
  };
  const nodeOf = (index: number): StandaloneBackend => nodes[index % nodes.length] ?? first;
  const anyUp = (): StandaloneBackend => {
    const [node] = up;
    if (node === undefined) throw new Error('No node of the server is up');
    return node;
  };
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${anyUp().url}${path}`, { ...init, headers: { authorization: `Bearer ${first.token}`, 'content-type': 'application/json' } });
    if (!answer.ok) throw new Error(`${path} was answered with ${String(answer.status)}`);
    return answer.json();
  };
  const killAll = async (): Promise<void> => {
    await Promise.all(nodes.map(kill));
  };
  return {
    store: database.url === '' ? 'pglite' : 'postgres',
    token: first.token,
    data: first.data,
    databaseUrl: database.url,
    ports: () => [...up].map(({ url }) => Number(new URL(url).port)),
    nodes: nodes.length,
    killNode: (index) => kill(nodeOf(index)),
    killAll,
    onlyOneWorks: () => {
      const worker = anyUp();
      const others = [...up].filter((node) => node !== worker);
      for (const other of others) {
        up.delete(other);
        other.pause();
      }
      return {
        kill: async () => {
          await kill(worker);
          for (const other of others) {
            other.resume();
            up.add(other);
          }
        },
      };
    },
    startAll: async () => {
      for (const node of nodes.filter((each) => !up.has(each))) {
        await node.restart(ahead);
        up.add(node);
      }
    },
    laterOn: () => {
      ahead += DOWN_MS;
    },
    behave: (channel, manner, times = 1) => anyUp().behave(ACCOUNTS[channel], { mode: manner, times }),
    log: async () => {
      const { epoch } = (await call('/v1/hello', { method: 'POST', body: JSON.stringify({ app: 'simulation', schema: ENTRY_SCHEMA, device: SAMPLE_WORKSPACE.id }) })) as { readonly epoch: string };
      const log: Entry[] = [];
      for (;;) {
        const { entries, head } = (await call(`/v1/changes?epoch=${epoch}&after=${String(log.length)}&limit=500`)) as { readonly entries: readonly LogEntry[]; readonly head: number };
        log.push(...entries.map(({ entry }) => entry));
        if (log.length >= head) return log;
      }
    },
    posts: async () => new Map(await Promise.all(SAMPLE_WORKSPACE.accounts.map(async ({ id }) => [id, await postsOf(anyUp().url, id)] as const))),
    dispose: async () => {
      for (const node of nodes) await node.dispose();
      await database.drop();
    },
  };
}
