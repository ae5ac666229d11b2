import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
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
