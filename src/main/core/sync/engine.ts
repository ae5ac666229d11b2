import type { Connection, SyncStatus } from '#shared/contract/views.ts';
import { retryDelay } from '#shared/sync/backoff.ts';
import { agreedSchema, ENTRY_SCHEMA, type SchemaRange } from '#shared/sync/schema.ts';
import type { Account } from '../account/account.ts';
import type { Core } from '../core.ts';
import { getMeta, setMeta } from '../workspace/state.ts';
import { downloadAssets, uploadAssets, wantMissingAgain } from './assets.ts';
import { type BackendClient, connectBackend } from './backend-client.ts';
import { countSyncItems } from './items.ts';
import { applyOutcomes, countWaiting, putBack, recoverSending, takeBatch } from './outbox.ts';
import { cursorOf, pullAll } from './pull.ts';
import { adopt, finishJoining, finishResync, joinNewsroom } from './resync.ts';
import { needsPerson, SyncFailure } from './sync-failure.ts';

/** Where the live stream cannot be had or has ended, the server is asked this often (ms). */
const POLL_MS = 15_000;
/** A stream that ends unasked mostly means that the server is gone: this soon (ms) it is looked at, and people are told. */
const STREAM_ENDED_MS = 1_000;
/** A wall clock that has moved against the one that only goes forward by more than this (ms) was put elsewhere, or the computer slept. */
const CLOCK_JUMP_MS = 10_000;
/** Half of what a greeting takes is the most that its comparison of clocks may be wrong by (ms). */
const LONGEST_GREETING_MS = 10_000;
/** The shell is asked again for the embedded backend when it has not answered in this time (ms). */
const REQUEST_EMBEDDED_LIMIT_MS = 60_000;

export interface Target {
  readonly url: string;
  readonly token: string;
}

export interface SyncEngine {
  readonly status: () => SyncStatus;
  /** The server that was set; null: the one inside the app. */
  readonly remoteUrl: () => string | null;
  readonly setOnline: (online: boolean) => SyncStatus;
  /** The line to the server while one stands; null without one. */
  readonly client: () => BackendClient | null;
  /** Tries at once, whatever the waiting time. */
  readonly now: () => SyncStatus;
  /** Something waits to be sent. */
  readonly kick: () => void;
  /** Another backend was set; null: the embedded one. */
  readonly retarget: (target: Target | null) => void;
  readonly embeddedStarted: (target: Target) => void;
  readonly embeddedFailed: (reason: string) => void;
  /** The computer woke up: what was a connection may be none any more. */
  readonly resumed: () => void;
  /** Somebody signed in or out: what was agreed with the server so far counts no more. */
  readonly reconnect: () => void;
  readonly stop: () => Promise<void>;
}

export interface SyncOptions {
  readonly target: Target | null;
  readonly account: Pick<Account, 'tokenFor' | 'renew'>;
  /** Asks the shell for the backend that comes with the app. */
  readonly requestEmbedded: () => void;
  /** Makes revisions of drafts that others have an earlier revision of, before anything is sent. */
  readonly beforePush: () => void;
  /** How a backend is reached. Default: over HTTP. */
  readonly connect?: (target: Target, hungUp: AbortSignal) => BackendClient;
  /** The versions of entries that it speaks. Default: all that this build knows. */
  readonly schema?: SchemaRange | undefined;
}

/**
 * Keeps this device and the backend the same, in one run at a time: hello, push what waits, pull
 * what is new, then listen. Nothing of it is needed to work; every failure is a state, with the
 * time of the next try.
 */
export function createSyncEngine(core: Core, options: SyncOptions): SyncEngine {
  const connect = options.connect ?? connectBackend;
  const schema = options.schema ?? ENTRY_SCHEMA;
  let remote = options.target;
  let embedded: Target | null = null;
  let embeddedAsked = false;
  let online = getMeta(core.db.read, 'sync.online') !== '0';
  let connection: Connection = online ? 'idle' : 'offline-by-choice';
  /** From a failure until a connection stands: while it is tried again, nothing is known to go through. */
  let lineDown = !online;
  let error: string | null = null;
  let attempts = 0;
  /** A new access token was fetched and has not yet proved good: a second 401 is no matter of its age. */
  let renewed = false;
  let nextTryAt: number | null = null;
  let toReceive = 0;
  let clockSkewMs = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let session: { readonly client: BackendClient; readonly epoch: string; readonly actsFor: readonly string[]; readonly clockStart: number } | null = null;
  /** Ends every call of the connection that stands or is being made; aborted once it is hung up. */
  let line = new AbortController();
  let cancelTimer: (() => void) | null = null;

  core.lineDown = () => lineDown;
  // A newsroom that can only be read has nothing to send and nowhere to put what comes.
  const readOnly = core.db.readOnly;
  if (!readOnly) {
    recoverSending(core);
    wantMissingAgain(core);
  }

  function tell(): void {
    core.live.publish([{ topic: 'sync', id: null }]);
  }

  function become(next: Connection, why: string | null = null): void {
    if (connection === next && error === why) return;
    connection = next;
    error = why;
    const wasDown = lineDown;
    lineDown = next === 'connecting' ? lineDown : next === 'unreachable' || next === 'refused' || next === 'offline-by-choice';
    tell();
    // Who may approve without a connection is another question than who may with one.
    if (lineDown !== wasDown) core.live.publish([{ topic: 'review', id: null }]);
  }

  function wait(ms: number, then: () => void): void {
    cancelTimer?.();
    nextTryAt = core.clock.now() + ms;
    cancelTimer = core.clock.after(ms, () => {
      cancelTimer = null;
      nextTryAt = null;
      then();
    });
  }

  function hangUp(): void {
    cancelTimer?.();
    cancelTimer = null;
    nextTryAt = null;
    toReceive = 0;
    line.abort();
    line = new AbortController();
    session = null;
  }

  /** What the wall clock says of the moment at which the other one began (ms): the same for as long as nobody moves it. */
  function clockStart(): number {
    return core.clock.now() - core.clock.monotonic();
  }

  /** Starts a run, or makes the one under way go round once more. */
  function start(): void {
    if (stopped || !online || readOnly) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = run()
      .catch((thrown: unknown) => core.log('error', `sync: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`))
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          start();
        }
      });
  }

  async function run(): Promise<void> {
    const target = remote ?? embedded;
    if (target === null) {
      become('connecting');
      if (!embeddedAsked) {
        embeddedAsked = true;
        wait(REQUEST_EMBEDDED_LIMIT_MS, () => {
          embeddedAsked = false;
          start();
        });
        options.requestEmbedded();
      }
      return;
    }
    const { signal } = line;
    try {
      // A clock that was put elsewhere is compared with the server's anew: what expires is judged by that.
      if (session !== null && Math.abs(clockStart() - session.clockStart) > CLOCK_JUMP_MS) session = null;
      session ??= await greet(target);
      const { client, epoch, actsFor } = session;
      await exchange(client, epoch, actsFor);
      attempts = 0;
      renewed = false;
      core.write((unit) => setMeta(unit, 'sync.last', core.now()));
      become('online');
      listen(client, epoch);
    } catch (thrown) {
      // Who hung up meanwhile has said what comes next.
      if (stopped || !online || signal.aborted) return;
      await recover(thrown);
    }
  }

  /** An access token lives for minutes: a new one is fetched and the run goes round again. Everything else is a failure. */
  async function recover(thrown: unknown): Promise<void> {
    if (remote === null || renewed || !(thrown instanceof SyncFailure) || thrown.code !== 'unauthorized') return failed(thrown);
    hangUp();
    const { signal } = line;
    let failure = thrown;
    try {
      renewed = await options.account.renew(remote.url);
    } catch (refused) {
      failure = refused instanceof SyncFailure ? refused : thrown;
    }
    if (signal.aborted) return;
    if (renewed) again = true;
    else failed(failure);
  }

  async function greet(target: Target): Promise<NonNullable<typeof session>> {
    become('connecting');
    const { signal: hungUp } = line;
    const client = connect({ url: target.url, token: options.account.tokenFor(target.url) ?? target.token }, hungUp);
    const [began, asked] = [clockStart(), core.clock.monotonic()];
    const { device } = core.state();
    const hello = await client.call((api, signal) => api.hello({ app: `Sotong ${core.appVersion}`, schema, device }, { signal }));
    hungUp.throwIfAborted();
    if (agreedSchema(schema, { min: hello.schema, max: hello.schema }) === null) throw new SyncFailure('schema-mismatch', String(hello.schema));
    if (hello.workspace.id !== core.state().workspace.id) joinNewsroom(core, hello);
    const took = core.clock.monotonic() - asked;
    // Over an answer that took long, or a clock that was moved meanwhile (a computer that slept), nothing is compared: the next run asks anew.
    const comparable = took <= LONGEST_GREETING_MS && Math.abs(clockStart() - began) <= CLOCK_JUMP_MS;
    if (comparable) clockSkewMs = Date.parse(hello.serverTime) - (core.clock.now() - took / 2);
    adopt(core, { ...hello, skewMs: comparable ? clockSkewMs : core.state().skewMs });
    return { client, epoch: hello.epoch, actsFor: hello.actsFor, clockStart: comparable ? clockStart() : Number.NEGATIVE_INFINITY };
  }

  /** Said with each page, so that joining a newsroom of years shows how far it is. */
  function receiving(entries: number): void {
    toReceive = entries;
    tell();
  }

  async function exchange(client: BackendClient, epoch: string, actsFor: readonly string[]): Promise<void> {
    become('syncing');
    // Pulled first where another log begins: only then is it known what that log lacks.
    await pullAll(core, client, epoch, receiving);
    await downloadAssets(core, client);
    finishResync(core);
    options.beforePush();
    for (;;) {
      const batch = takeBatch(core, actsFor);
      if (batch.entries.length === 0) break;
      try {
        await uploadAssets(core, client, batch.assets);
        const { outcomes } = await client.call((api, signal) => api.push({ epoch, entries: [...batch.entries] }, { signal }));
        applyOutcomes(core, batch, outcomes);
      } catch (thrown) {
        putBack(core, batch);
        throw thrown;
      }
    }
    await pullAll(core, client, epoch, receiving);
    await downloadAssets(core, client);
    finishJoining(core);
  }

  let listening = false;

  /** Waits for word of more; when the stream ends, asks from time to time instead. */
  function listen(client: BackendClient, epoch: string): void {
    if (session?.client !== client) return;
    wait(POLL_MS, start);
    if (listening) return;
    listening = true;
    const { signal } = line;
    void (async () => {
      try {
        for await (const { head } of await client.stream(epoch, signal)) {
          if (stopped || signal.aborted) break;
          if (head > cursorOf(core)) start();
        }
      } catch (thrown) {
        if (!signal.aborted) core.log('info', `sync: the stream ended: ${String(thrown)}`);
      } finally {
        listening = false;
        if (!stopped && !signal.aborted) {
          // Another server may answer next time, a newer one even: it is greeted anew.
          session = null;
          wait(STREAM_ENDED_MS, start);
        }
      }
    })();
  }

  function failed(thrown: unknown): void {
    const failure = thrown instanceof SyncFailure ? thrown : new SyncFailure('internal', thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    core.log('warn', `sync: ${failure.code}: ${failure.message}`);
    const wasOther = failure.code === 'epoch-changed';
    hangUp();
    attempts += 1;
    if (needsPerson(failure.code)) return become('refused', failure.code);
    if (remote === null && failure.code === 'backend-unreachable') {
      // The embedded backend may have ended: it is asked for anew.
      embedded = null;
      embeddedAsked = false;
    }
    become('unreachable', failure.code);
    wait(wasOther ? 0 : retryDelay(attempts, core.random(), failure.retryAfterMs), start);
    tell();
  }

  function status(): SyncStatus {
    const { problems, byHand } = countSyncItems(core);
    return {
      connection,
      backend: { kind: remote === null ? 'embedded' : 'remote', url: (remote ?? embedded)?.url ?? '' },
      waiting: countWaiting(core),
      toReceive,
      problems,
      byHand,
      lastSyncAt: getMeta(core.db.read, 'sync.last'),
      nextTryAt: nextTryAt === null || connection === 'online' ? null : new Date(nextTryAt).toISOString(),
      error,
      clockSkewMs,
    };
  }

  function retarget(target: Target | null): void {
    hangUp();
    remote = target;
    attempts = 0;
    renewed = false;
    if (online) become('idle');
    tell();
    if (target !== null) start();
  }

  function tryNow(): void {
    renewed = false;
    attempts = 0;
    cancelTimer?.();
    cancelTimer = null;
    nextTryAt = null;
    embeddedAsked = false;
    start();
  }

  // What was left by the last run goes out; a newsroom with nothing to send needs no backend yet.
  if (online && (remote !== null || countWaiting(core) > 0)) core.clock.after(0, start);

  return {
    status,
    remoteUrl: () => remote?.url ?? null,
    client: () => session?.client ?? null,
    setOnline: (next) => {
      online = next;
      core.write((unit) => setMeta(unit, 'sync.online', next ? '1' : '0'));
      if (next) {
        become('idle');
        tryNow();
      } else {
        hangUp();
        become('offline-by-choice');
      }
      return status();
    },
    now: () => {
      tryNow();
      return status();
    },
    kick: () => {
      // After a failure the waiting time stands: typing on must not become a storm of tries.
      if (cancelTimer !== null && (connection === 'unreachable' || connection === 'connecting')) return;
      if (connection === 'refused') return;
      start();
    },
    retarget,
    embeddedStarted: (target) => {
      cancelTimer?.();
      cancelTimer = null;
      nextTryAt = null;
      embedded = target;
      start();
    },
    embeddedFailed: (reason) => {
      embeddedAsked = false;
      if (online && remote === null) failed(new SyncFailure('backend-unreachable', `the embedded backend did not start: ${reason}`));
    },
    resumed: () => {
      hangUp();
      if (online && connection !== 'idle') tryNow();
    },
    reconnect: () => retarget(remote),
    stop: async () => {
      stopped = true;
      hangUp();
      await running;
    },
  };
}
