import { afterEach, expect, it } from 'vitest';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { EDITOR, onEveryStore, openRoom, type Room, TRANSLATOR, workspaceWith, WRITER } from '../support/backend.ts';
import { approvedSet, contentOf, decisionOf } from '../support/entries.ts';
import { codeOf, posts, pushAll, settle } from '../support/publishing.ts';

onEveryStore('Approval in steps', (kind) => {
  let room: Room | null = null;
  afterEach(async () => {
    await room?.close();
    room = null;
  });

  it('the server takes each only in its turn, and lets nothing out before the last', async () => {
    const { default: rule } = SAMPLE_WORKSPACE.policies;
    const policy = { ...rule, version: 2, steps: [{ role: 'translator' as const, count: 1 }, { role: 'editor' as const, count: 1 }] };
    room = await openRoom(kind.fresh(), { workspace: workspaceWith({ policies: { default: rule, byChannel: { x: policy } } }) });
    const { revision, all, request } = approvedSet(contentOf({ channel: 'x' }), { writer: WRITER, editor: EDITOR });
    const [written, sent] = all;
    await pushAll(room, [written!, sent!]);
    expect(await codeOf(room, [decisionOf(EDITOR, revision)])).toBe('step-not-open');
    expect(await codeOf(room, [decisionOf(WRITER, revision)])).toBe('not-allowed');
    await pushAll(room, [decisionOf(TRANSLATOR, revision)]);
    expect(await codeOf(room, [decisionOf(TRANSLATOR, revision)])).toBe('step-not-open');
    expect(await codeOf(room, [request])).toBe('not-approved');
    await pushAll(room, [decisionOf(EDITOR, revision), request]);
    await settle(room);
    expect(await posts(room, 'x')).toHaveLength(1);
  });
});
