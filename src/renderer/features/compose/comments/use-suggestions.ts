import { useCallback } from 'react';
import { plainText } from '#shared/document/plain-text.ts';
import { type Thread, threadsOf } from '../../../components/comment-threads.ts';
import { showToast } from '../../../components/toast.tsx';
import { caretOffset, goToRange, replaceRange } from '../../../editor/index.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import type { Opened } from '../opened.ts';
import { useTexts } from '../texts.ts';

type OpenedVariant = Extract<Opened, { kind: 'variant' }>;

/** The comments of a variant that are open, with where their words stand in the text as it is at this moment. */
export function openThreads({ detail, draft }: Pick<OpenedVariant, 'detail' | 'draft'>): readonly Thread[] {
  const revisions = [detail.head, detail.lastApproved].flatMap((revision) => revision ?? []);
  return threadsOf(detail.comments, plainText(draft.content().blocks), revisions).filter(({ root }) => !root.resolved);
}

export interface Suggestions {
  /** Puts what a comment proposes in the place of its words, and resolves it. */
  readonly apply: (comment: string) => void;
  /** The same for the comment that the caret stands in; false where there is none with a proposal. */
  readonly applyAtCaret: () => boolean;
}

/** Taking what reviewers propose: one step of undo in the text, and the comment is done. */
export function useSuggestions({ detail, draft, open }: Pick<OpenedVariant, 'detail' | 'draft' | 'open'>, isReadOnly: boolean): Suggestions {
  const core = useCore();
  const t = useTexts();
  const take = useCallback((thread: Thread | undefined): void => {
    const { suggestion = null, anchor = null, id } = thread?.root ?? {};
    if (thread === undefined || isReadOnly || suggestion === null || anchor === null || id === undefined) return;
    const { range } = thread;
    if (range === null || plainText(draft.content().blocks).slice(range.start, range.end) !== anchor.quote) {
      showToast({ text: t('comments:moved') });
      return;
    }
    replaceRange(open.editor, range, suggestion);
    goToRange(open.editor, { start: range.start + suggestion.length, end: range.start + suggestion.length });
    core.review.resolveComment({ comment: id, resolved: true }).then(
      () => showToast({ text: t('comments:applied') }),
      (error: unknown) => showToast({ tone: 'bad', text: t('comments:failed'), detail: t(`errors:${errorCodeOf(error)}.next`) }),
    );
  }, [core, draft, isReadOnly, open, t]);
  return {
    apply: useCallback((comment) => take(openThreads({ detail, draft }).find(({ root }) => root.id === comment)), [detail, draft, take]),
    applyAtCaret: useCallback(() => {
      const caret = document.activeElement?.matches('[contenteditable]') === true ? caretOffset(open.editor) : null;
      if (caret === null) return false;
      const found = openThreads({ detail, draft }).find(({ root, range }) => root.suggestion !== null && range !== null && range.start <= caret && caret <= range.end);
      take(found);
      return found !== undefined;
    }, [detail, draft, open, take]),
  };
}
