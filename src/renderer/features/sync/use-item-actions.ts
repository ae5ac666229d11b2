import { useMutation } from '@tanstack/react-query';
import type { SyncItem } from '#shared/contract/views.ts';
import { navigate } from '../../app/navigation.ts';
import { showToast } from '../../components/toast.tsx';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useT } from '../../components/use-t.ts';

export interface ItemActions {
  readonly isPending: boolean;
  readonly retry: () => void;
  readonly cancel: () => void;
  readonly open: () => void;
  /** Writes what the item holds to a file of the person's choice; true once it is written. */
  readonly exportItem: () => Promise<boolean>;
  readonly discard: () => Promise<void>;
  /** What someone found out about an uncertain post; the address may be empty. */
  readonly answer: (action: 'found-posted' | 'not-posted' | 'release', url: string) => Promise<boolean>;
  readonly postedByHand: (url: string) => Promise<boolean>;
  readonly resolve: (keep: 'mine' | 'theirs') => void;
}

/** What a person can do about an item of the sync panel; each tells its outcome by a toast. */
export function useItemActions(item: SyncItem | null): ItemActions {
  const { t } = useT('sync');
  const core = useCore();
  const shell = useShell();
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => {
      const code = errorCodeOf(error);
      showToast({ tone: 'bad', text: t(`errors:${code}.title`), detail: `${t(`errors:${code}.safe`)} ${t(`errors:${code}.next`)}` });
    },
  });
  const perform = async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act.mutateAsync(work);
      showToast({ text: done });
      return true;
    } catch {
      // The mutation's onError has told it.
      return false;
    }
  };
  const publication = item?.publication ?? null;
  const id = item?.id ?? '';
  return {
    isPending: act.isPending,
    retry: () => void perform(() => (publication !== null && item?.kind === 'publication' ? core.publish.act({ publication, action: 'retry', url: '' }) : core.sync.retry({ item: id })), t('toast.retrying')),
    cancel: () => {
      if (publication !== null) void perform(() => core.publish.act({ publication, action: 'cancel', url: '' }), t('toast.cancelled'));
    },
    open: () => {
      if (item !== null && item.story !== null) navigate({ screen: 'compose', story: item.story, variant: item.variant });
    },
    exportItem: async () => {
      let path: string | null = null;
      try {
        await act.mutateAsync(async () => {
          const { text } = await core.sync.exportItem({ item: id });
          path = await shell.invoke('shell:save-text', { suggestedName: `sotong-${item?.kind ?? 'item'}.txt`, text });
        });
      } catch {
        return false;
      }
      if (path !== null) showToast({ text: t('toast.exported', { path }) });
      return path !== null;
    },
    discard: async () => {
      await perform(() => core.sync.discard({ item: id }), t('toast.discarded'));
    },
    answer: async (action, url) => publication !== null && (await perform(() => core.publish.act({ publication, action, url }), t(action === 'release' ? 'toast.released' : 'toast.answered'))),
    postedByHand: async (url) => publication !== null && (await perform(() => core.publish.act({ publication, action: 'posted-by-hand', url }), t('toast.recorded'))),
    resolve: (keep) => {
      if (item !== null && item.variant !== null) {
        const variant = item.variant;
        void perform(() => core.variants.resolve({ id: variant, keep }), t('toast.resolved'));
      }
    },
  };
}
