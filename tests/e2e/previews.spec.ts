import { expect, type Locator, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { createHangulKeyboard } from './support/hangul.ts';
import { FOLLOWING, makePreviewNewsroom } from './support/preview-newsroom.ts';

/** Previews: what each channel's readers will see, while it is written. */
test.describe.configure({ mode: 'serial' });

const STORY = '동파 예방';
const FIVE = ['X', '스레드', '블루스카이', '마스토돈', '누리집 새소식'] as const;

let running: LaunchedApp;

test.beforeAll(async () => {
  const userData = makeUserDataDir();
  await makePreviewNewsroom(userData, STORY);
  running = await launchApp({ userData });
  await running.page.getByRole('main').waitFor();
});
test.afterAll(async () => {
  await running.app.close().catch(() => undefined);
});

const preview = (channel: string): Locator => running.page.getByRole('region', { name: new RegExp(`^예상 화면, ${channel}(,|$)`, 'u') });
/** The words of the post as its readers have them. */
const shown = (channel: string): Promise<string> => preview(channel).evaluate((region) => [...region.querySelectorAll('[data-preview-text]')].map((part) => part.textContent).join('\n'));

async function openStory(title: string): Promise<void> {
  await running.page.keyboard.press('Control+1');
  await running.page.getByText(title).first().dblclick();
  await running.page.getByRole('listbox', { name: '원고' }).waitFor();
}

async function openVariant(channel: string): Promise<void> {
  const { page } = running;
  await page.getByRole('group', { name: '한국어 원고' }).getByRole('option', { name: new RegExp(`^${channel}`, 'u') }).first().click();
  await page.getByRole('textbox', { name: `${channel} 원고 (한국어)` }).waitFor();
}

async function pickTogether(channels: readonly string[]): Promise<void> {
  const { page } = running;
  await page.getByRole('button', { name: /^함께 보기/u }).click();
  for (const channel of channels) await page.getByRole('menuitemcheckbox', { name: new RegExp(`^${channel}`, 'u') }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: /^유튜브/u })).toBeDisabled();
  await page.keyboard.press('Escape');
}

test('five previews at once follow the common text, with the syllable under composition, and the text stays whole', async () => {
  const { page } = running;
  await openStory(FOLLOWING);
  await page.getByRole('tab', { name: '미리보기' }).click();
  await pickTogether(FIVE);
  const text = page.getByRole('textbox', { name: '공통 원문 (한국어)' });
  await text.click();
  const keyboard = await createHangulKeyboard(page);
  await keyboard.type('겨울철 동파 예방');
  // The last syllable is still under composition.
  for (const channel of FIVE) await expect.poll(() => shown(channel), channel).toContain('겨울철 동파 예방');
  expect(keyboard.composing()).not.toBe('');
  await keyboard.type(' 요령');
  await keyboard.commit();
  for (const channel of FIVE) await expect.poll(() => shown(channel), channel).toContain('겨울철 동파 예방 요령');
  await expect(text).toHaveText('겨울철 동파 예방 요령');
  await expect(text).toBeFocused();
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved');
});

test('the variant in hand is seen live beside four others as they are stored', async () => {
  const { page } = running;
  await openStory(STORY);
  await openVariant('X');
  await pickTogether(['블루스카이', '마스토돈', '링크드인', '인스타그램']);
  await expect(page.getByRole('region', { name: /^예상 화면/u })).toHaveCount(5);
  await expect(preview('링크드인').getByText('겨울철 수도 계량기 동파 예방 요령')).toBeVisible();
  const keyboard = await createHangulKeyboard(page);
  await page.getByRole('textbox', { name: 'X 원고 (한국어)' }).click();
  await page.keyboard.press('Control+End');
  await keyboard.type('고맙습니다');
  await expect.poll(() => shown('X')).toContain('고맙습니다');
  await keyboard.commit();
  // A thread is told apart by its numbers; a channel's own rule leaves one empty line of four.
  await expect(preview('X').getByRole('note', { name: '게시물 2/2' })).toBeVisible();
  expect(await shown('블루스카이')).not.toContain('\n\n\n');
  await pickTogether([]);
});

test('a telephone and a desk, light and dark, ALT, dots, and the fold that opens', async () => {
  const { page } = running;
  await openVariant('페이스북');
  const width = (): Promise<number> => preview('페이스북').evaluate((card) => (card as HTMLElement).offsetWidth);
  await page.getByRole('radio', { name: '휴대전화' }).click();
  await expect.poll(width).toBeLessThanOrEqual(375);
  await page.getByRole('radio', { name: 'PC' }).click();
  await expect.poll(width).toBeGreaterThan(375);
  await page.getByRole('radio', { name: '어둡게' }).click();
  await expect(preview('페이스북')).toHaveCSS('background-color', 'rgb(37, 39, 40)');
  await page.getByRole('radio', { name: '휴대전화' }).click();
  await expect(preview('페이스북').getByText('+1')).toBeVisible();
  const toggle = page.getByRole('switch', { name: '접힘 위치 표시' });
  await expect(preview('페이스북').getByText('여기서 접힘')).toBeVisible();
  await toggle.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => shown('페이스북')).not.toContain('국번 없이 120');
  await preview('페이스북').getByRole('button', { name: '더 보기' }).click();
  await expect.poll(() => shown('페이스북')).toContain('국번 없이 120');
  await openVariant('인스타그램');
  await preview('인스타그램').getByRole('button', { name: '다음 이미지' }).click();
  await expect(preview('인스타그램').getByRole('button', { name: '이미지 2/3' })).toHaveAttribute('aria-current', 'true');
  await openVariant('마스토돈');
  await expect(preview('마스토돈').getByText('ALT')).toBeVisible();
  await page.getByRole('radio', { name: '밝게' }).click();
});

test('a card that was fetched is shown offline with its picture and its time; nothing is asked without being told to', async () => {
  const { page } = running;
  await openVariant('카카오스토리');
  const card = preview('카카오스토리').locator('[data-link-card]');
  await expect(card).toContainText('겨울철 수도 계량기 동파 예방 요령');
  await expect.poll(() => card.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(600);
  const tools = page.getByRole('group', { name: '카카오스토리, www.hanbit.go.kr 카드' });
  await expect(tools).toContainText('가져온 때');
  await tools.getByRole('button', { name: '다시 가져오기' }).click();
  await expect(tools.getByRole('alert')).toContainText('오프라인입니다');
  await expect(card).toContainText('겨울철 수도 계량기 동파 예방 요령');
  await page.getByRole('textbox', { name: '링크' }).fill('https://other.hanbit.go.kr/news');
  await expect(page.getByRole('group', { name: '카카오스토리, other.hanbit.go.kr 카드' }).getByRole('button', { name: '카드 정보 가져오기' })).toBeVisible();
  await expect(card).toContainText('other.hanbit.go.kr');
  // No link of a preview leads out of the app.
  await expect(page.locator('section[data-channel] a')).toHaveCount(0);
});

test('right-to-left words and very long ones stay in the card', async () => {
  const { page } = running;
  for (const channel of ['X', '카카오톡 채널', '누리집 새소식', '유튜브']) {
    await openVariant(channel);
    await page.getByRole('textbox', { name: `${channel} 원고 (한국어)` }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(`שלום עולם #한빛시 ${'가나다라마바사'.repeat(12)} ${'supercalifragilistic'.repeat(6)}`);
    await expect.poll(() => shown(channel), channel).toContain('שלום');
    const over = await preview(channel).evaluate((region) => [...region.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > region.getBoundingClientRect().right + 1).length);
    expect(over, channel).toBe(0);
  }
  await expect(preview('유튜브').locator('p[dir="auto"]').first()).toHaveCSS('direction', 'rtl');
});

test('in a narrow window the previews can be had below the text', async () => {
  const { app, page } = running;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(960, 600));
  await openVariant('X');
  await page.getByRole('button', { name: '글 아래에 미리보기' }).click();
  await expect(preview('X')).toBeVisible();
  const text = page.getByRole('textbox', { name: 'X 원고 (한국어)' });
  await text.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('아래에서도 봅니다 ');
  await expect.poll(() => shown('X')).toContain('아래에서도 봅니다');
  await expect(text).toBeFocused();
  await page.getByRole('button', { name: '미리보기 닫기' }).click();
  await expect(preview('X')).toBeHidden();
});
