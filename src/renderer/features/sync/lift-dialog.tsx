import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { HoldView, PublicationView } from '#shared/contract/publication-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { scopeWords } from '../../app/hold-words.ts';
import styles from './sync.module.css';

type Fate = 'release' | 'keep' | 'cancel';

/** Ends a hold, and asks of each post that it stopped what is to become of it: nothing goes out unasked. */
export function LiftDialog({ hold, onClose }: { readonly hold: HoldView; readonly onClose: () => void }): ReactNode {
  const { t } = useT('sync');
  const { t: common } = useT();
  const core = useCore();
  const { roles } = useWorkspaceView();
  const [fates, setFates] = useState<ReadonlyMap<Id, Fate>>(new Map());
  const { data: publications } = useQuery({ queryKey: queryKeys.publications, queryFn: () => core.publish.list() });
  const stopped = (publications ?? []).filter(({ holds }) => holds.includes(hold.id));
  const chosen = (fate: Fate): Id[] => stopped.filter(({ id }) => (fates.get(id) ?? 'keep') === fate).map(({ id }) => id);
  const lift = useMutation({
    mutationFn: () => core.publish.lift({ hold: hold.id, release: chosen('release'), cancel: chosen('cancel') }),
    onSuccess: () => {
      showToast({ text: t('holds.liftDialog.done') });
      onClose();
    },
  });
  return (
    <Dialog
      title={`${t('holds.liftDialog.title')}: ${scopeWords(common, hold)}`}
      isOpen
      onClose={onClose}
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={lift.isPending} isDisabled={publications === undefined} onPress={() => lift.mutate()}>
            {t('holds.liftDialog.confirm')}
          </Button>
        </>
      }
    >
      {lift.isError && <ErrorNotice code={errorCodeOf(lift.error)} />}
      {publications === undefined ? <Skeleton label={t('common:loading')} /> : <p>{t(stopped.length === 0 ? 'holds.liftDialog.nothing' : 'holds.liftDialog.intro')}</p>}
      <ul className={styles.fates}>
        {stopped.map((publication) => (
          <li key={publication.id} className={styles.fate}>
            <What publication={publication} />
            {publication.holds.length > 1 ? (
              <span className={styles.language}>{t('holds.liftDialog.other')}</span>
            ) : (
              <SegmentedControl<Fate>
                label={`${publication.storyTitle}, ${t(`common:channel.${publication.account.channel}`)}`}
                value={fates.get(publication.id) ?? 'keep'}
                onChange={(fate) => setFates(new Map(fates).set(publication.id, fate))}
                options={(roles.includes('publisher') ? (['release', 'keep', 'cancel'] as const) : (['keep'] as const)).map((id) => ({ id, label: t(`holds.liftDialog.fate.${id}`) }))}
              />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function What({ publication }: { readonly publication: PublicationView }): ReactNode {
  const { t } = useT('sync');
  return (
    <span className={styles.fateWhat}>
      <ChannelBadge channel={publication.account.channel} language={publication.language} />
      <span className={styles.language}>{t(`common:languageShort.${publication.language}`)}</span>
      <span className={styles.publicationTitle}>{publication.storyTitle}</span>
    </span>
  );
}
