import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lookAt } from '../../../src/main/core/workspace/look.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import { testCore } from '../../support/core.ts';

it('tells what of a newsroom is on this PC alone, while it is open and after', async () => {
  const core = await testCore();
  const { dir } = core.running.core.files;
  expect(lookAt(dir)).toEqual({ name: SAMPLE_WORKSPACE.name, demonstration: true, member: SAMPLE_WORKSPACE.members[0]?.name, waiting: 0, drafts: 0 });
  const { id } = await core.client.stories.create({ title: '밤 도서관', brief: '', kind: 'administration', purpose: 'information' });
  const [account] = SAMPLE_WORKSPACE.accounts;
  const { variants } = await core.client.variants.add({ story: id, targets: [{ account: account?.id ?? '', language: 'ko' }] });
  const before = lookAt(dir)?.drafts ?? 0;
  expect(before).toBeGreaterThan(0);
  const { draftVersion } = await core.client.variants.get({ id: variants[0] ?? '' });
  await core.client.variants.save({ id: variants[0] ?? '', draftVersion, patch: { blocks: [{ type: 'paragraph', children: [{ text: '문을 엽니다.' }] }] } });
  expect(lookAt(dir)?.drafts).toBe(before + 1);
});

it('says nothing of a folder without a newsroom, or with one that cannot be read', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sotong-look-'));
  try {
    expect(lookAt(dir)).toBeNull();
    writeFileSync(join(dir, 'newsroom.db'), 'no database at all');
    expect(lookAt(dir)).toBeNull();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
