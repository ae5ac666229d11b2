import type { Translate } from '../components/use-t.ts';
import type { Connection, SyncStatus } from '#shared/contract/views.ts';

/** What the status bar says of the connection. Says "all synced" only when nothing waits. */
export function connectionWords(t: Translate, status: SyncStatus, time: (instant: string) => string): string {
  if (status.connection === 'online') {
    if (status.waiting > 0 || status.problems > 0) return t('connection.connected');
    return status.lastSyncAt === null ? t('connection.online') : t('connection.onlineAt', { time: time(status.lastSyncAt) });
  }
  if (status.connection === 'syncing') return status.waiting > 0 ? t('connection.syncingLeft', { count: status.waiting }) : t('connection.syncing');
  return t(`connection.${status.connection}`);
}

/** Connections that are told in the bar above the content. */
export function isTroubled(connection: Connection): connection is 'offline-by-choice' | 'unreachable' | 'refused' {
  return connection === 'offline-by-choice' || connection === 'unreachable' || connection === 'refused';
}
