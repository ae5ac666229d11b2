import { describe, expect, it } from 'vitest';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { CoreClient } from '../../support/core.ts';
import { accountFor, closeCore, codeOf, testCore, write } from '../../support/core.ts';

async function story(client: CoreClient, common: string, brief = ''): Promise<{ id: string; x: string }> {
  const { id } = await client.stories.create({ title: '청년 월세 지원', brief, kind: 'administration', purpose: 'information' });
  await setCommon(client, id, common);
  const [x = ''] = (await client.variants.add({ story: id, targets: [{ account: accountFor('x'), language: 'ko' }] })).variants;
  return { id, x };
}

async function setCommon(client: CoreClient, id: string, text: string, brief?: string): Promise<void> {
  const { draftVersion } = await client.stories.get({ id });
  await client.stories.save({ id, draftVersion, patch: { common: { ko: [...blocksFromText(text)] }, ...(brief === undefined ? {} : { brief }) } });
}

describe('a variant with words of its own', () => {
  it('has drifted once the common text moves on, until that is dealt with', async () => {
    const { client } = await testCore();
    const { id, x } = await story(client, '11. 24.(화)부터 신청하세요.');
    expect((await client.variants.get({ id: x })).drift).toBeNull();
    await write(client, x, '월세 지원, 11. 24.(화)부터!');
    expect((await client.variants.get({ id: x })).row).toMatchObject({ linked: false, drifted: false });
    await setCommon(client, id, '11. 25.(수)부터 신청하세요.');
    const { row, drift } = await client.variants.get({ id: x });
    expect(row.drifted).toBe(true);
    expect([drift?.brief, plainText(drift?.common?.before ?? []), plainText(drift?.common?.after ?? [])]).toEqual([null, '11. 24.(화)부터 신청하세요.', '11. 25.(수)부터 신청하세요.']);
    // Back as it was, nothing has moved.
    await setCommon(client, id, '11. 24.(화)부터 신청하세요.');
    expect((await client.variants.get({ id: x })).row.drifted).toBe(false);
    await setCommon(client, id, '11. 24.(화)부터 신청하세요.', '지원 대상이 늘었다.');
    expect((await client.variants.get({ id: x })).drift).toMatchObject({ common: null, brief: { before: blocksFromText(''), after: blocksFromText('지원 대상이 늘었다.') } });
    await client.variants.keptUp({ id: x });
    expect((await client.variants.get({ id: x })).drift).toBeNull();
    expect((await client.stories.get({ id })).variants[0]).toMatchObject({ id: x, drifted: false });
  });

  it('follows again when it is linked again, and drifts from where it leaves the next time', async () => {
    const { client } = await testCore();
    const { id, x } = await story(client, '하나');
    await write(client, x, '다른 글');
    await setCommon(client, id, '둘');
    await client.variants.relink({ id: x });
    expect(await client.variants.get({ id: x })).toMatchObject({ row: { linked: true, drifted: false }, drift: null });
    await write(client, x, '또 다른 글');
    expect((await client.variants.get({ id: x })).row.drifted).toBe(false);
    await setCommon(client, id, '셋');
    expect(plainText((await client.variants.get({ id: x })).drift?.common?.before ?? [])).toBe('둘');
  });

  it('knows after a restart what it was written from', async () => {
    const core = await testCore();
    const { id, x } = await story(core.client, '하나');
    await write(core.client, x, '다른 글');
    await setCommon(core.client, id, '둘');
    const before = await core.client.variants.get({ id: x });
    await closeCore(core);
    const again = await testCore({ dataDir: core.dataDir });
    expect(await again.client.variants.get({ id: x })).toEqual(before);
  });
});

describe('words that a rule made', () => {
  it('are said to be so until a person changes one, and again when that is undone', async () => {
    const { client } = await testCore();
    const { id } = await story(client, '청년 월세를 지원합니다. #한빛시\n신청: 누리집 https://hanbit.example.com/rent');
    const [facebook = ''] = (await client.variants.add({ story: id, targets: [{ account: accountFor('facebook'), language: 'ko', adapted: true }] })).variants;
    const made = await client.variants.get({ id: facebook });
    expect(made).toMatchObject({ row: { linked: false, machineMade: true, drifted: false }, content: { link: 'https://hanbit.example.com/rent', media: [] } });
    expect(plainText(made.content.blocks)).toBe('청년 월세를 지원합니다.\n신청: 누리집\n#한빛시');
    await write(client, facebook, '청년의 월세를 지원합니다.');
    expect((await client.variants.get({ id: facebook })).row.machineMade).toBe(false);
    await write(client, facebook, plainText(made.content.blocks));
    expect((await client.variants.get({ id: facebook })).row.machineMade).toBe(true);
  });

  it('are marked only as they were seen', async () => {
    const { client } = await testCore();
    const { x } = await story(client, '하나');
    const { draftVersion } = await client.variants.get({ id: x });
    await write(client, x, '둘');
    expect(await codeOf(client.variants.markMade({ id: x, draftVersion }))).toBe('stale-draft');
    await client.variants.markMade({ id: x, draftVersion: draftVersion + 1 });
    expect((await client.variants.get({ id: x })).row.machineMade).toBe(true);
  });
});

describe('the facts of a story', () => {
  it('that differ are told with what each place would become, and can be dismissed', async () => {
    const { client } = await testCore();
    const { id, x } = await story(client, '');
    await write(client, x, '매월 최대 20만 원을 지원합니다.');
    const [blog = ''] = (await client.variants.add({ story: id, targets: [{ account: accountFor('blog'), language: 'en' }] })).variants;
    await write(client, blog, 'Up to KRW 250,000 a month.');
    const { conflicts: [conflict] } = await client.stories.facts({ id });
    expect(conflict).toMatchObject({
      kind: 'measure', dismissed: false,
      sides: [{ textId: x, text: '20만 원', becomes: { 250000: '25만 원' } }, { textId: blog, text: 'KRW 250,000', becomes: { 200000: 'KRW 200,000' } }],
    });
    await client.stories.dismissFact({ id, key: conflict?.key ?? '', dismissed: true });
    expect((await client.stories.facts({ id })).conflicts[0]?.dismissed).toBe(true);
    await write(client, blog, 'Up to KRW 200,000 a month.');
    expect((await client.stories.facts({ id })).conflicts).toEqual([]);
  });

  it('of a wrong weekday are among the checks', async () => {
    const { client } = await testCore();
    const { x } = await story(client, '');
    await write(client, x, '2026. 11. 24.(수)부터');
    expect((await client.variants.get({ id: x })).row.problems).toEqual({ errors: 0, warnings: 1 });
  });
});
