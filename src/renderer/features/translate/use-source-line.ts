import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { contentHash } from '#shared/document/canonical.ts';
import type { Id } from '#shared/domain/ids.ts';
import { revisionNumbers } from '../../components/revision-label.ts';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import type { DeskHandle } from './use-desk.ts';

/** What the source is, in words: "원문 v6 (검토 중)", or a draft; and which revision the translation was made from, where that is another. */
export function useSourceLine({ source, state }: DeskHandle): string {
  const { t } = useT('translate');
  const core = useCore();
  const id = source.row.id;
  const history = useQuery({ queryKey: queryKeys.variantHistory(id), queryFn: () => core.variants.history({ id }) });
  const numbers = useMemo(() => revisionNumbers(history.data ?? []), [history.data]);
  const label = (revision: Id | null): string | null => {
    const number = revision === null ? undefined : numbers.get(revision);
    return number === undefined ? null : t('source.short', { number });
  };
  const head = label(source.head?.id ?? null);
  const dirty = useMemo(() => source.head === null || contentHash(source.content) !== source.head.contentHash, [source.content, source.head]);
  const { view } = state.desk;
  if (head === null) return t('source.onlyDraft');
  const bound = label(view.sourceRevision);
  const made = bound === null || bound === head ? '' : ` · ${t('source.from', { label: bound })}`;
  if (dirty) return `${t('source.draft', { label: head })}${made}`;
  return `${t('source.revision', { label: head, status: t(`common:status.${source.row.status.status}`) })}${made}`;
}
