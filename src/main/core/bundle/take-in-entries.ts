import type { BundleEffects } from '#shared/contract/backup-views.ts';
import { headsOf } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { recordCarried } from '../log/append.ts';
import { graphOf } from '../log/graph.ts';
import { Refusal, refuse } from '../refusal.ts';
import { findStory } from '../stories/store.ts';
import { reconcile, reconcileStory } from '../sync/reconcile.ts';
import type { Unit } from '../unit.ts';
import { leftOutOf } from './check-entry.ts';

/** The stories that are named one by one; the counts beside them are of all. */
const MOST_STORIES = 200;

type StoryTally = { isNew: boolean; revisions: number; comments: number };

/**
 * Takes the entries of a bundle in, merges as after a page of the server's log, and says what that did. Refuses with
 * `bundle-damaged`, `bundle-other-newsroom`, and `bundle-contradicts` when one differs from what is here under its id.
 */
export function takeInEntries(core: Core, unit: Unit, entries: Iterable<Entry>): BundleEffects {
  const { workspace, device } = core.state();
  const stories = new Map<Id, StoryTally>();
  const left: Record<string, number> = {};
  const changed = { stories: new Set<Id>(), variants: new Set<Id>() };
  const counts = { revisions: 0, comments: 0, decisions: 0, others: 0, known: 0 };
  const storiesBefore = new Set(unit.all<{ id: Id }>('SELECT id FROM stories').map(({ id }) => id));
  for (const entry of entries) {
    const why = leftOutOf(unit, workspace, entry);
    if (why !== null) {
      left[why] = (left[why] ?? 0) + 1;
      continue;
    }
    if (record(unit, entry, device) === 'known') {
      counts.known += 1;
      continue;
    }
    if (entry.kind === 'revision') changed.variants.add(entry.subject);
    if (entry.kind === 'story-revision') changed.stories.add(entry.subject);
    const kind = tallyKind(entry);
    counts[kind] += 1;
    const story = storyOf(unit, entry);
    if (story === null) continue;
    const tally = stories.get(story) ?? { isNew: !storiesBefore.has(story), revisions: 0, comments: 0 };
    if (kind === 'revisions' || kind === 'comments') tally[kind] += 1;
    stories.set(story, tally);
  }
  for (const id of changed.stories) reconcileStory(core, unit, id);
  for (const id of changed.variants) reconcile(core, unit, id);
  unit.changed('sync', null);
  const conflicts = [...changed.variants].filter((id) => headsOf(graphOf(unit, id)).length > 1);
  const conflicting = new Set(conflicts.map((id) => unit.get<{ story: Id }>('SELECT story FROM variants WHERE id = ?', id)?.story));
  return {
    ...counts,
    conflicts: conflicts.length,
    leftOut: { 'unknown-author': left['unknown-author'] ?? 0, 'stands-on-missing': left['stands-on-missing'] ?? 0, 'not-allowed': left['not-allowed'] ?? 0 },
    storyCount: stories.size,
    stories: [...stories].slice(0, MOST_STORIES).map(([id, tally]) => ({ id, title: findStory(unit, id)?.content.title ?? '', ...tally, conflict: conflicting.has(id) })),
  };
}

function record(unit: Unit, entry: Entry, device: Id): 'new' | 'known' {
  try {
    return recordCarried(unit, entry, device);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'hash-mismatch') refuse('bundle-damaged', error.detail);
    if (error instanceof Refusal && error.code === 'same-id-other-body') refuse('bundle-contradicts', error.detail);
    throw error;
  }
}

function tallyKind({ kind }: Entry): 'revisions' | 'comments' | 'decisions' | 'others' {
  if (kind === 'revision' || kind === 'story-revision') return 'revisions';
  if (kind === 'comment') return 'comments';
  return kind === 'decision' ? 'decisions' : 'others';
}

function storyOf(unit: Unit, { subject }: Entry): Id | null {
  return unit.get<{ story: Id }>('SELECT story FROM variants WHERE id = ? UNION ALL SELECT id FROM stories WHERE id = ?', subject, subject)?.story ?? null;
}
