import { expect, type Locator, type Page, test } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
import { runFromPalette } from './support/palette.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

/** A team's server with accounts, and the desktops of two who belong to it. */
const account = (page: Page): Locator => page.getByRole('region', { name: '내 계정' });
const team = (page: Page): Locator => page.getByRole('region', { name: '팀', exact: true });

async function joinWith(page: Page, invitation: string, name: string, password: string): Promise<void> {
  await account(page).getByRole('button', { name: '초대를 받았습니다' }).click();
  await account(page).getByLabel('초대 코드').fill(invitation);
  await account(page).getByLabel('로그인 이름').fill(name);
  await account(page).getByLabel('새 비밀번호').fill(password);
  await page.keyboard.press('Enter');
  await expect(account(page).getByText(`${name} 이름으로 로그인했습니다`)).toBeVisible();
}

test('an admin comes in by the first invitation, invites a writer, gives another role and shuts a device out', async () => {
  test.setTimeout(180_000);
  const backend = await startStandaloneBackend();
  const a = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const b = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await connectTo(a.page, backend.url, '');
    await joinWith(a.page, backend.firstAdmin, 'admin', '한빛시-봄비-우산-일곱');
    await expect(a.page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/)).toBeVisible({ timeout: 30_000 });

    await team(a.page).getByRole('button', { name: '초대하기' }).click();
    const invite = a.page.getByRole('dialog', { name: '뉴스룸에 초대' });
    await expect(invite.getByRole('checkbox', { name: '작성자' })).toBeChecked();
    await invite.getByRole('button', { name: '초대 만들기' }).click();
    const shown = a.page.getByRole('dialog', { name: '초대', exact: true });
    const said = await shown.getByRole('status').innerText();
    expect(said).toContain(backend.url);
    const code = /[A-Za-z0-9_-]{43}/.exec(said)?.[0] ?? '';
    await shown.getByRole('button', { name: '복사' }).click();
    expect(await a.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(said);
    await a.page.keyboard.press('Escape');

    // One that went to the wrong place is withdrawn; the other stays.
    await team(a.page).getByRole('button', { name: '초대하기' }).click();
    await invite.getByRole('button', { name: '초대 만들기' }).click();
    await expect(shown).toBeVisible();
    await a.page.keyboard.press('Escape');
    const invitations = team(a.page).getByRole('list', { name: '아직 쓰지 않은 초대' });
    await expect(invitations.getByRole('listitem')).toHaveCount(2);
    await a.page.screenshot({ path: test.info().outputPath('invitations.png') });
    await invitations.getByRole('button', { name: /^초대 취소/u }).first().press('Enter');
    await expect(invitations.getByRole('listitem')).toHaveCount(1);

    await connectTo(b.page, backend.url, '');
    await joinWith(b.page, code, '보라', '우산을-챙기는-아침마다');
    await expect(team(b.page).getByRole('listitem').filter({ hasText: '보라' })).toContainText('나');
    await expect(team(b.page).getByRole('button', { name: '초대하기' })).toBeHidden();

    // By keyboard: another role for the new member.
    await a.page.keyboard.press('Control+1');
    await a.page.keyboard.press('Control+Comma');
    await team(a.page).getByRole('button', { name: '보라 변경' }).focus();
    await a.page.keyboard.press('Enter');
    const change = a.page.getByRole('dialog', { name: '보라: 역할과 접근' });
    await change.getByRole('checkbox', { name: '번역자' }).focus();
    await a.page.keyboard.press('Space');
    expect(await graveFindings(a.page)).toEqual([]);
    await change.getByRole('button', { name: '변경 저장' }).press('Enter');
    await expect(change).toBeHidden();
    await expect(team(a.page).getByRole('listitem').filter({ hasText: '보라' })).toContainText('번역자');
    // The only administrator cannot give that up.
    await team(a.page).getByRole('listitem').filter({ hasText: 'admin' }).getByRole('button').click();
    await a.page.getByRole('dialog').getByText('정지: 로그인하거나 보낼 수 없습니다').click();
    await a.page.getByRole('button', { name: '변경 저장' }).click();
    await expect(a.page.getByRole('dialog').getByRole('alert')).toContainText('관리자가 남지 않습니다');
    await a.page.keyboard.press('Escape');

    // All of that is on record, for admins.
    await runFromPalette(a.page, '활동 기록', /^활동 기록/u);
    const log = a.page.getByRole('dialog', { name: '활동 기록' });
    await log.getByRole('button', { name: /^종류/u }).or(log.getByRole('button', { name: /종류/u })).first().press('Enter');
    await a.page.getByRole('option', { name: '계정', exact: true }).click();
    await expect(log.getByRole('row').filter({ hasText: '역할 변경' }).first()).toContainText('작성자 · 번역자');
    await expect(log.getByRole('row').filter({ hasText: '초대 취소' })).toHaveCount(1);
    expect(await graveFindings(a.page)).toEqual([]);
    await a.page.screenshot({ path: test.info().outputPath('account-events.png') });
    await a.page.keyboard.press('Escape');

    // Signed in on another PC as well, that is lost: it is shut out from here.
    const lost = await fetch(`${backend.url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password: '한빛시-봄비-우산-일곱', device: { id: randomUUID(), name: '잃어버린 PC' } }),
    });
    const { accessToken } = (await lost.json()) as { accessToken: string };
    const stillIn = async (): Promise<number> => (await fetch(`${backend.url}/v1/devices`, { headers: { authorization: `Bearer ${accessToken}` } })).status;
    expect(await stillIn()).toBe(200);
    await a.page.keyboard.press('Control+1');
    await a.page.keyboard.press('Control+Comma');
    await account(a.page).getByRole('button', { name: '잃어버린 PC 로그아웃' }).click();
    await expect(account(a.page).getByText('잃어버린 PC')).toBeHidden();
    expect(await stillIn()).toBe(401);
    await expect(account(a.page).getByText('이 PC', { exact: false }).first()).toBeVisible();

    // A colleague's lost computer is shut out by the admin.
    await team(a.page).getByRole('button', { name: '보라 변경' }).press('Enter');
    const devices = a.page.getByRole('dialog', { name: '보라: 역할과 접근' }).getByRole('list', { name: '기기' });
    await expect(devices.getByRole('listitem')).toHaveCount(1);
    expect(await graveFindings(a.page)).toEqual([]);
    await a.page.screenshot({ path: test.info().outputPath('member.png') });
    await devices.getByRole('button', { name: /로그아웃$/u }).press('Enter');
    await expect(devices.getByRole('listitem')).toHaveCount(0);
    await a.page.keyboard.press('Escape');
    await expect(b.page.getByRole('contentinfo').getByText('로그인 필요')).toBeVisible({ timeout: 60_000 });

    await expect(account(b.page).getByLabel('로그인 이름')).toBeVisible();
    await account(b.page).getByLabel('로그인 이름').fill('보라');
    await account(b.page).getByLabel('비밀번호', { exact: true }).fill('다른-비밀번호-입니다');
    await b.page.keyboard.press('Enter');
    await expect(account(b.page).getByRole('alert')).toContainText('이름이나 비밀번호가 맞지 않습니다');
    await account(b.page).getByLabel('비밀번호', { exact: true }).fill('우산을-챙기는-아침마다');
    await b.page.keyboard.press('Enter');
    await expect(account(b.page).getByText('보라 이름으로 로그인했습니다')).toBeVisible();
    expect(await graveFindings(b.page)).toEqual([]);
  } finally {
    await a.app.close();
    await b.app.close();
    await backend.dispose();
  }
});
