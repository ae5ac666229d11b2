import { expect, type Locator, type Page, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { box, fieldsOf, picture, video, withInMoov } from '../support/media.ts';
import { composePage } from './support/compose-page.ts';
import { dropFiles } from './support/drop-files.ts';
import { hasFocus, tabAndPress, tabTo, typeLines } from './support/keys.ts';
import { CHANNELS, type Channel, type Lang, sourceArticle } from './support/newsroom.ts';

/**
 * One article becomes five variants in two languages, with two pictures and a video, from the drop of the files to the desk of
 * the editor. What can go wrong does, is said in words, and is mended by keyboard alone. Nothing is clicked.
 */

const LANGS: readonly Lang[] = ['한국어', '영어'];
const COMMON: Readonly<Record<Lang, string>> = {
  한국어: '청년 월세, 11. 24.(화)부터 신청하세요.\n매월 최대 20만 원을 12개월 동안 지원합니다.\n동 주민센터는 안내 역활을 맡습니다.',
  영어: 'Apply for youth rent support from Tue, Nov 24.\nUp to KRW 200,000 a month for 12 months.\nEvery community centre can help.',
};
const NOTICE = Array.from({ length: 26 }, (_, index) => `${index + 1}번 안내: 한빛시는 청년이 사는 집의 월세를 함께 내며, 신청은 누리집과 주민센터에서 받습니다.`).join(' ');
/** What the writer types for a channel; the two of Kakao Story follow the common text. */
const TYPED: Readonly<Partial<Record<Channel, Readonly<Record<Lang, string>>>>> = {
  X: { 한국어: NOTICE, 영어: 'Youth rent support opens on Tue, Nov 24: up to KRW 200,000 a month. #CityOfCommunication' },
  인스타그램: { 한국어: '첫 집의 설렘을 응원합니다.\n11. 24.(화)부터 신청#청년월세', 영어: 'Here is to your first home.\nApply from Tue, Nov 24. #YouthRent' },
  페이스북: { 한국어: '월세가 걱정이었다면 11. 24.(화)부터 신청해 보세요. 매월 최대 20만 원을 지원합니다.', 영어: 'Worried about the rent? Apply from Tue, Nov 24. You get up to KRW 250,000 a month.' },
  블로그: { 한국어: '한빛시가 청년의 월세를 지원합니다.\n매월 최대 20만 원, 12개월 동안입니다.', 영어: 'The city supports the rent of its youth.\nUp to KRW 200,000 a month for 12 months.' },
};
const ALTS: Readonly<Record<Lang, readonly [string, string, string]>> = {
  한국어: ['이삿짐을 나르는 두 청년', '햇빛이 드는 작은 방', '신청하는 방법을 보여 주는 영상'],
  영어: ['Two young people carrying boxes', 'A small room full of light', 'A film that shows how to apply'],
};

const TITLES: Readonly<Record<Lang, string>> = { 한국어: '청년 월세, 이렇게 받으세요', 영어: 'How to get help with the rent' };
const MENDED = { 한국어: COMMON.한국어.replace('역활', '역할'), 영어: 'Worried about the rent? Apply from Tue, Nov 24. You get up to KRW 200,000 a month.' };

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });
const text = (page: Page, channel: Channel, language: Lang): Locator => field(page, `${channel} 원고 (${language})`);
const selected = (page: Page): Promise<string> => page.evaluate(() => getSelection()?.toString() ?? '');
/** The words of the pane that one writes in: what was announced stays in a region that only screen readers have. */
const said = (page: Page, words: string | RegExp): Locator => page.getByTestId('compose-editor').getByText(words);
const passed = (page: Page): Locator => page.getByTestId('compose-editor').getByText('점검을 통과했습니다.', { exact: true });
const lines = (editor: Locator): Promise<string> => editor.evaluate((element) => Array.from(element.children, (line) => (line.textContent ?? '').replaceAll('\ufeff', '')).join('\n'));

/** What has to be read in the editor's column of a variant, in parts. */
function arriving(channel: Channel, language: Lang): readonly string[] {
  const alts = ALTS[language];
  switch (channel) {
    case 'X':
      return language === '한국어' ? [...NOTICE.split(/(?<=받습니다\.) /u), alts[2]] : [TYPED.X?.영어 ?? '', alts[2]];
    case '인스타그램':
      return [...(TYPED.인스타그램?.[language] ?? '').replace('신청#', '신청 #').split('\n'), ...alts];
    case '페이스북':
      return [language === '한국어' ? (TYPED.페이스북?.한국어 ?? '') : MENDED.영어, 'https://hanbit.example.com/rent', alts[0]];
    case '카카오스토리':
      return (language === '한국어' ? MENDED.한국어 : COMMON.영어).split('\n');
    case '블로그':
      return [TITLES[language], ...(TYPED.블로그?.[language] ?? '').split('\n')];
  }
}

/** From text to text by its key, until that one is there. */
async function goTo(page: Page, goal: Locator): Promise<void> {
  const shown = page.locator('[contenteditable="true"]');
  for (let steps = 0; steps < 14 && !(await goal.isVisible()); steps += 1) {
    const before = await shown.getAttribute('aria-label');
    await page.keyboard.press('Control+PageDown');
    await expect.poll(() => shown.getAttribute('aria-label')).not.toBe(before);
  }
  await expect.poll(() => hasFocus(goal)).toBe(true);
}

/** F8, until it stands on that. */
async function walkTo(page: Page, finding: string | RegExp): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: finding, visible: true });
  await expect(row.first()).toBeVisible();
  for (let steps = 0; steps < 12; steps += 1) {
    await page.keyboard.press('F8');
    if ((await row.and(page.locator('[data-current]')).count()) > 0) return;
  }
  throw new Error(`F8 does not come to ${String(finding)}`);
}

test('one article, five channels, two languages, two pictures and a film: from the drop to review by keyboard', async () => {
  test.setTimeout(600_000);
  const userData = makeUserDataDir();
  const { app, page } = await launchApp({ userData, lang: 'ko' });
  const compose = composePage(page);
  const clicks = await page.evaluateHandle(() => {
    const seen: string[] = [];
    addEventListener('pointerdown', (event) => seen.push((event.target as Element).outerHTML.slice(0, 200)), true);
    return seen;
  });

  await test.step('the article becomes a story with ten variants', async () => {
    await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
    const create = dialog(page, '새 스토리');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+Shift+o');
    await (await chooser).setFiles(sourceArticle());
    await expect(create.getByRole('textbox', { name: '원문 자료' })).toHaveValue(/\S/u);
    await tabTo(page, create.getByRole('textbox', { name: '제목' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('청년 월세 기사');
    await tabAndPress(page, create.getByRole('button', { name: '만들기' }));
    await expect(compose.common).toBeVisible();
    await page.keyboard.press('Control+Shift+n');
    await tabAndPress(page, dialog(page, '원고 추가').getByRole('checkbox', { name: '모두 고르기' }), 'Space');
    await tabAndPress(page, dialog(page, '원고 추가').getByRole('button', { name: '원고 10건 추가' }));
    await expect(dialog(page, '원고 추가')).toBeHidden();
  });

  await test.step('written, each channel in its own way', async () => {
    for (const language of LANGS) {
      await goTo(page, field(page, `공통 원문 (${language})`));
      await typeLines(page, COMMON[language]);
      for (const channel of CHANNELS) {
        const typed = TYPED[channel]?.[language];
        if (typed === undefined) continue;
        await goTo(page, text(page, channel, language));
        await page.keyboard.press('Control+a');
        await typeLines(page, typed);
        await expect.poll(() => lines(text(page, channel, language))).toBe(typed);
      }
    }
    await compose.saved();
  });

  await test.step('nothing goes to review as it is, and the request says why', async () => {
    await page.keyboard.press('Control+Enter');
    const request = dialog(page, '검토 요청');
    await expect(request.getByRole('button', { name: /^고치러 가기/u })).not.toHaveCount(0);
    await expect(request.getByRole('checkbox', { name: 'X (한국어)' })).toBeDisabled();
    await expect(request.getByRole('checkbox', { name: '인스타그램 (영어)' })).toBeDisabled();
    await tabAndPress(page, request.getByRole('button', { name: '고치러 가기, X (한국어)' }));
    await expect(request).toBeHidden();
    await expect.poll(() => hasFocus(text(page, 'X', '한국어'))).toBe(true);
  });

  await test.step('X is too long: three ways out, and the numbered thread is taken', async () => {
    await expect(said(page, /글자 수를 한글 .*만큼 넘었습니다/u).first()).toBeVisible();
    const ways = page.getByRole('group', { name: '글자 수를 넘었을 때' });
    expect(NOTICE.length).toBeGreaterThanOrEqual(1_200);
    await expect(ways.getByRole('button')).toHaveText(['줄이기', '스레드로 나누기', '번호 붙여 나누기']);
    await tabAndPress(page, ways.getByRole('button', { name: '번호 붙여 나누기' }));
    await expect(ways).toBeHidden();
    await expect(said(page, /글자 수를 한글 .*만큼 넘었습니다/u)).toHaveCount(0);
    await expect.poll(() => hasFocus(text(page, 'X', '한국어'))).toBe(true);
    const posts = (await lines(text(page, 'X', '한국어'))).split('\n').filter((line) => line !== '>>>');
    expect(posts.map((post) => post.replace(/ \(\d+\/\d+\)$/u, '')).join(' ')).toBe(NOTICE);
  });

  await test.step('two pictures and a film are dropped on Instagram', async () => {
    await goTo(page, text(page, '인스타그램', '한국어'));
    await expect(said(page, '이 채널에는 이미지나 동영상이 하나 이상 필요합니다.').first()).toBeVisible();
    const place = box('udta', box('\u00a9xyz', Buffer.from([0, 18, 0x15, 0xc7]), Buffer.from('+37.5665+126.9780/')));
    await dropFiles(page.getByRole('heading', { name: '이미지와 동영상' }), join(userData, '../dropped'), [
      { name: 'moving-day.jpg', bytes: await picture({ width: 600, height: 1_400 }) },
      { name: 'sunlight.jpg', bytes: await picture({ width: 1_000, height: 800, fromTelephone: true, left: 90 }) },
      { name: 'how-to-apply.mp4', bytes: withInMoov(await video({ width: 160, height: 160, seconds: 3 }), place) },
    ]);
    const item = (name: string): Locator => page.getByRole('listitem', { name, exact: true });
    await expect(item('동영상 3 / 3')).toBeVisible();
    await expect(said(page, '이 채널에는 이미지나 동영상이 하나 이상 필요합니다.')).toHaveCount(0);
    // Upright, as the telephone meant it.
    await expect(item('이미지 2 / 3').getByText('800 × 1000')).toBeVisible();
    await expect(page.getByText('동영상 파일에서 촬영 위치를 지웠습니다.').first()).toBeVisible();
    const media = join(userData, 'newsroom/media');
    const kept = readdirSync(media, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    const jpegs = kept.filter((bytes) => bytes[0] === 0xff && bytes[1] === 0xd8);
    expect(jpegs.length).toBeGreaterThanOrEqual(2);
    for (const bytes of jpegs) expect((await fieldsOf(bytes)).filter((name) => name.includes('GPS'))).toEqual([]);
  });

  await test.step('too tall: said, and cut by one key', async () => {
    const tooTall = /이미지 1의 세로가 너무 깁니다\(600 × 1400\)/u;
    await walkTo(page, tooTall);
    await page.keyboard.press('Control+.');
    await expect(page.getByText('이미지 1: 채널에 맞게 바꾸었습니다.').first()).toBeVisible();
    await expect(said(page, tooTall)).toHaveCount(0);
    await expect(page.getByRole('listitem', { name: '이미지 1 / 3', exact: true }).getByText('600 × 750')).toBeVisible();
  });

  await test.step('a tag that hangs on a word: said, and parted by one key', async () => {
    await walkTo(page, '앞 글자에 붙어 있어 해시태그가 되지 않습니다: #청년월세');
    expect(await selected(page)).toBe('#청년월세');
    await page.keyboard.press('Control+.');
    await expect.poll(() => lines(text(page, '인스타그램', '한국어'))).toBe('첫 집의 설렘을 응원합니다.\n11. 24.(화)부터 신청 #청년월세');
    await expect(said(page, /앞 글자에 붙어 있어/u)).toHaveCount(0);
  });

  /** The library's file of that name into the open text. */
  async function insert(name: string): Promise<void> {
    await page.keyboard.press('Control+Shift+m');
    const library = dialog(page, '미디어 보관함');
    await expect.poll(() => hasFocus(library.getByRole('searchbox'))).toBe(true);
    await page.keyboard.insertText(name);
    await expect(library.getByRole('listitem')).toHaveCount(1);
    await tabAndPress(page, library.getByRole('button', { name: `넣기, ${name}` }));
    await expect(library).toBeHidden();
  }

  /** F8 goes to what is not described yet; the description is typed there. */
  async function describe(finding: RegExp, alt: string): Promise<void> {
    await walkTo(page, finding);
    await expect.poll(() => hasFocus(page.getByRole('textbox', { name: /^대체 텍스트/u }))).toBe(true);
    await page.keyboard.insertText(alt);
    await expect(said(page, finding)).toHaveCount(0);
  }

  await test.step('each is described', async () => {
    await describe(/이미지 1의 대체 텍스트가 없습니다/u, ALTS.한국어[0]);
    await describe(/이미지 2의 대체 텍스트가 없습니다/u, ALTS.한국어[1]);
    await describe(/동영상 3의 대체 텍스트가 없습니다/u, ALTS.한국어[2]);
    await expect(passed(page)).toBeVisible();
  });

  await test.step('the other language has them from the library, cut and described as well', async () => {
    await goTo(page, text(page, '인스타그램', '영어'));
    for (const name of ['moving-day.jpg', 'sunlight.jpg', 'how-to-apply.mp4']) await insert(name);
    await walkTo(page, /이미지 1의 세로가 너무 깁니다/u);
    await page.keyboard.press('Control+.');
    await expect(said(page, /이미지 1의 세로가 너무 깁니다/u)).toHaveCount(0);
    await describe(/이미지 1의 대체 텍스트가 없습니다/u, ALTS.영어[0]);
    await describe(/이미지 2의 대체 텍스트가 없습니다/u, ALTS.영어[1]);
    await describe(/동영상 3의 대체 텍스트가 없습니다/u, ALTS.영어[2]);
    await expect(passed(page)).toBeVisible();
  });

  await test.step('X takes a film or pictures, not both: said, and the picture taken out by one key', async () => {
    for (const language of LANGS) {
      await goTo(page, text(page, 'X', language));
      await insert('how-to-apply.mp4');
      if (language === '한국어') {
        await insert('sunlight.jpg');
        await walkTo(page, '이 채널에는 이미지와 동영상을 한 게시물에 함께 넣을 수 없습니다.');
        await page.keyboard.press('Control+.');
        await expect(page.getByText('뺀 항목: sunlight.jpg').first()).toBeVisible();
        await expect(said(page, '이 채널에는 이미지와 동영상을 한 게시물에 함께 넣을 수 없습니다.')).toHaveCount(0);
      }
      await describe(/동영상 1의 대체 텍스트가 없습니다/u, ALTS[language][2]);
      await expect(passed(page)).toBeVisible();
    }
  });

  await test.step('Facebook: a picture, and an address that is none', async () => {
    for (const language of LANGS) {
      await goTo(page, text(page, '페이스북', language));
      await insert('moving-day.jpg');
      await describe(/이미지 1의 대체 텍스트가 없습니다/u, ALTS[language][0]);
      await tabTo(page, field(page, '링크'));
      await page.keyboard.insertText('hanbit.example.com/rent');
      await walkTo(page, '웹 주소가 아닙니다.');
      await expect.poll(() => hasFocus(field(page, '링크'))).toBe(true);
      await page.keyboard.press('Home');
      await page.keyboard.insertText('https://');
      await expect(said(page, /웹 주소가 아닙니다/u)).toHaveCount(0);
      await expect(passed(page)).toBeVisible();
    }
  });

  await test.step('the blog: a title, and a picture in the text', async () => {
    for (const language of LANGS) {
      await goTo(page, text(page, '블로그', language));
      await page.keyboard.press('Control+End');
      await insert('sunlight.jpg');
      await describe(/본문 이미지 1의 대체 텍스트가 없습니다/u, ALTS[language][1]);
      // It had the story's own.
      await tabTo(page, field(page, '글 제목'), 'Shift+Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await walkTo(page, '제목을 입력해 주세요.');
      await expect.poll(() => hasFocus(field(page, '글 제목'))).toBe(true);
      await page.keyboard.insertText(TITLES[language]);
      await expect(said(page, '제목을 입력해 주세요.')).toHaveCount(0);
      await expect(passed(page)).toBeVisible();
    }
  });

  await test.step('a spelling error in the common text: found, mended, and gone from what follows it', async () => {
    await goTo(page, field(page, '공통 원문 (한국어)'));
    await walkTo(page, '사전에 없는 말입니다: 역활을');
    expect(await selected(page)).toBe('역활을');
    await page.keyboard.press('Control+.');
    await expect(page.getByRole('menuitem', { name: '바꾸기: 역할을' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(() => lines(compose.common)).toBe(MENDED.한국어);
    await expect(said(page, '사전에 없는 말입니다: 역활을')).toHaveCount(0);
    await compose.saved();
    await goTo(page, text(page, '카카오스토리', '한국어'));
    await expect.poll(() => lines(text(page, '카카오스토리', '한국어'))).toBe(MENDED.한국어);
  });

  await test.step('the English Facebook tells another sum: shown with both places, gone to, mended', async () => {
    await compose.saved();
    await tabTo(page, page.getByRole('tab', { name: '미리보기' }));
    const facts = page.getByRole('tab', { name: /^사실/u });
    for (let steps = 0; steps < 5 && (await facts.getAttribute('aria-selected')) !== 'true'; steps += 1) await page.keyboard.press('ArrowRight');
    await expect(facts).toHaveAttribute('aria-selected', 'true');
    const fact = page.getByRole('listitem').filter({ hasText: '금액·수량' }).filter({ hasText: 'KRW 250,000' });
    await expect(fact.getByRole('heading')).toContainText('KRW 250,000');
    await expect(fact.getByRole('button', { name: '페이스북 (한국어)에서 보기: 20만 원' })).toBeVisible();
    await tabAndPress(page, fact.getByRole('button', { name: '페이스북 (영어)에서 보기: KRW 250,000' }));
    await expect.poll(() => hasFocus(text(page, '페이스북', '영어'))).toBe(true);
    await expect.poll(() => selected(page)).toBe('KRW 250,000');
    await page.keyboard.insertText('KRW 200,000');
    await expect.poll(() => lines(text(page, '페이스북', '영어'))).toBe(MENDED.영어);
    await expect(page.getByRole('listitem').filter({ hasText: 'KRW 250,000' })).toHaveCount(0);
    await compose.saved();
  });

  await test.step('ten go to review', async () => {
    await page.keyboard.press('Control+Enter');
    const request = dialog(page, '검토 요청');
    await expect(request.getByRole('button', { name: /^고치러 가기/u })).toHaveCount(0);
    await expect(request.getByRole('checkbox', { checked: true })).toHaveCount(10);
    await tabAndPress(page, request.getByRole('button', { name: '10건 검토 요청' }));
    await expect(request).toBeHidden();
  });

  await test.step('and the editor has before her what was written', async () => {
    await tabAndPress(page, page.getByRole('button', { name: /다른 자리로 바꾸기/u }));
    const seat = page.getByRole('menuitemradio', { name: /박서연/u });
    for (let steps = 0; steps < 5 && !(await hasFocus(seat)); steps += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /현재 자리: 박서연/u })).toBeVisible();
    await page.keyboard.press('Control+Digit3');
    const row = page.getByRole('rowgroup').filter({ hasText: '청년 월세 기사' }).getByRole('row', { name: /^X, 한국어/u });
    await tabTo(page, page.getByRole('treegrid').or(page.getByRole('grid')).first());
    await expect(row).toBeVisible();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < 30 && !(await hasFocus(row)); steps += 1) await page.keyboard.press('ArrowDown');
    await expect.poll(() => hasFocus(row)).toBe(true);
    await page.keyboard.press('Enter');
    const board = page.getByRole('group', { name: '나란히 놓은 원고' });
    for (const channel of CHANNELS) {
      for (const language of LANGS) {
        const column = board.getByRole('region', { name: `${channel} (${language})`, exact: true });
        await expect(column).toContainText('검토 중');
        for (const words of arriving(channel, language)) await expect(column).toContainText(words);
      }
    }
  });
  expect(await clicks.jsonValue()).toEqual([]);
  await app.close();
});
