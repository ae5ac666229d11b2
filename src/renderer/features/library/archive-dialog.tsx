import type { ReactNode } from 'react';
import type { StoryDetail, StoryRow } from '#shared/contract/views.ts';
import type { ChannelId, Id, Language } from '#shared/domain/ids.ts';
import type { EditorialStatus } from '#shared/domain/status.ts';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './library.module.css';

type GoingOut = { readonly id: Id; readonly channel: ChannelId; readonly language: Language };

const GOING_OUT: readonly EditorialStatus[] = ['scheduled', 'publishing', 'correcting'];

/** The texts of a story that wait to go out, and would not once it is archived. Of what was asked for here and has not been sent only the story itself knows. */
export function goingOut(row: StoryRow, story: StoryDetail | undefined): readonly GoingOut[] {
  const pending = new Set(story?.variants.filter(({ status }) => status.waitingForServer.publishRequest).map(({ id }) => id));
  return row.variants.filter(({ id, status }) => GOING_OUT.includes(status) || pending.has(id));
}

/** Asks once before archiving stops what waits to go out. */
export function ArchiveDialog({ stops, onClose, onConfirm }: { readonly stops: readonly GoingOut[]; readonly onClose: () => void; readonly onConfirm: () => void }): ReactNode {
  const { t } = useT('library');
  return (
    <ConfirmDialog
      title={t('archiving.title')}
      body={
        <div className={styles.stops}>
          <p>{t('archiving.body', { count: stops.length })}</p>
          <ul>
            {stops.map(({ id, channel, language }) => (
              <li key={id}>{t('archiving.variant', { channel: t(`common:channel.${channel}`), language: t(`common:language.${language}`) })}</li>
            ))}
          </ul>
          <p>{t('archiving.rest')}</p>
        </div>
      }
      confirmLabel={t('archiving.confirm')}
      danger
      isOpen
      onClose={onClose}
      onConfirm={onConfirm}
    />
  );
}
