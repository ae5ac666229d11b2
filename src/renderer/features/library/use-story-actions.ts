import { useMutation } from '@tanstack/react-query';
import type { StoryRow } from '#shared/contract/views.ts';
import { navigate } from '../../app/navigation.ts';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { changeLibrary } from './library-state.ts';
import { useT } from '../../components/use-t.ts';

export interface StoryActions {
  readonly open: (id: string) => void;
  readonly review: (id: string) => void;
  readonly translate: (id: string) => void;
  readonly duplicate: (row: StoryRow) => void;
  readonly setArchived: (row: StoryRow, archived: boolean) => void;
}

/** What can be done with a story from the library. Archiving can be taken back from its toast. */
export function useStoryActions(): StoryActions {
  const { t } = useT('library');
  const core = useCore();
  const titleOf = (row: StoryRow): string => (row.title === '' ? t('common:untitled') : row.title);
  const onError = (error: unknown): void => {
    const code = errorCodeOf(error);
    showToast({ tone: 'bad', text: t(`errors:${code}.title`), detail: `${t(`errors:${code}.safe`)} ${t(`errors:${code}.next`)}` });
  };
  const archive = useMutation({
    mutationFn: ({ row, archived }: { readonly row: StoryRow; readonly archived: boolean }) => core.stories.archive({ id: row.id, archived }),
    onSuccess: (_done, { row, archived }) => {
      showToast({ text: t(archived ? 'toast.archived' : 'toast.restored', { title: titleOf(row) }), action: { label: t('common:action.undo'), run: () => archive.mutate({ row, archived: !archived }) } });
    },
    onError,
  });
  const duplicate = useMutation({
    mutationFn: (row: StoryRow) => core.stories.duplicate({ id: row.id }),
    onSuccess: ({ id }, row) => {
      changeLibrary({ selected: id });
      showToast({ text: t('toast.duplicated', { title: titleOf(row) }), action: { label: t('action.open'), run: () => navigate({ screen: 'compose', story: id, variant: null }) } });
    },
    onError,
  });
  return {
    open: (id) => navigate({ screen: 'compose', story: id, variant: null }),
    review: (id) => navigate({ screen: 'review', story: id, variant: null }),
    translate: (id) => navigate({ screen: 'translate', story: id, source: null, target: null }),
    duplicate: (row) => duplicate.mutate(row),
    setArchived: (row, archived) => archive.mutate({ row, archived }),
  };
}
