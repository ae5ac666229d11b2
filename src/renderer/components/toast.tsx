import { X } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Button, Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';
import { createAnnouncer } from './announcer.ts';
import { cx } from './class-names.ts';
import { type OpenToast, outOfRoom } from './toast-room.ts';
import styles from './toast.module.css';
import { useT } from './use-t.ts';

export interface ToastMessage {
  readonly text: string;
  readonly detail?: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** With an action a toast stays ten seconds, so that it can be reached with F6; errors stay until they are closed. */
const WITH_ACTION_MS = 10_000;
const PLAIN_MS = 6_000;

const MOST = 2;
const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: MOST });
let open: readonly OpenToast[] = [];

/** Shows a message at the top of the window; it is also announced. Answers a function that takes it away. */
export function showToast(message: ToastMessage): () => void {
  const isBad = message.tone === 'bad';
  const onClose = (): void => {
    open = open.filter((each) => each.key !== key);
  };
  const key = queue.add(message, { onClose, ...(isBad ? {} : { timeout: message.action === undefined ? PLAIN_MS : WITH_ACTION_MS }) });
  open = [...open, { key, passing: !isBad && message.action === undefined }];
  for (const each of outOfRoom(open, MOST)) queue.close(each);
  return () => queue.close(key);
}

const announcer = createAnnouncer({ now: () => performance.now(), after: (ms, run) => void setTimeout(run, ms) });

/** Says something to assistive technology without showing it; at most once a second ({@link createAnnouncer}). */
export const { announce } = announcer;

/** The two live regions. Once in the app, at its root. A dialog hides what is around it from assistive technology, but not these. */
export function LiveRegions(): ReactNode {
  const polite = useSyncExternalStore(announcer.subscribe, () => announcer.said('polite'));
  const assertive = useSyncExternalStore(announcer.subscribe, () => announcer.said('assertive'));
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite" data-live="polite" data-live-announcer="true">
        {polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive" data-live="assertive" data-live-announcer="true">
        {assertive}
      </div>
    </>
  );
}

/** Where toasts appear. Once in the app, at its root. */
export function Toasts(): ReactNode {
  const { t } = useT();
  return (
    <ToastRegion queue={queue} aria-label={t('toast.label')} className={styles.region ?? ''}>
      {({ toast }) => (
        <AriaToast toast={toast} className={cx(styles.toast, toast.content.tone === 'bad' && styles.bad)}>
          <ToastContent className={styles.content ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
            {toast.content.detail !== undefined && (
              <Text slot="description" className={styles.detail ?? ''}>
                {toast.content.detail}
              </Text>
            )}
          </ToastContent>
          {toast.content.action !== undefined && (
            <Button
              className={styles.button ?? ''}
              onPress={() => {
                toast.content.action?.run();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <Button slot="close" aria-label={t('action.dismiss')} className={styles.close ?? ''}>
            <X size={16} strokeWidth={1.5} aria-hidden />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
