import type { CommandHandlers } from '../../app/commands.ts';
import { useCommands } from '../../app/commands.ts';
import { announce, showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { type QueuePlace, type QueueStory, stepInQueue } from './model/queue.ts';
import { openPlace } from './queue-pane.tsx';
import { changeView } from './review-view.ts';
import type { Comments } from './use-comments.ts';
import type { Comparison } from './use-compare.ts';
import type { Review } from './use-review.ts';
import type { Verdicts } from './use-verdicts.ts';

interface CommandInput {
  readonly queue: readonly QueueStory[];
  readonly place: QueuePlace | null;
  readonly review: Review;
  readonly verdicts: Verdicts;
  readonly compare: Comparison;
  readonly comments: Comments;
  readonly unsent: number;
  readonly onReturn: () => void;
  readonly onSubmit: () => void;
}

/** The review's commands. A verdict that cannot be given says why instead of doing nothing. */
export function useReviewCommands({ queue, place, review, verdicts, compare, comments, unsent, onReturn, onSubmit }: CommandInput): void {
  const { t } = useT('review');
  const { current } = review;
  const has = current !== null && current.detail?.head != null;
  const step = (by: 1 | -1): void => {
    const next = stepInQueue(queue, place, by);
    if (next === null) announce(t(by === 1 ? 'toast.end' : 'toast.start'));
    else openPlace(next);
  };
  const walk = (by: 1 | -1): void => {
    changeView({ mode: 'compare', part: 'main' });
    compare.step(by);
  };
  const unless = (why: string | undefined, act: () => void): void => {
    if (why === undefined) act();
    else showToast({ text: why });
  };
  const handlers: CommandHandlers = {
    'review.next-change': { enabled: compare.diff !== null, run: () => walk(1) },
    'review.previous-change': { enabled: compare.diff !== null, run: () => walk(-1) },
    'review.next': { enabled: queue.length > 0, run: () => step(1) },
    'review.previous': { enabled: queue.length > 0, run: () => step(-1) },
    'review.seen': { enabled: has, run: () => current !== null && verdicts.toggleSeen(current) },
    'review.comment': { enabled: has && !review.view.readOnly, run: comments.start },
    'review.approve': { enabled: has, run: () => unless(verdicts.whyNotApprove, verdicts.approve) },
    'review.return': { enabled: has, run: () => unless(verdicts.whyNotReturn, onReturn) },
    'review.approve-seen': { enabled: verdicts.whyNotApproveSeen === undefined, run: verdicts.approveSeen },
    'review.submit': {
      enabled: unsent > 0 || comments.finish !== null,
      run: () => {
        // While a comment is being written, the chord ends that comment.
        const writing = document.activeElement?.closest('[data-comment-composer]') != null;
        if (writing && comments.finish !== null) comments.finish();
        else if (unsent > 0) onSubmit();
      },
    },
  };
  useCommands(handlers);
}
