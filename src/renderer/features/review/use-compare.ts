import { useMemo, useState } from 'react';
import type { RevisionView } from '#shared/contract/views.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import { announce } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { compareContents, type ContentDiff, defaultBase, stepChange } from './model/compare.ts';
import type { VariantReview } from './use-review.ts';

/** One side of a comparison: a variant of the story, and which of its revisions. */
export interface Side {
  readonly of: VariantReview;
  readonly revision: RevisionView | null;
}

export interface Comparison {
  /** Null while there is no revision to look at. */
  readonly head: Side & { readonly revision: RevisionView } | null;
  /** Without a revision: compared with nothing. */
  readonly base: Side | null;
  readonly diff: ContentDiff | null;
  readonly change: number | null;
  /** The revision in view of the variant in hand; where none of it is, what stands in its place. */
  readonly shown: Id | null;
  /** Whether the text after is one of the variant in hand: what is said of the text is said of that one. */
  readonly isOwn: boolean;
  readonly setBase: (id: Id | null) => void;
  readonly setHead: (id: Id) => void;
  /** Takes the newest revision of another variant. */
  readonly setBaseOf: (variant: Id) => void;
  readonly setHeadOf: (variant: Id) => void;
  readonly step: (step: 1 | -1) => void;
}

interface Choice {
  readonly variant: Id;
  /** The head that was the newest when the choice was made: a newer one asks for a fresh look. */
  readonly newest: Id;
  /** Null: of the variant in hand. */
  readonly headOf: Id | null;
  readonly baseOf: Id | null;
  readonly head: Id | null;
  /** Undefined: by default. */
  readonly base: Id | null | undefined;
  readonly change: number | null;
}

/** What is compared with what, for the variant in hand among those of its story, and which difference is looked at. `seen`: the hash of what was read of it last. */
export function useCompare(item: VariantReview | null, variants: readonly VariantReview[], seen: Sha256 | null): Comparison {
  const { t } = useT('review');
  const [kept, setKept] = useState<Choice | null>(null);
  const newest = item?.detail?.head ?? null;
  const choice = kept !== null && kept.variant === item?.row.id && kept.newest === newest?.id ? kept : null;
  const other = (id: Id | null | undefined): VariantReview | null => variants.find(({ row }) => row.id === id) ?? item;
  const [headOf, baseOf] = [other(choice?.headOf), other(choice?.baseOf)];
  const head = find(headOf, choice?.head) ?? newestOf(headOf);
  const lastApproved = baseOf?.detail?.lastApproved ?? null;
  const baseId = choice?.base !== undefined ? choice.base : head === null ? null : defaultBase(head, lastApproved, headOf?.history ?? [], seen);
  const base = baseId === null ? null : (find(baseOf, baseId) ?? (lastApproved?.id === baseId ? lastApproved : null));
  const diff = useMemo(() => (head === null ? null : compareContents(base?.content ?? null, head.content)), [base, head]);
  const change = choice?.change ?? null;
  const choose = (patch: Partial<Choice>): void => {
    if (item === null || newest === null) return;
    setKept({ variant: item.row.id, newest: newest.id, headOf: choice?.headOf ?? null, baseOf: choice?.baseOf ?? null, head: choice?.head ?? null, base: choice?.base, change, ...patch });
  };
  const isOwn = headOf?.row.id === item?.row.id;
  return {
    head: headOf === null || head === null ? null : { of: headOf, revision: head },
    base: baseOf === null ? null : { of: baseOf, revision: base },
    diff, change, isOwn,
    shown: (!isOwn && baseOf?.row.id === item?.row.id ? (base ?? head) : head)?.id ?? null,
    setBase: (id) => choose({ base: id, change: null }),
    setHead: (id) => choose({ head: id, change: null }),
    setBaseOf: (variant) => choose({ baseOf: variant, base: newestOf(other(variant))?.id ?? null, change: null }),
    // What it is compared with stays: a default is for another revision of the same text.
    setHeadOf: (variant) => choose({ headOf: variant, head: null, base: base?.id ?? null, change: null }),
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

function find(of: VariantReview | null, id: Id | null | undefined): RevisionView | null {
  return of?.history.find((revision) => revision.id === id) ?? null;
}

function newestOf(of: VariantReview | null): RevisionView | null {
  return of?.detail?.head ?? of?.history[0] ?? null;
}
