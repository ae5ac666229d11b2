import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/shared/document/plain-text.ts';
import { alignTranslation } from '#shared/language/translation-pairs.ts';
import type { CoreClient } from '../../support/core.ts';
import { addVariant, codeOf, storyWith, testCore, write } from '../../support/core.ts';

const SOURCE = '청년 월세, 11. 24.(화)부터 신청하세요.\n\n매월 최대 20만 원을 12개월 동안 지원합니다.\n신청: 한빛시 누리집';

async function pair(source = SOURCE): Promise<{ client: CoreClient; story: string; source: string; target: string; put: (index: number, text: string, confirm?: boolean) => Promise<void>; states: () => Promise<string[]>; text: () => Promise<string> }> {
  const { client } = await testCore();
  const { story, variant } = await storyWith(client, source, 'facebook');
  const target = await addVariant(client, story, '', 'facebook', 'en');
  return {
    client, story, source: variant, target,
    put: async (index, text, confirm = true) => {
      const { draftVersion } = await client.variants.get({ id: target });
      await client.translate.save({ source: variant, target, index, text, confirm, draftVersion });
    },
    states: async () => (await client.translate.get({ source: variant, target })).segments.map((segment) => segment.state),
    text: async () => plainText((await client.variants.get({ id: target })).content.blocks),
  };
}

describe('a translation', () => {
  it('is written segment by segment into the shape of its source, in any order', async () => {
    const { client, source, target, put, states, text } = await pair();
    expect(await states()).toEqual(['untranslated', 'untranslated', 'untranslated']);
    await put(2, 'Apply: Hanbit City website');
    expect(await text()).toBe('\n\n\nApply: Hanbit City website');
    await put(0, 'Youth rent support opens on Tue, Nov 24.');
    await put(1, 'Up to KRW 200,000 a month\nfor 12 months.', false);
    expect(await text()).toBe('Youth rent support opens on Tue, Nov 24.\n\nUp to KRW 200,000 a month for 12 months.\nApply: Hanbit City website');
    expect(await states()).toEqual(['confirmed', 'draft', 'confirmed']);
    const view = await client.translate.get({ source, target });
    const { head } = await client.variants.get({ id: source });
    expect([view.sourceRevision, view.sourceIsDraft, view.orphans]).toEqual([head?.id, false, []]);
    expect((await client.variants.get({ id: target })).source).toEqual({ variant: source, revision: head?.id });
  });

  it('has exactly the changed segments flagged when its source changes, with what they were made from', async () => {
    const { client, source, target, put, states } = await pair();
    await put(0, 'From Nov 24.');
    await put(1, 'Up to KRW 200,000.');
    await put(2, 'Apply online.');
    expect((await client.variants.get({ id: target })).row.sourceChanged).toBe(false);
    await write(client, source, SOURCE.replace('20만 원', '30만 원'));
    const view = await client.translate.get({ source, target });
    expect(view.segments.map(({ state, previousSource }) => ({ state, previousSource }))).toEqual([
      { state: 'confirmed', previousSource: null },
      { state: 'source-changed', previousSource: '매월 최대 20만 원을 12개월 동안 지원합니다.' },
      { state: 'confirmed', previousSource: null },
    ]);
    expect([view.sourceIsDraft, (await client.variants.get({ id: target })).row.sourceChanged]).toEqual([true, true]);
    await put(0, 'From Tue, Nov 24.');
    await put(1, 'Up to KRW 300,000.', false);
    expect(await states()).toEqual(['confirmed', 'source-changed', 'confirmed']);
    await put(1, 'Up to KRW 300,000.');
    expect([await states(), (await client.variants.get({ id: target })).row.sourceChanged]).toEqual([['confirmed', 'confirmed', 'confirmed'], false]);
  });

  it('keeps words whose source was removed until they are let go', async () => {
    const { client, source, target, put, text } = await pair();
    await put(0, 'From Nov 24.');
    await put(1, 'Up to KRW 200,000.');
    await put(2, 'Apply online.');
    await write(client, source, '청년 월세, 11. 24.(화)부터 신청하세요.\n\n신청: 한빛시 누리집');
    expect((await client.translate.get({ source, target })).orphans).toEqual(['Up to KRW 200,000.']);
    expect(await text()).toContain('Up to KRW 200,000.');
    const view = await client.translate.dropOrphans({ source, target });
    expect([view.orphans, view.segments.map((segment) => segment.state)]).toEqual([[], ['confirmed', 'confirmed']]);
    expect(await text()).toBe('From Nov 24.\n\nApply online.');
  });

  it('follows its lines through edits made in the editor', async () => {
    const { client, source, target, put } = await pair();
    await put(0, 'Youth rent support opens on Nov 24.');
    await put(1, 'Up to KRW 200,000 a month.');
    await put(2, 'Apply: Hanbit City website');
    await write(client, target, 'News from Hanbit!\nYouth rent support opens on Tuesday, Nov 24.\n\nUp to KRW 200,000 a month.\nApply: Hanbit City website');
    const view = await client.translate.get({ source, target });
    expect(view.segments.map(({ target: words, state }) => [words, state])).toEqual([
      ['Youth rent support opens on Tuesday, Nov 24.', 'draft'],
      ['Up to KRW 200,000 a month.', 'confirmed'],
      ['Apply: Hanbit City website', 'confirmed'],
    ]);
    await put(0, 'It opens on Nov 24.');
    expect(plainText((await client.variants.get({ id: target })).content.blocks)).toBe('News from Hanbit!\nIt opens on Nov 24.\n\nUp to KRW 200,000 a month.\nApply: Hanbit City website');
  });

  it('that was written first pairs up in order, as a draft', () => {
    const { segments } = alignTranslation([], ['하나', '둘', '셋'], ['one', 'two']);
    expect(segments.map(({ target, state }) => [target, state])).toEqual([['one', 'draft'], ['two', 'draft'], ['', 'untranslated']]);
  });

  it('refuses what is not a translation, an older draft, a segment that is not there', async () => {
    const { client, story, source, target } = await pair();
    const same = await addVariant(client, story, 'x', 'x', 'ko');
    expect(await codeOf(client.translate.get({ source, target: same }))).toBe('bad-input');
    const save = { source, target, index: 0, text: 'x', confirm: true };
    expect(await codeOf(client.translate.save({ ...save, draftVersion: 99 }))).toBe('stale-draft');
    const { draftVersion } = await client.variants.get({ id: target });
    expect(await codeOf(client.translate.save({ ...save, index: 7, draftVersion }))).toBe('bad-input');
  });

  it('keeps the kinds of blocks of a blog post', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, 'x', 'blog');
    const target = await addVariant(client, story, '', 'blog', 'en');
    await client.variants.save({
      id: variant, draftVersion: (await client.variants.get({ id: variant })).draftVersion,
      patch: { blocks: [{ type: 'heading-2', children: [{ text: '신청 방법' }] }, { type: 'numbered-item', children: [{ text: '누리집 접속' }] }, { type: 'numbered-item', children: [{ text: '신청서 작성' }] }] },
    });
    for (const [index, text] of ['How to apply', 'Visit the website', 'Fill in the form'].entries()) {
      await client.translate.save({ source: variant, target, index, text, confirm: true, draftVersion: (await client.variants.get({ id: target })).draftVersion });
    }
    expect((await client.variants.get({ id: target })).content.blocks).toEqual([
      { type: 'heading-2', children: [{ text: 'How to apply' }] },
      { type: 'numbered-item', children: [{ text: 'Visit the website' }] },
      { type: 'numbered-item', children: [{ text: 'Fill in the form' }] },
    ]);
  });
});
