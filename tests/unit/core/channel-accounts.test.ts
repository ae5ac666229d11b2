import { describe, expect, it } from 'vitest';
import { accountsWith } from '../../../src/shared/domain/account-setting.ts';
import type { AccountSetting } from '../../../src/shared/domain/account-setting.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import { rebuildReadModels } from '../../../src/main/core/read-models/rebuild.ts';
import { accountFor, codeOf, storyWith, type TestCore, testCore, WRITER } from '../../support/core.ts';

const ADMIN = SAMPLE_WORKSPACE.members.find(({ roles }) => roles.includes('admin'))?.id ?? '';
const NEW = '0190a1b2-0000-7000-8000-00000000abcd';
const park: AccountSetting = { channel: 'instagram', name: { ko: '한빛공원', en: 'Hanbit Park' }, handle: '@hanbit_park', retired: false };

async function asAdmin(): Promise<TestCore> {
  const core = await testCore();
  await core.client.workspace.takeSeat({ member: ADMIN });
  return core;
}
const put = ({ client }: TestCore, key: string, value: AccountSetting | null): Promise<void> => client.settings.put({ collection: 'account', key, value });
const accounts = async ({ client }: TestCore) => (await client.workspace.get()).workspace.accounts;

describe('the accounts of a newsroom', () => {
  it('get a new one, for which texts are written at once', async () => {
    const core = await asAdmin();
    await put(core, NEW, park);
    expect((await accounts(core)).at(-1)).toEqual({ id: NEW, channel: 'instagram', name: park.name, handle: '@hanbit_park' });
    const { story } = await storyWith(core.client, '공원에 물이 흐릅니다.');
    const { variants } = await core.client.variants.add({ story, targets: [{ account: NEW, language: 'ko' }] });
    expect((await core.client.variants.get({ id: variants[0] ?? '' })).row.account.handle).toBe('@hanbit_park');
  });

  it('are called otherwise everywhere, in lists as a rebuild would have them', async () => {
    const core = await asAdmin();
    const { variant } = await storyWith(core.client, '물이 흐릅니다.');
    await put(core, accountFor('x'), { ...park, channel: 'x', handle: '@hanbit_new' });
    const row = (): string => core.running.core.db.read.get<{ row: string }>('SELECT row FROM variant_rows WHERE id = ?', variant)?.row ?? '';
    expect(row()).toContain('@hanbit_new');
    const before = row();
    rebuildReadModels(core.running.core);
    expect(row()).toBe(before);
  });

  it('are changed by admins only, stay on their channel and are never removed', async () => {
    const core = await asAdmin();
    await put(core, NEW, park);
    expect([await codeOf(put(core, NEW, { ...park, channel: 'x' })), await codeOf(put(core, accountFor('x'), park)), await codeOf(put(core, NEW, null)), await codeOf(put(core, 'no id', park))]).toEqual(['conflict', 'conflict', 'bad-input', 'bad-input']);
    await core.client.workspace.takeSeat({ member: WRITER });
    expect(await codeOf(put(core, NEW, { ...park, retired: true }))).toBe('not-allowed');
    expect((await accounts(core)).map(({ id }) => id)).toEqual([...SAMPLE_WORKSPACE.accounts.map(({ id }) => id), NEW]);
  });

  it('that are retired get no new texts, and keep those that they have', async () => {
    const core = await asAdmin();
    await put(core, NEW, park);
    const { story } = await storyWith(core.client, '공원에 물이 흐릅니다.');
    const add = (account: string, language: 'ko' | 'en'): Promise<{ variants: string[] }> => core.client.variants.add({ story, targets: [{ account, language }] });
    const { variants } = await add(NEW, 'ko');
    await put(core, NEW, { ...park, retired: true });
    expect(await codeOf(add(NEW, 'en'))).toBe('account-retired');
    expect((await add(NEW, 'ko')).variants).toEqual(variants);
    const copy = await core.client.stories.duplicate({ id: story });
    expect((await core.client.stories.get(copy)).variants.map((row) => row.account.id)).toEqual([accountFor('x')]);
    await put(core, NEW, park);
    expect((await add(NEW, 'en')).variants).toHaveLength(1);
  });

  it('do not depend on the order in which one hears of them', () => {
    const kept = [{ key: NEW, value: park }, { key: '0190a1b2-0000-7000-8000-00000000aaaa', value: park }];
    expect(accountsWith(SAMPLE_WORKSPACE.accounts, kept)).toEqual(accountsWith(SAMPLE_WORKSPACE.accounts, kept.toReversed()));
    // Twice is the same as once: a server may have said it already.
    expect(accountsWith(accountsWith(SAMPLE_WORKSPACE.accounts, kept), kept)).toEqual(accountsWith(SAMPLE_WORKSPACE.accounts, kept));
  });
});
