import { expect } from '@playwright/test';
import { isFinal, isWithPerson } from '../../../src/shared/sync/publication-machine.ts';
import { goOnline } from '../../e2e/support/main-job-steps.ts';
import { settleByHand, waiting } from './by-hand.ts';
import { saidSynced } from './deciding.ts';
import { STORIES } from './schedule.ts';
import { publicationsOf, textsOf } from './standing.ts';
import { catchUp, type World } from './world.ts';
import { settle } from './writing.ts';

/** A dead worker's lease runs out after a minute and a half; what comes of it takes a few tries more (ms). */
const PUBLISHED_MS = 240_000;
/** A text that is settled while the other desk has written on is settled once more, and what is to be posted by hand goes one by one; no schedule needs as many rounds as this. */
const MOST_ROUNDS = 8;

/** All is up and free again; people settle what is left to them, until nothing waits and nothing moves any more. */
export async function comeToRest(world: World): Promise<void> {
  const { server, desks, happened } = world;
  await server.startAll();
  for (const desk of Object.values(desks)) {
    desk.line.become('free');
    if (!desk.online) await goOnline(desk.page(), true);
    desk.online = true;
  }
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    for (const desk of Object.values(desks)) await catchUp(world, desk);
    const log = await server.log();
    const open = STORIES.flatMap((story) => textsOf(log, story).filter(({ heads }) => heads.length > 1).map(({ channel }) => ({ story, channel })));
    for (const { story, channel } of open) {
      await settle(desks.writer.page(), story, channel);
      happened.settledByPerson += 1;
    }
    if (open.length > 0) continue;
    await expect.poll(async () => publicationsOf(await server.log()).filter(({ states }) => !isFinal(states.at(-1) ?? 'requested')).filter(({ byHand, states }) => !(byHand && isWithPerson(states.at(-1) ?? 'requested'))).map(({ account, states }) => `${account} ${states.join()}`), { timeout: PUBLISHED_MS, intervals: [500], message: 'every publication comes to an end, or to a person' }).toEqual([]);
    if (waiting(await server.log()) > 0) {
      await settleByHand(world, { does: 'posts', dies: null }, () => Promise.resolve());
      continue;
    }
    for (const desk of Object.values(desks)) await catchUp(world, desk);
    if ((await server.log()).length > log.length) continue;
    for (const desk of Object.values(desks)) await saidSynced(desk.page());
    return;
  }
  throw new Error('It does not come to rest, however often people settle what is left to them');
}
