import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { AmendmentView } from '#shared/contract/publication-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useT } from '../../../components/use-t.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import styles from './amend.module.css';
import { AmendmentDetail } from './amendment-detail.tsx';
import { useAmendments } from './use-amend.ts';

/** Corrections and withdrawals: those that wait first; one of them with all that somebody needs to approve it or to carry it out. */
export function AmendmentsDialog({ first, onClose }: { readonly first: Id | null; readonly onClose: () => void }): ReactNode {
  const { t } = useT('amend');
  const { data, error } = useAmendments();
  const [shown, setShown] = useState(first);
  const amendment = data?.find(({ id }) => id === shown);
  if (amendment !== undefined) return <AmendmentDetail key={amendment.id} amendment={amendment} onBack={() => setShown(null)} onClose={onClose} />;
  return (
    <Dialog title={t('title')} isOpen onClose={onClose} footer={<Button onPress={onClose}>{t('close')}</Button>}>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {data === undefined && error === null && <Skeleton label={t('common:loading')} />}
      {data?.length === 0 && <p>{t('empty')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className={styles.list} aria-label={t('title')}>
          {data.map((each) => (
            <li key={each.id}>
              <AmendmentRow amendment={each} onPress={() => setShown(each.id)} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

export function AmendmentRow({ amendment, onPress }: { readonly amendment: AmendmentView; readonly onPress: () => void }): ReactNode {
  const { t } = useT('amend');
  const { account, language, storyTitle, way, state, confirmed } = amendment;
  return (
    <AriaButton className={styles.row ?? ''} onPress={onPress}>
      <ChannelBadge channel={account.channel} language={language} />
      <span className={styles.rowText}>
        {t(`way.${way}`)} · {storyTitle === '' ? t('common:untitled') : storyTitle}
      </span>
      <span className={styles.rowState}>{confirmed ? t(`state.${state}`) : t('waiting')}</span>
    </AriaButton>
  );
}
