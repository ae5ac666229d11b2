import type { z } from 'zod';
import type { StoryDetail, StoryPatch } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { parseBlocks } from '#shared/document/parse-blocks.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { canonicalContent } from '../log/append.ts';
import { settleSetting } from '../log/effects.ts';
import { overtakenIn } from '../read-models/archiving.ts';
import { rowFromTable } from '../read-models/story-row.ts';
import { variantRowsOf } from '../read-models/settle.ts';
import { isRetired } from '../read-models/settings.ts';
import { refuse } from '../refusal.ts';
import { unindexStory } from '../search/index-stories.ts';
import type { Unit } from '../unit.ts';
import { storySettled } from '../views/story-settled.ts';
import { checkSize, commonBlocks } from '../variants/common-text.ts';
import { variantsOfStory } from '../variants/store.ts';
import { differs, writeDraft } from '../variants/write-draft.ts';
import { checkVersion, openStory } from './guards.ts';
import { loadStory } from './store.ts';

export interface NewStory {
  readonly title: string;
  readonly brief: string;
  readonly kind: StoryContent['kind'];
  readonly purpose: StoryContent['purpose'];
  readonly labels?: readonly string[];
  readonly common?: StoryContent['common'];
}

export function createStory(core: Core, input: NewStory, sample: boolean = false): { id: Id } {
  const id = core.newId();
  core.write((unit) => {
    insertStoryDraft(core, unit, id, {
      schema: 1, workspace: core.state().workspace.id, story: id, title: input.title, brief: input.brief, kind: input.kind, purpose: input.purpose,
      labels: [...(input.labels ?? [])], due: null, common: input.common ?? { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS },
    }, sample);
  });
  return { id };
}

export function insertStoryDraft(core: Core, unit: Unit, id: Id, content: StoryContent, sample: boolean): void {
  const now = core.now();
  const { text, hash } = canonicalContent(content);
  unit.run(
    'INSERT INTO stories (id, content, hash, draft_version, base, dirty, saved_at, created_at, author, sample) VALUES (?, ?, ?, 1, NULL, 1, ?, ?, ?, ?)',
    id, text, hash, now, now, core.state().seat, sample ? 1 : 0,
  );
  unit.touchStory(id);
  unit.touchSearch(id);
}

/** Refuses with `not-found`. */
export function storyDetail(core: Core, id: Id): StoryDetail {
  const { read } = core.db;
  const story = loadStory(read, id);
  const listed = read.get<Record<string, unknown>>('SELECT * FROM story_list WHERE id = ?', id) ?? refuse('not-found', id);
  return { row: rowFromTable(listed), content: story.content, draftVersion: story.draftVersion, savedAt: story.savedAt, variants: variantRowsOf(read, id), settled: storySettled(read, id), archiveOvertaken: overtakenIn(read, id) };
}

const LANGUAGES: readonly Language[] = ['ko', 'en'];

/** Saves a story's own fields; variants that still follow the common text follow it. Refuses with `not-found`, `archived`, `stale-draft`. */
export function saveStory(core: Core, id: Id, draftVersion: number, patch: z.infer<typeof StoryPatch>): { draftVersion: number; savedAt: string } {
  return core.write((unit) => {
    const story = openStory(unit, id);
    checkVersion(story, draftVersion);
    const rich = (blocks: Blocks): StoryContent['common']['ko'] => {
      checkSize(blocks);
      return parseBlocks(blocks, { richText: true });
    };
    const content: StoryContent = {
      ...story.content,
      title: patch.title ?? story.content.title,
      brief: patch.brief ?? story.content.brief,
      kind: patch.kind ?? story.content.kind,
      purpose: patch.purpose ?? story.content.purpose,
      labels: patch.labels ?? story.content.labels,
      due: patch.due === undefined ? story.content.due : patch.due,
      common: {
        ko: patch.common?.ko === undefined ? story.content.common.ko : rich(patch.common.ko),
        en: patch.common?.en === undefined ? story.content.common.en : rich(patch.common.en),
      },
    };
    const { text, hash } = canonicalContent(content);
    const saved = { draftVersion: story.draftVersion + 1, savedAt: core.now() };
    unit.run('UPDATE stories SET content = ?, hash = ?, draft_version = ?, dirty = ?, saved_at = ? WHERE id = ?', text, hash, saved.draftVersion, differs(unit, story.base, text) ? 1 : 0, saved.savedAt, id);
    for (const language of LANGUAGES) if (patch.common?.[language] !== undefined) followCommon(core, unit, id, content, language);
    unit.touchStory(id);
    unit.touchSearch(id);
    return saved;
  });
}

function followCommon(core: Core, unit: Unit, id: Id, story: StoryContent, language: Language): void {
  for (const draft of variantsOfStory(unit, id)) {
    if (!draft.linked || draft.language !== language) continue;
    const content = { ...draft.content, blocks: commonBlocks(story, draft.channel, language) };
    if (canonicalContent(content).text !== draft.text) writeDraft(core, unit, draft, { content, linked: true });
  }
}

/** A new story with the same texts, but those for retired accounts, as drafts of whoever sits here. Refuses with `not-found`. */
export function duplicateStory(core: Core, id: Id): { id: Id } {
  const copy = core.newId();
  core.write((unit) => {
    const story = loadStory(unit, id);
    const suffix = core.language() === 'ko' ? ' (사본)' : ' (copy)';
    insertStoryDraft(core, unit, copy, { ...story.content, workspace: core.state().workspace.id, story: copy, title: `${story.content.title}${suffix}`.slice(0, 500) }, false);
    for (const draft of variantsOfStory(unit, id)) {
      if (isRetired(unit, draft.account)) continue;
      const variant = core.newId();
      const { text, hash } = canonicalContent({ ...draft.content, workspace: core.state().workspace.id, story: copy, variant });
      unit.run(
        'INSERT INTO variants (id, story, account, channel, language, content, hash, draft_version, base, dirty, linked, saved_at, author) VALUES (?, ?, ?, ?, ?, ?, ?, 1, NULL, 1, ?, ?, ?)',
        variant, copy, draft.account, draft.channel, draft.language, text, hash, draft.linked ? 1 : 0, core.now(), core.state().seat,
      );
      unit.touchVariant(variant);
    }
  });
  return { id: copy };
}

/** Takes every sample story away, with all that belongs to it, and the samples of what a newsroom keeps; what somebody has set since stays. */
export function removeSamples(core: Core): { removed: number } {
  return core.write((unit) => {
    const samples = unit.all<{ id: Id; n: number; archived: number; author: Id; flags: number }>('SELECT l.id, l.n, l.archived, l.author, l.flags FROM story_list l WHERE l.sample = 1');
    for (const story of samples) removeStory(unit, story.id, story.n);
    const kept = unit.all<{ subject: string }>(`SELECT DISTINCT subject FROM entries WHERE kind = 'setting' AND local_only = 1`);
    unit.run(`DELETE FROM entries WHERE kind = 'setting' AND local_only = 1`);
    for (const { subject } of kept) settleSetting(unit, subject);
    unit.run('DELETE FROM counters');
    unit.run(`INSERT INTO counters (name, n) SELECT 'all', count(*) FROM story_list WHERE archived = 0`);
    unit.run(`INSERT INTO counters (name, n) SELECT 'archived', count(*) FROM story_list WHERE archived = 1`);
    unit.run(`INSERT INTO counters (name, n) SELECT 'mine:' || author, count(*) FROM story_list WHERE archived = 0 GROUP BY author`);
    for (const [name, bit] of [['to-review', 1], ['changes-requested', 2], ['needs-translation', 4]] as const) {
      unit.run('INSERT INTO counters (name, n) SELECT ?, count(*) FROM story_list WHERE archived = 0 AND (flags & ?) <> 0', name, bit);
    }
    unit.changed('stories', null);
    unit.changed('review', null);
    unit.changed('sync', null);
    return { removed: samples.length };
  });
}

function removeStory(unit: Unit, id: Id, n: number): void {
  const subjects = [id, ...variantsOfStory(unit, id).map((variant) => variant.id)];
  for (const subject of subjects) {
    unit.run('DELETE FROM entries WHERE subject = ?', subject);
    unit.run('DELETE FROM revisions WHERE subject = ?', subject);
    unit.run('DELETE FROM comments WHERE variant = ?', subject);
    unit.run('DELETE FROM publications WHERE variant = ?', subject);
    unit.run('DELETE FROM segments WHERE target = ? OR source = ?', subject, subject);
  }
  unindexStory(unit, n);
  unit.run('DELETE FROM search_dirty WHERE story = ?', id);
  // The rows of lists and variants go with the story.
  unit.run('DELETE FROM stories WHERE id = ?', id);
  unit.changed('story', id);
}
