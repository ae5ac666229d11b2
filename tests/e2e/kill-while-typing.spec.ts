import { expect, type Page, test } from '@playwright/test';
import { seededRandom } from '../simulation/publish/seeded-random.ts';
import { killHard, type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, reopenStory } from './support/compose-page.ts';
import { createHangulKeyboard } from './support/hangul.ts';

/** How often the whole app is killed: `SOTONG_KILLS=100` for the whole (docs/proof.md). */
const KILLS = Number(process.env['SOTONG_KILLS'] ?? 3);
const TITLE = '전기가 나가는 날';
const WORDS = ['가뭄에', '물을', '아껴', '써', '주세요', '내일도', '비가', '없습니다', '빨래는', '모아서'];

/** What the window shows and whether it says that this is saved, in one look. */
function look(page: Page): Promise<{ readonly saved: boolean; readonly text: string }> {
  return page.evaluate(() => ({
    saved: document.querySelector('[data-saved]')?.getAttribute('data-saved') === 'saved',
    text: (document.querySelector('[role="textbox"][aria-label="X 원고 (한국어)"]')?.textContent ?? '').replaceAll('\uFEFF', ''),
  }));
}

test('the app is killed again and again while somebody types: what it said was saved is there, and it goes on', async () => {
  test.skip(process.platform !== 'linux', 'the processes are found in /proc');
  test.setTimeout(120_000 + KILLS * 30_000);
  const random = seededRandom(20261128);
  const userData = makeUserDataDir();
  const start = (): Promise<LaunchedApp> => launchApp({ userData, args: ['--sample-newsroom'] });
  let running = await start();
  const compose = await composeNewStory(running.page, TITLE);
  await compose.x.click();
  const back: number[] = [];
  let promised = '';
  let promises = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { app, page } = running;
    const keyboard = await createHangulKeyboard(page);
    let alive = true;
    const typing = (async () => {
      while (alive) {
        await keyboard.type(random.pick(WORDS));
        await keyboard.type(' ');
        // Now and then they rest, and see that it is saved: a promise from then on.
        if (random.chance(0.5)) continue;
        for (let looks = 0; alive && looks < 200; looks += 1) {
          const { saved, text } = await look(page);
          // The line may be a frame behind the text: what it says twice it means.
          await new Promise((resolve) => setTimeout(resolve, 50));
          const second = await look(page);
          if (!saved || !second.saved || second.text !== text) continue;
          promised = text;
          break;
        }
      }
    })().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300 + random.below(2_500)));
    await killHard(app);
    alive = false;
    await typing;
    if (promised !== '') promises += 1;
    const began = Date.now();
    running = await start();
    const again = await reopenStory(running.page, TITLE);
    await again.open('X');
    await expect(again.x).toBeVisible();
    back.push(Date.now() - began);
    await expect.poll(() => look(running.page).then(({ text }) => text.length)).toBeGreaterThanOrEqual(promised.length);
    const { text } = await look(running.page);
    expect(text.startsWith(promised), `“${text}” is without what was saved: “${promised}”`).toBe(true);
    promised = text;
    await again.x.click();
    await running.page.keyboard.press('Control+End');
  }
  await running.app.close();
  const sorted = back.toSorted((a, b) => a - b);
  console.info(`The app killed ${String(KILLS)} times while somebody typed: nothing lost that it said was saved (${String(promised.length)} characters in the end). Back in the text, ways through the interface and all: median ${String(sorted[Math.floor(sorted.length / 2)])} ms, longest ${String(sorted.at(-1))} ms.`);
  expect(promises).toBeGreaterThanOrEqual(KILLS - 1);
});
