import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { entryBase } from '../core.ts';
import { textHash } from '../db/verify.ts';
import { appendEntry } from '../log/append.ts';
import { forgetSettled } from '../notifications/keep.ts';
import { factsOf } from '../read-models/variant-row.ts';
import { loadStory } from '../stories/store.ts';
import type { Unit } from '../unit.ts';
import { isMachineMade } from './machine-made.ts';
import { loadVariant } from './store.ts';

export interface Revised {
  readonly revision: Id;
  /** False when the draft is what its base says already. */
  readonly made: boolean;
}

/** Makes the draft as it stands a revision, and its story's own fields before it. Without a change nothing is made. */
export function reviseVariant(core: Core, unit: Unit, id: Id, name: string = ''): Revised {
  const draft = loadVariant(unit, id);
  reviseStory(core, unit, draft.story);
  if (draft.base !== null && !draft.dirty && !deservesName(unit, id, draft.base, name)) return { revision: draft.base, made: false };
  const revision = core.newId();
  const { sample } = loadStory(unit, draft.story);
  appendEntry(
    unit,
    {
      ...entryBase(core, id),
      // Whose words they are, not who happens to sit here when they become a revision: nobody may approve their own.
      author: draft.author,
      kind: 'revision',
      body: { revision, parents: draft.base === null ? [] : [draft.base], contentHash: textHash(draft.text), content: JSON.parse(draft.text) as VariantContent, source: draft.source, name, ...(isMachineMade(unit, draft) ? { machineMade: true as const } : {}) },
    },
    sample,
  );
  unit.run('UPDATE variants SET base = ?, dirty = 0 WHERE id = ?', revision, id);
  unit.touchVariant(id);
  return { revision, made: true };
}

/**
 * A person names what a sync has made a revision of already: the name is kept by one more revision with
 * the same content. Not where the revision is in review or decided: what was said of it must stay true.
 */
function deservesName(unit: Unit, variant: Id, base: Id, name: string): boolean {
  if (name === '' || unit.get<{ name: string }>('SELECT name FROM revisions WHERE id = ?', base)?.name !== '') return false;
  const facts = factsOf(unit, variant);
  return [...facts.submissions, ...facts.decisions].every((fact) => fact.revision !== base);
}

/** The same for a story's own fields. */
export function reviseStory(core: Core, unit: Unit, id: Id): Revised {
  const story = loadStory(unit, id);
  if (story.base !== null && !story.dirty) return { revision: story.base, made: false };
  const revision = core.newId();
  appendEntry(
    unit,
    {
      ...entryBase(core, id),
      kind: 'story-revision',
      body: { revision, parents: story.base === null ? [] : [story.base], contentHash: textHash(story.text), content: JSON.parse(story.text) as StoryContent },
    },
    story.sample,
  );
  unit.run('UPDATE stories SET base = ?, dirty = 0 WHERE id = ?', revision, id);
  // Somebody has been over what was merged.
  forgetSettled(unit, id);
  unit.touchStory(id);
  return { revision, made: true };
}
