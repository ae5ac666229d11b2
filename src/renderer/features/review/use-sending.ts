import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { CommentView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import type { PendingComment, PendingVerdict } from './model/pending-review.ts';
import type { Pending } from './pending-store.ts';
import { errorText } from './words.ts';

export interface CommentInput {
  readonly variant: Id;
  readonly revision: Id;
  readonly anchor: CommentView['anchor'];
  readonly replyTo: Id | null;
  readonly text: string;
  readonly suggestion: string | null;
}

export interface Sending {
  readonly submit: (verdicts: readonly PendingVerdict[], comments: readonly PendingComment[], onDone: () => void) => void;
  readonly submitting: boolean;
  readonly submitError: ErrorCode | null;
  readonly clearSubmitError: () => void;
  readonly publish: (variants: readonly Id[], onDone: () => void) => void;
  readonly publishing: boolean;
  readonly publishError: ErrorCode | null;
  readonly clearPublishError: () => void;
  readonly comment: (input: CommentInput, onDone: () => void) => void;
  readonly resolve: (comment: Id, resolved: boolean) => void;
}

/** What goes to the core from the review. It answers once it is durable here; the server's word comes later, as a change. */
export function useSending(pending: Pending): Sending {
  const { t } = useT('review');
  const core = useCore();
  const queries = useQueryClient();
  const refresh = (): void => {
    for (const queryKey of [queryKeys.reviewAll, queryKeys.variantAll, queryKeys.storyAll, queryKeys.storiesAll]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  const failed = (error: unknown): void => {
    showToast({ tone: 'bad', text: t('comment.failed'), detail: errorText(t, errorCodeOf(error)) });
  };

  const submit = useMutation({
    mutationFn: async ({ verdicts, comments }: { readonly verdicts: readonly PendingVerdict[]; readonly comments: readonly PendingComment[]; readonly onDone: () => void }) => {
      // Comments first, each let go of as soon as it is durable: a verdict that is refused must not send them twice.
      for (const { key, variant, revision, anchor, text, suggestion } of comments) {
        await core.review.comment({ variant, revision, anchor, replyTo: null, text, suggestion });
        pending.send({ type: 'commented', key });
      }
      if (verdicts.length > 0) {
        await core.review.decide({ decisions: verdicts.map(({ variant, revision, contentHash, verdict, reason }) => ({ variant, revision, contentHash, verdict, reason })) });
        pending.send({ type: 'decided', verdicts });
      }
    },
    onSuccess: (_done, { verdicts, comments, onDone }) => {
      onDone();
      const detail = comments.length === 0 ? {} : { detail: t('submitDialog.commentsDone', { count: comments.length }) };
      if (verdicts.length > 0) showToast({ text: t('submitDialog.done', { count: verdicts.length }), ...detail });
      else showToast({ text: t('submitDialog.commentsDone', { count: comments.length }) });
    },
    onSettled: refresh,
  });
  const publish = useMutation({
    mutationFn: ({ variants }: { readonly variants: readonly Id[]; readonly onDone: () => void }) => core.publish.request({ variants: [...variants] }),
    onSuccess: (_done, { variants, onDone }) => {
      onDone();
      showToast({ text: t('publishDialog.done', { count: variants.length }) });
    },
    onSettled: refresh,
  });
  const comment = useMutation({
    mutationFn: ({ input }: { readonly input: CommentInput; readonly onDone: () => void }) => core.review.comment(input),
    onSuccess: (_done, { onDone }) => {
      onDone();
      showToast({ text: t('comment.sent') });
    },
    onError: failed,
    onSettled: refresh,
  });
  const resolve = useMutation({ mutationFn: (input: { readonly comment: Id; readonly resolved: boolean }) => core.review.resolveComment(input), onError: failed, onSettled: refresh });

  return {
    submit: (verdicts, comments, onDone) => submit.mutate({ verdicts, comments, onDone }),
    submitting: submit.isPending,
    submitError: submit.error === null ? null : errorCodeOf(submit.error),
    clearSubmitError: submit.reset,
    publish: (variants, onDone) => publish.mutate({ variants, onDone }),
    publishing: publish.isPending,
    publishError: publish.error === null ? null : errorCodeOf(publish.error),
    clearPublishError: publish.reset,
    comment: (input, onDone) => comment.mutate({ input, onDone }),
    resolve: (id, resolved) => resolve.mutate({ comment: id, resolved }),
  };
}
