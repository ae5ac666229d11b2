import type { StorySettledView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { forgetSettled } from '../notifications/keep.ts';
import { settledIn } from '../stories/settled.ts';

/** What is told to whoever opens a story that was merged: what was settled, until somebody makes a new version or somebody here has said that it is in order. */
export function storySettled(db: ReadableDb, story: Id): StorySettledView | null {
  const settled = settledIn(db, story);
  if (settled === null || db.get('SELECT 1 FROM story_settled_seen WHERE story = ? AND revision = ?', story, settled.revision) !== undefined) return null;
  return settled;
}

/** Somebody here has put it in order. */
export function settledSeen(core: Core, story: Id, revision: Id): void {
  core.write((unit) => {
    unit.run('INSERT INTO story_settled_seen (story, revision) VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET revision = excluded.revision', story, revision);
    forgetSettled(unit, story);
    unit.changed('stories', story);
  });
}
