import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { colleagueOf } from './support/colleague.ts';
import { composeNewStory } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
import { synced, toggleOnline } from './support/line.ts';
import { takeSeat } from './support/newsroom.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

test('an editor is told of a request at another computer, and opens it from there', async () => {
  const backend = await startStandaloneBackend();
  const writer = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const editor = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await connectTo(editor.page, backend.url, backend.token);
    await takeSeat(editor.page, '박서연');
    // What the system would show, while nobody looks at the window.
    await editor.app.evaluate(({ Notification }) => {
      const shown: string[] = [];
      Object.assign(globalThis, { shown });
      Notification.isSupported = () => true;
      Notification.prototype.show = function show() {
        shown.push(`${this.title} | ${this.body}`);
        setImmediate(() => this.emit('click'));
      };
    });
    await editor.page.evaluate(() => {
      document.hasFocus = () => false;
    });
    await connectTo(writer.page, backend.url, backend.token);
    await writer.page.keyboard.press('Control+1');
    const compose = await composeNewStory(writer.page, '야간 도서관');
    await compose.x.click();
    await writer.page.keyboard.insertText('한빛시, 오늘부터 야간 도서관을 엽니다.');
    await compose.saved();
    await writer.page.getByRole('button', { name: /^검토 요청/ }).first().click();
    await writer.page.getByRole('dialog', { name: '검토 요청' }).getByRole('button', { name: /건 검토 요청$/u }).click();

    await expect.poll(() => editor.app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown), { timeout: 60_000 }).toEqual(['검토 요청: 김하늘 | X (한국어), 야간 도서관']);
    // Pressed, it leads to the text.
    await expect(editor.page.getByRole('main', { name: '검토' })).toBeVisible();
    await expect(editor.page.getByText('한빛시, 오늘부터 야간 도서관을 엽니다.').first()).toBeVisible();
    await editor.page.getByRole('button', { name: /^알림/ }).press('Enter');
    const list = editor.page.getByRole('dialog', { name: '알림' });
    await expect(list.getByRole('button', { name: /검토 요청: 김하늘.*X \(한국어\), 야간 도서관/u })).toBeVisible();
    expect(await graveFindings(editor.page)).toEqual([]);
    await editor.page.screenshot({ path: test.info().outputPath('list.png') });
    await list.getByRole('button', { name: '모두 확인함' }).press('Enter');
    await expect(list).toBeHidden();
    await expect(editor.page.getByRole('button', { name: '알림', exact: true })).toBeFocused();
  } finally {
    await writer.app.close();
    await editor.app.close();
    await backend.dispose();
  }
});

test('versions that could not be joined, and a hold, are told in the window, and lead to where they are dealt with', async () => {
  test.slow();
  const backend = await startStandaloneBackend();
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  const told = (text: string) => page.getByRole('alertdialog').filter({ hasText: text });
  try {
    await connectTo(page, backend.url, backend.token);
    await page.keyboard.press('Control+1');
    const compose = await composeNewStory(page, '야간 도서관');
    await compose.x.click();
    await page.keyboard.insertText('밤 10시까지 엽니다.');
    await compose.saved();
    await compose.askReview();
    await synced(running);
    const colleague = await colleagueOf(backend.url, backend.token);
    const variant = await colleague.find('revision', '밤 10시까지 엽니다.');
    await toggleOnline(running, 'offline');
    await compose.x.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('밤 11시까지 엽니다.');
    await compose.saved();
    await colleague.rewrite(variant, '밤 10시까지 엽니다.', '자정까지 엽니다.');
    await page.keyboard.press('Control+1');
    await expect(compose.x).toBeHidden();
    await toggleOnline(running, 'online');
    const conflict = told('확인 필요: 합치지 못한 두 버전');
    await expect(conflict).toContainText('X (한국어), 야간 도서관', { timeout: 30_000 });
    await page.screenshot({ path: test.info().outputPath('conflict.png') });
    await conflict.getByRole('button', { name: '열기' }).press('Enter');
    await expect(page.getByRole('button', { name: '비교하고 합치기' })).toBeVisible();
    await expect.poll(() => compose.shown(compose.x)).toBe('밤 11시까지 엽니다.');

    await takeSeat(page, '최지우');
    await colleague.hold('여는 시각을 다시 확인합니다.');
    const hold = told('발행 보류: 박서연');
    await expect(hold).toContainText('모든 발행, 여는 시각을 다시 확인합니다.', { timeout: 30_000 });
    expect(await graveFindings(page)).toEqual([]);
    await hold.getByRole('button', { name: '열기' }).press('Enter');
    await expect(page.getByRole('region', { name: '동기화' }).getByRole('tab', { name: '발행 보류' })).toHaveAttribute('aria-selected', 'true');
    await page.screenshot({ path: test.info().outputPath('hold.png') });
  } finally {
    await app.close();
    await backend.dispose();
  }
});
