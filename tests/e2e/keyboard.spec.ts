import { expect, type Page, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { hasFocus, tabAndPress, tabTo, typeLines } from './support/keys.ts';

/** Nothing in this file clicks: what works here works without a mouse. */

const TITLE = '강변공원 겨울 산책';
const LINES = '강변공원 산책로에 겨울 조명을 켰습니다.\n12월 20일까지 저녁 6시부터 밤 10시까지입니다.';

async function takeSeatByKeys(page: Page, name: string): Promise<void> {
  await tabAndPress(page, page.getByRole('button', { name: /다른 자리로 바꾸기/u }));
  const goal = page.getByRole('menuitemradio', { name: new RegExp(name, 'u') });
  await expect(goal).toBeVisible();
  for (let steps = 0; steps < 5 && !(await hasFocus(goal)); steps += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(`현재 자리: ${name}`, 'u') })).toBeVisible();
}

test('the main job by keyboard alone: story, variants, checks, review, publication, translation', async () => {
  test.slow();
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();

  await test.step('a new story', async () => {
    await page.keyboard.press('Control+n');
    await expect.poll(() => hasFocus(dialog('새 스토리').getByRole('textbox', { name: '제목' }))).toBe(true);
    await page.keyboard.insertText(TITLE);
    await tabTo(page, dialog('새 스토리').getByRole('textbox', { name: '원문 자료' }));
    await typeLines(page, LINES);
    await tabAndPress(page, dialog('새 스토리').getByRole('button', { name: '만들기' }));
    await expect(dialog('새 스토리')).toBeHidden();
  });

  await test.step('three variants', async () => {
    await expect(field('공통 원문 (한국어)')).toBeVisible();
    await page.keyboard.press('Control+Shift+n');
    const add = dialog('원고 추가');
    for (const name of [/^X, .*한국어/u, /^X, .*영어/u, /^인스타그램, .*한국어/u]) {
      const box = add.getByRole('checkbox', { name });
      await tabTo(page, box);
      await page.keyboard.press('Space');
      await expect(box).toBeChecked();
    }
    await tabAndPress(page, add.getByRole('button', { name: '원고 3건 추가' }));
    await expect(add).toBeHidden();
  });

  await test.step('the words of two of them', async () => {
    // The list of variants is one stop of the Tab key; in it, the arrows go from one to the next.
    await tabTo(page, page.getByRole('listbox', { name: '원고', exact: true }));
    const x = field('X 원고 (한국어)');
    for (let steps = 0; steps < 10 && !(await x.isVisible()); steps += 1) await page.keyboard.press('ArrowDown');
    await tabTo(page, x);
    await page.keyboard.press('Control+a');
    await typeLines(page, LINES);
    await expect(x).toContainText('밤 10시까지입니다.');
    await page.keyboard.press('Control+PageDown');
    const instagram = field('인스타그램 원고 (한국어)');
    await expect.poll(() => hasFocus(instagram)).toBe(true);
    await page.keyboard.press('Control+a');
    await typeLines(page, LINES);
    await expect(instagram).toContainText('밤 10시까지입니다.');
  });

  await test.step('the checks, one after the other, and what each asks for', async () => {
    await expect(page.getByText('이 채널에는 이미지나 동영상이 하나 이상 필요합니다.').first()).toBeVisible();
    // What the text lacked while it was empty is gone, and this is all that is left.
    await expect(page.getByRole('heading', { name: /^점검 1건/u })).toBeVisible();
    await page.keyboard.press('F8');
    await expect.poll(() => hasFocus(page.getByRole('button', { name: '이미지 추가' }))).toBe(true);
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles({ name: '산책로.png', mimeType: 'image/png', buffer: readFileSync(resolve(import.meta.dirname, '../fixtures/media/hanbit-square.png')) });
    await expect(page.getByText(/대체 텍스트가 없습니다/u).first()).toBeVisible();
    await page.keyboard.press('F8');
    const alt = page.getByRole('textbox', { name: /^대체 텍스트/u });
    await expect.poll(() => hasFocus(alt)).toBe(true);
    await page.keyboard.insertText('조명을 켠 강변 산책로');
    await expect(page.getByText('점검을 통과했습니다.').first()).toBeVisible();
  });

  await test.step('the request for review', async () => {
    await page.keyboard.press('Control+Enter');
    await tabAndPress(page, dialog('검토 요청').getByRole('button', { name: '2건 검토 요청' }));
    await expect(dialog('검토 요청')).toBeHidden();
  });

  await test.step('the editor approves one and returns one', async () => {
    await takeSeatByKeys(page, '박서연');
    await page.keyboard.press('Control+3');
    const open = (name: string) => page.getByRole('rowgroup', { name: new RegExp(TITLE, 'u') }).getByRole('row', { name: new RegExp(`^${name}`, 'u'), selected: true });
    // The review opens on what was in hand.
    await expect(open('인스타그램, 한국어')).toBeVisible();
    await expect(page.getByRole('button', { name: /^수정 요청/u })).toBeEnabled();
    const submit = page.getByRole('button', { name: /^제출/u });
    await tabTo(page, submit);
    await page.keyboard.press('r');
    await expect.poll(() => hasFocus(dialog(/^수정 요청/u).getByRole('textbox', { name: '사유' }))).toBe(true);
    await page.keyboard.insertText('시간을 먼저 적어 주세요.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /^제출 \(1\)/u })).toBeVisible();
    // Barred until now, as there was nothing to submit: it can be used, and has kept the focus.
    await expect(submit).toBeFocused();
    await page.keyboard.press('k');
    await expect(open('X, 영어')).toBeVisible();
    await page.keyboard.press('k');
    await expect(open('X, 한국어')).toBeVisible();
    await page.keyboard.press('j');
    await expect(open('X, 영어')).toBeVisible();
    await page.keyboard.press('k');
    await expect(open('X, 한국어')).toBeVisible();
    await expect(page.getByRole('button', { name: /^X \(한국어\) 승인/u })).toBeEnabled();
    await page.keyboard.press('v');
    await expect(page.getByText(/확인한 원고 1\//u)).toBeVisible();
    await page.keyboard.press('a');
    await expect(page.getByRole('button', { name: /^제출 \(2\)/u })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => hasFocus(dialog('검토 제출').getByRole('button', { name: '2건 제출' }))).toBe(true);
    await page.keyboard.press('Enter');
    await expect(dialog('검토 제출')).toBeHidden();
  });

  await test.step('and publishes', async () => {
    const publish = page.getByRole('button', { name: /^승인된 것 모두 발행/u });
    await expect(page.getByRole('button', { name: '승인된 것 모두 발행 (1)…' })).toBeEnabled({ timeout: 60_000 });
    await tabAndPress(page, publish);
    await tabAndPress(page, dialog('발행').getByRole('button', { name: '1건 발행' }));
    await expect(dialog('발행')).toBeHidden();
  });

  await test.step('the translator puts it into English, line by line', async () => {
    await takeSeatByKeys(page, '이도윤');
    await page.keyboard.press('Control+4');
    const first = field('번역 1');
    if (!(await first.isVisible())) {
      await tabAndPress(page, page.getByRole('main').getByRole('button', { name: /채널$/u }));
      const x = page.getByRole('option', { name: /^X/u });
      await expect(x).toBeVisible();
      for (let steps = 0; steps < 6 && !(await hasFocus(x)); steps += 1) await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
    }
    await tabTo(page, first);
    await page.keyboard.insertText('The riverside path is lit for the winter.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('확정 1/2', { exact: true })).toBeVisible();
    await expect.poll(() => hasFocus(field('번역 2'))).toBe(true);
    await page.keyboard.insertText('Until December 20, from 6 to 10 p.m.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('확정 2/2', { exact: true })).toBeVisible();
  });

  await test.step('the sync panel says what has become of it', async () => {
    await page.keyboard.press('Control+Shift+y');
    const panel = page.getByRole('region', { name: '동기화', exact: true });
    await expect(panel).toBeVisible();
    await tabAndPress(page, panel.getByRole('button', { name: '오프라인 전환' }));
    await expect(panel.getByRole('button', { name: '온라인 전환' })).toBeVisible();
    await page.keyboard.press('Control+Shift+y');
    await expect(panel).toBeHidden();
  });
  await app.close();
});

test('the palette finds a command by its consonants and on the wrong keyboard, and Escape gives the focus back', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
  const palette = page.getByRole('dialog', { name: '검색 또는 명령' });
  const search = palette.getByRole('searchbox');

  await page.keyboard.press('Control+o');
  await expect.poll(() => hasFocus(page.getByRole('dialog', { name: '스토리 열기' }).getByRole('searchbox'))).toBe(true);
  await page.keyboard.insertText('청년 월세');
  await expect(page.getByRole('menuitem')).toHaveCount(1);
  // Enter takes what is marked: a frame after it is there, sooner than anybody presses.
  await expect(page.getByRole('menuitem')).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Enter');
  const common = page.getByRole('textbox', { name: '공통 원문 (한국어)', exact: true });
  await tabTo(page, common);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const caret = () => page.evaluate(() => [getSelection()?.anchorNode?.textContent, getSelection()?.anchorOffset]);
  const before = await caret();
  expect(before[1]).toBe(2);

  for (const typed of ['ㅂㅎ', '발ㅎ', 'qkfgod', 'publish']) {
    await page.keyboard.press('Control+k');
    await expect.poll(() => hasFocus(search)).toBe(true);
    await page.keyboard.insertText(typed);
    await expect(palette.getByRole('menuitem', { name: /^발행…/u }), typed).toBeVisible();
    await page.keyboard.press('Escape');
    if (await palette.isVisible()) await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
    await expect.poll(() => hasFocus(common)).toBe(true);
    expect(await caret()).toEqual(before);
  }

  await page.keyboard.press('Control+k');
  await expect.poll(() => hasFocus(search)).toBe(true);
  await page.keyboard.insertText('qkfgod');
  await expect(palette.getByRole('menuitem', { name: /^발행…/u })).toHaveAttribute('data-focused', 'true');
  await expect(palette.getByRole('menuitem').first()).toHaveAccessibleName(/^발행…/u);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: '발행' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => hasFocus(common)).toBe(true);
  await app.close();
});

test('F6 visits every pane, and comes back to what had the focus there', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
  const here = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? null);
  const panes = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((each) => each.getClientRects().length > 0).map((each) => each.dataset['pane']));
  expect(panes).toEqual(expect.arrayContaining(['sidebar', 'toolbar', 'status']));
  expect(panes.length).toBeGreaterThan(4);

  const visited: (string | null)[] = [];
  for (let steps = 0; steps < panes.length; steps += 1) {
    await page.keyboard.press('F6');
    visited.push(await here());
  }
  expect(new Set(visited)).toEqual(new Set(panes));
  expect(visited).toHaveLength(panes.length);

  const goal = page.getByRole('button', { name: /^번역/u }).first();
  while ((await here()) !== 'sidebar') await page.keyboard.press('F6');
  await tabTo(page, goal);
  await page.keyboard.press('F6');
  expect(await here()).not.toBe('sidebar');
  await page.keyboard.press('Shift+F6');
  expect(await hasFocus(goal)).toBe(true);
  await app.close();
});
