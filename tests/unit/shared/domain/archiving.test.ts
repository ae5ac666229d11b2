import { describe, expect, it } from 'vitest';
import { archivingOfStory, type ArchivingEntry } from '../../../../src/shared/domain/archiving.ts';

const A = 'archiver';
const W = 'writer';
const mark = (archived: boolean, subject = 's', author = A): ArchivingEntry => ({ kind: 'archive', id: `mark-${author}-${String(archived)}`, author, subject, body: { archived } });
const edit = (revision: string, parents: readonly string[] = ['r0'], subject = 'v'): ArchivingEntry => ({ kind: subject === 's' ? 'story-revision' : 'revision', author: W, subject, body: { revision, parents } });
const of = (...entries: readonly ArchivingEntry[]) => archivingOfStory('s', entries);

describe('archive against edit', () => {
  it('lets an edit of the story or of a variant of it win over an archiving that came first, and says who', () => {
    expect(of(edit('r1'), mark(true))).toEqual({ archived: true, overtaken: null });
    for (const subject of ['v', 's']) expect(of(edit('r1'), mark(true), edit('r2', ['r1'], subject))).toEqual({ archived: false, overtaken: { mark: 'mark-archiver-true', archivedBy: A, editedBy: W, edited: subject } });
  });

  it('names the first edit, and the mark that it overtook', () => {
    expect(of(mark(true), edit('r1'), edit('r2', ['r1'], 's')).overtaken?.edited).toBe('v');
    expect(of(mark(true), edit('r1'), mark(true, 's', 'other'), edit('r2', ['r1'], 's')).overtaken).toMatchObject({ archivedBy: 'other', edited: 's' });
  });

  it('is over once a person says what is to be', () => {
    expect(of(mark(true), edit('r1'), mark(false))).toEqual({ archived: false, overtaken: null });
    expect(of(mark(true), edit('r1'), mark(true))).toEqual({ archived: true, overtaken: null });
  });

  it('takes no program for a person: fields of a story joined by themselves, a revision said twice, a variant that is archived alone', () => {
    expect(of(edit('r1', [], 's'), mark(true), edit('r3', ['r1', 'r2'], 's')).archived).toBe(true);
    expect(of(edit('r1'), mark(true), edit('r1')).archived).toBe(true);
    expect(of(mark(true), mark(false, 'v')).archived).toBe(true);
    expect(of(mark(true, 'v'))).toEqual({ archived: false, overtaken: null });
  });
});
