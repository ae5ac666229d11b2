import type { ReactNode } from 'react';
import type { ChannelId, Language } from '#shared/domain/ids.ts';
import styles from './status-chip.module.css';
import { useT } from './use-t.ts';

/** A channel as two neutral letters; its brand's colours appear in previews only. */
export function ChannelBadge({ channel, language }: { readonly channel: ChannelId; readonly language?: Language }): ReactNode {
  const { t } = useT();
  const name = language === undefined ? t(`channel.${channel}`) : `${t(`channel.${channel}`)} (${t(`language.${language}`)})`;
  return (
    <span className={styles.channel} role="img" aria-label={name} title={name}>
      {t(`channelShort.${channel}`)}
    </span>
  );
}
