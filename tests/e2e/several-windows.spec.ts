import { expect, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir, processTable } from '../support/launch-electron.ts';
import { composeNewStory, composePage, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { createHangulKeyboard } from './support/hangul.ts';
import { takeSeat } from './support/newsroom.ts';
import { runFromPalette } from './support/palette.ts';
import { lookAt, newWindow, openedBy } from './support/windows.ts';

/** Several windows of one newsroom: each goes its own way, and none writes over another. */

const screen = (page: Page, name: string) => page.getByRole('main', { name });
/** Where the caret is in the text of an editor, in characters. */
const caret = (page: Page) => page.evaluate(() => {
  const { anchorNode, anchorOffset } = document.getSelection()!;
  const before = document.createRange();
  before.setStart(anchorNode!.parentElement!.closest('[role="textbox"]')!, 0);
  before.setEnd(anchorNode!, anchorOffset);
  return before.toString().replaceAll('\ufeff', '').length;
});

test('a second window opens by menu, key and palette, where the first is, and goes its own way', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    await composeNewStory(page, '나란히 보기');
    const second = await openedBy(running, () => app.evaluate(({ Menu }) => {
      // Asked twice where an answer was lost (launch-electron.ts), it is pressed once.
      const known = globalThis as { pressed?: boolean };
      if (known.pressed !== true) Menu.getApplicationMenu()!.getMenuItemById('window.new')!.click();
      known.pressed = true;
    }));
    await expect(second.getByRole('textbox', { name: 'X 원고 (한국어)' })).toBeVisible();
    const third = await newWindow(running, second);
    await expect(third.getByRole('textbox', { name: 'X 원고 (한국어)' })).toBeVisible();
    const fourth = await openedBy(running, () => runFromPalette(third, '새 창', /^새 창/u));
    await second.keyboard.press('ControlOrMeta+Digit3');
    await third.keyboard.press('ControlOrMeta+Digit1');
    await fourth.keyboard.press('ControlOrMeta+Comma');
    await expect(screen(second, '검토')).toBeVisible();
    await expect(screen(third, '보관함')).toBeVisible();
    await expect(screen(fourth, '설정')).toBeVisible();
    await expect(screen(page, '작성')).toBeVisible();
    const titles = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
    const wanted = [/^나란히 보기, 작성 — Sotong$/u, /검토 — Sotong$/u, /^보관함 — Sotong$/u, /^설정 — Sotong$/u];
    await expect.poll(async () => (await titles()).map((title) => wanted.findIndex((each) => each.test(title))).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    // None lies exactly on another.
    const corners = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getPosition().join()));
    expect(new Set(corners).size).toBe(4);

    // What is set once holds in every window, the zoom too.
    await fourth.getByRole('radio', { name: '어둡게', exact: true }).click();
    for (const each of [page, second, third, fourth]) await expect(each.locator('html')).toHaveAttribute('data-theme', 'dark');
    await third.keyboard.press('ControlOrMeta+Equal');
    await expect(page.getByRole('contentinfo').getByText(/^확대 1\d\d%$/u)).toBeVisible();
    await third.keyboard.press('ControlOrMeta+Digit0');
    await runFromPalette(page, '한국어·영어', /한국어·영어 전환/u);
    await expect(screen(second, 'Review')).toBeVisible();
    await runFromPalette(second, 'Switch Korean', /^Switch Korean/u);
    await expect(screen(page, '작성')).toBeVisible();

    // The menu is that of the window that is looked at, and acts there.
    const adds = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('compose.add-variants')!.enabled);
    await lookAt(app, third);
    await expect.poll(adds).toBe(false);
    await lookAt(app, page);
    await expect.poll(adds).toBe(true);
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('palette.open')!.click());
    await expect(page.getByRole('dialog', { name: '검색 또는 명령' })).toBeVisible();
    for (const each of [second, third, fourth]) await expect(each.getByRole('dialog')).toHaveCount(0);
  } finally {
    await app.close();
  }
});

test('every window is sandboxed and isolated, under the same policy', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'en' });
  const { app, page } = running;
  try {
    const second = await newWindow(running, page);
    const preferences = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => (webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences()));
    expect(preferences).toHaveLength(2);
    for (const each of preferences) expect(each).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
    const seen = await second.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.__pwned = true';
      document.body.append(script);
      return { require: typeof Reflect.get(window, 'require'), bridge: Object.keys(Reflect.get(window, 'sotong') as object).toSorted(), opener: window.opener === null, pwned: Reflect.get(window, '__pwned') as unknown, opened: window.open('about:blank') === null };
    });
    expect(seen).toEqual({ require: 'undefined', bridge: ['invoke', 'on', 'requestPort'], opener: true, pwned: undefined, opened: true });
    const before = second.url();
    await second.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://example.com/' });
      document.body.append(link);
      link.click();
      link.remove();
    });
    expect(second.url()).toBe(before);
    expect(await second.evaluate(() => fetch('http://127.0.0.1:9/').then(() => true, () => false))).toBe(false);
    if (process.platform === 'linux') {
      const renderers = processTable(app).filter(({ command }) => command.includes('--type=renderer'));
      expect(renderers.length).toBeGreaterThan(1);
      if (!renderers.some(({ command }) => command.includes('--no-sandbox'))) expect(new Set(renderers.map(({ seccomp }) => seccomp))).toEqual(new Set([2]));
    }
    // A place that is none opens a window as any other.
    const third = await openedBy(running, () => page.evaluate(() => (Reflect.get(window, 'sotong') as { invoke: (channel: string, input: unknown) => Promise<unknown> }).invoke('shell:open-window', '{"screen":"<script>"} %"#&workspace=x')));
    expect(new URL(third.url()).search).toBe('?workspace=first');
    await expect(screen(third, 'Library')).toBeVisible();
  } finally {
    await app.close();
  }
});

test('what is typed in one window is in the other, where nothing is torn and the caret stays', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    const one = await composeNewStory(page, '두 창의 글');
    await one.x.click();
    const keyboard = await createHangulKeyboard(page);
    await keyboard.type('첫 문단입니다.\n둘째 문단입니다.');
    await keyboard.commit();
    await one.saved();
    const second = await newWindow(running, page);
    const two = composePage(second);
    await expect.poll(() => two.shown(two.x)).toBe('첫 문단입니다.\n둘째 문단입니다.');

    // A clean window follows: the caret stays by its words.
    await two.x.click();
    await second.keyboard.press('Control+End');
    expect(await caret(second)).toBe(17);
    await one.x.click();
    await page.keyboard.press('Control+Home');
    await keyboard.type('한빛시 ');
    await expect.poll(() => two.shown(two.x)).toBe('한빛시 첫 문단입니다.\n둘째 문단입니다.');
    expect(await caret(second)).toBe(21);

    // One that is in mid-syllable is left alone until the syllable is there; then it has both.
    const other = await createHangulKeyboard(second);
    await other.type(' 그리고 셋');
    await keyboard.type('소식 ');
    await one.saved();
    await expect.poll(() => two.shown(two.x)).toContain('그리고 셋');
    expect(other.composing()).toBe('셋');
    await other.type('째 문단');
    await other.commit();
    const both = '한빛시 소식 첫 문단입니다.\n둘째 문단입니다. 그리고 셋째 문단';
    await expect.poll(() => two.shown(two.x)).toBe(both);
    await expect.poll(() => one.shown(one.x)).toBe(both);
    await two.saved();
    await one.saved();
    expect(await caret(second)).toBe(both.length - 1);

    // Both at once, without a pause.
    await page.keyboard.press('Control+Home');
    await second.keyboard.press('Control+End');
    const left = '가나다라마바사아자차';
    const right = '카타파하거너더러머버';
    await Promise.all([keyboard.type(left).then(() => keyboard.commit()), other.type(right).then(() => other.commit())]);
    const all = `${left}${both}${right}`;
    await expect.poll(() => one.shown(one.x), { timeout: 30_000 }).toBe(all);
    await expect.poll(() => two.shown(two.x), { timeout: 30_000 }).toBe(all);
    await one.saved();
    await two.saved();
    // And what is on the screen is what is on the disk.
    await expect(one.variants.getByRole('option', { name: 'X' }).first()).toContainText('/280');
    const third = composePage(await newWindow(running, page));
    await expect.poll(() => third.shown(third.x)).toBe(all);
  } finally {
    await app.close();
  }
});

test('an editor reviews in one window and writes in the other; what is prepared for a review is in both', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    const compose = await composeNewStory(page, '야간 도서관');
    await compose.x.click();
    await page.keyboard.insertText('한빛시, 오늘부터 야간 도서관을 엽니다.');
    await compose.saved();
    await page.getByRole('button', { name: /^검토 요청/ }).first().click();
    const asking = page.getByRole('dialog', { name: '검토 요청' });
    await asking.getByRole('button', { name: /건 검토 요청$/u }).click();
    await expect(asking).toBeHidden();
    const second = await newWindow(running, page);
    await takeSeat(page, '박서연');
    await expect(second.getByRole('button', { name: /현재 자리: 박서연/ })).toBeVisible();
    await second.keyboard.press('ControlOrMeta+Digit3');
    await expect(screen(second, '검토')).toBeVisible();
    await expect(second.getByText('한빛시, 오늘부터 야간 도서관을 엽니다.').first()).toBeVisible();
    await compose.open('블로그');
    await compose.blog.click();
    const keyboard = await createHangulKeyboard(page);
    await keyboard.type('밤에도 책을 빌립니다');
    // Prepared while the other window is in mid-syllable, which stays one; and there as well where a third one goes on.
    await second.getByRole('button', { name: 'X (한국어) 승인' }).click();
    await expect(second.getByRole('button', { name: /^제출 \(1\)/u })).toBeVisible();
    expect(keyboard.composing()).toBe('다');
    await keyboard.commit();
    await expect.poll(() => compose.shown(compose.blog)).toBe('밤에도 책을 빌립니다');
    await compose.saved();
    await page.screenshot({ path: test.info().outputPath('compose-ko.png') });
    await second.screenshot({ path: test.info().outputPath('review-ko.png') });
    const third = await newWindow(running, second);
    await expect(third.getByRole('button', { name: /^제출 \(1\)/u })).toBeVisible();
    await third.getByRole('region', { name: 'X (한국어)' }).getByRole('checkbox', { name: /^확인함/u }).press('Space');
    await expect(second.getByText('확인한 원고 1/2')).toBeVisible();
    await second.getByRole('button', { name: /^제출 \(1\)/u }).click();
    await second.getByRole('dialog', { name: '검토 제출' }).getByRole('button', { name: '1건 제출' }).click();
    for (const each of [second, third]) await expect(each.getByRole('button', { name: /^제출 \(0\)/u })).toBeVisible();
    expect(await graveFindings(second)).toEqual([]);
  } finally {
    await app.close();
  }
});

test('one window closes, its last word saved: the app, its core and the other window go on', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  const cores = () => processTable(app).filter(({ command }) => command.includes('core.js') || /utility-sub-type=node/u.test(command)).map(({ pid }) => pid);
  try {
    const compose = await composeNewStory(page, '한 창만 닫기');
    const second = await newWindow(running, page);
    const two = composePage(second);
    await two.x.click();
    const keyboard = await createHangulKeyboard(second);
    await keyboard.type('닫기 직전의 글');
    const before = cores();
    const closed = second.waitForEvent('close');
    await (await app.browserWindow(second)).evaluate((window) => window.close());
    await closed;
    await expect.poll(() => compose.shown(compose.x)).toBe('닫기 직전의 글');
    expect(cores()).toEqual(before);
    await compose.x.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(' 다음');
    await compose.saved();
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

    // The first may be the one that closes.
    const third = await newWindow(running, page);
    const three = composePage(third);
    const firstClosed = page.waitForEvent('close');
    await (await app.browserWindow(page)).evaluate((window) => window.close());
    await firstClosed;
    await three.x.click();
    await third.keyboard.press('Control+End');
    await third.keyboard.insertText(' 그다음');
    await three.saved();
    await expect.poll(() => three.shown(three.x)).toBe('닫기 직전의 글 다음 그다음');

    // The last one ends the app.
    const ended = app.waitForEvent('close');
    await (await app.browserWindow(third)).evaluate((window) => window.close());
    await ended;
  } finally {
    await app.close();
  }
});

test('both write at the same place: a person is asked, and the window with words that are nowhere else does not close', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    const one = await composeNewStory(page, '같은 자리');
    await one.x.click();
    await page.keyboard.insertText('한빛시 소식');
    await one.saved();
    const second = await newWindow(running, page);
    const two = composePage(second);
    await expect.poll(() => two.shown(two.x)).toBe('한빛시 소식');
    for (const each of [one, two]) {
      await each.x.click();
      await each.page.keyboard.press('Control+End');
    }
    await Promise.all([page.keyboard.insertText(' 하나'), second.keyboard.insertText(' 둘')]);
    const asked = (each: Page) => each.getByRole('button', { name: '내 내용 유지' });
    await expect.poll(async () => (await asked(page).count()) + (await asked(second).count())).toBe(1);
    const late = (await asked(page).count()) === 1 ? one : two;
    const early = late === one ? two : one;
    const [words, others] = late === one ? [' 하나', ' 둘'] : [' 둘', ' 하나'];
    expect(await late.shown(late.x)).toBe(`한빛시 소식${words}`);
    expect(await early.shown(early.x)).toBe(`한빛시 소식${others}`);

    await (await app.browserWindow(late.page)).evaluate((window) => window.close());
    await expect(late.page.getByText('아직 저장되지 않은 글이 있어 이 창을 닫지 않았습니다')).toBeVisible();
    await late.page.screenshot({ path: test.info().outputPath('kept-open.png') });
    await asked(late.page).click();
    await late.saved();
    await expect.poll(() => early.shown(early.x)).toBe(`한빛시 소식${words}`);
    // What gave way is one step back.
    await early.x.click();
    await early.page.keyboard.press('Control+z');
    await expect.poll(() => early.shown(early.x)).toBe(`한빛시 소식${others}`);
    const closed = late.page.waitForEvent('close');
    await (await app.browserWindow(late.page)).evaluate((window) => window.close());
    await closed;
    await early.saved();
  } finally {
    await app.close();
  }
});

test('English, dark: the command is in the palette with its key, and a window that stays open says why', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'en' });
  const { app, page } = running;
  try {
    await app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    const second = await newWindow(running, page);
    await second.keyboard.press('ControlOrMeta+KeyK');
    const palette = second.getByRole('dialog', { name: 'Search or run a command' });
    await palette.getByRole('searchbox').fill('new window');
    await expect(palette.getByRole('menuitem', { name: /^New window/u })).toContainText('CtrlT');
    await second.screenshot({ path: test.info().outputPath('palette-en-dark.png') });
    await expect(async () => {
      await second.keyboard.press('Escape');
      await expect(palette).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await (await app.browserWindow(second)).evaluate((window) => window.webContents.send('shell:kept-open'));
    await expect(second.getByText('This window stays open: some text is not saved yet')).toBeVisible();
    expect(await graveFindings(second)).toEqual([]);
    await second.screenshot({ path: test.info().outputPath('kept-open-en-dark.png') });
  } finally {
    await app.close();
  }
});

test('the system tells of each thing once, and nothing that another window shows; pressed, it opens in the window that was used last', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    const second = await newWindow(running, page);
    await app.evaluate(({ BrowserWindow, Notification }) => {
      const looked = { id: 0 };
      Object.assign(globalThis, { looked, shown: [], pressed: [] });
      Notification.isSupported = () => true;
      Notification.prototype.show = function show() {
        (globalThis as unknown as { shown: string[] }).shown.push(this.title);
        setImmediate(() => this.emit('click'));
      };
      BrowserWindow.prototype.isFocused = function isFocused() {
        return this.id === looked.id;
      };
    });
    for (const each of [page, second]) {
      await each.evaluate(() => {
        const pressed: string[] = [];
        Object.assign(window, { pressed });
        (Reflect.get(window, 'sotong') as { on: (event: string, listener: (id: string) => void) => void }).on('shell:notification-pressed', (id) => void pressed.push(id));
      });
    }
    const notify = (each: Page, id: string) => each.evaluate((told) => (Reflect.get(window, 'sotong') as { invoke: (channel: string, input: unknown) => Promise<boolean> }).invoke('shell:notify', { id: told, title: told, body: '' }), id);
    const pressed = (each: Page) => each.evaluate(() => Reflect.get(window, 'pressed') as string[]);
    const look = async (each: Page | null) => {
      const id = each === null ? 0 : await (await app.browserWindow(each)).evaluate((window) => window.id);
      await app.evaluate((_electron, to) => Object.assign((globalThis as unknown as { looked: object }).looked, { id: to }), id);
    };
    await (await app.browserWindow(page)).evaluate((window) => window.emit('focus'));
    expect([await notify(page, '하나'), await notify(second, '하나')]).toEqual([true, false]);
    await look(page);
    expect(await notify(second, '둘')).toBe(false);
    await look(null);
    expect(await notify(second, '셋')).toBe(true);
    await expect.poll(() => pressed(page)).toEqual(['하나', '셋']);
    expect(await pressed(second)).toEqual([]);
    expect(await app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual(['하나', '셋']);
  } finally {
    await app.close();
  }
});

test('the core is killed, and a window crashes: every window goes on', async () => {
  test.skip(process.platform !== 'linux', 'the process is found in /proc');
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    const one = await composeNewStory(page, '코어와 두 창');
    const second = await newWindow(running, page);
    const two = composePage(second);
    await two.open('블로그');
    await one.x.click();
    await two.blog.click();
    const left = await createHangulKeyboard(page);
    const right = await createHangulKeyboard(second);
    await left.type('왼쪽');
    await right.type('오른쪽');
    const core = processTable(app).find(({ command }) => command.includes('core.js') || /utility-sub-type=node/u.test(command));
    expect(core, 'the core process').toBeDefined();
    process.kill(core!.pid, 'SIGKILL');
    await left.type(' 창');
    await right.type(' 창');
    await left.commit();
    await right.commit();
    await one.saved();
    await two.saved();
    await one.open('블로그');
    await expect.poll(() => one.shown(one.blog)).toBe('오른쪽 창');
    await two.open('X');
    await expect.poll(() => two.shown(two.x)).toBe('왼쪽 창');
    // Changes are told to both again.
    await one.open('X');
    await one.x.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(' 둘');
    await expect.poll(() => two.shown(two.x)).toBe('왼쪽 창 둘');

    // Of a window that crashed only that one loads anew, where it was.
    await (await app.browserWindow(second)).evaluate((window) => window.webContents.forcefullyCrashRenderer());
    await page.keyboard.insertText(' 셋');
    await expect.poll(() => one.shown(one.x)).toBe('왼쪽 창 둘 셋');
    // A page that crashes while it is asked never answers: it is asked again.
    const shownThere = () =>
      app.evaluate(({ BrowserWindow }) =>
        Promise.all(
          BrowserWindow.getAllWindows().map((window) =>
            Promise.race([
              window.webContents.executeJavaScript('document.querySelector(\'[role="textbox"][aria-label^="X 원고"]\')?.textContent ?? ""') as Promise<string>,
              new Promise<string>((resolve) => setTimeout(() => resolve('no answer'), 1_000)),
            ]),
          ),
        ),
      );
    await expect.poll(shownThere, { timeout: 30_000 }).toEqual(['왼쪽 창 둘 셋', '왼쪽 창 둘 셋']);
  } finally {
    await app.close();
  }
});

test('the app quits with a syllable in the air in two windows: both texts are there after the start', async () => {
  const userData = makeUserDataDir();
  const running = await launchApp({ userData, lang: 'ko' });
  const { page } = running;
  const one = await composeNewStory(page, '함께 종료');
  const second = await newWindow(running, page);
  const two = composePage(second);
  await two.open('블로그');
  await one.x.click();
  await two.blog.click();
  const left = await createHangulKeyboard(page);
  const right = await createHangulKeyboard(second);
  await Promise.all([left.type('왼쪽 창에서 쓴'), right.type('오른쪽 창에서 쓴')]);
  await running.app.close();
  const again = await launchApp({ userData, lang: 'ko' });
  try {
    // One window: which ones there were is nobody's to remember.
    expect(again.app.windows()).toHaveLength(1);
    const compose = await reopenStory(again.page, '함께 종료');
    await compose.open('X');
    await expect.poll(() => compose.shown(compose.x)).toBe('왼쪽 창에서 쓴');
    await compose.open('블로그');
    await expect.poll(() => compose.shown(compose.blog)).toBe('오른쪽 창에서 쓴');
  } finally {
    await again.app.close();
  }
});

test('all windows go to another newsroom together, the text of each saved', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    const one = await composeNewStory(page, '함께 전환');
    const second = await newWindow(running, page);
    const two = composePage(second);
    await two.x.click();
    await second.keyboard.type('on the way');
    await page.evaluate(() => (Reflect.get(window, 'sotong') as { invoke: (channel: string, input: unknown) => Promise<unknown> }).invoke('shell:add-workspace', { kind: 'own', name: '동네 책방', person: '정다운', channels: ['x'] }).catch(() => undefined)).catch(() => undefined);
    for (const each of [page, second]) await expect(each.getByRole('button', { name: '뉴스룸 전환: 동네 책방' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('함께 전환')).toHaveCount(0);
    await expect(async () => {
      await second.keyboard.press('Control+Alt+Digit1');
      await expect(second.getByRole('button', { name: '뉴스룸 전환: 한빛시 소통담당관' })).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await expect(page.getByRole('button', { name: '뉴스룸 전환: 한빛시 소통담당관' })).toBeVisible();
    await expect.poll(() => one.shown(one.x)).toBe('on the way');
    await expect.poll(() => two.shown(two.x)).toBe('on the way');
  } finally {
    await app.close();
  }
});
