import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#shared/document/canonical.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { openRoom, type Room } from '../support/backend.ts';
import { accountId, PIXEL } from '../support/entries.ts';
import { PIXEL_HASH, posts, putPixel, requested, settle } from '../support/publishing.ts';

describe('The sandbox pages', () => {
  let engine: PGlite;
  let count = 0;
  let current: Room | null = null;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
  }, 60_000);
  afterAll(() => engine.close());
  const open = async (): Promise<Room> => (current = await openRoom({ kind: 'pglite', engine, schema: `pages_${(count += 1)}` }));
  afterEach(async () => {
    await current?.close();
    current = null;
  });
  const pageOf = async (room: Room, path: string, language = 'ko'): Promise<{ text: string; headers: Headers }> => {
    const response = await room.fetch(null, path, { headers: { 'accept-language': language } });
    expect(response.status).toBe(200);
    return { text: await response.text(), headers: response.headers };
  };

  it('show every account, in the reader’s language', async () => {
    const room = await open();
    const ko = (await pageOf(room, '/sandbox', 'ko-KR,ko;q=0.9')).text;
    const en = (await pageOf(room, '/sandbox', 'en-US')).text;
    expect(ko).toContain('<html lang="ko">');
    expect(en).toContain('<html lang="en">');
    for (const channel of ['x', 'instagram', 'facebook', 'kakaostory', 'blog'] as const) expect(ko).toContain(`/sandbox/${accountId(channel)}`);
    expect([ko.includes('카카오스토리'), en.includes('Hanbit City')]).toEqual([true, true]);
  });

  it('show a post’s very characters, and none of them as markup', async () => {
    const room = await open();
    const text = '<script>alert("한글")</script> & \' "\n  둘째 줄 👨‍👩‍👧‍👦';
    await requested(room, 'x', { text });
    await settle(room);
    const { text: html, headers } = await pageOf(room, `/sandbox/${accountId('x')}`);
    expect(html).not.toContain('<script');
    // As the app writes it: ICU's own Korean time says "PM".
    expect(html).toMatch(/>\d{4}\. \d{1,2}\. \d{1,2}\.\([월화수목금토일]\) \d\d:\d\d<\/time>/);
    expect(html).toContain('<p class="text">&lt;script&gt;alert(&quot;한글&quot;)&lt;/script&gt; &amp; &#39; &quot;\n  둘째 줄 👨‍👩‍👧‍👦</p>');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('show pictures with their alternative text, from the channel’s own copy', async () => {
    const room = await open();
    await requested(room, 'instagram', { media: [{ sha256: PIXEL_HASH, alt: '시청 앞 "광장"', decorative: false }] });
    expect((await room.fetch(null, `/sandbox/media/${PIXEL_HASH}`)).status).toBe(404);
    await settle(room);
    const { text: html } = await pageOf(room, `/sandbox/${accountId('instagram')}`);
    expect(html).toContain(`<img src="/sandbox/media/${PIXEL_HASH}" alt="시청 앞 &quot;광장&quot;">`);
    const picture = await room.fetch(null, `/sandbox/media/${PIXEL_HASH}`);
    expect([picture.headers.get('content-type'), Buffer.from(await picture.arrayBuffer()).equals(PIXEL)]).toEqual(['image/png', true]);
  });

  it('show a blog post with its headings, links and pictures', async () => {
    const room = await open();
    await putPixel(room);
    const blocks: VariantContent['blocks'] = [
      { type: 'heading-2', children: [{ text: '개장 <행사>' }] },
      { type: 'paragraph', children: [{ text: '자세한 ' }, { type: 'link', url: 'https://hanbit.example/', children: [{ text: '안내' }] }] },
      { type: 'paragraph', children: [{ type: 'link', url: 'javascript:alert(1)', children: [{ text: '나쁜 링크' }] }] },
      { type: 'image', sha256: PIXEL_HASH, alt: '점', children: [{ text: '' }] },
    ];
    await requested(room, 'blog', { blocks, title: '제목 & 부제' });
    await settle(room);
    const { text: html } = await pageOf(room, `/sandbox/${accountId('blog')}`);
    expect(html).toContain('<h2 class="title">제목 &amp; 부제</h2>');
    expect(html).toContain('<h2>개장 &lt;행사&gt;</h2>');
    expect(html).toContain('<a href="https://hanbit.example/"');
    expect(html).not.toContain('javascript:');
    expect(html).toContain(`<img src="/sandbox/media/${PIXEL_HASH}" alt="점">`);
  });

  it('give the very bytes that the channel got', async () => {
    const room = await open();
    await requested(room, 'facebook', { text: '바이트 그대로' });
    await settle(room);
    const [post] = await posts(room, 'facebook');
    expect(post?.payloadSha256).toBe(sha256Hex(post?.payload ?? ''));
    expect(JSON.parse(post?.payload ?? '')).toMatchObject({ text: '바이트 그대로', html: null });
  });

  it('take a post by hand on Kakao Story, from the page itself and nowhere else', async () => {
    const room = await open();
    const path = `/sandbox/${accountId('kakaostory')}/posts`;
    const form = (origin: string | null): RequestInit => ({
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin === null ? {} : { origin }) },
      body: new URLSearchParams({ text: '손으로 올린 글\r\n둘째 줄' }).toString(),
    });
    expect((await room.fetch(null, path, form('https://evil.example'))).status).toBe(403);
    expect((await room.fetch(null, path, form(null))).status).toBe(403);
    const made = await room.fetch(null, path, form(room.url));
    expect(made.status).toBe(303);
    expect(made.headers.get('location')).toMatch(new RegExp(`^/sandbox/${accountId('kakaostory')}#post-`, 'u'));
    const there = await posts(room, 'kakaostory');
    expect(there.map((post) => (JSON.parse(post.payload) as { text: string }).text)).toEqual(['손으로 올린 글\n둘째 줄']);
    // No such form on a channel that programs post to.
    expect((await room.fetch(null, `/sandbox/${accountId('x')}/posts`, form(room.url))).status).toBe(404);
    const html = (await pageOf(room, `/sandbox/${accountId('kakaostory')}`)).text;
    expect(html).toContain('<form method="post"');
  });

  it('do not know what is not there', async () => {
    const room = await open();
    for (const path of ['/sandbox/nobody', '/sandbox/nobody.json', '/sandbox/..%2f..%2fetc%2fpasswd', '/sandbox/media/nothing']) expect((await room.fetch(null, path)).status).toBe(404);
  });
});
