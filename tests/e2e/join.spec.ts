import { expect, type Page, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 } from 'uuid';
import { ENTRY_SCHEMA } from '../../src/shared/sync/schema.ts';
import { contentHash } from '../../src/shared/document/canonical.ts';
import { blocksFromText } from '../../src/shared/document/plain-text.ts';
import type { VariantContent } from '../../src/shared/domain/content.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { killHard, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { pictureOf } from './support/picture.ts';
import { startStandaloneBackend, type StandaloneBackend } from './support/standalone-backend.ts';

const PICTURES = 3;

/** Three texts with a picture each, handed in by somebody else. Answers the pictures' names, the newest last. */
async function fill(backend: StandaloneBackend): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${backend.token}` };
  const json = { ...headers, 'content-type': 'application/json' };
  const [author] = SAMPLE_WORKSPACE.members;
  const [account] = SAMPLE_WORKSPACE.accounts;
  if (author === undefined || account === undefined) throw new Error('The sample newsroom has nobody');
  const device = v7();
  const hello = await fetch(`${backend.url}/v1/hello`, { method: 'POST', headers: json, body: JSON.stringify({ app: 'tests', schema: ENTRY_SCHEMA, device }) });
  const { epoch } = (await hello.json()) as { epoch: string };
  const names: string[] = [];
  for (let n = 0; n < PICTURES; n += 1) {
    const bytes = pictureOf(320, 200, n * 100);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    names.push(sha256);
    await fetch(`${backend.url}/v1/media/${sha256}`, { method: 'PUT', headers: { ...headers, 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes) });
    const content: VariantContent = {
      schema: 1, workspace: SAMPLE_WORKSPACE.id, story: v7(), variant: v7(), channel: 'x', account: account.id, language: 'ko', title: '', link: '', firstComment: '',
      blocks: blocksFromText(`받은 글 ${String(n + 1)}`) as VariantContent['blocks'],
      media: [{ sha256, alt: '두 색', decorative: false }],
    };
    const entry = {
      id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: content.variant, author: author.id, device, at: new Date().toISOString(), kind: 'revision',
      body: { revision: v7(), parents: [], contentHash: contentHash(content), content, source: null, name: '' },
    };
    const pushed = await fetch(`${backend.url}/v1/push`, { method: 'POST', headers: json, body: JSON.stringify({ epoch, entries: [entry] }) });
    const { outcomes } = (await pushed.json()) as { outcomes: { result: string }[] };
    expect(outcomes.map(({ result }) => result)).toEqual(['accepted']);
  }
  return names;
}

interface Line {
  readonly url: string;
  /** Pictures that have come through, in order. */
  readonly passed: readonly string[];
  /** Lets all pictures through from now on. */
  readonly open: () => void;
  readonly close: () => Promise<void>;
}

/** A line to the server on which the first picture comes through and the next ones get stuck, until it is opened. */
async function stuckLine(backend: string): Promise<Line> {
  const passed: string[] = [];
  let stuck = true;
  const server: Server = createServer((incoming, outgoing) => {
    const picture = incoming.method === 'GET' ? /^\/v1\/media\/([0-9a-f]{64})$/u.exec(incoming.url ?? '')?.[1] : undefined;
    if (picture !== undefined && stuck && passed.length > 0) return;
    if (picture !== undefined) passed.push(picture);
    const target = new URL(incoming.url ?? '/', backend);
    const onward = request(target, { method: incoming.method, headers: { ...incoming.headers, host: target.host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    passed,
    open: () => {
      stuck = false;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function openAdd(page: Page): Promise<void> {
  const list = page.getByRole('dialog', { name: '이 PC의 뉴스룸', exact: true });
  await expect(async () => {
    await page.keyboard.press('Control+Alt+Digit0');
    await expect(list).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await list.getByRole('button', { name: '뉴스룸 추가' }).click();
}

test('somebody joins by an invitation link; killed in the middle, the app goes on where it was', async () => {
  test.setTimeout(480_000);
  const backend = await startStandaloneBackend();
  const pictures = await fill(backend);
  const line = await stuckLine(backend.url);
  const userData = makeUserDataDir();
  let running = await launchApp({ userData, lang: 'ko' });
  try {
    await openAdd(running.page);
    const add = running.page.getByRole('dialog', { name: '뉴스룸 추가' });
    await expect(add.getByLabel('초대 링크')).toBeFocused();
    await running.page.keyboard.insertText(`소통에 초대합니다. ${line.url}/#invitation=${backend.firstAdmin}`);
    await expect(add.getByRole('status')).toContainText('초대 코드로 참여합니다');
    await add.getByRole('button', { name: '참여하기' }).click();

    const join = running.page.getByRole('main');
    await expect(join.getByRole('heading', { name: /뉴스룸에 참여/u })).toBeVisible({ timeout: 30_000 });
    await expect(join.getByLabel('초대 코드')).toHaveValue(backend.firstAdmin);
    expect(await graveFindings(running.page)).toEqual([]);
    await running.page.screenshot({ path: test.info().outputPath('join.png') });
    await join.getByLabel('로그인 이름').fill('admin');
    await join.getByLabel('새 비밀번호').fill('한빛시-봄비-우산-일곱');
    await running.page.keyboard.press('Enter');
    await expect(join.getByText(`이미지와 동영상 1 / ${String(PICTURES)}`)).toBeVisible({ timeout: 30_000 });
    await expect(join.getByText('기록 3 / 3')).toBeVisible();
    expect(await graveFindings(running.page)).toEqual([]);
    await running.page.screenshot({ path: test.info().outputPath('progress.png') });
    // The newest comes first.
    expect(line.passed).toEqual([pictures.at(-1)]);

    await killHard(running.app);
    line.open();
    running = await launchApp({ userData, lang: 'ko' });
    // Without a keychain one signs in again; what was here stays.
    const again = running.page.getByRole('main');
    await expect(again.getByRole('heading', { name: /뉴스룸에 참여/u })).toBeVisible({ timeout: 30_000 });
    await again.getByLabel('로그인 이름').fill('admin');
    await again.getByLabel('비밀번호', { exact: true }).fill('한빛시-봄비-우산-일곱');
    await running.page.keyboard.press('Enter');
    await expect(running.page.getByRole('button', { name: '뉴스룸 전환: 한빛시 소통담당관' })).toBeVisible({ timeout: 60_000 });
    // Each picture came over the line once.
    expect(line.passed.toSorted()).toEqual(pictures.toSorted());
  } finally {
    await running.app.close();
    await line.close();
    await backend.dispose();
  }
});
