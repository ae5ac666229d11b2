import { afterEach, expect, it } from 'vitest';
import { EDITOR, onEveryStore, openRoom, TRANSLATOR, WRITER, workspaceWith, type Room } from '../support/backend.ts';
import { archiveOf, contentOf, decisionOf, edited, publishOf, revisionOf, submissionOf } from '../support/entries.ts';
import { codeOf, PIXEL_HASH, push, pushAll, putPixel } from '../support/publishing.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';

onEveryStore('Decisions', (kind) => {
  let room: Room | null = null;
  const open = async (changes = {}): Promise<Room> => (room = await openRoom(kind.fresh(), changes));
  afterEach(async () => {
    await room?.close();
    room = null;
  });

  it('are taken from an editor, of the head, once the writer has asked', async () => {
    await open();
    const revision = revisionOf(WRITER, contentOf());
    await pushAll(room as Room, [revision]);
    expect(await codeOf(room as Room, [decisionOf(EDITOR, revision)])).toBe('not-submitted');
    expect(await codeOf(room as Room, [submissionOf(WRITER, revision), decisionOf(EDITOR, revision)])).toBe('accepted');
  });

  it('are refused without the role, whatever the token says of it', async () => {
    await open();
    const revision = revisionOf(WRITER, contentOf());
    await pushAll(room as Room, [revision, submissionOf(WRITER, revision)]);
    expect(await codeOf(room as Room, [decisionOf(TRANSLATOR, revision)])).toBe('not-allowed');
    const epoch = (await (room as Room).client('writer').hello({ app: 't', schema: { min: 1, max: 1 }, device: revision.device })).epoch;
    // The writer's own token, in the editor's name.
    expect((await (room as Room).client('writer').push({ epoch, entries: [decisionOf(EDITOR, revision)] })).outcomes[0]).toMatchObject({ result: 'rejected', code: 'forbidden' });
  });

  it('are never of one’s own text, unless the policy says so', async () => {
    await open();
    const own = revisionOf(EDITOR, contentOf());
    expect(await codeOf(room as Room, [own, submissionOf(EDITOR, own), decisionOf(EDITOR, own)])).toBe('self-approval');
    // A checkpoint of the same text by another does not launder it.
    const checkpoint = revisionOf(WRITER, own.body.content, [own.body.revision]);
    expect(await codeOf(room as Room, [checkpoint, decisionOf(EDITOR, checkpoint)])).toBe('self-approval');
    await (room as Room).close();
    const policies = { ...SAMPLE_WORKSPACE.policies, default: { ...SAMPLE_WORKSPACE.policies.default, selfApproval: true } };
    await open({ workspace: workspaceWith({ policies }) });
    expect(await codeOf(room as Room, [own, submissionOf(EDITOR, own), decisionOf(EDITOR, own)])).toBe('accepted');
  });

  it('name the head, its very hash, and one head only', async () => {
    await open();
    const first = revisionOf(WRITER, contentOf());
    const second = revisionOf(WRITER, edited(first.body.content, '둘째 글'), [first.body.revision]);
    await pushAll(room as Room, [first, submissionOf(WRITER, first), second, submissionOf(WRITER, second)]);
    expect(await codeOf(room as Room, [decisionOf(EDITOR, first)])).toBe('stale-head');
    const wrong = decisionOf(EDITOR, second);
    expect(await codeOf(room as Room, [{ ...wrong, body: { ...wrong.body, contentHash: first.body.contentHash } }])).toBe('hash-mismatch');
    expect(await codeOf(room as Room, [decisionOf(EDITOR, revisionOf(WRITER, first.body.content))])).toBe('unknown-revision');
    const fork = revisionOf(TRANSLATOR, edited(first.body.content, '갈라진 글'), [first.body.revision]);
    await pushAll(room as Room, [fork]);
    expect(await codeOf(room as Room, [decisionOf(EDITOR, second)])).toBe('stale-head');
  });

  it('wait for the pictures, and do not touch what is archived', async () => {
    await open();
    const revision = revisionOf(WRITER, contentOf({ channel: 'instagram', media: [{ sha256: PIXEL_HASH, alt: '점', decorative: false }] }));
    await pushAll(room as Room, [revision, submissionOf(WRITER, revision)]);
    expect(await codeOf(room as Room, [decisionOf(EDITOR, revision)])).toBe('media-missing');
    expect(await (room as Room).client('writer').missingMedia({ sha256: [PIXEL_HASH] })).toEqual({ missing: [PIXEL_HASH] });
    await putPixel(room as Room);
    expect(await (room as Room).client('writer').missingMedia({ sha256: [PIXEL_HASH] })).toEqual({ missing: [] });
    await pushAll(room as Room, [archiveOf(WRITER, revision.subject)]);
    expect(await codeOf(room as Room, [decisionOf(EDITOR, revision)])).toBe('archived');
    await pushAll(room as Room, [archiveOf(WRITER, revision.subject, false)]);
    expect(await codeOf(room as Room, [decisionOf(EDITOR, revision)])).toBe('accepted');
  });

  it('open the way to publishing, and nothing else does', async () => {
    await open();
    const revision = revisionOf(WRITER, contentOf());
    const submission = submissionOf(WRITER, revision);
    expect(await codeOf(room as Room, [revision, submission, publishOf(EDITOR, revision)])).toBe('not-approved');
    const approval = decisionOf(EDITOR, revision);
    // A writer may not send out even what was approved; a second slot must wait for the first.
    const outcomes = await push(room as Room, [approval, publishOf(WRITER, revision), publishOf(EDITOR, revision, 2), publishOf(EDITOR, revision), publishOf(EDITOR, revision)]);
    expect(outcomes.map((outcome) => (outcome.result === 'rejected' ? outcome.code : outcome.result))).toEqual(['accepted', 'not-allowed', 'slot-not-next', 'accepted', 'slot-taken']);
  });

  it('are undone by a revocation and by an edit', async () => {
    await open();
    const revision = revisionOf(WRITER, contentOf());
    await pushAll(room as Room, [revision, submissionOf(WRITER, revision), decisionOf(EDITOR, revision), decisionOf(EDITOR, revision, 'revoke')]);
    expect(await codeOf(room as Room, [publishOf(EDITOR, revision)])).toBe('not-approved');
    const edit = revisionOf(WRITER, edited(revision.body.content, '고침'), [revision.body.revision]);
    await pushAll(room as Room, [decisionOf(EDITOR, revision), edit]);
    expect(await codeOf(room as Room, [publishOf(EDITOR, revision)])).toBe('stale-head');
    // Back to the same words: a new decision is needed.
    const back = revisionOf(WRITER, revision.body.content, [edit.body.revision]);
    expect(await codeOf(room as Room, [back, publishOf(EDITOR, back)])).toBe('not-approved');
  });
});
