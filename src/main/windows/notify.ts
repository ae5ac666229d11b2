import { type BrowserWindow, Notification } from 'electron';

/** Those on screen: one that nobody holds on to may be collected, and its click with it. */
const shown = new Set<Notification>();

/** Shows a notification of the system. False where it shows none. */
export function notify({ id, title, body }: { readonly id: string; readonly title: string; readonly body: string }, window: () => BrowserWindow | null, pressed: (id: string) => void): boolean {
  if (!Notification.isSupported()) return false;
  const notification = new Notification({ title, body });
  shown.add(notification);
  const gone = (): void => void shown.delete(notification);
  notification.on('click', () => {
    gone();
    const target = window();
    if (target?.isMinimized() === true) target.restore();
    target?.show();
    target?.focus();
    pressed(id);
  });
  notification.on('close', gone);
  notification.on('failed', gone);
  notification.show();
  return true;
}
