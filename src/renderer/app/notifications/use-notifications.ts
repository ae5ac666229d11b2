import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { NotificationView } from '#shared/contract/views.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { navigate, type Route, useRoute } from '../navigation.ts';
import { showAmendments, showSyncTab, toggleSyncPanel } from '../overlays.ts';
import { useNotificationWords } from './notification-words.ts';

const NONE: readonly NotificationView[] = [];

/** Newest first; nothing until they are here. */
export function useNotifications(): readonly NotificationView[] {
  const core = useCore();
  const { data } = useQuery({ queryKey: queryKeys.notifications, queryFn: () => core.notifications.list() });
  return data ?? NONE;
}

/** Goes to what a notification is about. */
export function openNotification({ kind, text }: NotificationView): void {
  if (text === null) {
    showSyncTab('holds');
    toggleSyncPanel(true);
  } else if (kind === 'publication-needs-person') toggleSyncPanel(true);
  else {
    // Of two versions: where they are joined, or were. Of what is back from the archive: where it is written.
    navigate({ screen: kind === 'conflict' || kind === 'story-settled' || kind === 'archive-overtaken' ? 'compose' : 'review', story: text.story, variant: text.variant?.id ?? null });
    if (kind === 'amendment-requested' || kind === 'amendment-refused' || kind === 'amended') showAmendments(null);
  }
}

function isInView({ text }: NotificationView, route: Route): boolean {
  return text !== null && (route.screen === 'compose' || route.screen === 'review') && route.story === text.story && route.variant === (text.variant?.id ?? null) && document.hasFocus();
}

/** Tells of what is new: nothing of what is in view, by a message in the window that is looked at, else by the system. */
export function useTellNotifications(): void {
  const { t } = useT('notifications');
  const core = useCore();
  const shell = useShell();
  const route = useRoute();
  const words = useNotificationWords();
  const notifications = useNotifications();
  const told = useRef<ReadonlySet<string> | null>(null);
  const latest = useRef({ notifications, words, t });
  useEffect(() => {
    latest.current = { notifications, words, t };
  });

  useEffect(() => {
    const unseen = notifications.filter(({ seen }) => !seen);
    const looked = unseen.filter((each) => isInView(each, route));
    for (const { id, text } of looked.slice(0, 1)) void core.notifications.seen({ variant: text?.variant?.id ?? null, id }).catch(() => undefined);
    const before = told.current;
    told.current = new Set(notifications.map(({ id }) => id));
    // What was there at the start is in the list, and no news.
    if (before === null) return;
    for (const each of unseen.toReversed()) {
      if (before.has(each.id) || looked.includes(each)) continue;
      const { what, about } = latest.current.words(each);
      if (document.hasFocus()) showToast({ text: what, detail: about, action: { label: latest.current.t('open'), run: () => openNotification(each) } });
      else void shell.invoke('shell:notify', { id: each.id, title: what.slice(0, 200), body: about.slice(0, 1_000) }).catch(() => undefined);
    }
  }, [core, shell, notifications, route]);

  useEffect(
    () =>
      shell.on('shell:notification-pressed', (id) => {
        const pressed = latest.current.notifications.find((each) => each.id === id);
        if (pressed !== undefined) openNotification(pressed);
      }),
    [shell],
  );
}
