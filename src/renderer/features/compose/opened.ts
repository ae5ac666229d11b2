import { useMemo } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import type { StoryDetail, VariantDetail } from '#shared/contract/views.ts';
import type { Language } from '#shared/domain/ids.ts';
import { useCore } from '../../rpc/core-client.ts';
import { type DraftHooks, storyDraft, type VariantDraft, variantDraft } from './draft/drafts.ts';
import { type OpenText, openText } from './draft/open-texts.ts';
import type { Selection } from './selection.ts';

/** The text in hand with what keeps it: its draft and its editor. `loading` until the core has told it. */
export type Opened =
  | { readonly kind: 'loading' }
  | { readonly kind: 'common'; readonly language: Language; readonly open: OpenText }
  | { readonly kind: 'variant'; readonly detail: VariantDetail; readonly draft: VariantDraft; readonly open: OpenText };

export function useOpened(selection: Selection, detail: StoryDetail, variant: VariantDetail | null, hooks: DraftHooks): Opened {
  const core = useCore();
  const story = detail.row.id;
  const language = selection.kind === 'common' ? selection.language : null;
  const id = selection.kind === 'variant' ? selection.row.id : null;
  return useMemo((): Opened => {
    if (language !== null) {
      const { common } = storyDraft(core, detail, hooks).content();
      return { kind: 'common', language, open: openText(`common:${story}:${language}`, false, common[language]) };
    }
    if (variant === null || variant.row.id !== id) return { kind: 'loading' };
    const draft = variantDraft(core, variant, hooks);
    return { kind: 'variant', detail: variant, draft, open: openText(`variant:${id}`, channelProfile(variant.row.account.channel).richText, draft.content().blocks) };
  }, [core, detail, hooks, id, language, story, variant]);
}
