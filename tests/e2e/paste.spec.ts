import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, type ComposePage } from './support/compose-page.ts';

/** From the system's clipboard, by Ctrl+V: what Word, HWP and a web page put there. */
let running: LaunchedApp;
let compose: ComposePage;

test.beforeAll(async () => {
  running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  compose = await composeNewStory(running.page, '붙여 넣기');
  await compose.open('블로그');
});
test.afterAll(async () => {
  await running.app.close();
});

const file = (name: string): string => readFileSync(new URL(`../fixtures/paste/${name}`, import.meta.url), 'utf8');

async function paste(html: string, text: string, keys = 'ControlOrMeta+v'): Promise<void> {
  await running.page.evaluate((data) => window.sotong.invoke('shell:copy-text', data), { html, text });
  await compose.blog.click();
  await running.page.keyboard.press('ControlOrMeta+a');
  await running.page.keyboard.press('Backspace');
  await running.page.keyboard.press(keys);
}

test('a document of Word keeps headings, bold, lists and links, and nothing that its reader did not see', async () => {
  await paste(file('word.html'), '야간 도서관');
  await expect.poll(async () => (await compose.shown(compose.blog)).split('\n')).toEqual([
    '야간 도서관을 엽니다', '', '한빛시는 11. 24.(화)부터 밤 10시까지 문을 엽니다. 주말에도 엽니다.', '열람실 120석', '어린이자료실', '신청서를 냅니다', '문자를 받습니다', '평일 | 09~22시', '주말 | 09~18시', '문의: 누리집 나쁜 링크',
  ]);
  await expect(compose.blog.getByRole('heading', { name: '야간 도서관을 엽니다' })).toBeVisible();
  await expect(compose.blog.locator('strong')).toHaveText('11. 24.(화)');
  await expect(compose.blog.locator('[data-item=bulleted-item]')).toHaveText(['열람실 120석', '어린이자료실']);
  await expect(compose.blog.locator('[data-item=numbered-item]')).toHaveText(['신청서를 냅니다', '문자를 받습니다']);
  await expect(compose.blog.locator('[title^=https]')).toHaveText('누리집');
  await expect(compose.blog.locator('[title^=javascript]')).toHaveCount(0);
});

test('a document of HWP comes with its spaces, its bold and composed Hangul', async () => {
  await paste(file('hwp.html'), '청년 월세');
  await expect.poll(async () => (await compose.shown(compose.blog)).split('\n')).toEqual([
    '청년 월세 지원 안내', '', '○ 신청 기간: 2026. 11. 24.(화) ~ 12. 4.(금)', '○ 매월 최대 20만 원을 12개월 동안 지원합니다.', '대상 | 만 19~34세 무주택 청년', '붙임: 신청서 1부',
  ]);
  await expect(compose.blog.locator('strong')).toHaveText(['청년 월세 지원 안내', '매월 최대 20만 원']);
  expect((await compose.shown(compose.blog)).normalize('NFC')).toBe(await compose.shown(compose.blog));
});

test('a web page asks nothing of the network', async () => {
  const requests: string[] = [];
  running.page.on('request', (request) => requests.push(request.url()));
  await paste(file('web.html'), '억새 축제');
  await expect.poll(async () => (await compose.shown(compose.blog)).split('\n')).toEqual(['억새 축제 교통 통제', '11월 24일 하루', '', '강변로 전 구간', '지도 보기', '안전이 최우선입니다.', '더 알아보기']);
  expect(requests.filter((url) => url.includes('track.example'))).toEqual([]);
});

test('Ctrl+Shift+V is plain, and a plain channel gets clean words', async () => {
  await paste(file('hwp.html'), '청년\u00a0월세\u200b 지원\u00ad', 'ControlOrMeta+Shift+v');
  await expect.poll(() => compose.shown(compose.blog)).toBe('청년 월세 지원');
  await expect(compose.blog.locator('strong')).toHaveCount(0);
  await compose.open('X');
  await compose.x.click();
  await running.page.keyboard.press('ControlOrMeta+v');
  await expect.poll(() => compose.shown(compose.x)).toBe('청년 월세 지원');
});
