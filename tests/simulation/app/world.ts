import { expect } from '@playwright/test';
import { askToSync } from './deciding.ts';
import type { Desk } from './desk.ts';
import type { Happened } from './floors.ts';
import { readNewsroom, recorded, unsent } from './newsroom-file.ts';
import type { Who } from './schedule.ts';
import type { Server } from './server.ts';

/** How long what one process does may take to be seen by another (ms). */
const SEEN_MS = 90_000;

/** What a person has put on a channel that no program can look at, as its page shows it. */
export type HandPost = { readonly publication: string; readonly url: string; readonly text: string };

/** A newsroom with all of its processes, and what has happened to it so far. */
export type World = { readonly server: Server; readonly desks: Readonly<Record<Who, Desk>>; readonly handPosts: HandPost[]; readonly happened: Happened };

/** Whether the desktop can reach the server now, as far as its person and the weather are concerned. */
export function isReachable({ server }: World, desk: Desk): boolean {
  return desk.online && desk.line.state() !== 'cut' && server.ports().length > 0;
}

/** Its person asks for a sync, and waits until the desktop has all that the server has, and the server all that the desktop has. */
export async function catchUp({ server }: World, desk: Desk): Promise<void> {
  await askToSync(desk.page());
  await expect
    .poll(async () => {
      const file = readNewsroom(desk.newsroom);
      return { unsent: unsent(file), lacking: (await server.log()).length - recorded(file).length };
    }, { timeout: SEEN_MS, intervals: [100, 250], message: `the ${desk.who}’s desktop and the server are even` })
    .toEqual({ unsent: 0, lacking: 0 });
}
