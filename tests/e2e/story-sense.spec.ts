import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory } from './support/compose-page.ts';
import { hasFocus, tabAndPress, tabTo, typeLines } from './support/keys.ts';
import { runFromPalette } from './support/palette.ts';

/** Variants that stay in step with their story: what has moved on, a first version by rule, and facts that two texts tell differently. */

async function rewrite(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await typeLines(page, text);
}

test('a variant is told what has moved on, and can be adapted, compared and mended', async () => {
  test.slow();
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
  const compose = await composeNewStory(page, '월세 지원');
  const item = (name: string): Locator => compose.variants.getByRole('option', { name: new RegExp(`^${name}`, 'u') }).first();
  const shot = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });

  await test.step('a linked variant follows the common text until it is edited', async () => {
    await compose.open('공통 원문');
    await rewrite(page, compose.common, '청년 월세, 11. 24.(화)부터 신청하세요. #한빛시\n매월 최대 20만 원을 지원합니다.');
    await compose.saved();
    await compose.open('X');
    await expect(compose.x).toContainText('20만 원을 지원합니다.');
    await compose.x.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText(' 서두르세요!');
    await expect(page.getByText('연결이 풀렸습니다.')).toBeVisible();
    await compose.saved();
    await expect(item('X')).not.toContainText('공통과 연결됨');
    await expect(item('블로그')).toContainText('공통과 연결됨');
  });

  await test.step('once the common text moves on, the variant says so, and can take just the change', async () => {
    await compose.open('공통 원문');
    await rewrite(page, compose.common, '청년 월세, 11. 25.(수)부터 신청하세요. #한빛시\n매월 최대 20만 원을 지원합니다.');
    await compose.saved();
    await expect(item('X')).toContainText('원문보다 늦음');
    await compose.open('X');
    await expect(page.getByText('이 원고를 쓴 뒤에 공통 원문이 바뀌었습니다.')).toBeVisible();
    await shot('drift');
    await tabAndPress(page, page.getByRole('button', { name: '바뀐 내용 보기…' }));
    const moved = dialog('원고를 쓴 뒤에 바뀐 내용');
    await expect(moved.locator('del').first()).toHaveText(/24\.\(화\)부터/u);
    await expect(moved.locator('ins').first()).toHaveText(/25\.\(수\)부터/u);
    await shot('drift-dialog');
    await tabAndPress(page, moved.getByRole('button', { name: '바뀐 곳만 이 원고로 가져오기' }));
    await expect(moved).toBeHidden();
    await expect(compose.x).toContainText('11. 25.(수)부터 신청하세요.');
    await expect(compose.x).toContainText('서두르세요!');
    await expect(item('X')).not.toContainText('원문보다 늦음');
  });

  await test.step('linking it again shows the difference first', async () => {
    await runFromPalette(page, '다시 연결', /다시 연결/u);
    const relink = dialog('공통 원문과 다시 연결');
    await expect(relink.locator('del')).toHaveText(/서두르세요!/u);
    await tabAndPress(page, relink.getByRole('button', { name: '다시 연결' }));
    await expect(relink).toBeHidden();
    await expect(item('X')).toContainText('공통과 연결됨');
  });

  await test.step('a first version by rule is marked until its first edit', async () => {
    await runFromPalette(page, '채널에 맞게', /채널에 맞게/u);
    const adapt = dialog(/^채널에 맞게 만들기: X/u);
    await expect(adapt.getByText('해시태그 1개를 마지막 줄에 모았습니다.')).toBeVisible();
    await shot('adapt');
    await tabAndPress(page, adapt.getByRole('button', { name: '이 글로 바꾸기' }));
    await expect(adapt).toBeHidden();
    await expect.poll(() => compose.shown(compose.x)).toBe('청년 월세, 11. 25.(수)부터 신청하세요.\n매월 최대 20만 원을 지원합니다.\n#한빛시');
    await expect(item('X')).toContainText('규칙으로 만듦');
    await expect(page.getByText('규칙으로 만든 초안입니다.')).toBeVisible();
    await shot('made');
    await page.keyboard.press('ControlOrMeta+Enter');
    const review = dialog('검토 요청');
    await expect(review.getByText('아직 사람이 고치지 않은 초안')).toBeVisible();
    await expect(review.getByRole('checkbox', { name: /^X/u })).not.toBeChecked();
    await page.keyboard.press('Escape');
    await rewrite(page, compose.x, '청년 월세, 11. 25.(화)부터!\n매월 최대 20만 원 #한빛시');
    await expect(item('X')).not.toContainText('규칙으로 만듦');
  });

  await test.step('a wrong weekday is among the checks, and mended by keyboard', async () => {
    await expect(page.getByText('2026년의 날짜와 요일이 맞지 않습니다: 11. 25.(화)')).toBeVisible();
    await page.keyboard.press('F8');
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('11. 25.(화)');
    await page.keyboard.press('ControlOrMeta+Period');
    await expect(compose.x).toContainText('11. 25.(수)부터!');
    await expect(page.getByText('점검을 통과했습니다.').first()).toBeVisible();
    await compose.saved();
  });

  await test.step('a fee that differs from the English blog’s is shown, gone to and mended by keyboard', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+KeyN');
    await tabTo(page, dialog('원고 추가').getByRole('checkbox', { name: /^블로그, .*영어/u }));
    await page.keyboard.press('Space');
    await tabAndPress(page, dialog('원고 추가').getByRole('button', { name: '원고 1건 추가' }));
    const blog = page.getByRole('textbox', { name: '블로그 원고 (영어)', exact: true });
    await expect(blog).toBeVisible();
    await rewrite(page, blog, 'Youth rent support opens on Wed, Nov 25.\nUp to KRW 250,000 a month.');
    await compose.saved();
    const tab = page.getByRole('tab', { name: '사실 1' });
    await tabTo(page, page.getByRole('tab', { name: '미리보기' }));
    await expect(tab).toBeVisible();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    const fact = page.getByRole('listitem').filter({ hasText: '금액·수량' });
    await expect(fact.getByRole('heading')).toHaveText(/20만 원 · KRW 250,000/u);
    await shot('facts');
    await tabAndPress(page, fact.getByRole('button', { name: '블로그 (영어)에서 보기: KRW 250,000' }));
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('KRW 250,000');
    await tabAndPress(page, fact.getByRole('button', { name: 'X (한국어)에서 보기: 20만 원' }));
    await expect(compose.x).toBeVisible();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('20만 원');
    await expect.poll(() => hasFocus(compose.x)).toBe(true);
    await tabAndPress(page, fact.getByRole('button', { name: 'X (한국어)의 값이 맞습니다: 20만 원' }));
    await expect(fact.getByText('블로그 (영어): KRW 250,000 → KRW 200,000')).toBeVisible();
    await shot('facts-preview');
    await expect.poll(() => hasFocus(fact.getByRole('button', { name: '1곳 바꾸기' }))).toBe(true);
    await page.keyboard.press('Enter');
    await expect(page.getByText('서로 다른 사실을 찾지 못했습니다.')).toBeVisible();
  });

  await test.step('any two versions can be compared, and restoring keeps all of them', async () => {
    const showHistory = async (): Promise<void> => {
      await page.getByRole('button', { name: '더 보기' }).click();
      await page.getByRole('menuitem', { name: '이력', exact: true }).click();
    };
    await compose.open('X');
    for (const [name, word] of [['하나', ' 첫째'], ['둘', ' 둘째']] as const) {
      await compose.x.click();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.insertText(word);
      await page.keyboard.press('ControlOrMeta+KeyS');
      await expect.poll(() => hasFocus(dialog('이력에 이름 붙여 저장').getByRole('textbox'))).toBe(true);
      await page.keyboard.insertText(name);
      await page.keyboard.press('Enter');
      await expect(dialog('이력에 이름 붙여 저장')).toBeHidden();
    }
    await showHistory();
    const history = page.getByRole('dialog', { name: '이력', exact: true });
    const versions = history.getByRole('option');
    await expect(versions.first()).toContainText('둘');
    await tabTo(page, history.getByRole('listbox'));
    await page.keyboard.press('ArrowDown');
    await expect(versions.nth(1)).toHaveAttribute('aria-selected', 'true');
    await tabTo(page, history.getByRole('button', { name: /견줄 버전/u }));
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^둘 ·/u }).click();
    await expect(history.locator('ins')).toHaveText(/둘째/u);
    await shot('history');
    await tabAndPress(page, history.getByRole('button', { name: '이 버전으로 되돌리기' }));
    await expect(history).toBeHidden();
    await expect(compose.x).not.toContainText('둘째');
    await showHistory();
    // A sync may have made the restored text a version too.
    for (const name of ['하나', '둘']) await expect(versions.filter({ hasText: name })).not.toHaveCount(0);
    await page.keyboard.press('Escape');
  });
  await app.close();
});
