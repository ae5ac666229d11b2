import { CircleAlert, CloudOff, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './feedback.module.css';
import { useT } from './use-t.ts';

type BannerTone = 'neutral' | 'info' | 'warn' | 'bad';

const ICONS = { neutral: CloudOff, info: Info, warn: TriangleAlert, bad: CircleAlert } as const;

export interface BannerProps {
  readonly tone?: BannerTone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}

/** A slim bar above the content, for what holds while it holds. Never modal; `bad` is announced at once. */
export function Banner({ tone = 'info', children, actions, onDismiss }: BannerProps): ReactNode {
  const { t } = useT();
  const Icon = ICONS[tone];
  return (
    <div className={cx(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <div className={styles.bannerText}>{children}</div>
      {(actions !== undefined || onDismiss !== undefined) && (
        <div className={styles.bannerActions}>
          {actions}
          {onDismiss !== undefined && <IconButton icon={X} label={t('action.dismiss')} size="small" onPress={onDismiss} />}
        </div>
      )}
    </div>
  );
}
