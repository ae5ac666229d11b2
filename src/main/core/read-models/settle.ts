import type { VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { noticeConflict, noticeOvertaken } from '../notifications/keep.ts';
import type { StoryDraft } from '../stories/store.ts';
import { isSample, wholeStory } from '../stories/store.ts';
import type { Touched, Unit } from '../unit.ts';
import { driftingVariants, keepBasis } from '../variants/basis.ts';
import { wholeVariant } from '../variants/store.ts';
import type { WorkspaceState } from '../workspace/state.ts';
import { storyArchiving } from './archiving.ts';
import { count, uncount } from './counters.ts';
import { settleMediaUses } from './media-uses.ts';
import { buildStoryRow } from './story-row.ts';
import { buildVariantRow, factsOf } from './variant-row.ts';

/** Works out the rows of everything that a unit has touched, once each, before it is committed. */
export function settle(unit: Unit, touched: Touched, state: WorkspaceState, now: number): void {
  for (const story of touched.stories) for (const id of driftingVariants(unit, story)) touched.variants.add(id);
  for (const variant of touched.variants) for (const { id } of unit.all<{ id: Id }>('SELECT id FROM variants WHERE source_variant = ? UNION SELECT target FROM segments WHERE source = ?', variant, variant)) touched.variants.add(id);
  for (const variant of touched.variants) settleVariant(unit, touched, state, variant, now);
  for (const story of touched.stories) settleStory(unit, state, story, now);
  for (const story of touched.search) unit.run('INSERT INTO search_dirty (story) VALUES (?) ON CONFLICT DO NOTHING', story);
}

function settleVariant(unit: Unit, touched: Touched, state: WorkspaceState, id: Id, now: number): void {
  // The row of a damaged draft stays what it was: one text must not keep a page of others from being taken in.
  const draft = wholeVariant(unit, id);
  if (draft === null) return;
  keepBasis(unit, draft);
  const facts = factsOf(unit, id);
  const row = buildVariantRow(unit, draft, state, now, facts);
  const before = unit.get<{ row: string }>('SELECT row FROM variant_rows WHERE id = ?', id);
  const was = before === undefined ? null : (JSON.parse(before.row) as VariantRow).status;
  const hadConflict = was?.conflict === true;
  const submitted = unit.get<{ at: string }>(`SELECT at FROM entries WHERE subject = ? AND kind = 'submission' AND state NOT IN ('withdrawn', 'parked') ORDER BY position DESC LIMIT 1`, id);
  unit.run(
    `INSERT INTO variant_rows (id, story, channel, language, status, row, submitted_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, row = excluded.row, submitted_at = excluded.submitted_at`,
    id, draft.story, draft.channel, draft.language, row.status.status, JSON.stringify(row), submitted?.at ?? null,
  );
  if (row.status.conflict !== hadConflict && !isSample(unit, draft.story)) noticeConflict(unit, { seat: state.seat, variant: id, facts, now: new Date(now).toISOString() });
  if (was?.status === 'archived' && facts.archiveOvertaken !== null) noticeOvertaken(unit, { seat: state.seat, overtaken: facts.archiveOvertaken, now });
  settleMediaUses(unit, draft);
  touched.stories.add(draft.story);
  unit.changed('variant', id);
}

/** The rows of a story's variants in the order in which they were added. */
export function variantRowsOf(db: ReadableDb, story: Id): VariantRow[] {
  return db
    .all<{ row: string }>('SELECT r.row FROM variant_rows r JOIN variants v ON v.id = r.id WHERE r.story = ? ORDER BY v.rowid', story)
    .map(({ row }) => JSON.parse(row) as VariantRow);
}

function settleStory(unit: Unit, state: WorkspaceState, id: Id, now: number): void {
  const found = wholeStory(unit, id);
  if (found === null) return;
  const story = settleArchived(unit, state, found, now);
  const { row, titleKey, dueKey, pairs, flags } = buildStoryRow(unit, story, variantRowsOf(unit, id));
  const before = unit.get<{ archived: number; author: Id; flags: number }>('SELECT archived, author, flags FROM story_list WHERE id = ?', id);
  if (before !== undefined) uncount(unit, { archived: before.archived === 1, author: before.author, flags: before.flags });
  count(unit, { archived: row.archived, author: row.author, flags });
  unit.run(
    `INSERT INTO story_list (id, title, title_key, excerpt, kind, purpose, labels, due, due_key, updated_at, author, archived, sample, sync, variants, pairs, flags)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, title_key = excluded.title_key, excerpt = excluded.excerpt, kind = excluded.kind, purpose = excluded.purpose,
       labels = excluded.labels, due = excluded.due, due_key = excluded.due_key, updated_at = excluded.updated_at, author = excluded.author, archived = excluded.archived,
       sample = excluded.sample, sync = excluded.sync, variants = excluded.variants, pairs = excluded.pairs, flags = excluded.flags`,
    id, row.title, titleKey, row.excerpt, row.kind, row.purpose, JSON.stringify(row.labels), row.due, dueKey, row.updatedAt, row.author,
    row.archived ? 1 : 0, row.sample ? 1 : 0, row.sync, JSON.stringify(row.variants), pairs, flags,
  );
  unit.changed('story', id);
  unit.changed('stories', null);
}

/** Archived or not, from the log: an edit that comes after the archiving brings a story back, and who archived it is told. */
function settleArchived(unit: Unit, state: WorkspaceState, story: StoryDraft, now: number): StoryDraft {
  const { archived, overtaken } = storyArchiving(unit, story.id);
  if (archived === story.archived) return story;
  unit.run('UPDATE stories SET archived = ? WHERE id = ?', archived ? 1 : 0, story.id);
  if (overtaken !== null) noticeOvertaken(unit, { seat: state.seat, overtaken, now });
  return { ...story, archived };
}
