import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { box, picture, video, withInMoov } from '../support/media.ts';
import { composePage } from './support/compose-page.ts';
import { hasFocus, tabAndPress, tabTo } from './support/keys.ts';

/** By keyboard alone: a picture that its channel refuses, mended by one key, cut, described, found again in the library; and a video. */

async function choose(page: Page, button: string, file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: button, exact: true }));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file);
}

test('a picture that Instagram refuses is mended, cut and described, and a video stands on X', async () => {
  test.slow();
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  const compose = composePage(page);
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const item = (name: string) => page.getByRole('listitem', { name, exact: true });
  const tall = Buffer.from(await picture({ width: 600, height: 1_400 }));

  await test.step('a story for Instagram in two languages, and X', async () => {
    await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+KeyN');
    await expect.poll(() => hasFocus(dialog('새 스토리').getByRole('textbox', { name: '제목' }))).toBe(true);
    await page.keyboard.insertText('강변 노을');
    await tabAndPress(page, dialog('새 스토리').getByRole('button', { name: '만들기' }));
    await expect(compose.common).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+KeyN');
    for (const name of [/^X, .*한국어/u, /^인스타그램, .*한국어/u, /^인스타그램, .*영어/u]) {
      await tabTo(page, dialog('원고 추가').getByRole('checkbox', { name }));
      await page.keyboard.press('Space');
    }
    await tabAndPress(page, dialog('원고 추가').getByRole('button', { name: '원고 3건 추가' }));
    await expect(dialog('원고 추가')).toBeHidden();
  });

  const instagram = page.getByRole('textbox', { name: '인스타그램 원고 (한국어)', exact: true });
  const choosable = async (goal: Locator): Promise<void> => {
    for (let steps = 0; steps < 10 && !(await goal.isVisible()); steps += 1) {
      await page.keyboard.press('ControlOrMeta+PageDown');
      // The text that is left is saved first: another press before that goes past the goal.
      await goal.waitFor({ state: 'visible', timeout: 1_000 }).catch(() => undefined);
    }
    await expect.poll(() => hasFocus(goal)).toBe(true);
  };

  await test.step('too tall: said, and mended by one key', async () => {
    await choosable(instagram);
    await page.keyboard.insertText('노을 지는 강변입니다.');
    await page.keyboard.press('F8');
    await choose(page, '이미지 추가', { name: '강변 노을.jpg', mimeType: 'image/jpeg', buffer: tall });
    await expect(page.getByText(/이미지 1의 세로가 너무 깁니다\(600 × 1400\)/u).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^맞게 자르기: 이미지 1의 세로가/u })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Period');
    await expect(page.getByText('이미지 1: 채널에 맞게 바꾸었습니다.').first()).toBeVisible();
    await expect(page.getByText(/세로가 너무 깁니다/u)).toBeHidden();
    await expect(item('이미지 1 / 1').getByText('600 × 750')).toBeVisible();
  });

  await test.step('cut by ratio and focus, from the original', async () => {
    await tabAndPress(page, page.getByRole('button', { name: '자르기, 이미지 1 / 1' }));
    const cut = dialog('인스타그램에 맞게 자르기');
    await expect(cut.getByRole('img', { name: '강변 노을.jpg' })).toBeVisible();
    await tabTo(page, cut.getByRole('radio', { name: '자동' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(cut.getByRole('radio', { name: '1:1', exact: true })).toBeChecked();
    await expect(cut.getByText('600 × 600')).toBeVisible();
    await tabTo(page, cut.getByRole('application', { name: /^초점: 왼쪽에서 50%, 위에서 50%/u }));
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await expect(cut.getByRole('application', { name: /^초점: 왼쪽에서 48%, 위에서 40%/u })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('crop.png') });
    await tabAndPress(page, cut.getByRole('button', { name: '자르기', exact: true }));
    await expect(cut).toBeHidden();
    await expect(item('이미지 1 / 1').getByText('600 × 600')).toBeVisible();
    await expect.poll(() => hasFocus(page.getByRole('button', { name: '자르기, 이미지 1 / 1' }))).toBe(true);
  });

  await test.step('without a description nothing goes to review, and the request leads to the field', async () => {
    await compose.saved();
    await page.keyboard.press('ControlOrMeta+Enter');
    await tabAndPress(page, dialog('검토 요청').getByRole('button', { name: '고치러 가기, 인스타그램 (한국어)' }));
    await expect(dialog('검토 요청')).toBeHidden();
    await expect.poll(() => hasFocus(page.getByRole('textbox', { name: '대체 텍스트, 이미지 1 / 1' }))).toBe(true);
    await page.keyboard.insertText('노을 진 강변 산책로');
    await expect(page.getByText('점검을 통과했습니다.').first()).toBeVisible();
    await compose.saved();
    await page.screenshot({ path: test.info().outputPath('strip.png') });
  });

  await test.step('the library gives the original to the other language, whose channel cuts it the same way', async () => {
    const english = page.getByRole('textbox', { name: '인스타그램 원고 (영어)', exact: true });
    await choosable(english);
    await page.keyboard.press('ControlOrMeta+Shift+KeyM');
    const library = dialog('미디어 보관함');
    await expect.poll(() => hasFocus(library.getByRole('searchbox'))).toBe(true);
    await page.keyboard.insertText('산책로');
    const found = library.getByRole('listitem', { name: '강변 노을.jpg' });
    await expect(found.getByText('원고 1개에서 쓰는 중')).toBeVisible();
    await tabAndPress(page, found.getByRole('button', { name: '출처와 쓰임, 강변 노을.jpg' }));
    await tabTo(page, found.getByRole('textbox', { name: '출처' }));
    await page.keyboard.insertText('한빛시 사진팀');
    await page.keyboard.press('Enter');
    await expect(found.getByText('원고 1개에서 쓰는 중 · 한빛시 사진팀')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('library.png') });
    await tabTo(page, found.getByRole('button', { name: '넣기, 강변 노을.jpg' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(library).toBeHidden();
    await expect(page.getByText(/이미지 1의 세로가 너무 깁니다/u).first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Period');
    await expect(item('이미지 1 / 1').getByText('600 × 600')).toBeVisible();
  });

  await test.step('a video on X: its place is taken out, it plays, and a picture beside it is taken out by its mend', async () => {
    await choosable(compose.x);
    await page.keyboard.insertText('영상으로 보는 강변');
    const place = box('udta', box('\u00a9xyz', Buffer.from([0, 18, 0x15, 0xc7]), Buffer.from('+37.5665+126.9780/')));
    await choose(page, '동영상 추가', { name: '강변.mp4', mimeType: 'video/mp4', buffer: withInMoov(await video({ width: 160, height: 96, seconds: 3 }), place) });
    await expect(item('동영상 1 / 1').getByText('160 × 96 · 3초 · 초당 10프레임')).toBeVisible();
    await expect(page.getByText('동영상 파일에서 촬영 위치를 지웠습니다.')).toBeVisible();
    const film = item('동영상 1 / 1').locator('video');
    await expect.poll(() => film.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(160);
    await tabAndPress(page, page.getByRole('button', { name: '재생, 동영상 1 / 1' }));
    await expect.poll(() => film.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.2);
    await expect.poll(() => page.getByRole('region', { name: /예상 화면/u }).locator('video').evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(0);

    await tabTo(page, compose.x, 'Shift+Tab');
    const copied = Buffer.from(await picture({ width: 500, height: 500, suffix: '.png' })).toString('base64');
    await app.evaluate(({ clipboard, nativeImage }, base64) => (clipboard as unknown as { writeImage: (image: unknown) => void }).writeImage(nativeImage.createFromBuffer(Buffer.from(base64, 'base64'))), copied);
    await page.keyboard.press('ControlOrMeta+KeyV');
    await expect(item('이미지 2 / 2')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('x.png') });
    await tabAndPress(page, page.getByRole('button', { name: '빼기: image.png: 이 채널에는 이미지와 동영상을 한 게시물에 함께 넣을 수 없습니다.' }));
    await expect(page.getByText('뺀 항목: image.png').first()).toBeVisible();
    await expect(item('동영상 1 / 1')).toBeVisible();
    await compose.saved();
  });
  await app.close();
});
