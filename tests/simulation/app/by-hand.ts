import { expect, type Locator, type Page } from '@playwright/test';
import { isFinal, isWithPerson } from '../../../src/shared/sync/publication-machine.ts';
import type { Entry } from '../../../src/shared/sync/entry.ts';
import type { Desk } from './desk.ts';
import { readNewsroom, recorded, standing } from './newsroom-file.ts';
import type { HandAct } from './schedule.ts';
import { ofKind, publicationsOf } from './standing.ts';
import { catchUp, type HandPost, isReachable, type World } from './world.ts';

/**
 * A channel without an interface: a person takes the words from the app, posts them, and records the link; or does not post
 * them, and calls it off; or posts them and forgets the link until later. Nothing looks at such a channel but they, so what they have put there is kept by the world.
 */

/** How soon the server comes to what is to be handed to a person (ms); what it held when it died is let go later, and settled at rest. */
const HANDED_MS = 20_000;

/** No schedule leaves more than this to a person at once. */
const MOST = 4;

type Manner = { readonly does: HandAct; readonly dies: 'before' | 'after' | null };
type Open = { readonly publication: string; readonly state: 'by-hand' | 'needs-person'; /** What the person has posted of it already. */ readonly own: HandPost | null };

/**
 * Settles what waits for a person, or will in a moment; false where nothing does. Who cannot hear whether it still may go out does
 * not post. What has been posted is recorded, whatever has become of its text since; what was not, and may not go out any more, is said not to be there.
 */
export async function settleByHand(world: World, { does, dies }: Manner, dieAndStart: (desk: Desk) => Promise<void>): Promise<boolean> {
  const { server, desks: { editor: desk }, handPosts } = world;
  if (!isReachable(world, desk)) return false;
  await catchUp(world, desk);
  const until = Date.now() + HANDED_MS;
  while (comingUp(await server.log()) && waiting(await server.log()) === 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 250));
  await catchUp(world, desk);
  let did = 0;
  for (let open = firstOpen(world, desk); open !== null && did < MOST; open = firstOpen(world, desk)) {
    did += 1;
    if (open.own === null && open.state === 'by-hand' && does !== 'calls-off') handPosts.push({ publication: open.publication, url: `https://story.kakao.com/hanbitcity/${String(handPosts.length + 1)}`, text: await wordsToPost(desk.page()) });
    const own = handPosts.find(({ publication }) => publication === open?.publication) ?? null;
    if (own !== null && open.own === null && does === 'posts-and-forgets') break;
    if (dies === 'before') await dieAndStart(desk);
    const said = actsOf(desk);
    await say(desk.page(), open.state, own?.url ?? null);
    // The window has closed its dialog, or says so in a moment; what counts is that it is kept.
    await expect.poll(() => actsOf(desk), { message: 'what the person said of it is kept' }).toBe(said + 1);
    for (const { entry } of readNewsroom(desk.newsroom).entries) desk.done.add(entry.id);
    if (dies === 'after') await dieAndStart(desk);
    await catchUp(world, desk);
  }
  await closePanel(desk.page());
  return did > 0;
}

function firstOpen({ handPosts }: World, desk: Desk): Open | null {
  for (const { byHand, id, states } of publicationsOf(recorded(readNewsroom(desk.newsroom)))) {
    const state = states.at(-1);
    if (byHand && (state === 'by-hand' || state === 'needs-person')) return { publication: id, state, own: handPosts.find((post) => post.publication === id) ?? null };
  }
  return null;
}

/** How many wait for a person by a log. */
export function waiting(log: readonly Entry[]): number {
  return publicationsOf(log).filter(({ byHand, states }) => byHand && isWithPerson(states.at(-1) ?? 'requested')).length;
}

function comingUp(log: readonly Entry[]): boolean {
  return publicationsOf(log).some(({ byHand, states }) => byHand && !isFinal(states.at(-1) ?? 'requested'));
}

function actsOf(desk: Desk): number {
  return ofKind(standing(readNewsroom(desk.newsroom)), 'publish-action').length;
}

/** What is to be posted, and what is to be decided, each in its own list of the panel. */
const LISTS: Readonly<Record<Open['state'], RegExp>> = { 'by-hand': /^직접 게시 [1-9]/u, 'needs-person': /^문제 [1-9]/u };

async function openWaiting(page: Page, state: Open['state']): Promise<Locator> {
  const panel = page.getByRole('region', { name: '동기화' });
  if (!(await panel.isVisible())) await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  await panel.getByRole('radio', { name: LISTS[state] }).click({ timeout: 30_000 });
  await panel.getByRole('row', { name: /카카오스토리/u }).first().click();
  return panel;
}

/** The words that the app gives to be posted. */
async function wordsToPost(page: Page): Promise<string> {
  const panel = await openWaiting(page, 'by-hand');
  await panel.getByRole('button', { name: '글 복사·이미지 저장' }).click();
  const dialog = page.getByRole('dialog', { name: /^직접 게시/u });
  const text = (await dialog.getByRole('group', { name: '글', exact: true }).textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return text;
}

/** Where it stands, or (null) that it is not there, and will not be. */
async function say(page: Page, state: Open['state'], url: string | null): Promise<void> {
  const panel = await openWaiting(page, state);
  if (url === null) return panel.getByRole('button', { name: state === 'by-hand' ? '발행 취소' : '게시물이 없음' }).click();
  await panel.getByRole('button', { name: state === 'by-hand' ? '링크 기록' : '게시물이 있음' }).click();
  const dialog = page.getByRole('dialog', { name: /^게시물 기록/u });
  await dialog.getByRole('textbox').fill(url);
  await dialog.getByRole('button', { name: '기록', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function closePanel(page: Page): Promise<void> {
  const panel = page.getByRole('region', { name: '동기화' });
  if (await panel.isVisible()) await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  await expect(panel).toBeHidden();
}
