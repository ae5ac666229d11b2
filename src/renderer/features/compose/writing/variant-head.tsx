import { Link2, Shapes } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import { runCommand } from '../../../app/commands.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { useFormats } from '../../../components/formats.ts';
import { StatusChip } from '../../../components/status-chip.tsx';
import { SyncBadge } from '../../../components/sync-badge.tsx';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';

export interface VariantHeadProps {
  readonly row: VariantRow;
  /** The text on the screen is not the one that was approved. */
  readonly voided: boolean;
  readonly isReadOnly: boolean;
  readonly onRelink: () => void;
}

/** Which variant is in hand: its channel, account and language, where it stands, and whether it follows the common text. */
export const VariantHead = memo(function VariantHead({ row, voided, isReadOnly, onRelink }: VariantHeadProps): ReactNode {
  const t = useTexts();
  const { pick } = useFormats();
  const { channel, handle, name } = row.account;
  return (
    <header className={styles.writingHead}>
      <ChannelBadge channel={channel} />
      <h2 className={styles.writingTitle}>
        {t(`common:channel.${channel}`)} <span className={styles.muted}>{handle === '' ? pick(name) : handle} · {t(`common:language.${row.language}`)}</span>
      </h2>
      {/* The edit has voided the approval already; the core says so with its next answer. */}
      <StatusChip status={voided && row.status.status === 'approved' ? 'draft' : row.status.status} />
      <SyncBadge state={row.sync} iconOnly />
      <span className={styles.spring} />
      <IconButton size="small" icon={Shapes} label={t('adapt:action')} isDisabled={isReadOnly} onPress={() => runCommand('compose.adapt')} />
      {row.linked ? (
        <span className={styles.linkedMark} title={t('variants.linkedHint')}><Link2 size={14} strokeWidth={1.75} aria-hidden /> {t('variants.linked')}</span>
      ) : (
        <Button size="small" variant="quiet" icon={Link2} isDisabled={isReadOnly} onPress={onRelink}>{t('notice.relink')}</Button>
      )}
    </header>
  );
});
