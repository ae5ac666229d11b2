import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import { killHard, type LaunchedApp, launchApp, makeUserDataDir } from '../../support/launch-electron.ts';
import { connectTo, giveToken } from '../../e2e/support/connect.ts';
import { takeSeat } from '../../e2e/support/newsroom.ts';
import type { Line } from './line.ts';
import type { Who } from './schedule.ts';

/** One person's computer: the built app on a profile folder of its own, which stays when the app dies. */
export interface Desk {
  readonly who: Who;
  readonly line: Line;
  /** The folder of its newsroom. */
  readonly newsroom: string;
  readonly page: () => Page;
  /** Whether its person works online. */
  online: boolean;
  /** Words of which the app has said that they are saved. */
  readonly saved: string[];
  /** Entries (by id) that were made before the app said that something was sent, decided or asked for. */
  readonly done: Set<string>;
  /** Ends the core, and waits until the shell has started another. */
  readonly killCore: () => Promise<void>;
  /** Ends all of the app's processes at once, where it runs. */
  readonly killApp: () => Promise<void>;
  /** Starts the app again, as its person does who finds it gone. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const SEATS: Readonly<Record<Who, string | null>> = { writer: null, editor: '박서연' };

/** Installs the app on a new computer and connects it to the newsroom's server. */
export async function setUpDesk(who: Who, line: Line, token: string): Promise<Desk> {
  const userData = makeUserDataDir();
  let running: LaunchedApp = await launchApp({ userData, lang: 'ko' });
  let up = true;
  await connectTo(running.page, line.url, token);
  const seat = SEATS[who];
  if (seat !== null) await takeSeat(running.page, seat);
  return {
    who,
    line,
    newsroom: join(userData, 'newsroom'),
    page: () => running.page,
    online: true,
    saved: [],
    done: new Set(),
    killCore: async () => {
      const before = await corePid(running);
      if (before === null) throw new Error('There is no core to kill');
      process.kill(before, 'SIGKILL');
      await expect.poll(async () => [null, before].includes(await corePid(running)), { message: 'another core was started' }).toBe(false);
    },
    killApp: async () => {
      if (up) await killHard(running.app);
      up = false;
    },
    start: async () => {
      running = await launchApp({ userData, lang: 'ko' });
      up = true;
      // Where there is no keychain the token is kept until the app quits.
      await giveToken(running.page, token);
    },
    close: async () => {
      await running.app.close();
      up = false;
    },
  };
}

function corePid({ app }: LaunchedApp): Promise<number | null> {
  return app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('Sotong Core'))?.pid ?? null);
}
