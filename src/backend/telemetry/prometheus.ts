import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import { readHead } from '../log/read.ts';
import type { Meter } from './meter.ts';

/** Upper bounds in seconds: from a lookup in a warm table to a push of 500 long entries. */
const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];

/**
 * Figures in Prometheus's form; docs/operating.md lists them. Labels are names of ours (routes, states,
 * outcomes), so that their number is small and nothing of a person or a text is in them.
 */
export function prometheusMeter(store: Store, clock: Clock): { readonly meter: Meter; readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>; } {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({ name: 'sotong_http_requests_total', help: 'Requests answered', labelNames: ['method', 'route', 'status'], registers });
  const seconds = new Histogram({ name: 'sotong_http_request_duration_seconds', help: 'From a request’s headers to the end of its answer; open streams are left out', labelNames: ['method', 'route'], buckets: REQUEST_BUCKETS, registers });
  const limited = new Counter({ name: 'sotong_http_limited_total', help: 'Requests refused because somebody asked too much', labelNames: ['by'], registers });
  const streams = new Gauge({ name: 'sotong_streams_open', help: 'Streams that are open now', registers });
  const entries = new Counter({ name: 'sotong_push_entries_total', help: 'Entries that were handed over, by what came of them', labelNames: ['result'], registers });
  const attempts = new Counter({ name: 'sotong_publish_attempts_total', help: 'Calls to channels, by how they ended', labelNames: ['outcome'], registers });
  const calls = new Histogram({ name: 'sotong_publish_attempt_duration_seconds', help: 'How long a call to a channel took', buckets: CALL_BUCKETS, registers });
  const reclaimed = new Counter({ name: 'sotong_leases_reclaimed_total', help: 'Publications taken back from a worker that died or was too late', registers });
  duringScrape(store, clock, registers);
  return {
    meter: {
      request: (method, route, status, took) => {
        requests.inc({ method, route, status: String(status) });
        if (!route.endsWith('/stream')) seconds.observe({ method, route }, took);
      },
      limited: (by) => limited.inc({ by }),
      streams: (change) => streams.inc(change),
      pushed: (outcomes) => {
        for (const { result } of outcomes) entries.inc({ result });
      },
      attempted: (outcome, took) => {
        attempts.inc({ outcome });
        calls.observe(took);
      },
      reclaimed: (count) => reclaimed.inc(count),
    },
    metrics: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

/** What is read from the tables when somebody asks, and is therefore the same on every node. */
function duringScrape(store: Store, clock: Clock, registers: Registry[]): void {
  new Gauge({
    name: 'sotong_log_head', help: 'The newest number of the log', registers,
    async collect() {
      this.set((await readHead(store.db)).seq);
    },
  });
  new Gauge({
    name: 'sotong_publications', help: 'Publications by where they stand', labelNames: ['state'], registers,
    async collect() {
      this.reset();
      const rows = await store.db.selectFrom('publications').select((column) => ['state', column.fn.countAll().as('count')]).groupBy('state').execute();
      for (const { state, count } of rows) this.set({ state }, Number(count));
    },
  });
  new Gauge({
    name: 'sotong_publish_overdue_seconds', help: 'For how long the oldest publication that nobody has taken up has been due; 0 when none is', registers,
    async collect() {
      const row = await store.db.selectFrom('publications').select((column) => column.fn.min('next_at').as('due')).where('lease_until', 'is', null).executeTakeFirst();
      this.set(row?.due == null ? 0 : Math.max(0, clock.now() - Number(row.due)) / 1000);
    },
  });
  new Gauge({
    name: 'sotong_listening', help: '1 while this process hears what the others announce', registers,
    collect() {
      this.set(store.listening() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'sotong_database_connections', help: 'Connections to the database, and callers that wait for one', labelNames: ['state'], registers,
    collect() {
      const pool = store.pool();
      if (pool === null) return;
      this.set({ state: 'open' }, pool.total);
      this.set({ state: 'idle' }, pool.idle);
      this.set({ state: 'waited-for' }, pool.waiting);
    },
  });
}
