import { PencilLine } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import { navigate } from '../../app/navigation.ts';
import type { ScreenProps } from '../../app/screens.tsx';
import { lacksApproval } from '../../app/missing-approvals.tsx';
import { useStoryTitle } from '../../app/screen-title.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { SplitPane } from '../../components/split-pane.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useT } from '../../components/use-t.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { ActionBar } from './action-bar.tsx';
import { Board, ColumnChooser } from './board.tsx';
import { CompareView, NothingToCompare } from './compare-view.tsx';
import { PublishDialog, ReturnDialog, SubmitDialog } from './dialogs.tsx';
import { Inspector } from './inspector.tsx';
import { textOf } from './model/compare.ts';
import { lastSeen } from './model/pending-review.ts';
import { queuePlaces } from './model/queue.ts';
import { threadsOf } from '../../components/comment-threads.ts';
import { Notices } from './notices.tsx';
import { openPlace, QueuePane } from './queue-pane.tsx';
import styles from './review.module.css';
import { changeView, reviewView } from './review-view.ts';
import { useComments } from './use-comments.ts';
import { useOpened } from '../../rpc/presence.ts';
import { useCompare } from './use-compare.ts';
import { useReview, type VariantReview } from './use-review.ts';
import { useReviewCommands } from './use-review-commands.ts';
import { useSending } from './use-sending.ts';
import { useVerdicts } from './use-verdicts.ts';
import { useReviewWords } from './words.ts';

type OpenDialog = { readonly kind: 'return' } | { readonly kind: 'submit' } | { readonly kind: 'publish'; readonly all: boolean };

/** Reviewing: a queue, the texts side by side or against an earlier revision, comments, and verdicts that bind one revision. */
export function ReviewScreen({ route }: ScreenProps<'review'>): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const narrow = useNarrow();
  const view = useStore(reviewView);
  const review = useReview(route);
  const { current, queue, story, pending } = review;
  useOpened(current?.row.id ?? null, 'reading');
  const compare = useCompare(current, review.variants, current === null ? null : lastSeen(review.pending.state, current.row.id));
  const comparing = view.mode === 'compare';
  const verdicts = useVerdicts(review, comparing ? compare.shown : null);
  const sending = useSending(pending);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  useStoryTitle(story?.content.title ?? null);
  useFirstPlace(route.story, route.variant, review);

  // What is said while another variant stands in the place of this one is said of this one as a whole.
  const comparingOwn = comparing && compare.isOwn;
  const shownContent = (comparingOwn ? compare.head?.revision : current?.detail?.head)?.content ?? current?.detail?.content;
  const shownText = useMemo(() => (shownContent === undefined ? '' : textOf(shownContent.blocks)), [shownContent]);
  const threads = useMemo(() => threadsOf(current?.detail?.comments ?? [], shownText, current?.history ?? []), [current?.detail?.comments, shownText, current?.history]);
  const comments = useComments({ review, threads, shownText, shownRevision: comparingOwn ? (compare.head?.revision ?? null) : (current?.detail?.head ?? null), compare: comparingOwn ? compare : null, sending });

  // Verdicts on other stories that were prepared earlier are submitted with these: nothing is left behind unseen.
  const unsent = pending.state.verdicts.length + pending.state.comments.length;
  const openSubmit = (): void => {
    sending.clearSubmitError();
    setDialog({ kind: 'submit' });
  };
  const openPublish = (all: boolean): void => {
    sending.clearPublishError();
    setDialog({ kind: 'publish', all });
  };
  const place = route.story === null ? null : { story: route.story, variant: route.variant };
  useReviewCommands({ queue: queue.stories, place, review, verdicts, compare, comments, unsent, onReturn: () => setDialog({ kind: 'return' }), onSubmit: openSubmit });

  const select = (row: VariantRow): void => openPlace({ story: row.story, variant: row.id });
  const marksOf = (item: VariantReview) => (item.row.id === current?.row.id ? comments.marks : []);
  const inspector = current === null ? null : <Inspector item={current} threads={threads} {...comments.pane} />;
  const main = (
    <div className={styles.main}>
      {story === undefined ? (
        review.storyError !== null && route.story !== null ? (
          <ErrorNotice code={errorCodeOf(review.storyError)} />
        ) : route.story !== null || queue.isPending ? (
          <Skeleton label={t('loading')} />
        ) : (
          <EmptyState text={t('choose')} />
        )
      ) : (
        <>
          <header className={styles.header}>
            <h2 className={styles.title}>{story.content.title === '' ? t('common:untitled') : story.content.title}</h2>
            <Button size="small" variant="quiet" icon={PencilLine} onPress={() => navigate({ screen: 'compose', story: story.row.id, variant: current?.row.id ?? null })}>
              {t('openCompose')}
            </Button>
            <span className={styles.spring} />
            {narrow && current !== null && (
              <SegmentedControl label={t('narrow.label')} options={(['main', 'inspector'] as const).map((id) => ({ id, label: t(`narrow.${id}`) }))} value={view.part} onChange={(part) => changeView({ part })} />
            )}
            {view.mode === 'board' && <ColumnChooser review={review} />}
            <SegmentedControl label={t('mode.label')} options={(['board', 'compare'] as const).map((id) => ({ id, label: t(`mode.${id}`) }))} value={view.mode} onChange={(mode) => changeView({ mode })} />
          </header>
          {current !== null && <Notices item={current} />}
          <div className={styles.content}>
            {narrow && view.part === 'inspector' && inspector !== null ? (
              inspector
            ) : view.mode === 'board' ? (
              <Board
                review={review}
                onSelect={select}
                onCompare={(row) => {
                  select(row);
                  changeView({ mode: 'compare' });
                }}
                onSeen={verdicts.toggleSeen}
                marksOf={marksOf}
              />
            ) : current === null ? (
              <EmptyState text={t('choose')} />
            ) : compare.head === null || compare.base === null || compare.diff === null ? (
              current.detail === undefined ? <Skeleton label={t('loading')} /> : <NothingToCompare onCompose={() => navigate({ screen: 'compose', story: story.row.id, variant: current.row.id })} />
            ) : (
              <CompareView variants={review.variants} base={compare.base} head={compare.head} diff={compare.diff} compare={compare} marks={compare.isOwn ? comments.marks : []} />
            )}
          </div>
        </>
      )}
    </div>
  );
  const publishing = dialog?.kind === 'publish' ? (dialog.all ? verdicts.ready : verdicts.ready.filter((item) => item.row.id === current?.row.id)) : [];
  return (
    <div className={styles.screen}>
      <div className={styles.panes}>
        <SplitPane
          id="review"
          panes={[
            { id: 'review-queue', label: t('pane.queue'), size: 220, min: 180, max: 360, surface: 'canvas', content: <QueuePane review={review} place={place} /> },
            { id: 'review-main', label: t('pane.main'), min: 320, content: main },
            ...(narrow || inspector === null ? [] : [{ id: 'review-inspector', label: t('pane.inspector'), size: 280, min: 240, max: 480, content: inspector }]),
          ]}
        />
      </div>
      <ActionBar review={review} verdicts={verdicts} unsent={unsent} onComment={comments.start} onReturn={() => setDialog({ kind: 'return' })} onSubmit={openSubmit} onPublish={openPublish} />
      {dialog?.kind === 'return' && current !== null && (
        <ReturnDialog
          item={current}
          initial={verdicts.ofCurrent?.reason ?? ''}
          onClose={() => setDialog(null)}
          onConfirm={(reason) => {
            verdicts.requestChanges(reason);
            setDialog(null);
          }}
        />
      )}
      {dialog?.kind === 'submit' && (
        <SubmitDialog
          verdicts={pending.state.verdicts.map((verdict) => submitLine(verdict, review, words, t))}
          comments={pending.state.comments.length}
          isPending={sending.submitting}
          error={sending.submitError}
          onWithdraw={(verdict) => verdicts.withdraw(verdict.variant)}
          onClose={() => setDialog(null)}
          onConfirm={() => sending.submit(pending.state.verdicts, pending.state.comments, () => setDialog(null))}
        />
      )}
      {dialog?.kind === 'publish' && (
        <PublishDialog
          items={publishing}
          lacking={dialog.all ? review.variants.filter(({ row }) => lacksApproval(row)) : []}
          isPending={sending.publishing}
          error={sending.publishError}
          onClose={() => setDialog(null)}
          onConfirm={() => sending.publish(publishing.map(({ row }) => row.id), () => setDialog(null))}
        />
      )}
    </div>
  );
}

type Line = Parameters<typeof SubmitDialog>[0]['verdicts'][number];

/** A verdict in words; one on another story than the open one is named by that story. */
function submitLine(verdict: Line['verdict'], review: ReturnType<typeof useReview>, words: ReturnType<typeof useReviewWords>, t: ReturnType<typeof useT<'review'>>['t']): Line {
  const item = review.variants.find((each) => each.row.id === verdict.variant);
  const head = item?.detail?.head ?? null;
  if (item !== undefined && head !== null) return { verdict, label: words.variant(item.row), binding: words.revision(head, item.numbers) };
  const story = review.queue.stories.find((each) => each.story === verdict.story);
  const row = story?.variants.find((each) => each.id === verdict.variant);
  return { verdict, label: [story?.title ?? '', ...(row === undefined ? [] : [words.variant(row)])].join(' · '), binding: t('revision.hash', { hash: verdict.contentHash.slice(0, 8) }) };
}

/** Opens the first of the queue where nothing is open, and of a story the first variant that waits for a verdict. */
function useFirstPlace(story: string | null, variant: string | null, review: ReturnType<typeof useReview>): void {
  const { queue, story: open } = review;
  useEffect(() => {
    if (story === null) {
      const first = queuePlaces(queue.stories)[0];
      if (first !== undefined) openPlace(first);
      return;
    }
    if (open?.row.id !== story || review.variants.some(({ row }) => row.id === variant)) return;
    const waiting = review.variants.find(({ row }) => row.status.status === 'in-review') ?? review.variants[0];
    if (waiting !== undefined) openPlace({ story, variant: waiting.row.id });
  });
}
