import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabAndPress, tabTo } from './support/keys.ts';
import { composeNewStory } from './support/compose-page.ts';
import { goOnline } from './support/main-job-steps.ts';
import { takeSeat } from './support/newsroom.ts';
import { runFromPalette } from './support/palette.ts';

/** Opens a list by keyboard and goes down to a choice of it. */
async function choose(page: Page, list: Locator, name: string): Promise<void> {
  await tabAndPress(page, list);
  const option = page.getByRole('option', { name, exact: true });
  await expect(option).toBeVisible();
  for (let steps = 0; steps < 12 && !(await option.evaluate((element) => element === document.activeElement)); steps += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(option).toBeHidden();
}

test('an admin makes a rule for a label, and Review says who can give what is missing', async () => {
  test.slow();
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const section = page.getByRole('region', { name: '승인 규칙', exact: true });
  const rules = section.getByRole('list', { name: '규칙 목록' });
  const missing = page.getByRole('region', { name: '남은 승인' });
  const row = page.getByRole('row', { name: /^X, 한국어/ }).first();
  const approve = page.getByRole('button', { name: /^X \(한국어\) 승인/ });
  const submitOne = async (): Promise<void> => {
    await page.getByRole('button', { name: /^제출 \(1\)/ }).click();
    await page.getByRole('dialog', { name: '검토 제출' }).getByRole('button', { name: '1건 제출' }).click();
  };

  await test.step('a writer reads the rules, and cannot change them', async () => {
    await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Comma');
    await expect(rules.getByRole('listitem').filter({ hasText: '라벨 재난' })).toContainText('편집자 1명 → 총괄 1명');
    await expect(section.getByText('규칙은 관리자가 바꿉니다. 내 부재는 직접 등록할 수 있습니다.')).toBeVisible();
    await expect(section.getByRole('button')).toHaveCount(1);
  });

  await test.step('but says when they are away themselves, and takes it back', async () => {
    await tabAndPress(page, section.getByRole('button', { name: '내 부재 추가' }));
    const dialog = page.getByRole('dialog', { name: '내 부재 추가' });
    await expect(dialog.getByRole('button', { name: /누가/ })).toBeHidden();
    await dialog.getByLabel('시작').fill('2099-01-01T09:00');
    await dialog.getByLabel('끝').fill('2099-01-05T18:00');
    // An editor is no writer: the say of one never goes to the other. A translator who writes as well is.
    await tabAndPress(page, dialog.getByRole('button', { name: /대리인/ }));
    await expect(page.getByRole('option', { name: '없음', exact: true })).toBeVisible();
    await expect(page.getByRole('option', { name: '이도윤', exact: true })).toBeVisible();
    await expect(page.getByRole('option', { name: '박서연', exact: true })).toHaveCount(0);
    await page.keyboard.press('Escape');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('own-absence.png') });
    await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
    const absences = section.getByRole('list', { name: '부재와 대리' });
    await expect(absences).toContainText('대리인 없음');
    await tabAndPress(page, absences.getByRole('button', { name: /^지우기/ }));
    await expect(absences).toBeHidden();
  });

  await test.step('the admin adds one by keyboard: an editor, then the lead', async () => {
    await takeSeat(page, '최지우');
    await tabAndPress(page, section.getByRole('button', { name: '규칙 추가' }));
    const dialog = page.getByRole('dialog', { name: '승인 규칙 추가' });
    await expect(dialog.getByRole('textbox', { name: '이름' })).toBeFocused();
    await page.keyboard.insertText('청년 정책');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('청년, 주거');
    await tabAndPress(page, dialog.getByRole('button', { name: '단계 추가' }));
    await choose(page, dialog.getByRole('group', { name: '2단계' }).getByRole('button', { name: /역할/ }), '총괄');
    await tabTo(page, dialog.getByRole('textbox', { name: '승인이 유효한 시간' }));
    await page.keyboard.insertText('0');
    await expect(dialog.getByRole('button', { name: '저장' })).toBeDisabled();
    await expect(dialog.getByText('1에서 8,760 사이의 수를 넣어 주세요.')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('48');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('policy-dialog.png') });
    await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
    await expect(dialog).toBeHidden();
    const made = rules.getByRole('listitem').filter({ hasText: '청년 정책' });
    await expect(made).toContainText('대상: 라벨 청년, 주거');
    await expect(made).toContainText('승인 후 48시간 유효');
  });

  await test.step('says that the editor is away, and who stands in', async () => {
    await tabAndPress(page, section.getByRole('button', { name: '부재 추가' }));
    const dialog = page.getByRole('dialog', { name: '부재 추가' });
    await choose(page, dialog.getByRole('button', { name: /누가/ }), '박서연');
    // The parts of a date take digits, which no two systems take alike: what comes of them is what is tested.
    await dialog.getByLabel('시작').fill('2020-01-01T09:00');
    await dialog.getByLabel('끝').fill('2019-12-31T09:00');
    await expect(dialog.getByText('끝이 시작보다 뒤여야 합니다.')).toBeVisible();
    await dialog.getByLabel('끝').fill('2099-12-31T18:00');
    await choose(page, dialog.getByRole('button', { name: /대리인/ }), '이도윤');
    await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
    await expect(section.getByRole('list', { name: '부재와 대리' })).toContainText('대리: 이도윤');
  });

  await test.step('Review says step by step who can approve', async () => {
    await page.keyboard.press('ControlOrMeta+Digit3');
    await row.click();
    await expect(missing).toContainText('‘청년 정책’ 규칙');
    await expect(missing.getByRole('listitem')).toHaveText(['편집자 1명 · 승인할 수 있는 사람: 박서연(부재 중), 이도윤(박서연 대신)', '총괄 1명 · 승인할 수 있는 사람: 최지우 · 앞 단계가 끝나면']);
    await expect(approve).toBeDisabled();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('policy-review.png') });
  });

  await test.step('so does Compose under its status, and its publish dialog of each text, with who may publish', async () => {
    await tabAndPress(page, page.getByRole('button', { name: '작성에서 열기' }));
    await expect(page.getByText('검토 중인 원고입니다.', { exact: false })).toBeVisible();
    await expect(missing).toContainText('‘청년 정책’ 규칙');
    await expect(missing.getByRole('listitem')).toHaveCount(2);
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('policy-compose.png') });
    await runFromPalette(page, '발행', /^발행…/u);
    const dialog = page.getByRole('dialog', { name: '발행', exact: true });
    await expect(dialog.getByRole('status')).toHaveText('발행은 발행 담당만 요청할 수 있습니다. 발행 담당: 박서연');
    const text = dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: /^X.*한국어/u }) });
    await expect(text).toContainText('승인되지 않음');
    await expect(text.getByRole('listitem')).toHaveText(['편집자 1명 · 승인할 수 있는 사람: 박서연(부재 중), 이도윤(박서연 대신)', '총괄 1명 · 승인할 수 있는 사람: 최지우 · 앞 단계가 끝나면']);
    await tabTo(page, dialog.getByRole('button', { name: /발행 요청$/u }));
    await expect(dialog.getByRole('button', { name: /발행 요청$/u })).toHaveAccessibleDescription(/발행 담당: 박서연/u);
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('policy-publish.png') });
    await tabAndPress(page, dialog.getByRole('button', { name: '취소' }));
    await expect(dialog).toBeHidden();
    await page.keyboard.press('ControlOrMeta+Digit3');
  });

  await test.step('the substitute approves, and then the lead', async () => {
    await takeSeat(page, '이도윤');
    await row.click();
    await approve.click();
    await submitOne();
    await expect(missing.getByRole('listitem').first()).toHaveText('편집자 승인: 이도윤');
    await takeSeat(page, '최지우');
    await row.click();
    await approve.click();
    await submitOne();
    await expect(page.getByRole('row', { name: /^X, 한국어, 승인/ }).first()).toBeVisible();
    await expect(missing).toBeHidden();
    await tabTo(page, page.getByRole('tab', { name: '의견' }));
    await page.keyboard.press('ArrowRight');
    const decisions = page.getByRole('tabpanel', { name: /^결정/u }).getByRole('listitem');
    await expect(decisions).toHaveCount(2);
    for (const name of ['최지우', '이도윤']) await expect(decisions.filter({ hasText: name })).toContainText('‘청년 정책’ 규칙');
    await page.screenshot({ path: test.info().outputPath('decisions.png') });
  });

  await test.step('what a group sends is its proposal, and none of it can approve it', async () => {
    await page.keyboard.press('ControlOrMeta+Comma');
    await tabAndPress(page, section.getByRole('button', { name: '그룹 추가' }));
    const dialog = page.getByRole('dialog', { name: '그룹 추가' });
    await page.keyboard.insertText('협력 구청');
    await tabAndPress(page, dialog.getByRole('checkbox', { name: '김하늘' }), 'Space');
    await tabAndPress(page, dialog.getByRole('checkbox', { name: '이도윤' }), 'Space');
    await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
    await expect(section.getByRole('list', { name: '그룹' })).toContainText('김하늘, 이도윤');
    await page.screenshot({ path: test.info().outputPath('policy-settings.png') });
    await page.keyboard.press('ControlOrMeta+Digit3');
    await page.getByRole('radio', { name: '제안' }).click();
    await expect(page.getByText('협력 구청 제안')).toBeVisible();
    await page.getByRole('row', { name: /^X, 영어, 검토 중/ }).first().click();
    await expect(missing.getByRole('listitem').first()).toHaveText('편집자 1명 · 승인할 수 있는 사람: 박서연(부재 중)');
  });

  await test.step('a rule that is removed no longer holds', async () => {
    await page.keyboard.press('ControlOrMeta+Comma');
    await tabAndPress(page, section.getByRole('button', { name: '지우기: 청년 정책' }));
    await expect(rules.getByRole('listitem').filter({ hasText: '청년 정책' })).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Digit3');
    await expect(missing).not.toContainText('청년 정책');
    await expect(missing.getByRole('listitem')).toHaveCount(1);
  });
  await app.close();
});

test('an approval says until when it may wait and until when it counts, and once that has passed it has to be given again', async () => {
  test.slow();
  const userData = makeUserDataDir();
  let { app, page } = await launchApp({ userData, lang: 'ko' });
  const story = '기한이 있는 승인';
  const row = (): Locator => page.getByRole('rowgroup').filter({ hasText: story }).getByRole('row', { name: /^X, 한국어/u });

  await test.step('the rule: an approval counts for a day, and waits for a connection for five hours at most', async () => {
    await takeSeat(page, '최지우');
    await page.keyboard.press('ControlOrMeta+Comma');
    const section = page.getByRole('region', { name: '승인 규칙', exact: true });
    await tabAndPress(page, section.getByRole('button', { name: '규칙 추가' }));
    const dialog = page.getByRole('dialog', { name: '승인 규칙 추가' });
    await expect(dialog.getByRole('textbox', { name: '이름' })).toBeFocused();
    await page.keyboard.insertText('하루');
    await tabAndPress(page, dialog.getByRole('group', { name: '채널' }).getByRole('checkbox', { name: 'X', exact: true }), 'Space');
    await tabTo(page, dialog.getByRole('textbox', { name: '승인이 유효한 시간' }));
    await page.keyboard.insertText('24');
    await tabAndPress(page, dialog.getByRole('switch', { name: '오프라인 승인 제한' }), 'Space');
    const editors = dialog.getByRole('group', { name: '역할' }).getByRole('checkbox', { name: '편집자' });
    await tabTo(page, editors);
    if (!(await editors.isChecked())) await page.keyboard.press('Space');
    await tabTo(page, dialog.getByRole('textbox', { name: '오프라인 승인이 기다릴 수 있는 시간' }));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('5');
    await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
    await expect(section.getByRole('list', { name: '규칙 목록' }).getByRole('listitem').filter({ hasText: '하루' })).toContainText('최대 5시간 대기');
  });

  await test.step('offline, an editor approves, and is told until when that may wait', async () => {
    await takeSeat(page, '김하늘');
    await page.keyboard.press('ControlOrMeta+Digit1');
    const compose = await composeNewStory(page, story);
    await compose.x.click();
    await page.keyboard.insertText('오늘 하루만 맞는 소식입니다.');
    await compose.saved();
    await compose.askReview();
    await goOnline(page, false);
    await takeSeat(page, '박서연');
    await page.keyboard.press('ControlOrMeta+Digit3');
    await row().click();
    await page.getByRole('button', { name: /^X \(한국어\) 승인/u }).click();
    await page.getByRole('button', { name: /^제출 \(1\)/u }).click();
    await page.getByRole('dialog', { name: '검토 제출' }).getByRole('button', { name: '1건 제출' }).click();
    await expect(page.getByRole('status').filter({ hasText: /승인: 서버 확인 대기 · .+까지 서버에 도착해야 인정됩니다\./u })).toBeVisible();
    await page.getByRole('tab', { name: /^결정/u }).click();
    await expect(page.getByRole('tabpanel').getByText(/까지 서버에 도착해야 인정됩니다\./u)).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('waits.png') });
  });

  await test.step('recorded, it says until when it counts, also where it is published', async () => {
    await goOnline(page, true);
    await expect(page.getByText(/^이 승인은 .+까지 유효합니다\.$/u)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/도착해야 인정됩니다/u)).toBeHidden();
    await tabAndPress(page, page.getByRole('button', { name: /^승인된 것 모두 발행/u }));
    const dialog = page.getByRole('dialog', { name: '발행', exact: true });
    await expect(dialog.getByRole('listitem').filter({ hasText: 'X (한국어)' })).toContainText(/이 승인은 .+까지 유효합니다\./u);
    await expect(dialog.getByRole('region', { name: '아직 승인되지 않아 발행하지 않는 원고' }).getByRole('listitem').first()).toContainText('블로그 (한국어)');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('until.png') });
    await tabAndPress(page, dialog.getByRole('button', { name: '취소' }));
    await expect(dialog).toBeHidden();
    await tabAndPress(page, page.getByRole('button', { name: '작성에서 열기' }));
    await runFromPalette(page, '발행', /^발행…/u);
    await expect(dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: /^X.*한국어/u }) })).toContainText(/이 승인은 .+까지 유효합니다\./u);
    await page.screenshot({ path: test.info().outputPath('until-compose.png') });
    await app.close();
  });

  await test.step('a day later Review says that it has expired, and who can give it again', async () => {
    ({ app, page } = await launchApp({ userData, lang: 'ko', clockShiftMs: 25 * 3_600_000 }));
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('button', { name: /현재 자리/u })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Digit3');
    await row().click();
    const missing = page.getByRole('region', { name: '남은 승인' });
    await expect(missing).toContainText('승인 기한이 지나 다시 승인해야 합니다.', { timeout: 60_000 });
    await expect(missing.getByRole('listitem')).toHaveText(['편집자 1명 · 승인할 수 있는 사람: 박서연']);
    await expect(page.getByText(/까지 유효합니다/u)).toBeHidden();
    await page.screenshot({ path: test.info().outputPath('expired.png') });
  });
  await app.close();
});
