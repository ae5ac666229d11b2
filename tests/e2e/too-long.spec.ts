import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { hasFocus, tabAndPress, tabTo, typeLines } from './support/keys.ts';
import { runFromPalette } from './support/palette.ts';

/** By keyboard alone: a text that is longer than its channel takes, and each of the ways out. */

const SENTENCES = Array.from({ length: 27 }, (_, index) => `${index + 1}번 안내: 한빛시는 올겨울 강변 산책로의 조명과 쉼터를 시민과 함께 가꾸고 있습니다.`);
const LONG = SENTENCES.join(' ');

test('a text that is too long is split, shortened, or goes on in the first comment', async () => {
  test.slow();
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const x = field('X 원고 (한국어)');
  const ways = page.getByRole('group', { name: '글자 수를 넘었을 때' });
  const lines = (): Promise<readonly string[]> => x.evaluate((element) => Array.from(element.children, (line) => line.textContent ?? ''));
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();

  await test.step('a story for X and Instagram', async () => {
    await page.keyboard.press('ControlOrMeta+KeyN');
    await expect.poll(() => hasFocus(dialog('새 스토리').getByRole('textbox', { name: '제목' }))).toBe(true);
    await page.keyboard.insertText('긴 안내');
    await tabAndPress(page, dialog('새 스토리').getByRole('button', { name: '만들기' }));
    await expect(dialog('새 스토리')).toBeHidden();
    await expect(field('공통 원문 (한국어)')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+KeyN');
    for (const name of [/^X, .*한국어/u, /^인스타그램, .*한국어/u]) {
      await tabTo(page, dialog('원고 추가').getByRole('checkbox', { name }));
      await page.keyboard.press('Space');
    }
    await tabAndPress(page, dialog('원고 추가').getByRole('button', { name: '원고 2건 추가' }));
    await expect(dialog('원고 추가')).toBeHidden();
    await tabTo(page, page.getByRole('listbox', { name: '원고', exact: true }));
    for (let steps = 0; steps < 10 && !(await x.isVisible()); steps += 1) await page.keyboard.press('ArrowDown');
    await tabTo(page, x);
  });

  await test.step('1,200 characters for X: said, and what to do about it', async () => {
    await expect(ways).toBeHidden();
    await typeLines(page, LONG);
    expect(LONG.length).toBeGreaterThanOrEqual(1_200);
    await expect(ways.getByRole('button')).toHaveText(['줄이기', '스레드로 나누기', '번호 붙여 나누기']);
    await expect(page.getByTestId('compose-editor').getByText(/^X 글자 수를 한글/u)).toBeVisible();
  });

  await test.step('a numbered thread, at ends of sentences', async () => {
    await tabAndPress(page, ways.getByRole('button', { name: '번호 붙여 나누기' }));
    await expect(page.getByText('점검을 통과했습니다.').first()).toBeVisible();
    await expect(ways).toBeHidden();
    await expect.poll(() => hasFocus(x)).toBe(true);
    const posts = (await lines()).filter((line) => line !== '>>>');
    expect(posts.length).toBeGreaterThan(6);
    expect(posts.map((post) => post.replace(/ \(\d+\/\d+\)$/u, '')).join(' ')).toBe(LONG);
    for (const [index, post] of posts.entries()) expect(post).toMatch(new RegExp(`있습니다\\. \\(${index + 1}/${posts.length}\\)$`, 'u'));
    await expect(page.getByText(`스레드 ${posts.length}개, 가장 긴 게시물:`)).toBeVisible();
    // The preview shows each post by itself.
    await expect(page.getByRole('note', { name: `게시물 ${posts.length}/${posts.length}` })).toBeAttached();
    // A post of it can be written on, and is counted by itself.
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText(` ${SENTENCES.slice(0, 3).join(' ')}`);
    await expect(page.getByText(/글자 수를 한글 .*만큼 넘었습니다/u).first()).toBeVisible();
    await runFromPalette(page, '번호를 붙여', /번호를 붙여/u);
    await expect(page.getByText('점검을 통과했습니다.').first()).toBeVisible();
    await expect(page.getByText(`스레드 ${posts.length + 1}개, 가장 긴 게시물:`)).toBeVisible();
  });

  await test.step('undone, it is one text again, and can be shortened to whole sentences', async () => {
    await page.keyboard.press('ControlOrMeta+KeyZ');
    await page.keyboard.press('ControlOrMeta+KeyZ');
    await page.keyboard.press('ControlOrMeta+KeyZ');
    await expect(x).toHaveText(LONG);
    await runFromPalette(page, '들어가는 만큼', /들어가는 만큼/u);
    await expect(page.getByText('점검을 통과했습니다.').first()).toBeVisible();
    await expect(x).toHaveText(SENTENCES.slice(0, 3).join(' '));
    await runFromPalette(page, '들어가는 만큼', /들어가는 만큼/u);
    await expect(page.getByText('이미 글자 수 안에 들어갑니다.')).toBeVisible();
  });

  await test.step('what each thing costs, with the way to it', async () => {
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText(' 🌙 https://hanbit.example.com/walk?from=post');
    const count = page.getByRole('button', { name: /^글자 수/u });
    await tabAndPress(page, count);
    const costs = dialog('글자 수 계산');
    const line = (text: string | RegExp) => costs.getByRole('listitem').filter({ hasText: text });
    await expect(line(/^이모지 🌙/u)).toHaveText(/2$/u);
    await expect(line(/^주소 https/u)).toHaveText(/23$/u);
    await expect(costs.getByText('주소가 있어 API로 올리는 값이 US$0.20입니다. 주소를 빼면 US$0.185 줄어듭니다.')).toBeVisible();
    const sum = (await costs.getByRole('listitem').allInnerTexts()).reduce((total, text) => total + Number(/(\d+)\s*$/u.exec(text)?.[1]), 0);
    expect(await count.innerText()).toContain(`${sum}/280`);
    await tabAndPress(page, costs.getByRole('button', { name: /^주소/u }));
    await expect(costs).toBeHidden();
    await expect.poll(() => hasFocus(x)).toBe(true);
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('https://hanbit.example.com/walk?from=post');
    await page.keyboard.press('ControlOrMeta+KeyZ');
  });

  await test.step('on Instagram the rest goes to the first comment', async () => {
    await page.keyboard.press('ControlOrMeta+PageDown');
    const instagram = field('인스타그램 원고 (한국어)');
    await expect.poll(() => hasFocus(instagram)).toBe(true);
    await typeLines(page, `${LONG} ${LONG}`);
    await expect(ways.getByRole('button')).toHaveText(['줄이기', '나머지를 첫 댓글로']);
    await tabAndPress(page, ways.getByRole('button', { name: '나머지를 첫 댓글로' }));
    await expect(ways).toBeHidden();
    const comment = await field('첫 댓글').inputValue();
    expect(comment).toMatch(/^\d+번 안내/u);
    const kept = (await instagram.textContent()) ?? '';
    expect(`${kept.trim()} ${comment}`).toBe(`${LONG} ${LONG}`);
  });
  await app.close();
});
