import { createRouterClient, type RouterClient } from '@orpc/server';
import { v7 as uuidV7 } from 'uuid';
import { systemClock } from '../../../src/main/core/clock.ts';
import { type CoreRouter, createRouter } from '../../../src/main/core/router.ts';
import { type RunningCore, startCore } from '../../../src/main/core/start-core.ts';

export interface OpenCore {
  readonly running: RunningCore;
  /** The procedures of the contract, with input and output parsed, as a window calls them; only the port is left out. */
  readonly client: RouterClient<CoreRouter>;
}

/** The core on a folder of its own, as the app runs it, in this process and without a backend. */
export async function openCore(dataDir: string): Promise<OpenCore> {
  const running = await startCore({
    dataDir, clock: systemClock, random: Math.random, newId: () => uuidV7(), language: 'ko', appVersion: '0.0.0', backend: null, samples: false,
    requestEmbedded: () => undefined,
    log: (level, message) => {
      if (level === 'error') process.stderr.write(`${message}\n`);
    },
  });
  return { running, client: createRouterClient(createRouter(running)) };
}

/** A newsroom to measure on. */
export interface Library extends OpenCore {
  readonly dir: string;
  readonly stories: number;
}

/** `10,000 stories`, for names. */
export function sizeOf({ stories }: Library): string {
  return `${stories.toLocaleString('en')} stories`;
}
