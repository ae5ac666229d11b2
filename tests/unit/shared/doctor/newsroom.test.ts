import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { checkCursor, checkDrafts, checkEntities, checkRevisionHashes, checkRowEntries } from '#shared/doctor/newsroom.ts';
import { checkCursorAgainst, checkRebuilt, checkReplica, type Replica } from '#shared/doctor/replicas.ts';
import { reportOf, reportText } from '#shared/doctor/report.ts';
import type { DraftRow, LocalEntry } from '#shared/doctor/rows.ts';
import { v7 } from 'uuid';
import { contentOf, edited } from '../../../support/entries.ts';
import { healthy, keys, published, stored } from './_newsroom.ts';

const content = contentOf();
const text = canonicalJson(content);
const revision = { id: v7(), subject: content.variant, parents: [], content: text, hash: sha256Hex(text) };
const draft: DraftRow = { id: content.variant, kind: 'variant', content: text, base: revision.id, dirty: false };
const entry: LocalEntry = { id: v7(), kind: 'revision', subject: content.variant, state: 'accepted', seq: 1, revision: revision.id };

describe('5 and 10: texts on this computer', () => {
  const revisions = new Map([[revision.id, revision]]);

  it('5 finds a flipped letter, another hash, and what is no text', () => {
    expect(healthy(checkRevisionHashes([revision]))).toBe(true);
    expect(keys(checkRevisionHashes([{ ...revision, content: text.replace('한빛시', '한빚시') }]))).toEqual(['text-hash-differs']);
    expect(keys(checkRevisionHashes([{ ...revision, hash: sha256Hex('x') }]))).toEqual(['text-hash-differs']);
    expect(keys(checkRevisionHashes([{ ...revision, content: '{}', hash: sha256Hex('{}') }]))).toEqual(['not-readable']);
  });

  it('10 is well for an unchanged draft, a changed one and a new one', () => {
    const changed = canonicalJson(edited(content, '고쳐 쓴 글'));
    expect(healthy(checkDrafts([draft, { ...draft, content: changed, dirty: true }, { ...draft, base: null, dirty: true }], revisions))).toBe(true);
    expect(keys(checkDrafts([{ ...draft, content: changed }], revisions))).toEqual(['draft-differs']);
  });

  it('10 finds a draft that cannot be read, is in another form, or stands on nothing', () => {
    expect(keys(checkDrafts([{ ...draft, content: text.slice(0, -1) }], revisions))).toEqual(['draft-not-readable']);
    expect(keys(checkDrafts([{ ...draft, content: `${text} `, dirty: true }], revisions))).toEqual(['draft-not-canonical']);
    expect(keys(checkDrafts([draft], new Map()))).toEqual(['draft-base-missing']);
  });
});

describe('21: nothing without what it belongs to', () => {
  it('finds a revision without its entry, an entry without its revision or its variant, and a row without its entry', () => {
    expect(healthy(checkEntities([entry], [revision], new Set([content.variant])))).toBe(true);
    expect(keys(checkEntities([], [revision], new Set()))).toEqual(['revision-without-entry']);
    expect(keys(checkEntities([entry], [], new Set([content.variant])))).toEqual(['entry-without-revision']);
    expect(keys(checkEntities([entry], [revision], new Set()))).toEqual(['entry-without-subject']);
    // A hold is about itself; lifting one that is not here is about nothing.
    const hold: LocalEntry = { ...entry, id: v7(), kind: 'hold', subject: v7(), revision: null };
    const lifted: LocalEntry = { ...hold, id: v7(), kind: 'hold-lifted' };
    expect(healthy(checkEntities([hold, lifted], [], new Set()))).toBe(true);
    expect(keys(checkEntities([lifted], [], new Set()))).toEqual(['entry-without-subject']);
    expect(healthy(checkRowEntries('comments', [{ id: v7(), entry: entry.id }], [entry]))).toBe(true);
    expect(keys(checkRowEntries('comments', [{ id: v7(), entry: v7() }], [entry]))).toEqual(['row-without-entry']);
  });
});

describe('9 and 12: this computer and the server', () => {
  const ledger = stored(published().log);
  const replica: Replica = { cursor: 8, entries: ledger.map(({ id, seq, fingerprint }) => ({ id, seq, fingerprint })) };

  it('9 finds a number that was passed over, and a cursor past the server', () => {
    expect(healthy(checkCursor(8, ledger))).toBe(true);
    expect(checkCursor(8, ledger.toSpliced(3, 1)).findings).toMatchObject([{ key: 'number-not-here', values: { seq: 4 } }]);
    expect(healthy(checkCursorAgainst(replica, 8))).toBe(true);
    expect(keys(checkCursorAgainst(replica, 7))).toEqual(['cursor-past-server']);
  });

  it('12 finds an entry that differs, and one that only one side has', () => {
    expect(healthy(checkReplica(replica, ledger))).toBe(true);
    expect(keys(checkReplica({ ...replica, entries: replica.entries.with(2, { id: v7(), seq: 3, fingerprint: '' }) }, ledger))).toEqual(['entry-differs']);
    expect(keys(checkReplica({ ...replica, entries: replica.entries.with(2, { ...(replica.entries[2] as (typeof replica.entries)[0]), fingerprint: null }) }, ledger))).toEqual(['entry-differs']);
    expect(keys(checkReplica(replica, ledger.slice(0, -1)))).toEqual(['entry-only-here']);
    expect(keys(checkReplica({ ...replica, entries: replica.entries.slice(0, -1) }, ledger))).toEqual(['entry-only-there']);
    // What this computer has not got to yet is no difference.
    expect(healthy(checkReplica({ cursor: 7, entries: replica.entries.slice(0, -1) }, ledger))).toBe(true);
  });
});

describe('24: what is derived', () => {
  it('finds a row that a rebuild changes, drops or brings', () => {
    const rows = new Map([['a', '1'], ['b', '2']]);
    expect(healthy(checkRebuilt('story_list', rows, new Map(rows)))).toBe(true);
    expect(keys(checkRebuilt('story_list', rows, new Map([['a', '1'], ['b', '3']])))).toEqual(['row-differs']);
    expect(keys(checkRebuilt('story_list', rows, new Map([['a', '1']])))).toEqual(['row-extra']);
    expect(keys(checkRebuilt('story_list', rows, new Map([...rows, ['c', '3']])))).toEqual(['row-missing']);
  });
});

describe('The report', () => {
  it('says what was looked at, what is wrong, and of what', () => {
    const wrong = reportOf('A newsroom', [checkCursor(2, [{ seq: 1 }]), checkRevisionHashes([revision])]);
    expect(wrong.ok).toBe(false);
    expect(reportText(wrong)).toBe(`A newsroom

✓  5  Every text and entry has the hash that was stored with it (1 revisions)
✗  9  Everything up to the cursor is here, and the cursor is not past the server (2 numbers)
        log: The server’s entry number 2 is not here, although the cursor is at 2.

Not looked at here: 1, 2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, audit.

Something is wrong: 9.`);
    expect(reportText(reportOf('A newsroom', [checkCursor(0, [])]))).toContain('–  9');
    const well = reportOf('A newsroom', [checkCursor(1, [{ seq: 1 }])]);
    expect([well.ok, reportText(well).endsWith('All is well.')]).toEqual([true, true]);
  });
});
