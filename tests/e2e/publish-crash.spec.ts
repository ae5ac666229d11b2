import { expect, type Page, test } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { connectTo } from './support/connect.ts';
import { addVariants, approve, chooseInQueue, newStoryFromFile, publishApproved, sendAllForReview, submitVerdicts } from './support/main-job-steps.ts';
import { TEXTS } from './support/main-job-texts.ts';
import { type Channel, type Lang, postsOf, sourceArticle, takeSeat, write } from './support/newsroom.ts';
import { ownDatabase } from './support/own-database.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

/**
 * The main job with a server of the newsroom's own, which is killed while it publishes and started
 * again: each approved revision is out once, and where only a person can know, a person is asked.
 */
const VARIANTS: readonly { readonly channel: Channel; readonly language: Lang }[] = [
  { channel: 'X', language: '한국어' },
  { channel: 'X', language: '영어' },
  { channel: '페이스북', language: '한국어' },
];
const accountOf = (channel: string): string => SAMPLE_WORKSPACE.accounts.find((account) => account.channel === channel)!.id;
const X = accountOf('x');
const FACEBOOK = accountOf('facebook');

/** Everything up to the request to publish, at a server that answers. */
async function approveAll(page: Page): Promise<void> {
  await newStoryFromFile(page, sourceArticle());
  await addVariants(page, VARIANTS);
  for (const { channel, language } of VARIANTS) await write(page, channel, language, TEXTS[channel][language]);
  await sendAllForReview(page, VARIANTS.length);
  await takeSeat(page, '박서연');
  await page.keyboard.press('ControlOrMeta+Digit3');
  for (const { channel, language } of VARIANTS) {
    await chooseInQueue(page, channel, language);
    await approve(page, channel, language);
  }
  await submitVerdicts(page, VARIANTS.length, VARIANTS.length);
}

/** Where the window says that a post of this story stands; the samples have posts of their own. */
function publication(page: Page, channel: Channel, language: Lang): ReturnType<Page['locator']> {
  return page
    .getByRole('region', { name: '동기화' })
    .getByRole('list', { name: '발행 현황' })
    .getByRole('listitem')
    .filter({ hasText: /City/ })
    .filter({ has: page.getByRole('img', { name: `${channel} (${language})` }) });
}

async function textsOf(url: string, account: string): Promise<readonly string[]> {
  return (await postsOf(url, account)).map(({ payload }) => payload.text).toSorted();
}

async function job(databaseUrl: string): Promise<void> {
  const backend = await startStandaloneBackend(databaseUrl);
  try {
    const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
    await connectTo(page, backend.url, backend.token);
    await page.keyboard.press('ControlOrMeta+Digit1');
    await approveAll(page);

    await test.step('the server is killed while it posts', async () => {
      await backend.behave(X, { mode: 'slow', times: 2 });
      await backend.behave(FACEBOOK, { mode: 'slow', times: 1 });
      await publishApproved(page, VARIANTS.length);
      await page.keyboard.press('ControlOrMeta+Shift+KeyY');
      await page.getByRole('tab', { name: '발행 현황' }).click();
      // The call is under way: neither the server nor anybody else knows how it ends.
      await expect(publication(page, '페이스북', '한국어')).toContainText('보내는 중');
      await backend.kill();
      await expect(page.getByText('서버에 연결할 수 없음').first()).toBeVisible();
      await expect(publication(page, '페이스북', '한국어')).not.toContainText('발행됨');
    });

    await test.step('it is started again, and finds out what it can by itself', async () => {
      await backend.restart();
      await page.getByRole('button', { name: '지금 동기화' }).click();
      // A worker that is gone keeps what it had taken for its lease, a minute and a half.
      for (const language of ['한국어', '영어'] as const) await expect(publication(page, 'X', language)).toContainText('발행됨', { timeout: 150_000 });
      await expect(publication(page, '페이스북', '한국어')).toContainText('결정이 필요함', { timeout: 60_000 });
      expect(await textsOf(backend.url, X)).toEqual([TEXTS.X.한국어, TEXTS.X.영어].toSorted());
    });

    await test.step('the channel that cannot be asked is looked at by a person, whose answer counts', async () => {
      // What the person sees on the channel's page.
      expect(await textsOf(backend.url, FACEBOOK)).toEqual([]);
      const panel = page.getByRole('region', { name: '동기화' });
      await panel.getByRole('tab', { name: '대기 목록' }).click();
      await panel.getByRole('radio', { name: /^문제 1/ }).click();
      await panel.getByRole('row', { name: /페이스북/ }).click();
      await expect(panel.getByText('채널을 보고 게시물이 있는지 알려 주세요.')).toBeVisible();
      // This time it is posted, and the answer is lost on the way.
      await backend.behave(FACEBOOK, { mode: 'timeout-after-post', times: 1 });
      await panel.getByRole('button', { name: '게시물이 없음' }).click();
      await expect.poll(() => textsOf(backend.url, FACEBOOK), { timeout: 60_000 }).toEqual([TEXTS.페이스북.한국어]);
      await panel.getByRole('tab', { name: '발행 현황' }).click();
      await expect(publication(page, '페이스북', '한국어')).toContainText(/결정이 필요함.*2번 시도/u, { timeout: 60_000 });
      await panel.getByRole('tab', { name: '대기 목록' }).click();
      await panel.getByRole('radio', { name: /^문제 1/ }).click();
      await panel.getByRole('row', { name: /페이스북/ }).click();
      const [post] = await postsOf(backend.url, FACEBOOK);
      await panel.getByRole('button', { name: '게시물이 있음' }).click({ timeout: 60_000 });
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(`${backend.url}/sandbox/${FACEBOOK}#post-${post!.id}`);
      await dialog.getByRole('button', { name: '기록', exact: true }).click();
      await expect(dialog).toBeHidden();
    });

    await test.step('the window says where each stands, and each is out once', async () => {
      await page.getByRole('tab', { name: '발행 현황' }).click();
      for (const { channel, language } of VARIANTS) await expect(publication(page, channel, language)).toContainText('발행됨', { timeout: 60_000 });
      expect(await textsOf(backend.url, X)).toEqual([TEXTS.X.한국어, TEXTS.X.영어].toSorted());
      expect(await textsOf(backend.url, FACEBOOK)).toEqual([TEXTS.페이스북.한국어]);
    });
    await app.close();
  } finally {
    await backend.dispose();
  }
}

test('the server is killed in mid-publish: each post is out once, and what nobody knows is asked', async () => {
  test.slow();
  await job('');
});

test('the same on a PostgreSQL server', async () => {
  test.slow();
  const database = await ownDatabase('e2e');
  if (!('url' in database)) {
    test.skip(true, `no PostgreSQL server: ${database.unavailable}`);
    return;
  }
  try {
    await job(database.url);
  } finally {
    await database.drop();
  }
});
