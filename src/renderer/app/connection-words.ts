import type { Translate } from '../components/use-t.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Connection, SyncStatus } from '#shared/contract/views.ts';

/** What the status bar says of the connection. Says "all synced" only when nothing waits. */
export function connectionWords(t: Translate, status: SyncStatus, time: (instant: string) => string): string {
  if (status.connection === 'online') {
    if (status.waiting > 0 || status.problems > 0) return t('connection.connected');
    return status.lastSyncAt === null ? t('connection.online') : t('connection.onlineAt', { time: time(status.lastSyncAt) });
  }
  if (status.connection === 'syncing' && status.toReceive > 0) return t('connection.receivingLeft', { count: status.toReceive });
  if (status.connection === 'syncing') return status.waiting > 0 ? t('connection.syncingLeft', { count: status.waiting }) : t('connection.syncing');
  const trouble = troubleOf(status);
  return trouble === null ? t(`connection.${status.connection}`) : t(`connection.trouble.${trouble}`);
}

/** What the bar above the content says of a connection that does not work: what happened, what is safe, what to do. */
export function troubleWords(t: Translate, status: SyncStatus): string {
  const trouble = troubleOf(status);
  if (trouble !== null) return `${t(`errors:${trouble}.title`)} ${t(`errors:${trouble}.safe`)} ${t(`errors:${trouble}.next`)}`;
  return status.connection === 'offline-by-choice' ? t('banner.offline-by-choice') : t('banner.unreachable');
}

const TROUBLES = ['unauthorized', 'forbidden', 'schema-mismatch', 'other-newsroom', 'backend-nonsense'] as const satisfies readonly ErrorCode[];

/** The answer of a server that can be reached and does not help; null where none was reached. */
function troubleOf({ connection, error }: SyncStatus): (typeof TROUBLES)[number] | null {
  if (connection !== 'unreachable' && connection !== 'refused') return null;
  return TROUBLES.find((code) => code === error) ?? null;
}

/** Connections that are told in the bar above the content. */
export function isTroubled(connection: Connection): connection is 'offline-by-choice' | 'unreachable' | 'refused' {
  return connection === 'offline-by-choice' || connection === 'unreachable' || connection === 'refused';
}
