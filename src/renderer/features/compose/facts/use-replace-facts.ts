import { plainText } from '#shared/document/plain-text.ts';
import { replaceText } from '#shared/document/replace-text.ts';
import type { Language } from '#shared/domain/ids.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { replaceRange, flushComposition } from '../../../editor/index.ts';
import { type StoryDraft, variantDraft } from '../draft/drafts.ts';
import type { Opened } from '../opened.ts';
import { findPlace, type Place } from './places.ts';

export interface Replacement extends Place {
  readonly becomes: string;
}

const HOOKS = { onSaved: () => undefined, onMerged: () => undefined };

/** Puts values where others stood; in the text on the screen as one step of undo, in the others through their drafts. Answers those that were not there any more. */
export function useReplaceFacts(story: StoryDraft, opened: Opened): (replacements: readonly Replacement[]) => Promise<readonly Replacement[]> {
  const core = useCore();
  return async (replacements) => {
    await flushComposition();
    const missed: Replacement[] = [];
    for (const each of replacements) if (!(await replaceOne(each))) missed.push(each);
    return missed;
  };

  async function replaceOne(each: Replacement): Promise<boolean> {
    const onScreen = opened.kind === 'variant' ? opened.detail.row.id : opened.kind === 'common' ? `common:${opened.language}` : null;
    if (opened.kind !== 'loading' && onScreen === each.textId) {
      const blocks = opened.kind === 'variant' ? opened.draft.content().blocks : story.content().common[opened.language];
      const place = findPlace(plainText(blocks), each);
      if (place !== null) replaceRange(opened.open.editor, place, each.becomes);
      return place !== null;
    }
    if (each.textId.startsWith('common:')) {
      const language = each.textId.slice('common:'.length) as Language;
      const next = replaced(story.content().common[language], each);
      if (next !== null) story.edit({ common: { [language]: next } });
      return next !== null;
    }
    const draft = variantDraft(core, await core.variants.get({ id: each.textId }), HOOKS);
    const next = replaced(draft.content().blocks, each);
    if (next === null) return false;
    draft.edit({ blocks: next });
    return draft.flush();
  }
}

function replaced(blocks: Parameters<typeof replaceText>[0], each: Replacement): ReturnType<typeof replaceText> {
  const place = findPlace(plainText(blocks), each);
  return place === null ? null : replaceText(blocks, place, each.becomes);
}
