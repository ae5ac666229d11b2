import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Network } from '../../../../src/main/core/link-cards/fetch-guarded.ts';
import { codeOf, refusalOf, testCore } from '../../../support/core.ts';

const PNG = readFileSync(join(import.meta.dirname, '../../../fixtures/media/hanbit-square.png'));
const CARD = '<head><meta property="og:title" content="겨울철 동파 예방"><meta property="og:description" content="수도 계량기를 감싸 주세요."><meta property="og:site_name" content="한빛시"><meta property="og:image" content="/card.png"></head>';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A site on loopback under the name `city.example`, and the network that leads to it alone. */
async function site(answers: Readonly<Record<string, Answer>>): Promise<{ readonly at: (path: string) => string; readonly network: Network; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    at: (path) => `http://city.example:${port}${path}`,
    network: { policy: { allows: (ip, to) => ip === '127.0.0.1' && to === port }, resolve: (host) => Promise.resolve(host === 'city.example' ? ['127.0.0.1'] : host === 'inside.example' ? ['10.0.0.1'] : []) },
  };
}

const html = (body: string, type = 'text/html; charset=utf-8'): Answer => (_request, response) => void response.writeHead(200, { 'content-type': type }).end(body);
const to = (location: string): Answer => (_request, response) => void response.writeHead(302, { location }).end();
const picture: Answer = (_request, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);

test('a card is fetched once somebody asks, kept with its picture, and fetched anew', async () => {
  let body = CARD;
  const { at, network, asked } = await site({ '/news': (request, response) => html(body)(request, response), '/card.png': picture });
  const { client, dataDir } = await testCore({ network });
  const url = at('/news');
  expect(await client.linkCards.get({ url })).toBeNull();
  expect(asked).toEqual([]);
  const card = await client.linkCards.fetch({ url: `${url}#top` });
  expect(card).toMatchObject({ url, title: '겨울철 동파 예방', description: '수도 계량기를 감싸 주세요.', siteName: '한빛시' });
  expect(readdirSync(join(dataDir, 'link-cards'))).toEqual([card.picture?.sha256]);
  expect(Math.max(card.picture?.width ?? 0, card.picture?.height ?? 0)).toBeLessThanOrEqual(800);
  expect(await client.linkCards.get({ url })).toEqual(card);
  expect(asked).toEqual(['/news', '/card.png']);
  body = '<title>새 제목</title>';
  expect(await client.linkCards.fetch({ url })).toMatchObject({ title: '새 제목', picture: null });
  expect(readdirSync(join(dataDir, 'link-cards'))).toEqual([]);
});

test('redirects are followed only where pages may be fetched from, and not for ever', async () => {
  const { at, network } = await site({
    '/moved': to('/news'), '/news': html(CARD), '/loop': to('/loop'), '/inside': to('http://inside.example/'), '/loopback': to('http://127.0.0.1:1/'), '/file': to('file:///etc/passwd'), '/decimal': to('http://2130706433:1/'),
  });
  const { client } = await testCore({ network });
  const fetched = (path: string): Promise<string> => codeOf(client.linkCards.fetch({ url: at(path) }));
  expect((await client.linkCards.fetch({ url: at('/moved') })).title).toBe('겨울철 동파 예방');
  expect(await fetched('/loop')).toBe('link-not-a-page');
  for (const path of ['/inside', '/loopback', '/file', '/decimal']) expect(await fetched(path), path).toBe('link-refused');
});

test('what is no page is told as such, and the card that was kept stays', async () => {
  let broken = false;
  const { at, network } = await site({
    '/page': (request, response) => (broken ? response.writeHead(500).end() : html(CARD)(request, response)), '/pdf': html('%PDF', 'application/pdf'), '/empty': html('<p>없음</p>'), '/cut': (_request, response) => void response.destroy(),
  });
  const { client } = await testCore({ network });
  await client.linkCards.fetch({ url: at('/page') });
  broken = true;
  expect(await refusalOf(client.linkCards.fetch({ url: at('/page') }))).toEqual({ code: 'link-not-a-page', detail: '500' });
  expect((await client.linkCards.get({ url: at('/page') }))?.title).toBe('겨울철 동파 예방');
  expect(await codeOf(client.linkCards.fetch({ url: at('/pdf') }))).toBe('link-not-a-page');
  expect(await codeOf(client.linkCards.fetch({ url: at('/missing') }))).toBe('link-not-a-page');
  expect(await codeOf(client.linkCards.fetch({ url: at('/empty') }))).toBe('link-without-card');
  expect(await codeOf(client.linkCards.fetch({ url: at('/cut') }))).toBe('link-unreachable');
  expect(await codeOf(client.linkCards.fetch({ url: 'http://nowhere.example/' }))).toBe('link-unreachable');
});

test('a page without an end, a parcel that unpacks to a mountain, a picture that is none: nothing is waited for or lost', async () => {
  const { at, network } = await site({
    '/endless': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write(CARD);
      const more = (): void => void (response.write('x'.repeat(64_000)) ? setImmediate(more) : response.once('drain', more));
      more();
    },
    '/mountain': (_request, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(CARD + ' '.repeat(50_000_000))),
    '/card.png': html('그림이 아닙니다', 'image/png'),
  });
  const { client, dataDir } = await testCore({ network });
  for (const path of ['/endless', '/mountain']) expect(await client.linkCards.fetch({ url: at(path) }), path).toMatchObject({ title: '겨울철 동파 예방', picture: null });
  expect(existsSync(join(dataDir, 'link-cards'))).toBe(false);
});

test('without an injected network this machine is out of reach, and offline nothing is asked at all', async () => {
  const { at, asked } = await site({ '/': html(CARD) });
  const { client } = await testCore();
  expect(await codeOf(client.linkCards.fetch({ url: at('/').replace('city.example', '127.0.0.1') }))).toBe('link-refused');
  expect(await codeOf(client.linkCards.fetch({ url: at('/').replace('city.example', 'localhost') }))).toBe('link-refused');
  await client.sync.setOnline({ online: false });
  expect(await codeOf(client.linkCards.fetch({ url: 'https://city.example/' }))).toBe('offline');
  expect(asked).toEqual([]);
});
