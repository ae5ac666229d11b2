import { expect, type Locator, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabTo } from './support/keys.ts';
import { takeSeat } from './support/newsroom.ts';

/** A reviewer proposes other words, and the writer takes them over: by one key at the words, or in the list of comments. */
test('words that a reviewer proposes are taken over by one key, wherever they stand by then', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  let compose = await composeNewStory(page, '제안 시험');
  await compose.x.click();
  await page.keyboard.insertText('억새 축제가 열립니다. 주차장이 협소하오니 대중교통을 이용해 주세요.');
  await compose.saved();

  await test.step('sent for review', async () => {
    await compose.askReview();
  });

  await test.step('a reviewer proposes other words for some, and none for others', async () => {
    await takeSeat(page, '박서연');
    await page.keyboard.press('Control+3');
    const text = page.locator('[data-review-text]').first();
    await expect(text).toContainText('협소하오니');
    const suggest = async (words: string, instead: string, why: string): Promise<void> => {
      await text.evaluate((element, wanted) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(wanted) ?? -1;
          if (at === -1) continue;
          document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
          return;
        }
        throw new Error(`No ${wanted}`);
      }, words);
      await page.keyboard.press('c');
      await expect(page.getByRole('textbox', { name: '의견', exact: true })).toBeFocused();
      if (why !== '') await page.keyboard.insertText(why);
      await tabTo(page, page.getByRole('button', { name: '다른 표현 제안' }));
      await page.keyboard.press('Enter');
      const field = page.getByRole('textbox', { name: '제안할 말' });
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(words);
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      if (instead !== '') await page.keyboard.insertText(instead);
      await page.screenshot({ path: test.info().outputPath(`composer-${instead}.png`) });
      await tabTo(page, page.getByRole('button', { name: '바로 보내기' }));
      await page.keyboard.press('Enter');
      await expect(field).toBeHidden();
    };
    await suggest('협소하오니', '좁으니', '쉬운 말로 써 주세요.');
    await suggest('축제가', '한마당이', '');
    const threads = page.getByRole('list', { name: '이 원고의 의견' });
    await expect(threads.getByText('좁으니')).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('review.png') });
    await page.getByRole('region', { name: 'X (한국어)' }).getByRole('checkbox', { name: /^확인함/u }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('확인한 원고 1/2')).toBeVisible();
  });

  await test.step('the writer, whose text has moved on, takes one over at the words and one from the list', async () => {
    await takeSeat(page, '김하늘');
    await page.keyboard.press('Control+2');
    compose = await reopenStory(page, '제안 시험');
    await compose.open('X');
    await compose.x.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('[안내] ');
    await tabTo(page, page.getByRole('tab', { name: '미리보기' }));
    await page.keyboard.press('End');
    await expect(page.getByRole('tab', { name: '의견 2' })).toBeFocused();
    const list = page.getByRole('list', { name: '이 원고의 의견' });
    await expect(list.getByText('쉬운 말로 써 주세요.')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('compose.png') });
    expect(await graveFindings(page)).toEqual([]);

    await tabTo(page, list.getByRole('button', { name: '글에서 보기: 협소하오니' }));
    await page.keyboard.press('Enter');
    await expect(compose.x).toBeFocused();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('협소하오니');
    await page.keyboard.press('Control+.');
    await expect.poll(() => compose.shown(compose.x)).toBe('[안내] 억새 축제가 열립니다. 주차장이 좁으니 대중교통을 이용해 주세요.');
    await expect(page.getByRole('tab', { name: '의견 1' })).toBeVisible();

    await tabTo(page, list.getByRole('button', { name: '적용: 축제가 → 한마당이' }));
    await page.keyboard.press('Enter');
    await expect.poll(() => compose.shown(compose.x)).toBe('[안내] 억새 한마당이 열립니다. 주차장이 좁으니 대중교통을 이용해 주세요.');
    await expect(page.getByText('열린 의견이 없습니다.')).toBeVisible();
    await expect(compose.x).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(() => compose.shown(compose.x)).toBe('[안내] 억새 축제가 열립니다. 주차장이 좁으니 대중교통을 이용해 주세요.');
    await compose.saved();
    await compose.askReview();
  });

  await test.step('the reviewer is told that it has changed since they looked, and shown where', async () => {
    await takeSeat(page, '박서연');
    await page.keyboard.press('Control+3');
    const column = page.getByRole('region', { name: 'X (한국어)' });
    await expect(column.getByText('확인한 뒤 바뀜')).toBeVisible();
    await column.getByRole('button', { name: '비교: X (한국어)' }).press('Enter');
    await expect(page.locator('[data-change]').filter({ hasText: '좁으니' })).toBeVisible();
    await expect(page.locator('[data-change]').filter({ hasText: '협소하오니' })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('changed.png') });
  });
  await app.close();
});

test('a comment that was begun is there again after the app was closed', async () => {
  const userData = makeUserDataDir();
  let { app, page } = await launchApp({ userData, lang: 'ko' });
  const compose = await composeNewStory(page, '쓰다 만 의견');
  await compose.x.click();
  await page.keyboard.insertText('억새 축제가 열립니다.');
  await compose.saved();
  await compose.askReview();
  const openReview = async (): Promise<void> => {
    await takeSeat(page, '박서연');
    await page.keyboard.press('Control+3');
    const rows = page.getByRole('row', { name: /^X, 한국어, 검토 중/u });
    await expect(rows).toHaveCount(2);
    // The sample's own is there too.
    const text = page.locator('[data-review-text]').first();
    for (const row of await rows.all()) {
      await row.click();
      if (await expect(text).toContainText('억새 축제가', { timeout: 2_000 }).then(() => true, () => false)) return;
    }
    throw new Error('The text is not in the queue');
  };
  await openReview();
  await page.keyboard.press('c');
  const field = (): Locator => page.getByRole('textbox', { name: '의견', exact: true });
  await expect(field()).toBeFocused();
  await page.keyboard.insertText('날짜를 적어');
  await app.close();

  ({ app, page } = await launchApp({ userData, lang: 'ko' }));
  await openReview();
  await expect(field()).toHaveValue('날짜를 적어');
  await field().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(' 주세요.');
  await page.getByRole('button', { name: '바로 보내기' }).press('Enter');
  await expect(field()).toBeHidden();
  await expect(page.getByRole('list', { name: '이 원고의 의견' }).getByText('날짜를 적어 주세요.')).toBeVisible();
  await app.close();
});
