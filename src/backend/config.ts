import type { TokenGrant } from '#shared/contract/process-contract.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { SchemaRange } from '#shared/sync/schema.ts';
import type { ProviderConfig } from './accounts/provider.ts';
import type { Clock } from './clock.ts';
import type { StoreLocation } from './db/store.ts';

/** Points of a publication's way at which a test may end the process, to see what a restart makes of it. */
export type CrashPoint = 'after-intent' | 'after-post' | 'after-sent';

/** How the sandbox channels and the worker behave; every field has a sound default. */
export type ChannelOptions = {
  /** How long one call to a channel may take before its outcome is unknown. Default 30 s. */
  readonly callTimeoutMs?: number;
  /** How long a worker may hold a publication before another may take it. Longer than `callTimeoutMs`. Default 90 s. */
  readonly leaseMs?: number;
  /** How long a call that gave no answer is left alone before the channel is looked through: it may still be under way there. Default 5 s. */
  readonly settleMs?: number;
  /** How often the worker looks for something due although nothing woke it. Default 15 s. */
  readonly pollMs?: number;
  /** Called at each crash point. Tests end the process here; nothing else sets it. */
  readonly onCrashPoint?: (point: CrashPoint) => void;
};

/** What one client may ask for. Every field has a sound default. */
export type HttpLimits = {
  /** Requests that a token may make at once, and how many more each second. Default 600 and 60. */
  readonly burst?: number;
  readonly perSecond?: number;
  /** How long a request's headers and body may take to arrive. Default 30 s. */
  readonly requestTimeoutMs?: number;
  /** Open streams of one token. Default 20. */
  readonly streams?: number;
  /** How many guesses at tokens one address has at once; one more each second. Default 30. */
  readonly strangerBurst?: number;
  /** What one address may ask without a token at the doors of accounts. Default 30 at once and one each two seconds. */
  readonly doorBurst?: number;
  readonly doorPerSecond?: number;
};

export type BackendConfig = {
  readonly store: StoreLocation;
  readonly workspace: Workspace;
  readonly tokens: readonly TokenGrant[];
  /** Whether people may sign in with name and password, beside the tokens above. Default false: the app's own backend has one user. */
  readonly accounts?: boolean;
  /** The organisation's own sign-in, beside name and password. Needs `accounts`. Default: none. */
  readonly provider?: ProviderConfig;
  /** `serve` answers clients and publishes nothing, `work` publishes and answers nobody, `all` does both. Default `all`. */
  readonly role?: 'all' | 'serve' | 'work';
  /** Health, readiness and figures at an address of their own, for the operator only. Default: none. */
  readonly ops?: { readonly host: string; readonly port: number };
  /** Where people reach this server, for links to sandbox posts. Default: where it listens. */
  readonly publicUrl?: string;
  /** On stopping: how long it still answers while `/readyz` says no already, so that a load balancer can notice. Default 0 ms. */
  readonly leaveMs?: number;
  /** On stopping: how long requests under way may take. Default 1 s. */
  readonly drainMs?: number;
  /** The versions of entries that it takes: less than it knows while desktops of an earlier release must go on. Default: all. */
  readonly schema?: SchemaRange;
  /** Default 127.0.0.1: nobody outside this machine. */
  readonly host?: string;
  /** Default 0: any free one; the address that came of it is in the answer. */
  readonly port?: number;
  readonly clock?: Clock;
  /** In [0, 1); for the jitter of retries. */
  readonly random?: () => number;
  readonly newId?: () => string;
  readonly channelOptions?: ChannelOptions;
  readonly limits?: HttpLimits;
  /** Takes one line of log each; silent by default. Never gets a secret or a text. */
  readonly log?: (line: string) => void;
  /** Whether the worker runs by itself. Tests switch it off and call `work()`. Default true. */
  readonly autoWork?: boolean;
};
