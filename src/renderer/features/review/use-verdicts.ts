import { useEffect } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import { chordLabel } from '#shared/contract/commands.ts';
import { usePublishers } from '../../app/member-name.ts';
import { useCommandChord } from '../../components/kbd.tsx';
import { usePlatform } from '../../components/platform.ts';
import { announce, showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { barrierTo } from './model/decide.ts';
import { approvalsOfSeen, isSeen, overtaken, type PendingVerdict } from './model/pending-review.ts';
import { publishGate, readyToPublish } from './model/publishing.ts';
import type { Review, VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

export interface Verdicts {
  /** Those of the open story's variant in hand. */
  readonly ofCurrent: PendingVerdict | null;
  /** Why a verdict cannot be given, in words; undefined when it can. */
  readonly whyNotApprove: string | undefined;
  readonly whyNotReturn: string | undefined;
  readonly whyNotApproveSeen: string | undefined;
  readonly whyNotPublish: string | undefined;
  readonly whyNotPublishAll: string | undefined;
  readonly seen: boolean;
  readonly seenCount: number;
  readonly seenApprovals: readonly PendingVerdict[];
  readonly ready: readonly VariantReview[];
  readonly approve: () => void;
  readonly approveSeen: () => void;
  readonly requestChanges: (reason: string) => void;
  readonly withdraw: (variant: Id) => void;
  readonly toggleSeen: (item: VariantReview) => void;
}

/** The verdicts that the seat prepares on the open story. `shown` is the revision in view, where it is not the head. */
export function useVerdicts(review: Review, shown: Id | null): Verdicts {
  const { t } = useT('review');
  const words = useReviewWords();
  const platform = usePlatform();
  const chord = useCommandChord('review.submit');
  const key = chord === null ? '' : chordLabel(chord, platform).join(platform === 'darwin' ? '' : '+');
  const { current, pending, variants, view } = review;
  const publishers = usePublishers();
  useOvertaken(review);

  const why = (verdict: 'approve' | 'request-changes'): string | undefined => {
    const barrier = barrierTo(verdict, { detail: current?.detail ?? null, reason: current?.reason, shown });
    return barrier === null ? undefined : words.barrier(barrier);
  };
  const readOnly = view.readOnly ? t('errors:read-only.title') : undefined;
  const publisher = view.roles.includes('publisher') ? undefined : publishers === '' ? t('why.noPublisher') : t('why.notPublisher', { who: publishers });
  const seenApprovals = approvalsOfSeen(
    pending.state,
    variants.map(({ row, detail, reason }) => ({
      story: row.story,
      variant: row.id,
      revision: detail?.head ?? null,
      blocked: detail === undefined ? undefined : barrierTo('approve', { detail, reason, shown: null }) === null ? null : 'barred',
    })),
  );
  const ready = readyToPublish(variants.map(({ row }) => row)).flatMap((row) => variants.find((item) => item.row.id === row.id) ?? []);
  const head = current?.detail?.head ?? null;
  const decide = (verdict: 'approve' | 'request-changes', reason: string): void => {
    if (current === null || head === null) return;
    pending.send({ type: 'decide', verdict: { story: current.row.story, variant: current.row.id, revision: head.id, contentHash: head.contentHash, verdict, reason } });
    // The bar shows what was prepared and takes it back: a message over the text would only be in the way.
    announce(t(verdict === 'approve' ? 'toast.approved' : 'toast.returned', { variant: words.variant(current.row), key }));
  };
  return {
    ofCurrent: pending.state.verdicts.find((verdict) => verdict.variant === current?.row.id) ?? null,
    whyNotApprove: readOnly ?? why('approve'),
    whyNotReturn: readOnly ?? why('request-changes'),
    whyNotApproveSeen: readOnly ?? (seenApprovals.length === 0 ? t('why.notSeen') : undefined),
    whyNotPublish: readOnly ?? whyNotPublish(current, publisher, t),
    whyNotPublishAll: readOnly ?? (ready.length === 0 ? t('why.nothingReady') : publisher),
    seen: current !== null && head !== null && isSeen(pending.state, current.row.id, head.contentHash),
    seenCount: variants.filter(({ row, detail }) => isSeen(pending.state, row.id, detail?.head?.contentHash ?? null)).length,
    seenApprovals,
    ready,
    approve: () => decide('approve', ''),
    approveSeen: () => {
      for (const verdict of seenApprovals) pending.send({ type: 'decide', verdict });
      showToast({ text: t('toast.approvedSeen', { count: seenApprovals.length }) });
    },
    requestChanges: (reason) => decide('request-changes', reason),
    withdraw: (variant) => pending.send({ type: 'withdraw', variant }),
    toggleSeen: (item) => {
      const revision = item.detail?.head ?? null;
      if (revision === null) return;
      const was = isSeen(pending.state, item.row.id, revision.contentHash);
      pending.send({ type: was ? 'unsee' : 'see', variant: item.row.id, contentHash: revision.contentHash });
      announce(t(was ? 'toast.notSeen' : 'toast.seen', { variant: words.variant(item.row) }));
    },
  };
}

function whyNotPublish(current: VariantReview | null, publisher: string | undefined, t: ReturnType<typeof useT<'review'>>['t']): string | undefined {
  if (current === null) return t('why.noVariant');
  switch (publishGate(current.row)) {
    case 'ready':
      return publisher;
    case 'not-approved':
      return t('why.notApproved');
    case 'waiting-for-approval':
      return t('why.approvalWaiting');
    case 'requested':
      return t('why.requested');
    case 'published':
      return t('why.published');
    case 'withdrawn':
      return t('why.withdrawn');
  }
}

/** A verdict binds one revision: when a newer one comes, it is taken back, and the reviewer is told. */
function useOvertaken({ variants, pending }: Review): void {
  const { t } = useT('review');
  const heads = new Map(variants.flatMap(({ row, detail }) => (detail === undefined ? [] : [[row.id, detail.head?.id ?? null] as const])));
  const lost = overtaken(pending.state, heads).length;
  useEffect(() => {
    if (lost === 0) return;
    pending.send({ type: 'heads', heads });
    showToast({ tone: 'bad', text: t('notice.overtaken', { count: lost }) });
  });
}
