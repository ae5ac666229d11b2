import type { VariantDetail, VariantPatch, StoryDetail, StoryPatch } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { normalizeBlocks } from '#shared/document/normal-form.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import { mergeContent } from '#shared/domain/merge-content.ts';
import { mergeStoryContent } from '#shared/domain/merge-story.ts';
import type { Id } from '#shared/domain/ids.ts';
import { beforeQuit } from '../../../app/before-quit.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import type { CoreClient } from '../../../rpc/core-client.ts';
import { createDraftKeeper, type DraftKeeper, type Stored, type Timers } from './draft-keeper.ts';

export type VariantDraft = DraftKeeper<VariantContent, VariantPatch>;
export type StoryDraft = DraftKeeper<StoryContent, StoryPatch>;

/** The window's own clock and timers. */
export const windowTimers: Timers = {
  now: () => performance.now(),
  set: (call, ms) => setTimeout(call, ms),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

/**
 * The texts of this session. They outlive the screens that show them: an unsaved text is still here,
 * and still trying, when another one is being written.
 */
const variantDrafts = new Map<Id, VariantDraft>();
const storyDrafts = new Map<Id, StoryDraft>();

export function storedVariant(detail: VariantDetail): Stored<VariantContent> {
  return { content: detail.content, version: detail.draftVersion, savedAt: detail.savedAt };
}

export function storedStory(detail: StoryDetail): Stored<StoryContent> {
  return { content: detail.content, version: detail.draftVersion, savedAt: detail.savedAt };
}

export interface DraftHooks {
  readonly onSaved: () => void;
  readonly onMerged: () => void;
}

/** The draft of a variant; made from the detail when it is seen for the first time. */
export function variantDraft(core: CoreClient, detail: VariantDetail, hooks: DraftHooks): VariantDraft {
  const id = detail.row.id;
  const known = variantDrafts.get(id);
  if (known !== undefined) return known;
  const draft = createDraftKeeper<VariantContent, VariantPatch>({
    initial: storedVariant(detail),
    save: async (draftVersion, patch) => {
      const saved = await core.variants.save({ id, draftVersion, patch: patch });
      hooks.onSaved();
      return { version: saved.draftVersion, savedAt: saved.savedAt };
    },
    load: async () => storedVariant(await core.variants.get({ id })),
    apply: (content, patch) => ({ ...content, ...defined(patch) }),
    join: (earlier, later) => ({ ...earlier, ...defined(later) }),
    difference: variantDifference,
    merge: (base, mine, theirs) => {
      const { merged, conflicts } = mergeContent(base, mine, theirs);
      return conflicts.length === 0 ? merged : null;
    },
    codeOf: errorCodeOf,
    onMerged: hooks.onMerged,
    timers: windowTimers,
  });
  variantDrafts.set(id, draft);
  return draft;
}

/** The draft of a variant that this session has written in. */
export function knownVariantDraft(id: Id): VariantDraft | undefined {
  return variantDrafts.get(id);
}

/** The draft of a story's own fields and common texts. */
export function storyDraft(core: CoreClient, detail: StoryDetail, hooks: DraftHooks): StoryDraft {
  const id = detail.row.id;
  const known = storyDrafts.get(id);
  if (known !== undefined) return known;
  const draft = createDraftKeeper<StoryContent, StoryPatch>({
    initial: storedStory(detail),
    save: async (draftVersion, patch) => {
      const saved = await core.stories.save({ id, draftVersion, patch });
      hooks.onSaved();
      return { version: saved.draftVersion, savedAt: saved.savedAt };
    },
    load: async () => storedStory(await core.stories.get({ id })),
    apply: (content, { common, ...rest }) => ({ ...content, ...defined(rest), common: { ...content.common, ...defined(common ?? {}) } }),
    join: (earlier, later) => ({ ...earlier, ...defined(later), ...(earlier.common === undefined && later.common === undefined ? {} : { common: { ...earlier.common, ...defined(later.common ?? {}) } }) }),
    difference: storyDifference,
    merge: (base, mine, theirs) => {
      const { merged, conflicts } = mergeStoryContent(base, mine, theirs);
      return conflicts.length === 0 ? merged : null;
    },
    codeOf: errorCodeOf,
    onMerged: hooks.onMerged,
    timers: windowTimers,
  });
  storyDrafts.set(id, draft);
  return draft;
}

/** A variant's content with another text, for what is shown of a syllable under composition. */
export function withBlocks(content: VariantContent, blocks: Blocks): VariantContent {
  return { ...content, blocks };
}

export function blocksIn(content: VariantContent): Blocks {
  return content.blocks;
}

/** Every text of the session that is not on the disk yet. */
export function unsavedDrafts(): readonly (VariantDraft | StoryDraft)[] {
  return [...variantDrafts.values(), ...storyDrafts.values()].filter((draft) => !draft.isClean());
}

/** Saves every text of the session. False when one could not be saved. */
export async function flushDrafts(): Promise<boolean> {
  const outcomes = await Promise.all([...variantDrafts.values(), ...storyDrafts.values()].map((draft) => draft.flush()));
  return outcomes.every(Boolean);
}

beforeQuit(flushDrafts);

/** Without the keys that are undefined: a spread must not erase what is there. */
function defined<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}


const VARIANT_FIELDS = ['blocks', 'title', 'link', 'media', 'firstComment'] as const;

function variantDifference(theirs: VariantContent, mine: VariantContent): VariantPatch | null {
  const patch = Object.fromEntries(VARIANT_FIELDS.filter((field) => (field === 'blocks' ? !sameText(theirs.blocks, mine.blocks) : !same(theirs[field], mine[field]))).map((field) => [field, mine[field]]));
  return Object.keys(patch).length === 0 ? null : (patch as VariantPatch);
}

const STORY_FIELDS = ['title', 'brief', 'kind', 'purpose', 'labels', 'due'] as const;

function storyDifference(theirs: StoryContent, mine: StoryContent): StoryPatch | null {
  const patch: Record<string, unknown> = Object.fromEntries(STORY_FIELDS.filter((field) => !same(theirs[field], mine[field])).map((field) => [field, mine[field]]));
  const common = Object.fromEntries((['ko', 'en'] as const).filter((language) => !sameText(theirs.common[language], mine.common[language])).map((language) => [language, mine.common[language]]));
  if (Object.keys(common).length > 0) patch['common'] = common;
  return Object.keys(patch).length === 0 ? null : (patch as StoryPatch);
}

/** An editor keeps empty runs beside links; the store does not. */
function sameText(a: Blocks, b: Blocks): boolean {
  return a === b || same(normalizeBlocks(a), normalizeBlocks(b));
}

/** Whether a reader would see another text, another picture or another link. */
export function differsFrom(approved: VariantContent, content: VariantContent): boolean {
  return variantDifference(approved, content) !== null;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
