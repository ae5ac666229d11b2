import { useMemo, useState } from 'react';
import type { RevisionView } from '#shared/contract/views.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import { announce } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { compareContents, type ContentDiff, defaultBase, stepChange } from './model/compare.ts';
import type { VariantReview } from './use-review.ts';

export interface Comparison {
  /** Null while there is no revision to look at. */
  readonly head: RevisionView | null;
  readonly base: RevisionView | null;
  readonly diff: ContentDiff | null;
  readonly change: number | null;
  readonly setBase: (id: Id | null) => void;
  readonly setHead: (id: Id) => void;
  readonly step: (step: 1 | -1) => void;
}

interface Choice {
  readonly variant: Id;
  /** The head that was the newest when the choice was made: a newer one asks for a fresh look. */
  readonly newest: Id;
  readonly head: Id | null;
  /** Undefined: by default. */
  readonly base: Id | null | undefined;
  readonly change: number | null;
}

/** What is compared with what, for the variant in hand, and which difference is looked at. `seen`: the hash of what was read of it last. */
export function useCompare(item: VariantReview | null, seen: Sha256 | null): Comparison {
  const { t } = useT('review');
  const [kept, setKept] = useState<Choice | null>(null);
  const newest = item?.detail?.head ?? null;
  const choice = kept !== null && kept.variant === item?.row.id && kept.newest === newest?.id ? kept : null;
  const history = item?.history ?? [];
  const find = (id: Id | null | undefined): RevisionView | null => history.find((revision) => revision.id === id) ?? null;
  const head = find(choice?.head) ?? newest;
  const lastApproved = item?.detail?.lastApproved ?? null;
  const baseId = choice?.base !== undefined ? choice.base : head === null ? null : defaultBase(head, lastApproved, history, seen);
  const base = baseId === null ? null : (find(baseId) ?? (lastApproved?.id === baseId ? lastApproved : null));
  const diff = useMemo(() => (head === null ? null : compareContents(base?.content ?? null, head.content)), [base, head]);
  const change = choice?.change ?? null;
  const choose = (patch: Partial<Choice>): void => {
    if (item === null || newest === null) return;
    setKept({ variant: item.row.id, newest: newest.id, head: choice?.head ?? null, base: choice?.base, change, ...patch });
  };
  return {
    head, base, diff, change,
    setBase: (id) => choose({ base: id, change: null }),
    setHead: (id) => choose({ head: id, change: null }),
    step: (step) => {
      const total = diff?.changes.length ?? 0;
      const next = stepChange(total, change, step);
      const found = next === null ? undefined : diff?.changes[next];
      choose({ change: next });
      if (found === undefined) {
        announce(t('compare.changeNone'));
        return;
      }
      const what = [
        t(`compare.field.${found.where}`),
        ...(found.removed.trim() === '' ? [] : [`${t('compare.removed')} ${found.removed.trim()}`]),
        ...(found.added.trim() === '' ? [] : [`${t('compare.added')} ${found.added.trim()}`]),
      ].join(', ');
      announce(t('compare.announce', { position: found.index + 1, total, what }));
    },
  };
}
