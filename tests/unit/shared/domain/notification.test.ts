import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotificationKind, notificationOf, type Recipient } from '#shared/domain/notification.ts';
import { PublicationState } from '#shared/sync/entry.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { EDITOR, WRITER } from '../../../support/core.ts';
import { amendDecisionOf, amendmentOf, approvedSet, commentOf, contentOf, settingOf } from '../../../support/entries.ts';

const SET = approvedSet(contentOf(), { writer: WRITER, editor: EDITOR });
const publication = (state: PublicationState): Entry => {
  const { slot: _slot, ...about } = SET.request.body;
  return { ...SET.request, author: '00000000-0000-0000-0000-000000000000', kind: 'publication', body: { ...about, state, attempt: 1, reason: '', remoteId: '', url: '' } };
};
const ENTRIES: readonly Entry[] = [...SET.all, commentOf(EDITOR, SET.revision, '확인'), settingOf(EDITOR, 'word', '따릉이', null), ...PublicationState.options.map(publication)];
const recipient = (changes: Partial<Recipient>): Recipient => ({ member: WRITER, roles: ['writer'], hasSay: false, isAuthor: false, isInThread: false, amendment: null, ...changes });
const told = (kind: Entry['kind'], changes: Partial<Recipient>) => ENTRIES.filter((entry) => entry.kind === kind).map((entry) => notificationOf(entry, recipient(changes)));

describe('who is told of what', () => {
  it('is nobody of what they did themselves, and never of anything but these kinds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENTRIES), fc.boolean(), fc.boolean(), fc.boolean(), (entry, hasSay, isAuthor, isInThread) => {
        const all = recipient({ hasSay, isAuthor, isInThread, roles: ['writer', 'editor', 'publisher'] });
        expect(notificationOf(entry, { ...all, member: entry.author })).toBeNull();
        const kind = notificationOf(entry, { ...all, member: 'somebody-else' });
        expect(kind === null || NotificationKind.options.includes(kind)).toBe(true);
      }),
    );
  });

  it('is whoever decides, of a request', () => {
    expect(told('submission', { member: EDITOR, hasSay: true })).toEqual(['review-requested']);
    expect(told('submission', { member: EDITOR })).toEqual([null]);
  });

  it('is whoever wrote it, of a decision and a comment; of a comment also who took part', () => {
    expect(told('decision', { isAuthor: true })).toEqual(['approved']);
    expect(told('decision', {})).toEqual([null]);
    expect(told('comment', { isAuthor: true })).toEqual(['commented']);
    expect(told('comment', { isInThread: true })).toEqual(['commented']);
    expect(told('comment', {})).toEqual([null]);
  });

  it('is a publisher, where a publication needs a person, and whoever wrote it, once it is out', () => {
    const states = (changes: Partial<Recipient>) => PublicationState.options.filter((state) => notificationOf(publication(state), recipient(changes)) !== null);
    expect(states({ roles: ['publisher'] })).toEqual(['by-hand', 'needs-person', 'rejected', 'expired']);
    expect(states({ isAuthor: true })).toEqual(['confirmed']);
  });

  it('is whoever has a say, of a correction or withdrawal that is asked for; who asked, of what came of it', () => {
    const request = amendmentOf(WRITER, SET.request, 'remove', SET.revision);
    expect(notificationOf(request, recipient({ member: EDITOR, hasSay: true }))).toBe('amendment-requested');
    expect(notificationOf(request, recipient({ member: EDITOR }))).toBeNull();
    const asked = { amendment: { asked: true } };
    expect(notificationOf(amendDecisionOf(EDITOR, request, 'refuse'), recipient(asked))).toBe('amendment-refused');
    expect(notificationOf(amendDecisionOf(EDITOR, request), recipient(asked))).toBe('approved');
    expect(notificationOf(amendDecisionOf(EDITOR, request), recipient({ amendment: { asked: false }, isAuthor: true }))).toBeNull();
    expect(notificationOf(publication('confirmed'), recipient(asked))).toBe('amended');
    const waits = publication('held');
    if (waits.kind === 'publication') expect(notificationOf({ ...waits, body: { ...waits.body, reason: 'approved' } }, recipient({ roles: ['publisher'] }))).toBe('publication-needs-person');
  });
});
