import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AmendmentView, AmendOffer } from '#shared/contract/publication-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { showToast } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import { errorText } from '../words.ts';

export function useAmendments(): UseQueryResult<AmendmentView[]> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.amendments, queryFn: () => core.publish.amendments() });
}

/** What can be done about what is published of a variant; asked anew each time, as the draft goes into it. */
export function useAmendOffer(variant: Id): UseQueryResult<AmendOffer | null> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.amendOffer(variant), queryFn: () => core.publish.amendOffer({ variant }), gcTime: 0 });
}

export interface AmendmentActs {
  readonly isPending: boolean;
  readonly decide: (verdict: 'approve' | 'refuse', reason: string) => void;
  readonly act: (action: 'release' | 'cancel' | 'retry' | 'posted-by-hand' | 'found-posted' | 'not-posted', url: string, done: string) => void;
}

/** What a person does about one; each tells its outcome by a toast. */
export function useAmendmentActs({ id, asked }: Pick<AmendmentView, 'id' | 'asked'>): AmendmentActs {
  const { t } = useT('review');
  const core = useCore();
  const run = useMutation({
    mutationFn: ({ work }: { readonly work: () => Promise<unknown>; readonly done: string }) => work(),
    onSuccess: (_answer, { done }) => showToast({ text: done }),
    onError: (error) => {
      const code = errorCodeOf(error);
      showToast({ tone: 'bad', text: t(`errors:${code}.title`), detail: errorText(t, code) });
    },
  });
  return {
    isPending: run.isPending,
    decide: (verdict, reason) => run.mutate({ work: () => core.publish.decideAmendment({ amendment: id, asked, verdict, reason }), done: t(verdict === 'approve' ? 'amend:detail.approved' : 'amend:detail.refused') }),
    act: (action, url, done) => run.mutate({ work: () => core.publish.act({ publication: id, action, url }), done }),
  };
}
