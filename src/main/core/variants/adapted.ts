import { adapt } from '#shared/adapt/adapt.ts';
import type { ChannelProfile } from '#shared/channels/types.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Core } from '../core.ts';
import { checkVersion, openVariant } from '../stories/guards.ts';
import { forgetBasis } from './basis.ts';
import { blocksForChannel } from './common-text.ts';
import { noteMachineMade } from './machine-made.ts';

/** A person has seen to it: the variant has kept up with what the story says now. Refuses with `not-found`, `archived`. */
export function keptUp(core: Core, id: Id): void {
  core.write((unit) => {
    openVariant(unit, id);
    forgetBasis(unit, id);
    unit.touchVariant(id);
  });
}

/** What the draft says at this version was made by a rule. Refuses with `not-found`, `archived`, `stale-draft`. */
export function markMachineMade(core: Core, id: Id, draftVersion: number): void {
  core.write((unit) => {
    const draft = openVariant(unit, id);
    checkVersion(draft, draftVersion);
    noteMachineMade(unit, draft.content, core.now());
    unit.touchVariant(id);
  });
}

/** A variant's first words, adapted from the story's common text by the rules of its channel. */
export function adaptedContent(profile: ChannelProfile, workspace: Workspace, story: StoryContent, content: VariantContent): VariantContent {
  const here = workspace.accounts.find(({ id }) => id === content.account)?.handle ?? '';
  const made = adapt(
    profile,
    { blocks: story.common[content.language], title: '', link: '', firstComment: '', language: content.language },
    { storyTitle: story.title, handles: { elsewhere: workspace.accounts.map(({ handle }) => handle), here }, dropEmoji: false },
  );
  return { ...content, blocks: blocksForChannel(made.blocks, content.channel), title: made.title, link: made.link, firstComment: made.firstComment };
}
