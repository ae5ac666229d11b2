import { canonicalJson, contentHash, sha256Hex } from '../document/canonical.ts';
import { normalizeContent } from '../document/normalize.ts';
import { StoryContent, VariantContent } from '../domain/content.ts';
import type { Id } from '../domain/ids.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { DraftRow, LocalEntry, LocalRevision } from './rows.ts';

/** The checks of one newsroom's own database. */

function parse(kind: DraftRow['kind'], text: string): VariantContent | StoryContent | null {
  try {
    const parsed = (kind === 'variant' ? VariantContent : StoryContent).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** 5: the text of every revision is what its hash was taken of, in its canonical form. */
export function checkRevisionHashes(revisions: Iterable<LocalRevision>): Examined {
  const check = startCheck('5', 'revisions');
  for (const { id, content, hash } of revisions) {
    check.look();
    const parsed = parse('variant', content) ?? parse('story', content);
    if (parsed === null) check.found(id, 'not-readable');
    else if (sha256Hex(content) !== hash || contentHash(parsed) !== hash) check.found(id, 'text-hash-differs', { revision: id });
  }
  return check.done();
}

/** 10: every draft can be read and is in the form in which it is saved; one that is marked as unchanged is its base, word for word. */
export function checkDrafts(drafts: Iterable<DraftRow>, revisions: ReadonlyMap<Id, Pick<LocalRevision, 'hash'>>): Examined {
  const check = startCheck('10', 'drafts');
  for (const { id, kind, content, base, dirty, hash = '' } of drafts) {
    check.look();
    if (hash !== '' && sha256Hex(content) !== hash) check.found(id, 'draft-hash-differs');
    const parsed = parse(kind, content);
    if (parsed === null) {
      check.found(id, 'draft-not-readable');
      continue;
    }
    if (canonicalJson(normalizeContent(parsed)) !== content) check.found(id, 'draft-not-canonical');
    if (base === null) continue;
    const stored = revisions.get(base);
    if (stored === undefined) check.found(id, 'draft-base-missing', { base });
    else if (!dirty && contentHash(parsed) !== stored.hash) check.found(id, 'draft-differs', { base });
  }
  return check.done();
}

/** 21: a revision and the entry that brings it are here together, and an entry's story or variant with it. */
export function checkEntities(entries: readonly LocalEntry[], revisions: readonly Pick<LocalRevision, 'id'>[], subjects: ReadonlySet<Id>): Examined {
  const check = startCheck('21', 'entries and revisions');
  const here = new Set(revisions.map(({ id }) => id));
  const brought = new Set<Id>();
  // A hold and a setting are about nothing but themselves.
  const own = new Set(entries.filter(({ kind }) => kind === 'hold' || kind === 'setting').map(({ subject }) => subject));
  for (const { id, revision, subject } of entries) {
    check.look();
    if (revision !== null) brought.add(revision);
    if (revision !== null && !here.has(revision)) check.found(id, 'entry-without-revision', { revision });
    if (!subjects.has(subject) && !own.has(subject)) check.found(id, 'entry-without-subject', { subject });
  }
  for (const id of here) {
    check.look();
    if (!brought.has(id)) check.found(id, 'revision-without-entry', { revision: id });
  }
  return check.done();
}

/** 21: rows that name an entry have it. */
export function checkRowEntries(table: string, rows: readonly { readonly id: Id; readonly entry: Id }[], entries: readonly LocalEntry[]): Examined {
  const check = startCheck('21', `rows of ${table}`);
  const known = new Set(entries.map(({ id }) => id));
  for (const { id, entry } of rows) {
    check.look();
    if (!known.has(entry)) check.found(id, 'row-without-entry', { table });
  }
  return check.done();
}

/** 9, here: every number up to the cursor is in this database. */
export function checkCursor(cursor: number, entries: readonly Pick<LocalEntry, 'seq'>[]): Examined {
  const check = startCheck('9', 'numbers');
  const here = new Set(entries.flatMap(({ seq }) => (seq === null ? [] : [seq])));
  for (let seq = 1; seq <= cursor; seq += 1) {
    check.look();
    if (!here.has(seq)) check.found('log', 'number-not-here', { seq, cursor });
  }
  return check.done();
}
