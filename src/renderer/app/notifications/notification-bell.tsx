import { Bell, BellDot, FileText, OctagonPause } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { NotificationView } from '#shared/contract/views.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { cx } from '../../components/class-names.ts';
import { useFormats } from '../../components/formats.ts';
import menuStyles from '../../components/menu.module.css';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import styles from './notifications.module.css';
import { useNotificationWords } from './notification-words.ts';
import { openNotification, useNotifications, useTellNotifications } from './use-notifications.ts';

/** How many are new, and on request what they are; each opens what it is about. */
export function NotificationBell(): ReactNode {
  const { t } = useT('notifications');
  const notifications = useNotifications();
  useTellNotifications();
  const fresh = notifications.filter(({ seen }) => !seen).length;
  return (
    <DialogTrigger>
      <IconButton icon={fresh > 0 ? BellDot : Bell} label={fresh > 0 ? t('labelNew', { count: fresh }) : t('label')} />
      <Popover className={menuStyles.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('label')}>
          {({ close }) => <List close={close} fresh={fresh} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function About({ told: { text } }: { readonly told: NotificationView }): ReactNode {
  if (text === null) return <OctagonPause size={20} strokeWidth={1.5} aria-hidden />;
  return text.variant === null ? <FileText size={20} strokeWidth={1.5} aria-hidden /> : <ChannelBadge channel={text.variant.channel} />;
}

function List({ close, fresh }: { readonly close: () => void; readonly fresh: number }): ReactNode {
  const { t } = useT('notifications');
  const core = useCore();
  const { shortDateTime } = useFormats();
  const words = useNotificationWords();
  const notifications = useNotifications();
  if (notifications.length === 0) return <p className={styles.empty}>{t('empty')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {notifications.map((each) => {
          const { what, about } = words(each);
          return (
            <li key={each.id}>
              <AriaButton
                className={cx(styles.item, !each.seen && styles.fresh)}
                onPress={() => {
                  close();
                  openNotification(each);
                  void core.notifications.seen({ variant: each.text?.variant?.id ?? null, id: each.id }).catch(() => undefined);
                }}
              >
                <About told={each} />
                <span className={styles.words}>
                  <span className={styles.what}>
                    {what} {!each.seen && <span className="visually-hidden">({t('unseen')})</span>}
                  </span>
                  <span className={styles.about}>
                    {about} · {shortDateTime(each.at)}
                  </span>
                </span>
              </AriaButton>
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        <Button
          size="small"
          variant="quiet"
          isDisabled={fresh === 0}
          onPress={() => {
            // Done, it would be off under the focus, which would be lost.
            close();
            void core.notifications.seen({ variant: null }).catch(() => undefined);
          }}
        >
          {t('markAll')}
        </Button>
      </div>
    </>
  );
}
