import { expect, test } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { killHard, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { addAllVariants, addPicture, approve, chooseInQueue, goOnline, newStoryFromFile, publishApproved, sendAllForReview, submitVerdicts } from './support/main-job-steps.ts';
import { TEXTS } from './support/main-job-texts.ts';
import { backendAddress, type Channel, CHANNELS, type Lang, openVariant, postsOf, sourceArticle, takeSeat, write } from './support/newsroom.ts';

const LANGS: readonly Lang[] = ['한국어', '영어'];
const CHANNEL_IDS: Readonly<Record<Channel, string>> = { X: 'x', 인스타그램: 'instagram', 페이스북: 'facebook', 카카오스토리: 'kakaostory', 블로그: 'blog' };
/** Returned by the editor. */
const RETURNED = { channel: '페이스북', language: '영어' } as const;
/** Edited after its approval. */
const EDITED = { channel: 'X', language: '영어' } as const;
const all = CHANNELS.flatMap((channel) => LANGS.map((language) => ({ channel, language })));
const is = (a: { channel: string; language: string }, b: { channel: string; language: string }): boolean => a.channel === b.channel && a.language === b.language;

test('the main job: one article, five channels, two languages, approved as they stand, published once', async () => {
  test.slow();
  const userData = makeUserDataDir();
  let { app, page } = await launchApp({ userData, lang: 'ko' });

  await test.step('a writer makes the story from the article', async () => {
    await newStoryFromFile(page, sourceArticle());
    await addAllVariants(page);
  });

  await test.step('and writes a variant for each channel and language', async () => {
    for (const { channel, language } of all) {
      await write(page, channel, language, TEXTS[channel][language]);
      if (channel === '인스타그램') await addPicture(page, language === '한국어' ? '강변의 저녁 하늘' : 'Evening sky over the river');
    }
    await expect(page.getByText(/이 PC에 저장됨/).first()).toBeVisible();
  });

  await test.step('and asks for review', async () => {
    await sendAllForReview(page, 10);
  });

  await test.step('an editor reads them side by side, approves nine and returns one', async () => {
    await takeSeat(page, '박서연');
    await page.keyboard.press('ControlOrMeta+Digit3');
    for (const each of all) {
      await chooseInQueue(page, each.channel, each.language);
      if (is(each, RETURNED)) {
        await page.getByRole('button', { name: /^수정 요청/ }).click();
        const dialog = page.getByRole('dialog', { name: '수정 요청' });
        await dialog.getByRole('textbox', { name: '사유' }).fill('수치의 출처를 덧붙여 주세요.');
        await dialog.getByRole('button', { name: '수정 요청' }).click();
      } else {
        await approve(page, each.channel, each.language);
      }
    }
    await submitVerdicts(page, 10, 9);
  });

  await test.step('the writer edits one after its approval, and its approval is gone', async () => {
    await takeSeat(page, '김하늘');
    await page.keyboard.press('ControlOrMeta+Digit2');
    await openVariant(page, EDITED.channel, EDITED.language);
    await page.getByRole('textbox', { name: `${EDITED.channel} 원고 (${EDITED.language})` }).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText(' Edited.');
    await expect(page.getByText('승인 후 내용이 바뀌어 승인이 취소되었습니다.')).toBeVisible();
  });

  await test.step('offline, the publisher asks for publication and the writer goes on', async () => {
    await goOnline(page, false);
    await takeSeat(page, '박서연');
    await publishApproved(page, 8);
    await takeSeat(page, '김하늘');
    await page.keyboard.press('ControlOrMeta+Digit2');
    await openVariant(page, RETURNED.channel, RETURNED.language);
    await page.getByRole('textbox', { name: `${RETURNED.channel} 원고 (${RETURNED.language})` }).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText(' (Source: the city, 2016)');
    await expect(page.getByText(/이 PC에 저장됨/).first()).toBeVisible();
    await expect.poll(() => page.getByText('저장 대기').or(page.getByText('저장 중')).count()).toBe(0);
  });

  await test.step('the app is killed, and everything is there when it starts again', async () => {
    await killHard(app);
    ({ app, page } = await launchApp({ userData, lang: 'ko' }));
    await page.getByRole('button', { name: /^열기/ }).click();
    await openVariant(page, RETURNED.channel, RETURNED.language);
    await expect(page.getByRole('textbox', { name: `${RETURNED.channel} 원고 (${RETURNED.language})` })).toContainText('(Source: the city, 2016)');
    await openVariant(page, EDITED.channel, EDITED.language);
    await expect(page.getByRole('textbox', { name: `${EDITED.channel} 원고 (${EDITED.language})` })).toContainText('Edited.');
  });

  await test.step('online, each approved revision is published once', async () => {
    await goOnline(page, true);
    await page.keyboard.press('ControlOrMeta+Shift+KeyY');
    await expect(page.getByText('직접 게시 2', { exact: false }).first()).toBeVisible({ timeout: 90_000 });
  });

  await test.step('what is posted by hand gets its link, from a publisher', async () => {
    await takeSeat(page, '박서연');
    const address = backendAddress(userData);
    const kakao = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'kakaostory')!;
    const panel = page.getByRole('region', { name: '동기화' });
    for (let left = 2; left > 0; left -= 1) {
      await panel.getByRole('radio', { name: /^직접 게시/ }).click();
      await panel.getByRole('row', { name: /카카오스토리/ }).first().click();
      await panel.getByRole('button', { name: '링크 기록' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(`${address}/sandbox/${kakao.id}#by-hand-${String(left)}`);
      await dialog.getByRole('button', { name: '기록', exact: true }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText(`직접 게시 ${String(left - 1)}`).first()).toBeVisible({ timeout: 60_000 });
    }
  });

  await test.step('the sandbox shows exactly what was approved, once each, and the edited one not', async () => {
    const address = backendAddress(userData);
    for (const account of SAMPLE_WORKSPACE.accounts.filter(({ channel }) => channel !== 'kakaostory')) {
      const channel = CHANNELS.find((each) => CHANNEL_IDS[each] === account.channel)!;
      const expected = LANGS.filter((language) => !is({ channel, language }, RETURNED) && !is({ channel, language }, EDITED)).map((language) => TEXTS[channel][language]);
      await expect.poll(async () => (await postsOf(address, account.id)).length, { timeout: 90_000 }).toBe(expected.length);
      const posts = await postsOf(address, account.id);
      expect(posts.map(({ payload }) => payload.text).toSorted()).toEqual([...expected].toSorted());
      if (account.channel === 'instagram') expect(posts.every(({ payload }) => payload.media.length === 1)).toBe(true);
    }
  });

  await test.step('and the window says so, in both languages', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+KeyY');
    await page.keyboard.press('ControlOrMeta+Digit1');
    const story = page.getByRole('row', { name: /City/ }).first();
    await story.click();
    await expect(page.getByRole('region', { name: '요약' }).getByText('발행됨')).toHaveCount(8, { timeout: 60_000 });
    await page.keyboard.press('ControlOrMeta+Comma');
    await page.getByRole('radio', { name: 'English' }).click();
    await page.keyboard.press('ControlOrMeta+Digit1');
    await expect(page.getByRole('region', { name: 'Summary' }).getByText('Published')).toHaveCount(8);
  });
  await app.close();
});
