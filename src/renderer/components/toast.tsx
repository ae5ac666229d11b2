import { X } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Button, Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';
import { cx } from './class-names.ts';
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

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 2 });

/** Shows a message at the top of the window; it is also announced. Answers a function that takes it away. */
export function showToast(message: ToastMessage): () => void {
  const key = queue.add(message, message.tone === 'bad' ? {} : { timeout: message.action === undefined ? PLAIN_MS : WITH_ACTION_MS });
  return () => queue.close(key);
}

let polite = '';
let assertive = '';
const listeners = new Set<() => void>();
let lastAnnounced = 0;
let pending: ReturnType<typeof setTimeout> | undefined;

function publish(text: string, urgent: boolean): void {
  // A no-break space at the end makes the same words a new text, which is read again.
  const fresh = (previous: string): string => (previous === text ? `${text}\u00a0` : text);
  if (urgent) assertive = fresh(assertive);
  else polite = fresh(polite);
  for (const listener of listeners) listener();
}

/**
 * Says something to assistive technology without showing it. Polite texts are held to one a
 * second, the last one winning; urgent ones are said at once.
 */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  if (urgency === 'assertive') {
    publish(text, true);
    return;
  }
  clearTimeout(pending);
  const wait = Math.max(0, lastAnnounced + 1_000 - Date.now());
  pending = setTimeout(() => {
    lastAnnounced = Date.now();
    publish(text, false);
  }, wait);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The two live regions. Once in the app, at its root. */
export function LiveRegions(): ReactNode {
  const politeText = useSyncExternalStore(subscribe, () => polite);
  const assertiveText = useSyncExternalStore(subscribe, () => assertive);
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite" data-live="polite">
        {politeText}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive" data-live="assertive">
        {assertiveText}
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
