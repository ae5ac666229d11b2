import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Blocks } from '#shared/document/blocks.ts';
import { blockText } from '#shared/document/plain-text.ts';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { colleagueOf, type Colleague } from './support/colleague.ts';
import { composeNewStory, type ComposePage } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { choose, type Desk, EDITOR, eventsIn, everythingOn, happens, type Place, zoom } from './support/events-while-writing.ts';
import { createHangulKeyboard, type HangulKeyboard } from './support/hangul.ts';
import { menuCommand } from './support/menu-command.ts';
import { randomWriting, type Run, type Step } from './support/random-writing.ts';
import { type StandaloneBackend, startStandaloneBackend } from './support/standalone-backend.ts';

/**
 * Two thousand compositions at random, with everything on and something happening between every fourth pair of jamo: the text
 * is always what was typed, on the screen, in the model (which the preview is drawn from) and on the disk. Another member
 * writes a line of the same text all the while.
 *
 * `SOTONG_COMPOSITION_SEED=7 npm test -- --only build,e2e -- composition-random` writes what that seed decides in each place,
 * and looks at the text after each step.
 */
test.describe.configure({ mode: 'serial', timeout: 600_000 });
// Seed and steps say more than a recording of thousands of keys, which would take most of the time.
test.use({ trace: 'off' });

const CHUNKS: readonly { readonly place: Place; readonly seed: number }[] = [
  { place: 'x', seed: 1 },
  { place: 'blog', seed: 2 },
  { place: 'common', seed: 3 },
  { place: 'x', seed: 4 },
  { place: 'blog', seed: 5 },
];
const COMPOSITIONS = Number(process.env['SOTONG_COMPOSITIONS'] ?? 100);
const OTHERS = ['인스타그램', '페이스북', '카카오스토리'] as const;
const NAMES = { x: 'X', blog: '블로그', common: '공통 원문' } as const;

/** A tool of the rich text in both languages of the window. */
const KIND_NAMES = { paragraph: /^$/u, 'bulleted-item': /글머리표|Bullet/u, 'numbered-item': /번호 목록|Number/u, quote: /인용|Quote/u } as const;

const replayed = process.env['SOTONG_COMPOSITION_SEED'];
const chunks = replayed === undefined ? CHUNKS : (['x', 'blog', 'common'] as const).map((place) => ({ place, seed: Number(replayed) }));

let backend: StandaloneBackend;
let running: LaunchedApp;
let database: Sqlite.Database;
let compose: ComposePage;
let keyboard: HangulKeyboard;
let colleague: Colleague;
const subjects = new Map<Place, string>();
/** What the colleague's line says now, in each place. */
const remoteLines = new Map<Place, string>();

test.beforeAll(async () => {
  backend = await startStandaloneBackend();
  const userData = makeUserDataDir();
  running = await launchApp({ userData });
  await connectTo(running.page, backend.url, backend.token);
  await running.page.keyboard.press('Control+1');
  compose = await composeNewStory(running.page, '손으로 쓰는 글');
  keyboard = await createHangulKeyboard(running.page);
  await addOthers();
  await everythingOn({ running }, [NAMES.blog, ...OTHERS]);
  for (const place of ['x', 'blog', 'common'] as const) await prepare(place);
  await menuCommand(running, 'sync.now');
  colleague = await colleagueOf(backend.url, backend.token);
  for (const place of ['x', 'blog', 'common'] as const) subjects.set(place, await colleague.find(place === 'common' ? 'story-revision' : 'revision', remoteLine(place, 0)));
  database = new Sqlite(join(userData, 'newsroom', 'newsroom.db'), { readonly: true });
});
test.afterAll(async () => {
  database?.close();
  await running?.app.close().catch(() => undefined);
  await backend?.dispose();
});

function remoteLine(place: Place, count: number): string {
  return `${NAMES[place]}의 동료 ${String(count)}`;
}

/** Beside the two that are written in: what follows the common text, so that five previews can be seen at once. */
async function addOthers(): Promise<void> {
  const { page } = running;
  await page.keyboard.press('Control+Shift+n');
  const add = page.getByRole('dialog', { name: '원고 추가' });
  for (const channel of OTHERS) await add.getByRole('checkbox', { name: new RegExp(`^${channel}, .*한국어`, 'u') }).check({ force: true });
  await add.getByRole('button', { name: /원고 3건 추가/u }).click();
  await expect(add).toBeHidden();
  await compose.open(NAMES.x);
}

/** The lines that stay as they are keep both writers apart; they bring a post for X near its limit. */
function middleOf(place: Place): [string, string, string] {
  return ['여기까지는 처음 쓰는 사람의 글이고 아래 줄은 다른 자리의 동료가 고칩니다', remoteLines.get(place) ?? remoteLine(place, 0), '여기부터는 다시 처음 쓰는 사람의 글이며 동료는 이 아래를 고치지 않습니다'];
}

/** The text as it is when the writing begins, shared with the server so that the colleague can write in it. */
async function prepare(place: Place): Promise<void> {
  const { page } = running;
  await begin(place);
  if (place === 'common') return;
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** Opens the text of that place, and writes the lines that it begins with. */
async function begin(place: Place): Promise<void> {
  const { page } = running;
  await compose.open(NAMES[place]);
  const editor = { x: compose.x, blog: compose.blog, common: compose.common }[place];
  await editor.click();
  await page.keyboard.press('Control+a');
  // What is left of a list or a quote becomes a paragraph.
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Backspace');
  for (const [index, line] of ['처음', ...middleOf(place), '끝'].entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(line);
  }
  await compose.saved();
}

for (const { place, seed } of chunks) {
  test(`${String(COMPOSITIONS)} compositions in ${place === 'common' ? 'the common text' : place === 'x' ? 'the plain text of X' : 'the rich text of the blog'}, seed ${String(seed)}`, async () => {
    const failures: string[] = [];
    const note = (error: Error): void => void failures.push(error.message);
    running.page.on('pageerror', note);
    const desk = await deskAt(place);
    const first = lineCounts.get(place) ?? 0;
    const runs = randomWriting({
      seed,
      compositions: COMPOSITIONS,
      rich: place === 'blog',
      events: eventsIn(place),
      remote: { event: 'revision-arrives', line: (count) => remoteLine(place, first + count) },
      start: { head: '처음', middle: middleOf(place), tail: '끝' },
    });
    for (const [index, run] of runs.entries()) {
      const done: Step[] = [];
      try {
        await write(desk, run, done);
        await check(desk, place, run);
      } catch (error) {
        throw new Error(`Seed ${String(seed)}, ${place}, run ${String(index)}, after\n${done.map((step) => JSON.stringify(step)).join('\n')}\nSOTONG_COMPOSITION_SEED=${String(seed)} writes the same again.`, { cause: error });
      }
    }
    running.page.off('pageerror', note);
    expect(failures).toEqual([]);
  });
}

/** How often the colleague has written in each place. */
const lineCounts = new Map<Place, number>();

async function deskAt(place: Place): Promise<Desk> {
  await begin(place);
  const subject = subjects.get(place) ?? '';
  return {
    running,
    keyboard,
    editor: running.page.locator(EDITOR),
    remote: async () => {
      const count = (lineCounts.get(place) ?? 0) + 1;
      lineCounts.set(place, count);
      const [, from] = middleOf(place);
      remoteLines.set(place, remoteLine(place, count));
      await colleague.rewrite(subject, from, remoteLine(place, count));
    },
    comment: () => colleague.comment(subject, '이 줄을 다시 봐 주세요.'),
  };
}

async function write(desk: Desk, run: Run, done: Step[]): Promise<void> {
  for (const [index, step] of run.steps.entries()) {
    done.push(step);
    await take(desk, step);
    if (replayed === undefined) continue;
    const lines = run.lines[index] ?? [];
    // When the colleague's line arrives is not for the writer to say.
    const own = (all: readonly string[]): readonly string[] => all.toSpliced((run.before[index] ?? 0) + 1, 1);
    await expect.poll(async () => own((await compose.shown(desk.editor)).split('\n'))).toEqual(own(lines));
  }
}

async function take(desk: Desk, step: Step): Promise<void> {
  if (step.do === 'keys') {
    let from = 0;
    for (const { after, event } of step.meanwhile) {
      await keyboard.roll(step.keys.slice(from, after));
      from = after;
      await test.step(event, () => happens(event, desk));
    }
    return keyboard.roll(step.keys.slice(from));
  }
  // A space comes from the Hangul keyboard as well; the rest from the Latin one, and from the panel of emoji.
  if (step.do === 'text' && step.text === ' ') return keyboard.type(step.text);
  if (step.do === 'enter') return keyboard.enter();
  // What is not a letter ends the syllable first, as the input method does before it lets the key through.
  await keyboard.commit();
  return afterwards(desk, step);
}

async function afterwards(desk: Desk, step: Exclude<Step, { readonly do: 'keys' }>): Promise<void> {
  const { page } = desk.running;
  switch (step.do) {
    case 'commit':
    case 'enter':
      return;
    case 'text':
      return /^[ -~]*$/u.test(step.text) ? page.keyboard.type(step.text) : page.keyboard.insertText(step.text);
    case 'start':
      return page.keyboard.press('Control+Home');
    case 'end':
      return page.keyboard.press('Control+End');
    case 'bold':
      return page.keyboard.press('Control+b');
    case 'kind':
      return page.getByRole('toolbar').getByRole('button', { name: KIND_NAMES[step.kind] }).click();
    case 'backspace':
    case 'left':
    case 'right':
    case 'select': {
      const key = { backspace: 'Backspace', left: 'ArrowLeft', right: 'ArrowRight', select: 'Shift+ArrowLeft' }[step.do];
      for (let count = 0; count < step.times; count += 1) await page.keyboard.press(key);
    }
  }
}

/** When a poll looks again, in ms. */
const OFTEN = { intervals: [10, 20, 40, 80, 160, 320] };

/** The screen, the preview and the disk have what was typed. */
async function check(desk: Desk, place: Place, run: Run): Promise<void> {
  const lines = run.lines.at(-1) ?? [];
  await expect.poll(async () => (await compose.shown(desk.editor)).split('\n'), OFTEN).toEqual(lines);
  await choose(desk, { language: 'ko' });
  // The preview is beside the text again.
  await zoom(desk, 'zoom.reset');
  if (place !== 'common') await expect.poll(async () => words(await compose.previewed(NAMES[place])), OFTEN).toBe(words(lines.join('\n')));
  await expect.poll(() => stored(place), OFTEN).toEqual(lines);
}

/** A channel shortens addresses and joins empty lines; what is left is the writer's. */
function words(text: string): string {
  return text.replaceAll(/https:\/\/|\s+/gu, '');
}

function stored(place: Place): readonly string[] {
  const table = place === 'common' ? 'stories' : 'variants';
  const row = database.prepare<[string], { content: string }>(`SELECT content FROM ${table} WHERE id = ?`).get(subjects.get(place) ?? '');
  const content = JSON.parse(row?.content ?? '{}') as { readonly blocks: Blocks; readonly common: { readonly ko: Blocks } };
  return (place === 'common' ? content.common.ko : content.blocks).map(blockText);
}
