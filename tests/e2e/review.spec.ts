import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabAndPress, tabTo } from './support/keys.ts';
import { composeNewStory } from './support/compose-page.ts';
import { takeSeat } from './support/newsroom.ts';

/** Opens a list by keyboard and takes the first choice of it that has such a name. */
async function choose(page: Page, list: Locator, name: RegExp): Promise<void> {
  await tabAndPress(page, list);
  const option = page.getByRole('option', { name }).first();
  await expect(option).toBeVisible();
  await page.keyboard.press('Home');
  for (let steps = 0; steps < 12 && !(await option.evaluate((element) => element === document.activeElement)); steps += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeHidden();
}

/** What an editor does with the samples that wait for a verdict. */
test('an editor compares what they like, comments and approves in one go', async () => {
  test.slow();
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const row = (name: RegExp): Locator => page.getByRole('row', { name }).first();
  await takeSeat(page, '박서연');
  await page.keyboard.press('ControlOrMeta+Digit3');
  await row(/^X, 한국어, 검토 중/u).click();

  await test.step('two variants of a story side by side, any revision of each', async () => {
    await page.getByRole('radio', { name: '버전 비교' }).click();
    const text = page.getByRole('group', { name: '버전 비교' }).last();
    await expect(text).toContainText('청년 월세');
    const side = (name: string): Locator => page.getByRole('button', { name: new RegExp(` ${name}$`, 'u') });
    const approve = page.getByRole('button', { name: /^X \(한국어\) 승인/u });
    // By default the text in hand, with what was approved of it: here nothing yet.
    await expect(side('기준')).toHaveAccessibleName('X (한국어) 기준');
    await expect(side('기준 판')).toHaveAccessibleName('없음 (모두 새 글) 기준 판');
    await expect(side('대상')).toHaveAccessibleName('X (한국어) 대상');
    await choose(page, side('기준'), /^페이스북 \(한국어\)/u);
    await expect(text).toContainText('페이스북 (한국어)');
    await expect(text.locator('[data-change]').filter({ hasText: '첫 자취방의' })).toBeVisible();
    await expect(text.locator('[data-change]').filter({ hasText: '#한빛시' })).toBeVisible();
    await expect(approve).toBeEnabled();
    await page.keyboard.press('F7');
    await expect(page.getByText(/^변경 1\/\d+$/u)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('two-variants.png') });
    expect(await graveFindings(page)).toEqual([]);

    // Nothing is decided on a text that is not in view; on whichever side it is, it is.
    await choose(page, side('대상'), /^X \(영어\)/u);
    await expect(side('기준')).toHaveAccessibleName('페이스북 (한국어) 기준');
    await expect(text.locator('[lang="ko"]').filter({ hasText: '첫 자취방의' })).toBeVisible();
    await expect(text.locator('[lang="en"]').filter({ hasText: 'rent' }).first()).toBeVisible();
    await expect(approve).toHaveAccessibleDescription('최신 판만 결정할 수 있습니다.');
    await choose(page, side('기준'), /^X \(한국어\)/u);
    await expect(approve).not.toHaveAccessibleDescription('최신 판만 결정할 수 있습니다.');
    await choose(page, side('기준 판'), /^없음/u);
    await expect(approve).toHaveAccessibleDescription('최신 판만 결정할 수 있습니다.');
    await row(/^X, 영어, 검토 중/u).click();
    await expect(side('대상')).toHaveAccessibleName('X (영어) 대상');
    await page.getByRole('radio', { name: '원고 모아 보기' }).click();
  });

  await test.step('the queue says at what hour a story is due, and that it is overdue', async () => {
    const due = async (at: string): Promise<void> => {
      await tabAndPress(page, page.getByRole('button', { name: '작성에서 열기' }));
      await page.getByRole('button', { name: '더 보기' }).first().click();
      await page.getByRole('menuitem', { name: '스토리 정보' }).click();
      const facts = page.getByRole('dialog', { name: '스토리 정보' });
      await facts.getByLabel('기한', { exact: true }).fill(at);
      await page.keyboard.press('Escape');
      await expect(facts).toBeHidden();
      await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved');
      await page.keyboard.press('ControlOrMeta+Digit3');
    };
    const story = page.getByRole('rowgroup').filter({ hasText: '청년 월세' });
    await due('2099-03-02T17:30');
    await expect(story).toContainText(/기한 2099\. 3\. 2\.\(월\) 17:30/u);
    await expect(story.getByText('기한 지남')).toBeHidden();
    await due('2020-03-02T17:30');
    await expect(story).toContainText(/기한 2020\. 3\. 2\.\(월\) 17:30/u);
    await expect(story.getByText('기한 지남')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('overdue.png') });
    expect(await graveFindings(page)).toEqual([]);
  });

  await test.step('of several groups one is chosen, whose proposals are shown', async () => {
    await takeSeat(page, '최지우');
    await page.keyboard.press('ControlOrMeta+Comma');
    const section = page.getByRole('region', { name: '승인 규칙', exact: true });
    for (const [group, members] of [['협력 구청', ['김하늘', '이도윤']], ['청년 기자단', ['이도윤']]] as const) {
      await tabAndPress(page, section.getByRole('button', { name: '그룹 추가' }));
      const dialog = page.getByRole('dialog', { name: '그룹 추가' });
      await expect(dialog.getByRole('textbox')).toBeFocused();
      await page.keyboard.insertText(group);
      for (const member of members) await tabAndPress(page, dialog.getByRole('checkbox', { name: member }), 'Space');
      await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
      await expect(dialog).toBeHidden();
    }
    await takeSeat(page, '이도윤');
    await page.keyboard.press('ControlOrMeta+Digit1');
    const compose = await composeNewStory(page, '기자단 소식');
    await compose.x.click();
    await page.keyboard.insertText('청년 기자단이 전합니다.');
    await compose.saved();
    await compose.askReview();
    await takeSeat(page, '박서연');
    await page.keyboard.press('ControlOrMeta+Digit3');
    await page.getByRole('radio', { name: '제안' }).click();
    const news = page.getByRole('rowgroup').filter({ hasText: '기자단 소식' });
    const rent = page.getByRole('rowgroup').filter({ hasText: '청년 월세' });
    await expect(news).toContainText('청년 기자단, 협력 구청 제안');
    await expect(rent).toContainText('협력 구청 제안');
    await news.getByRole('row', { name: /^X, 한국어/u }).click();
    await choose(page, page.getByRole('button', { name: / 그룹$/u }), /^청년 기자단$/u);
    await expect(news).toBeVisible();
    await expect(rent).toBeHidden();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('groups.png') });
    await choose(page, page.getByRole('button', { name: / 그룹$/u }), /^모든 그룹$/u);
    await expect(rent).toBeVisible();
    await page.getByRole('radio', { name: '전체' }).click();
  });

  await test.step('what was seen is approved in one go, but for what may not be', async () => {
    const rent = page.getByRole('rowgroup').filter({ hasText: '청년 월세' });
    const all = (count: number): Locator => page.getByRole('button', { name: `확인한 것 모두 승인 (${String(count)})` });
    await rent.getByRole('row', { name: /^X, 한국어/u }).click();
    await expect(all(0)).toHaveAccessibleDescription('확인함으로 표시한 원고 중 승인할 수 있는 것이 없습니다.');
    for (const name of ['X (한국어)', 'X (영어)', '페이스북 (한국어)']) await tabAndPress(page, page.getByRole('region', { name, exact: true }).getByRole('checkbox', { name: /^확인함/u }), 'Space');
    await expect(page.getByText('확인한 원고 3/5')).toBeVisible();
    await expect(all(3)).toBeEnabled();
    // What is not seen any more is not approved with the rest.
    await tabAndPress(page, page.getByRole('region', { name: 'X (영어)', exact: true }).getByRole('checkbox', { name: /^확인함/u }), 'Space');
    await tabAndPress(page, all(2));
    await expect(page.getByRole('button', { name: /^제출 \(2\)/u })).toBeEnabled();
    await expect(rent.getByText('미제출 승인')).toHaveCount(2);
  });

  await test.step('comments that were added to the review go with the verdicts', async () => {
    const rent = page.getByRole('rowgroup').filter({ hasText: '청년 월세' });
    await rent.getByRole('row', { name: /^X, 영어/u }).click();
    await page.keyboard.press('c');
    await expect(page.getByRole('textbox', { name: '의견', exact: true })).toBeFocused();
    await page.keyboard.insertText('신청 마감일도 적어 주세요.');
    await tabAndPress(page, page.getByRole('button', { name: /^검토에 추가/u }));
    const pane = page.getByRole('tabpanel', { name: /^의견/u });
    await expect(pane.getByText('신청 마감일도 적어 주세요.')).toBeVisible();
    await expect(pane.getByText('미제출')).toBeVisible();
    // Nobody else sees it yet.
    await expect(page.getByRole('list', { name: '이 원고의 의견' }).getByRole('listitem')).toHaveCount(0);
    await page.screenshot({ path: test.info().outputPath('batch.png') });
    await page.keyboard.press('ControlOrMeta+Enter');
    const dialog = page.getByRole('dialog', { name: '검토 제출' });
    await expect(dialog.getByRole('listitem')).toHaveCount(2);
    await expect(dialog).toContainText('의견 1건');
    expect(await graveFindings(page)).toEqual([]);
    await tabAndPress(page, dialog.getByRole('button', { name: '3건 제출' }));
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('list', { name: '이 원고의 의견' }).getByRole('listitem')).toContainText('신청 마감일도 적어 주세요.');
    await expect(pane.getByText('미제출')).toBeHidden();
    for (const channel of ['X', '페이스북']) await expect(rent.getByRole('row', { name: new RegExp(`^${channel}, 한국어, 승인`, 'u') })).toBeVisible();
    await rent.getByRole('row', { name: /^X, 한국어/u }).click();
    await tabTo(page, page.getByRole('tab', { name: '의견' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tabpanel', { name: /^결정/u }).getByRole('listitem')).toContainText('기본 규칙');
  });
  await app.close();
});
