import { expect, type Page, test } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { ENTRY_SCHEMA } from '../../src/shared/sync/schema.ts';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, type ComposePage, reopenStory } from './support/compose-page.ts';
import { connectTo, giveToken } from './support/connect.ts';
import { tabAndPress } from './support/keys.ts';
import { approve, goOnline, publishApproved } from './support/main-job-steps.ts';
import { postsOf, takeSeat } from './support/newsroom.ts';
import { runFromPalette } from './support/palette.ts';
import { startTwoNodes } from './support/two-nodes.ts';

/**
 * A writer and an editor, each at a computer of their own, apart for a day: both change the same paragraph, a person merges
 * it, the rule of the story's label is kept, and of the two nodes of the server one is killed while it posts. Each post is
 * out once.
 */
const TITLE = '폭설 대비 안내';
const DAY_MS = 24 * 3_600_000;
const account = (channel: string): string => SAMPLE_WORKSPACE.accounts.find((each) => each.channel === channel)!.id;
const BEFORE = ['제설 작업을 시작합니다', '문의는 120'];
const X = '제설 작업을 밤 10시부터 시작합니다\n문의는 다산콜 120';
const BLOG = '눈이 그치면 집 앞 눈을 함께 치워 주세요.';

async function rewrite(page: Page, compose: ComposePage, lines: readonly string[]): Promise<void> {
  await compose.x.click();
  await page.keyboard.press('ControlOrMeta+A');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(line);
  }
  await expect.poll(() => compose.shown(compose.x)).toBe(lines.join('\n'));
  await compose.saved();
}

/** A first draft is its writer's own until they keep a version of it. */
async function keepVersion(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyS');
  const checkpoint = page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  await expect(checkpoint.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(checkpoint).toBeHidden();
}

async function toLibrary(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Digit1');
  await expect(page.getByRole('main').getByRole('grid', { name: '스토리' })).toBeVisible();
}

/** The next morning it is still without a line, and goes online by hand. */
async function backOnline({ page }: LaunchedApp, token: string): Promise<void> {
  await expect(page.getByText('오프라인입니다. 계속 작성할 수 있으며', { exact: false })).toBeVisible({ timeout: 30_000 });
  await giveToken(page, token);
  await goOnline(page, true);
  await synced(page);
}

async function synced(page: Page): Promise<void> {
  await runFromPalette(page, '지금 동기화', /^지금 동기화/u);
  await expect(page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/)).toBeVisible({ timeout: 60_000 });
}

/** When the revisions that the server has were made, by the clocks of the desktops, in order. */
async function momentsOf(url: string, token: string): Promise<readonly number[]> {
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => (await fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })).json();
  const { epoch } = (await call('/v1/hello', { method: 'POST', body: JSON.stringify({ app: 'tests', schema: ENTRY_SCHEMA, device: SAMPLE_WORKSPACE.id }) })) as { epoch: string };
  const { entries } = (await call(`/v1/changes?epoch=${epoch}&after=0&limit=500`)) as { entries: { entry: { kind: string; at: string } }[] };
  return entries.filter(({ entry }) => entry.kind === 'revision').map(({ entry }) => Date.parse(entry.at)).toSorted((a, b) => a - b);
}

async function verdicts(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^제출 \(2\)/ }).click();
  await page.getByRole('dialog', { name: '검토 제출' }).getByRole('button', { name: '2건 제출' }).click();
  await expect(page.getByRole('dialog', { name: '검토 제출' })).toBeHidden();
}

/** In Review, both posts of the story, approved and handed in. */
async function approveBoth(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Digit3');
  for (const channel of ['X', '블로그'] as const) {
    await page.getByRole('rowgroup').filter({ hasText: TITLE }).getByRole('row', { name: new RegExp(`^${channel}, 한국어`, 'u') }).click();
    await approve(page, channel, '한국어');
  }
  await verdicts(page);
}

test('apart for a day, merged by a person, approved by rule, and posted once though a node is killed', async () => {
  test.setTimeout(600_000);
  const server = await startTwoNodes();
  if ('unavailable' in server) {
    test.skip(true, `no PostgreSQL server: ${server.unavailable}`);
    return;
  }
  const folders = { writer: makeUserDataDir(), editor: makeUserDataDir() };
  const open = async (who: keyof typeof folders, clockShiftMs: number): Promise<LaunchedApp> => launchApp({ userData: folders[who], lang: 'ko', clockShiftMs });
  let writer = await open('writer', 0);
  let editor = await open('editor', 0);
  try {
    await test.step('in the morning both have the same text', async () => {
      await connectTo(writer.page, server.url, server.token);
      await toLibrary(writer.page);
      const mine = await composeNewStory(writer.page, TITLE);
      await rewrite(writer.page, mine, BEFORE);
      await keepVersion(writer.page);
      await mine.open('블로그');
      await mine.blog.click();
      await writer.page.keyboard.insertText(BLOG);
      await mine.saved();
      await keepVersion(writer.page);
      await writer.page.getByRole('button', { name: '더 보기' }).first().click();
      await writer.page.getByRole('menuitem', { name: '스토리 정보' }).click();
      const facts = writer.page.getByRole('dialog', { name: '스토리 정보' });
      await facts.getByRole('textbox', { name: '라벨' }).fill('재난');
      await writer.page.keyboard.press('Escape');
      await expect(facts).toBeHidden();
      await toLibrary(writer.page);
      await synced(writer.page);
      await connectTo(editor.page, server.url, server.token);
      await synced(editor.page);
      await takeSeat(editor.page, '박서연');
      await toLibrary(editor.page);
      await expect(editor.page.getByRole('row', { name: new RegExp(TITLE, 'u') })).toBeVisible({ timeout: 60_000 });
      const theirs = await reopenStory(editor.page, TITLE);
      await theirs.open('X');
      await expect.poll(() => theirs.shown(theirs.x)).toBe(BEFORE.join('\n'));
    });

    await test.step('apart, both change the same lines, and sleep on it', async () => {
      await goOnline(writer.page, false);
      await goOnline(editor.page, false);
      const mine = await reopenStory(writer.page, TITLE);
      await mine.open('X');
      await rewrite(writer.page, mine, ['제설 작업을 밤 10시부터 시작합니다', '문의는 120']);
      const theirs = await reopenStory(editor.page, TITLE);
      await theirs.open('X');
      await rewrite(editor.page, theirs, ['제설 작업을 바로 시작합니다', '문의는 다산콜 120']);
      await toLibrary(editor.page);
      await writer.app.close();
      await editor.app.close();
    });

    await test.step('the next day the one who comes second is asked, and merges by keyboard', async () => {
      editor = await open('editor', DAY_MS);
      await backOnline(editor, server.token);
      writer = await open('writer', DAY_MS + 3_600_000);
      await backOnline(writer, server.token);
      const mine = await reopenStory(writer.page, TITLE);
      await mine.open('X');
      await tabAndPress(writer.page, writer.page.getByRole('button', { name: '비교하고 합치기' }));
      const dialog = writer.page.getByRole('dialog', { name: '두 버전 합치기' });
      // What only one of them changed is merged already.
      await expect(dialog.getByRole('radiogroup')).toHaveCount(1);
      await expect(dialog.getByText('문의는 다산콜 120')).toBeVisible();
      await dialog.getByRole('radio', { name: /^내 버전/u }).focus();
      await writer.page.keyboard.press('Space');
      await expect(dialog.getByText('1곳 중 1곳 선택')).toBeVisible();
      await tabAndPress(writer.page, dialog.getByRole('button', { name: '고른 대로 합치기' }));
      await expect(dialog).toBeHidden();
      await expect.poll(() => mine.shown(mine.x)).toBe(X);
    });

    await test.step('it goes to review, and the label asks for an editor and then the lead', async () => {
      await runFromPalette(writer.page, '검토 요청', /^검토 요청/u);
      const dialog = writer.page.getByRole('dialog', { name: '검토 요청' });
      await tabAndPress(writer.page, dialog.getByRole('button', { name: '2건 검토 요청' }));
      await expect(dialog).toBeHidden();
      await synced(writer.page);
      await synced(editor.page);
      await approveBoth(editor.page);
      await expect(editor.page.getByRole('region', { name: '남은 승인' }).getByRole('listitem').first()).toHaveText('편집자 승인: 박서연');
      // An editor alone is not enough: nothing can be published yet.
      await expect(editor.page.getByRole('button', { name: /^승인된 것 모두 발행/u })).toBeDisabled();
      await takeSeat(editor.page, '최지우');
      await approveBoth(editor.page);
      await takeSeat(editor.page, '박서연');
      await expect(editor.page.getByRole('button', { name: /승인된 것 모두 발행 \(2\)/u })).toBeEnabled({ timeout: 60_000 });
    });

    await test.step('the node that posts is killed, and the other one finishes', async () => {
      for (const channel of ['x', 'blog']) await server.first.behave(account(channel), { mode: 'slow', times: 1 });
      server.second.pause();
      await publishApproved(editor.page, 2);
      await editor.page.keyboard.press('ControlOrMeta+Shift+KeyY');
      const panel = editor.page.getByRole('region', { name: '동기화' });
      await panel.getByRole('tab', { name: '발행 현황' }).click();
      const ours = panel.getByRole('list', { name: '발행 현황' }).getByRole('listitem').filter({ hasText: TITLE });
      await expect(ours.filter({ hasText: '보내는 중' }).first()).toBeVisible({ timeout: 60_000 });
      await server.first.kill();
      server.second.resume();
      // The dead node's lease runs out after a minute and a half; then the other one looks before it sends.
      await expect(ours.filter({ hasText: '발행됨' })).toHaveCount(2, { timeout: 240_000 });
      const [x, blog] = await Promise.all([postsOf(server.url, account('x')), postsOf(server.url, account('blog'))]);
      expect(x.map(({ payload }) => payload.text)).toEqual([X]);
      expect(blog.map(({ payload }) => payload.text)).toEqual([BLOG]);
      // The day has passed for those who wrote: what the log keeps of their clocks says so.
      const made = await momentsOf(server.url, server.token);
      expect(made.at(-1)! - made[0]!).toBeGreaterThan(DAY_MS);
      await editor.page.screenshot({ path: test.info().outputPath('posted.png') });
    });
  } finally {
    await writer.app.close().catch(() => undefined);
    await editor.app.close().catch(() => undefined);
    await server.dispose();
  }
});
