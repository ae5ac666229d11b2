import { Notification } from 'electron';

/** Those on screen: one that nobody holds on to may be collected, and its click with it. */
const shown = new Set<Notification>();

/** Those that were shown, the latest: each window asks for the same ones. */
const told = new Set<string>();
const TOLD_MAX = 500;

/** Shows a notification of the system. False where it shows none, or has shown it already. */
export function notify({ id, title, body }: { readonly id: string; readonly title: string; readonly body: string }, pressed: (id: string) => void): boolean {
  if (!Notification.isSupported() || told.has(id)) return false;
  told.add(id);
  for (const old of told) {
    if (told.size <= TOLD_MAX) break;
    told.delete(old);
  }
  const notification = new Notification({ title, body });
  shown.add(notification);
  const gone = (): void => void shown.delete(notification);
  notification.on('click', () => {
    gone();
    pressed(id);
  });
  notification.on('close', gone);
  notification.on('failed', gone);
  notification.show();
  return true;
}
