import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '#shared/channels/registry.ts';
import { joinPosts } from '#shared/channels/thread-posts.ts';
import type { Payload } from '#shared/document/payload.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { EDITOR, openRoom, type Room, workspaceWith, WRITER } from '../support/backend.ts';
import { approvedSet, contentOf, type ContentChanges } from '../support/entries.ts';
import { PIXEL_HASH, type ChannelPost, pushAll, putPixel, said, settle } from '../support/publishing.ts';

/** A newsroom that has an account of every channel there is. */
const OTHERS: readonly Account[] = CHANNELS.filter(({ id }) => !SAMPLE_WORKSPACE.accounts.some(({ channel }) => channel === id)).map(({ id, name }, index) => ({
  id: `018f4c00-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
  channel: id,
  name: { ko: `한빛시 ${name.ko}`, en: `Hanbit ${name.en}` },
  handle: `hanbit-${id}`,
}));
const ACCOUNTS = [...SAMPLE_WORKSPACE.accounts, ...OTHERS];

function account(channel: ChannelId): string {
  return ACCOUNTS.find((each) => each.channel === channel)?.id ?? '';
}

describe('A newsroom with every channel', () => {
  let engine: PGlite;
  let count = 0;
  let room: Room | null = null;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
  }, 60_000);
  afterAll(() => engine.close());
  afterEach(async () => {
    await room?.close();
    room = null;
  });
  const open = async (): Promise<Room> => (room = await openRoom({ kind: 'pglite', engine, schema: `all_${(count += 1)}` }, { workspace: workspaceWith({ accounts: ACCOUNTS }) }));
  const send = async (at: Room, channel: ChannelId, changes: ContentChanges): Promise<ReturnType<typeof approvedSet>> => {
    const set = approvedSet(contentOf({ channel, account: account(channel), ...changes }), { writer: WRITER, editor: EDITOR });
    await pushAll(at, set.all);
    return set;
  };
  const postsAt = async (at: Room, channel: ChannelId): Promise<Payload[]> => {
    const { posts } = (await (await at.fetch(null, `/sandbox/${account(channel)}.json`)).json()) as { posts: ChannelPost[] };
    return posts.map(({ payload }) => JSON.parse(payload) as Payload);
  };

  it('has a page for each, and posts where a program may post', async () => {
    const at = await open();
    await putPixel(at);
    for (const { id, hasTitle, mediaRequired } of CHANNELS) {
      await send(at, id, { text: `${id}에 올리는 글`, title: hasTitle ? '제목' : '', media: mediaRequired ? [{ sha256: PIXEL_HASH, alt: '점', decorative: false }] : [] });
    }
    await settle(at);
    for (const { id, connector, richText } of CHANNELS) {
      const posted = await postsAt(at, id);
      expect(posted.map(({ text }) => text), id).toEqual(connector === 'by-hand' ? [] : [`${id}에 올리는 글`]);
      for (const { html } of posted) expect(html === null, id).toBe(!richText);
      expect((await at.fetch(null, `/sandbox/${account(id)}`)).status).toBe(200);
    }
  });

  it('posts a thread as its posts, in order, and shows them', async () => {
    const at = await open();
    for (const id of ['x', 'threads', 'bluesky', 'mastodon'] as const) await send(at, id, { text: joinPosts([`첫 글 ${id}`, '둘째 글', '셋째 글']) });
    await settle(at);
    for (const id of ['x', 'threads', 'bluesky', 'mastodon'] as const) expect(await postsAt(at, id), id).toMatchObject([{ text: `첫 글 ${id}`, thread: ['둘째 글', '셋째 글'] }]);
    const html = await (await at.fetch(null, `/sandbox/${account('x')}`)).text();
    expect(html.match(/<p class="text reply">/gu)).toHaveLength(2);
    expect(html).not.toContain('&gt;&gt;&gt;');
  });

  it('refuses a thread of which one post is too long, and takes it on a channel that counts another way', async () => {
    const at = await open();
    const text = joinPosts(['첫 글', '가'.repeat(200)]);
    const onX = await send(at, 'x', { text });
    const onBluesky = await send(at, 'bluesky', { text });
    await settle(at);
    expect((await said(at, onX.request)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'channel-rules' });
    expect((await said(at, onBluesky.request)).at(-1)).toMatchObject({ state: 'confirmed' });
    expect(await postsAt(at, 'x')).toEqual([]);
  });
});
