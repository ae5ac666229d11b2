import type { KyselyPlugin, RootOperationNode } from 'kysely';
import { sandboxConnector } from '#backend/connectors/sandbox.ts';
import type { Store } from '#backend/db/store.ts';
import { pushLog } from '#backend/log/push.ts';
import { publishWorker } from '#backend/publish/worker.ts';
import { backendLogger } from '#backend/telemetry/logger.ts';
import { NO_METER } from '#backend/telemetry/meter.ts';
import type { PushOutcome } from '#shared/contract/backend-contract.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { groundOf, storeOf } from '../simulation/newsroom/server-store.ts';
import { countingIds } from './core.ts';
import { manualClock } from './manual-clock.ts';

const EVERYBODY = SAMPLE_WORKSPACE.members.map(({ id }) => id);

/** The log and the queue alone, without HTTP around them, on tables in memory. */
export type BareLog = {
  readonly push: (entries: readonly Entry[]) => Promise<PushOutcome[]>;
  /** Everything that is due, and what falls due by that within minutes. */
  readonly publish: () => Promise<void>;
  /** All that a push may change, as it stands. */
  readonly tables: () => Readonly<Record<string, readonly unknown[]>>;
};

/** Two of them that are given the same are the same, ids and hashes included. */
export function bareLog(): BareLog {
  const ground = groundOf(null);
  const newId = countingIds(9);
  ground.raw.prepare('insert into log_head (seq, epoch, workspace) values (0, ?, ?)').run(newId(), SAMPLE_WORKSPACE.id);
  const store = storeOf(ground, { alive: true, left: null }, true, new Set());
  const clock = manualClock();
  const push = pushLog({ store, workspace: SAMPLE_WORKSPACE, clock, newId });
  const worker = publishWorker({
    store, workspace: SAMPLE_WORKSPACE, clock, newId, random: () => 0.5, crashPoint: () => undefined, log: backendLogger(undefined), meter: NO_METER,
    timing: { callTimeoutMs: 30_000, leaseMs: 90_000, settleMs: 5_000, pollMs: 15_000 },
    connectorOf: async (id) => {
      const account = SAMPLE_WORKSPACE.accounts.find((each) => each.id === id);
      return account === undefined ? null : sandboxConnector(account, { db: store.db, clock, newId, addressOf: (path) => `https://channel.example${path}` });
    },
  });
  return {
    push: async (entries) => (await push(EVERYBODY, entries)).outcomes,
    publish: async () => {
      for (let round = 0; round < 3; round += 1) {
        await worker.work();
        clock.advance(60_000);
      }
    },
    tables: () => Object.fromEntries(['log_head', 'log', 'publications', 'holds', 'settings'].map((table) => [table, ground.raw.prepare(`select * from ${table} order by 1, 2`).all()])),
  };
}

/** Statements by what they do, `select` and `insert into log` for example. */
export type Asked = Map<string, number>;

/** A store whose statements are counted. */
export function counted(store: Store, asked: Asked): Store {
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      const name = nameOf(node);
      asked.set(name, (asked.get(name) ?? 0) + 1);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = store.db.withPlugin(counter);
  return { ...store, db, transaction: (run) => db.transaction().execute((trx) => run(trx, async () => undefined)) };
}

function nameOf(node: RootOperationNode): string {
  const into = node.kind === 'InsertQueryNode' ? (node.into?.table.identifier.name ?? '') : '';
  return `${node.kind.replace('QueryNode', '').toLowerCase()}${into === '' ? '' : ` into ${into}`}`;
}
