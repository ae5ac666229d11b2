import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { systemClock } from '../../src/main/core/clock.ts';
import { createRouter, type CoreRouter } from '../../src/main/core/router.ts';
import { type RunningCore, startCore } from '../../src/main/core/start-core.ts';
import { plainText } from '../../src/shared/document/plain-text.ts';

/** Which bits of which file of a newsroom are flipped, each in a copy of its own; and what to look at. */
export type FlipOrder = { readonly model: string; readonly folder: string; readonly file: string; readonly bits: readonly number[]; readonly variants: readonly string[]; readonly story: string };
/** What a newsroom with one flipped bit shows; null for what it refuses, with the code of the refusal. */
export type Shown = {
  readonly bit: number;
  readonly opened: boolean;
  readonly restored: boolean;
  readonly texts: readonly (string | null)[];
  readonly codes: readonly string[];
  readonly title: string | null;
  readonly revisions: readonly string[];
};

const order = JSON.parse(process.argv[2] ?? '') as FlipOrder;

for (const bit of order.bits) {
  process.stdout.write(`${JSON.stringify({ begun: bit })}\n`);
  process.stdout.write(`${JSON.stringify(await look(bit))}\n`);
}

async function look(bit: number): Promise<Shown> {
  const dir = mkdtempSync(join(order.folder, 'flip-'));
  const dataDir = join(dir, 'newsroom');
  mkdirSync(dataDir);
  for (const file of ['newsroom.db', 'newsroom.db-wal', 'newsroom.json']) if (existsSync(join(order.model, file))) copyFileSync(join(order.model, file), join(dataDir, file));
  const bytes = readFileSync(join(dataDir, order.file));
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(join(dataDir, order.file), bytes);
  const running = await startCore({
    dataDir, clock: systemClock, random: Math.random, newId: () => v7(), language: 'ko', appVersion: '0.0.0', backend: null, samples: false, lockWaitMs: 0, requestEmbedded: () => undefined, log: () => undefined,
  }).catch(() => null);
  try {
    return running === null ? { bit, opened: false, restored: false, texts: [], codes: [], title: null, revisions: [] } : { bit, opened: true, ...(await read(running)) };
  } finally {
    await running?.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function read(running: RunningCore): Promise<Omit<Shown, 'bit' | 'opened'>> {
  const client: RouterClient<CoreRouter> = createRouterClient(createRouter(running));
  const codes: string[] = [];
  const refused = (error: unknown): null => {
    codes.push(error instanceof ORPCError && error.code === 'REFUSED' ? (error.data as { code: string }).code : `threw ${String(error)}`);
    return null;
  };
  const texts: (string | null)[] = [];
  for (const id of order.variants) texts.push(await client.variants.get({ id }).then(({ content }) => plainText(content.blocks), refused));
  const title = await client.stories.get({ id: order.story }).then(({ content }) => content.title, () => null);
  const revisions = await client.variants.history({ id: order.variants[0] ?? '' }).then((views) => views.map(({ content }) => plainText(content.blocks)), () => []);
  return { restored: running.notices().length > 0, texts, codes, title, revisions };
}
