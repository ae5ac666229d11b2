import { expect } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import { goOnline } from '../../e2e/support/main-job-steps.ts';
import { settleByHand } from './by-hand.ts';
import { approveTexts, askToSync, publishTexts, sendForReview } from './deciding.ts';
import type { Desk } from './desk.ts';
import { readNewsroom, recorded, standing } from './newsroom-file.ts';
import { comeToRest } from './rest.ts';
import { CALLED, type Step } from './schedule.ts';
import { publicationsOf, textsOf } from './standing.ts';
import { catchUp, isReachable, type World } from './world.ts';
import { begin, openText, saidSaved, typeWord } from './writing.ts';

/** Who sits at the editor's desktop. */
const EDITOR = SAMPLE_WORKSPACE.members.find(({ roles }) => roles.includes('editor'))?.id;
/** How soon a request to publish is a call to a channel (ms). */
const CALLED_MS = 60_000;

type Of<K extends Step['kind']> = Extract<Step, { readonly kind: K }>;

/** Takes a step; false where there was nothing to do. */
export async function take(world: World, step: Step): Promise<boolean> {
  const { server, desks, happened } = world;
  switch (step.kind) {
    case 'begin':
      await begin(desks.writer, step.story, step.words);
      await catchUp(world, desks.writer);
      return true;
    case 'write': {
      const desk = desks[step.who];
      if (!hasHeardOf(desk, step.story)) return false;
      const compose = await openText(desk.page(), step.story, step.channel);
      await typeWord(desk.page(), compose, step.channel, step.place, step.word);
      await saidSaved(desk.page());
      desk.saved.push(step.word);
      return true;
    }
    case 'die-writing':
      return dieWriting(world, step);
    case 'send':
    case 'approve':
    case 'publish':
      return act(world, step);
    case 'publish-and-die':
      return publishAndDie(world, step);
    case 'channel':
      await server.behave(step.channel, step.manner);
      return true;
    case 'sync':
      // Who works offline is not offered it; who cannot reach the server would wait for ever.
      if (!desks[step.who].online) return false;
      await (isReachable(world, desks[step.who]) ? catchUp(world, desks[step.who]) : askToSync(desks[step.who].page()));
      return true;
    case 'line':
      desks[step.who].line.become(step.to);
      return true;
    case 'by-hand':
      return settleByHand(world, step, (desk) => dieAndStart(desk, happened));
    case 'drop-answer':
      desks[step.who].line.dropAnswer(step.to);
      return true;
    case 'offline':
    case 'online':
      desks[step.who].online = step.kind === 'online';
      await goOnline(desks[step.who].page(), step.kind === 'online');
      return true;
    case 'kill-node':
      await server.killNode(step.node);
      happened.nodeKills += 1;
      return true;
    case 'start-nodes':
      await server.startAll();
      return true;
    case 'rest':
      await comeToRest(world);
      return true;
  }
}

/** The first word is saved before anything dies. Of the second nobody has said so yet; a core that dies takes nothing from the screen, and the next one saves it. */
async function dieWriting({ desks, happened }: World, step: Of<'die-writing'>): Promise<boolean> {
  const desk = desks[step.who];
  if (!hasHeardOf(desk, step.story)) return false;
  const [safe, hardly] = step.words;
  const compose = await openText(desk.page(), step.story, step.channel);
  await typeWord(desk.page(), compose, step.channel, step.place, safe);
  await saidSaved(desk.page());
  desk.saved.push(safe);
  await typeWord(desk.page(), compose, step.channel, step.place, hardly);
  if (step.death === 'core') {
    await desk.killCore();
    happened.coreKills += 1;
    await saidSaved(desk.page());
    desk.saved.push(hardly);
  } else await dieAndStart(desk, happened);
  return true;
}

/** Somebody sends, approves or publishes what there is to be, by what their own desktop knows; what it then says is done, stays done. */
async function act(world: World, step: Of<'send' | 'approve' | 'publish'>): Promise<boolean> {
  const desk = step.kind === 'send' ? world.desks.writer : world.desks.editor;
  if (isReachable(world, desk)) await catchUp(world, desk);
  const did = await ACTS[step.kind](desk, step.story);
  if (!did) return false;
  for (const { entry } of readNewsroom(desk.newsroom).entries) desk.done.add(entry.id);
  if (step.dies) await dieAndStart(desk, world.happened);
  if (isReachable(world, desk)) await catchUp(world, desk);
  return true;
}

const ACTS: Readonly<Record<Of<'send' | 'approve' | 'publish'>['kind'], (desk: Desk, story: number) => Promise<boolean>>> = {
  send: async (desk, story) => {
    const file = readNewsroom(desk.newsroom);
    if (textsOf(standing(file), story).every(({ submitted, variant }) => submitted && !file.drafts.has(variant))) return false;
    await openText(desk.page(), story, 'X');
    await sendForReview(desk.page());
    return true;
  },
  approve: async (desk, story) => {
    // Nobody approves their own words.
    const open = textsOf(standing(readNewsroom(desk.newsroom)), story).filter(({ submitted, approved, author }) => submitted && !approved && author !== EDITOR);
    if (open.length > 0) await approveTexts(desk.page(), story, open.map(({ channel }) => channel));
    return open.length > 0;
  },
  publish: async (desk, story) => {
    const file = readNewsroom(desk.newsroom);
    // An approval counts once the server has recorded it.
    const asked = new Set(textsOf(standing(file), story).filter(({ requested }) => requested).map(({ variant }) => variant));
    const [first, ...others] = textsOf(recorded(file), story).filter(({ approved, variant }) => approved && !asked.has(variant));
    if (first === undefined) return false;
    await publishTexts(desk.page(), story, first.channel, 1 + others.length);
    return true;
  },
};

async function publishAndDie(world: World, { story, dies, when }: Of<'publish-and-die'>): Promise<boolean> {
  const { server, desks, happened } = world;
  await catchUp(world, desks.editor);
  for (const channel of CALLED) await server.behave(channel, when === 'called' ? 'slow' : 'timeout-after-post', when === 'called' ? 2 : 1);
  const worker = dies === 'node' ? server.onlyOneWorks() : null;
  const before = new Set(publicationsOf(await server.log()).map(({ id }) => id));
  const did = await ACTS.publish(desks.editor, story);
  if (did) {
    await askToSync(desks.editor.page());
    // While a channel has the call the intent is the last that is known; that an answer is missing is known when the call is over.
    const reached = when === 'called' ? 'intent' : 'uncertain';
    await expect.poll(async () => publicationsOf(await server.log()).some(({ id, states }) => !before.has(id) && states.at(-1) === reached), { timeout: CALLED_MS, intervals: [50] }).toBe(true);
  }
  if (worker === null) {
    await server.killAll();
    server.laterOn();
  } else await worker.kill();
  happened.nodeKills += worker === null ? server.nodes : 1;
  happened.killsInMidPublish += did ? 1 : 0;
  return did;
}

function hasHeardOf(desk: Desk, story: number): boolean {
  return textsOf(standing(readNewsroom(desk.newsroom)), story).length > 0;
}

async function dieAndStart(desk: Desk, happened: World['happened']): Promise<void> {
  await desk.killApp();
  happened.desktopKills += 1;
  await desk.start();
}
