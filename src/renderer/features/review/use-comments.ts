import { type RefObject, useEffect, useRef, useState } from 'react';
import type { RevisionView } from '#shared/contract/views.ts';
import { anchorOf } from '#shared/domain/anchors.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import type { Thread } from '../../components/comment-threads.ts';
import { announce } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import type { TextMark } from '../../editor/marks/text-marks.ts';
import { saysSomething, useCommentDrafts } from '../../app/comment-drafts.ts';
import type { CommentsProps } from './comments-pane.tsx';
import { changeView } from './review-view.ts';
import { domRangesOf, selectedRange } from './text-marks.ts';
import type { Comparison } from './use-compare.ts';
import type { Review } from './use-review.ts';
import type { Sending } from './use-sending.ts';

interface CommentsInput {
  readonly review: Review;
  readonly threads: readonly Thread[];
  /** The plain text in view, and the revision that it is of. */
  readonly shownText: string;
  readonly shownRevision: RevisionView | null;
  readonly compare: Comparison | null;
  readonly sending: Sending;
}

export interface Comments {
  /** Starts a comment on what is selected; else on the change at hand; else on the whole. */
  readonly start: () => void;
  /** Whether a comment is being written, so that Ctrl+Enter means it. */
  readonly finish: (() => void) | null;
  readonly marks: readonly TextMark[];
  readonly pane: Omit<CommentsProps, 'item' | 'threads'>;
}

/** Writing comments, and showing where they belong. */
export function useComments({ review, threads, shownText, shownRevision, compare, sending }: CommentsInput): Comments {
  const { t } = useT('review');
  const { current, pending, view } = review;
  const variant = current?.row.id ?? null;
  const [active, setActive] = useState<string | null>(null);
  const selectedNow = useSelectedRange(variant);
  const { drafts, setDraft } = useCommentDrafts();
  const draft = drafts.get(variant ?? '');
  const own = pending.state.comments.filter((comment) => comment.variant === variant);
  const canPrepare = current?.detail?.approval?.hasSay === true;

  const start = (): void => {
    if (variant === null || shownRevision === null) return;
    const range = selectedNow() ?? changedRange(compare);
    changeView({ inspector: 'comments', part: 'inspector' });
    // A comment that is being written keeps its words; a fresh selection moves it.
    const anchor = range === null ? (draft?.anchor ?? null) : anchorOf(shownText, range.start, range.end);
    setDraft(variant, { anchor, text: draft?.text ?? '', suggestion: anchor === null ? null : (draft?.suggestion ?? null) });
  };
  const prepare = (): void => {
    if (variant === null || current === null || shownRevision === null || draft === undefined || !saysSomething(draft)) return;
    pending.send({ type: 'comment', comment: { key: crypto.randomUUID(), story: current.row.story, variant, revision: shownRevision.id, anchor: draft.anchor, text: draft.text.trim(), suggestion: draft.suggestion } });
    setDraft(variant, null);
    announce(t('comment.kept'));
  };
  const send = (): void => {
    if (variant === null || shownRevision === null || draft === undefined || !saysSomething(draft)) return;
    sending.comment({ variant, revision: shownRevision.id, anchor: draft.anchor, replyTo: null, text: draft.text.trim(), suggestion: draft.suggestion }, () => setDraft(variant, null));
  };
  const marks = [
    ...threads.flatMap((thread): TextMark[] => (thread.range === null || thread.root.resolved ? [] : [{ kind: 'comment', ...thread.range }])),
    ...own.flatMap((comment): TextMark[] => (comment.anchor === null || comment.revision !== shownRevision?.id ? [] : [{ kind: 'comment', start: comment.anchor.start, end: comment.anchor.end }])),
    ...(draft?.anchor == null ? [] : [{ kind: 'find' as const, start: draft.anchor.start, end: draft.anchor.end }]),
    ...threads.flatMap((thread): TextMark[] => (thread.root.id === active && thread.range !== null ? [{ kind: 'find-current', ...thread.range }] : [])),
  ];
  return {
    start,
    finish: draft === undefined || !saysSomething(draft) ? null : canPrepare ? prepare : send,
    marks,
    pane: {
      pending: own,
      active,
      canPrepare,
      readOnly: view.readOnly,
      onStart: start,
      onPrepare: prepare,
      onSend: send,
      onReply: (thread, text) => sending.comment({ variant: thread.root.variant, revision: shownRevision?.id ?? thread.root.revision, anchor: null, replyTo: thread.root.id, text, suggestion: null }, () => setDraft(thread.root.id, null)),
      onResolve: (thread, resolved) => sending.resolve(thread.root.id, resolved),
      onDiscard: (comment) => pending.send({ type: 'uncomment', key: comment.key }),
      onShow: (thread) => {
        setActive(thread.root.id);
        changeView({ part: 'main' });
        if (thread.range !== null) scrollTo(thread.root.variant, thread.range);
      },
    },
  };
}

/** The words after the change at hand: without a pointer they are what a comment is put on. */
function changedRange(compare: Comparison | null): TextRange | null {
  if (compare === null || compare.change === null || compare.diff === null) return null;
  const words = compare.diff.lines.flatMap((line) => line.segments).filter((segment) => segment.change === compare.change && segment.kind === 'added' && segment.afterStart !== null);
  const first = words[0]?.afterStart;
  const last = words.at(-1);
  if (first === undefined || first === null || last === undefined || last.afterStart === null) return null;
  return { start: first, end: last.afterStart + last.text.length };
}

function textElement(variant: string): Element | null {
  return document.querySelector(`[data-review-text="${variant}"]`);
}

function scrollTo(variant: string, range: TextRange): void {
  // The text may only be about to appear, where the window shows one pane at a time.
  requestAnimationFrame(() => {
    const element = textElement(variant);
    const first = element === null ? undefined : domRangesOf(element, range)[0];
    first?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  });
}

/**
 * Asks what is selected in the variant's text. It outlives the click on a button that acts on it, and ends
 * when something else in the text is clicked.
 */
function useSelectedRange(variant: string | null): () => TextRange | null {
  const selected = useRef<TextRange | null>(null);
  useEffect(() => {
    selected.current = null;
    const listen = (): void => look(variant, selected);
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, [variant]);
  return () => {
    // The event comes a moment after what it tells of, and never for what was selected before the variant was at hand.
    look(variant, selected);
    return selected.current;
  };
}

/** Notes what is selected in that text now; a selection elsewhere says nothing of it. */
function look(variant: string | null, selected: RefObject<TextRange | null>): void {
  const selection = document.getSelection();
  const element = variant === null ? null : textElement(variant);
  if (selection === null || element === null || selection.anchorNode === null) return;
  const range = selectedRange(element, selection);
  if (range !== null || element.contains(selection.anchorNode)) selected.current = range;
}
