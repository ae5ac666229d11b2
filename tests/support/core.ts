import { createRouterClient, ORPCError } from '@orpc/server';
import type { RouterClient } from '@orpc/server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Clock } from '../../src/main/core/clock.ts';
import type { CoreRouter } from '../../src/main/core/router.ts';
import { createRouter } from '../../src/main/core/router.ts';
import type { CoreOptions, RunningCore } from '../../src/main/core/start-core.ts';
import { startCore } from '../../src/main/core/start-core.ts';
import { blocksFromText } from '../../src/shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import type { ChannelId, Id, Language } from '../../src/shared/domain/ids.ts';

export const [WRITER = '', EDITOR = '', TRANSLATOR = ''] = SAMPLE_WORKSPACE.members.map((member) => member.id);

export function accountFor(channel: ChannelId): Id {
  const account = SAMPLE_WORKSPACE.accounts.find((candidate) => candidate.channel === channel);
  if (account === undefined) throw new Error(`No account for ${channel}`);
  return account.id;
}

/** Ids that count up, in the form of UUIDs of version 7: the same run makes the same ones. */
export function countingIds(device = 0): () => Id {
  let count = 0;
  return () => {
    count += 1;
    const hex = count.toString(16).padStart(12, '0');
    return `018f5000-0000-7000-${(0x8000 + device).toString(16)}-${hex}`;
  };
}

export interface TestClock extends Clock {
  /** Moves both clocks, and calls what falls due on the way. */
  advance(ms: number): void;
}

/** A clock that moves by a millisecond with each look, so that no two moments are one, and else only when told. */
function testClock(start = Date.UTC(2026, 10, 23, 5, 0, 0)): TestClock {
  let now = start;
  let timers: { readonly at: number; readonly call: () => void }[] = [];
  return {
    now: () => (now += 1),
    monotonic: () => now - start,
    after: (ms, call) => {
      const timer = { at: now + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.call();
      }
      now = Math.max(now, end);
    },
  };
}

export type CoreClient = RouterClient<CoreRouter>;

export interface TestCore {
  readonly running: RunningCore;
  readonly client: CoreClient;
  readonly clock: TestClock;
  readonly dataDir: string;
  readonly logged: readonly string[];
}

const open: RunningCore[] = [];
const folders: string[] = [];

/** A folder that is gone after the test. */
export function tempFolder(name = 'sotong-core-'): string {
  const dir = mkdtempSync(join(tmpdir(), name));
  folders.push(dir);
  return dir;
}

afterEach(async () => {
  for (const core of open.splice(0)) await core.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A core in this process, with its procedures at hand. Closed after the test. */
export async function testCore(options: Partial<CoreOptions> & { readonly device?: number; readonly clock?: TestClock } = {}): Promise<TestCore> {
  const clock = options.clock ?? testClock();
  const dataDir = options.dataDir ?? tempFolder();
  const logged: string[] = [];
  const running = await startCore({
    dataDir, clock, random: () => 0.5, newId: countingIds(options.device), language: 'ko', appVersion: '0.0.0', backend: null, samples: false, lockWaitMs: 0,
    requestEmbedded: () => undefined, log: (level, message) => logged.push(`${level}: ${message}`), ...options,
  });
  open.push(running);
  return { running, client: createRouterClient(createRouter(running)), clock, dataDir, logged };
}

/** Closes one before its test ends, as a restart does. */
export async function closeCore({ running }: TestCore): Promise<void> {
  open.splice(open.indexOf(running), 1);
  await running.close();
}

/** The code of a refusal; what was answered instead, or thrown, makes the test fail with it. */
export async function refusalOf(call: Promise<unknown>): Promise<{ readonly code: string; readonly detail?: string }> {
  try {
    return { code: `answered ${JSON.stringify(await call)}` };
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return error.data as { code: string; detail?: string };
    return { code: `threw ${String(error)}` };
  }
}

export async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await refusalOf(call)).code;
}

/** A story with one variant that has a text of its own. */
export async function storyWith(client: CoreClient, text: string, channel: ChannelId = 'x', language: Language = 'ko'): Promise<{ readonly story: Id; readonly variant: Id }> {
  const { id: story } = await client.stories.create({ title: '겨울철 수도 동파 예방', brief: '', kind: 'administration', purpose: 'information' });
  return { story, variant: await addVariant(client, story, text, channel, language) };
}

export async function addVariant(client: CoreClient, story: Id, text: string, channel: ChannelId = 'x', language: Language = 'ko'): Promise<Id> {
  const [variant = ''] = (await client.variants.add({ story, targets: [{ account: accountFor(channel), language }] })).variants;
  await write(client, variant, text);
  return variant;
}

/** Puts a text into a variant's draft. */
export async function write(client: CoreClient, variant: Id, text: string): Promise<void> {
  const { draftVersion } = await client.variants.get({ id: variant });
  await client.variants.save({ id: variant, draftVersion, patch: { blocks: [...blocksFromText(text)] } });
}

/** Takes a seat and gives the verdict on the variant's head. */
export async function decideAs(client: CoreClient, member: Id, variant: Id, verdict: 'approve' | 'request-changes' | 'revoke', reason = ''): Promise<void> {
  await client.workspace.takeSeat({ member });
  const { head } = await client.variants.get({ id: variant });
  if (head === null) throw new Error('Nothing to decide on');
  await client.review.decide({ decisions: [{ variant, revision: head.id, contentHash: head.contentHash, verdict, reason }] });
}
