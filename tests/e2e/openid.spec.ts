import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { CLIENT, freePort, signInInBrowser, startProvider } from '../support/openid-provider.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabAndPress } from './support/keys.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

const account = (page: Page): Locator => page.getByRole('region', { name: '내 계정' });

test('the first admin joins with the organisation’s own sign-in, in the browser', async () => {
  const port = await freePort();
  const provider = await startProvider(`http://127.0.0.1:${port}/v1/sessions/provider/return`);
  const env = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: '한빛시 통합' };
  const backend = await startStandaloneBackend('', { port, env });
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    // The system's browser, played by this test.
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => void opened.push(url);
    });
    const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.at(-1) ?? '');
    await connectTo(page, backend.url, '');
    await account(page).getByRole('button', { name: '초대를 받았습니다' }).click();
    const join = account(page).getByRole('button', { name: '한빛시 통합 계정으로 참여' });
    await expect(join).toBeDisabled();
    await account(page).getByLabel('초대 코드').fill(backend.firstAdmin);
    await join.press('Enter');
    await expect(account(page).getByRole('status')).toContainText('열린 브라우저에서 로그인해 주세요');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('waiting.png') });
    await expect.poll(opened).toContain(provider.issuer);
    const back = await signInInBrowser(await opened(), 'kim', ({ pathname }) => pathname === '/signed-in');
    expect(await (await fetch(back)).text()).toContain('소통 앱으로 돌아가');
    await expect(account(page).getByText('kim@hanbit 이름으로 로그인했습니다')).toBeVisible();
    const team = page.getByRole('region', { name: '팀', exact: true });
    await expect(team.getByRole('button', { name: '초대하기' })).toBeVisible();
    await expect(team.getByRole('listitem').filter({ hasText: '최지우' })).toContainText('(나, 조직 로그인)');
    // Who has no password has no other way in, and is told so.
    await tabAndPress(page, team.getByRole('button', { name: /조직 로그인 연결 해제$/u }));
    const unlink = page.getByRole('alertdialog', { name: /조직 로그인 연결을 해제할까요/u });
    await expect(unlink).toContainText('그 뒤로는 이름과 비밀번호로만 로그인합니다.');
    await tabAndPress(page, unlink.getByRole('button', { name: '조직 로그인 연결 해제' }));
    await expect(unlink.getByRole('alert')).toContainText('비밀번호');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('unlink.png') });
    await page.keyboard.press('Escape');
    await expect(unlink).toBeHidden();
    await expect(team.getByRole('button', { name: /조직 로그인 연결 해제$/u })).toBeFocused();
    // An admin sees where they are signed in, as of those with a password.
    await tabAndPress(page, team.getByRole('button', { name: '최지우 변경' }));
    const change = page.getByRole('dialog', { name: '최지우: 역할과 접근' });
    await expect(change.getByRole('list', { name: '기기' }).getByRole('listitem')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(change).toBeHidden();
  } finally {
    await app.close();
    await backend.dispose();
    await provider.close();
  }
});
