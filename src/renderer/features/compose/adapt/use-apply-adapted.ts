import { useCallback } from 'react';
import type { AdaptedWords } from '#shared/adapt/types.ts';
import type { VariantPatch } from '#shared/contract/views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { differsFrom, type VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

function wordsOf({ blocks, title, link, firstComment }: AdaptedWords | VariantContent): VariantPatch {
  return { blocks, title, link, firstComment };
}

/**
 * Puts adapted words into a variant, text and fields as one step that a toast takes back as one; the text also with undo. They are
 * marked as made by rule, unless somebody has typed before they were saved.
 */
export function useApplyAdapted(id: Id, draft: VariantDraft): (made: AdaptedWords) => void {
  const t = useTexts();
  const core = useCore();
  return useCallback(
    (made) => {
      const before = draft.content();
      draft.edit(wordsOf(made));
      const after = draft.content();
      const mark = async (): Promise<void> => {
        if ((await draft.flush()) && !differsFrom(after, draft.content())) await core.variants.markMade({ id, draftVersion: draft.version() });
      };
      mark().catch((refused: unknown) => {
        const code = errorCodeOf(refused);
        // Somebody has typed meanwhile: the words are theirs.
        if (code !== 'stale-draft') showToast({ tone: 'bad', text: t(`errors:${code}.title`) });
      });
      showToast({
        text: t('adapt:done'),
        action: {
          label: t('adapt:undo'),
          run: () => {
            draft.edit(wordsOf(before));
            showToast({ text: t('adapt:undone') });
          },
        },
      });
    },
    [core, draft, id, t],
  );
}
