import type { NotificationView, VariantRow } from '#shared/contract/views.ts';
import { type NotificationKind, notificationOf } from '#shared/domain/notification.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { LogEntry } from '#shared/sync/entry.ts';
import { type Core, seatedMember } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { readHolds } from '../read-models/holds.ts';
import { hasSay, rulesOf } from '../read-models/rules.ts';
import type { Unit } from '../unit.ts';
import { isNews, keepNotification } from './keep.ts';

/** Keeps what somebody who sits here is to be told of an entry that came from the server. */
export function notice(core: Core, unit: Unit, { entry, receivedAt }: LogEntry): void {
  if (!isNews(receivedAt, core.clock.now())) return;
  const variant = unit.get<{ story: Id; channel: VariantRow['account']['channel']; source: Id | null }>('SELECT story, channel, source_variant AS source FROM variants WHERE id = ?', entry.subject);
  const isHold = entry.kind === 'hold' || entry.kind === 'hold-lifted';
  if (variant === undefined && !isHold) return;
  const member = seatedMember(core);
  const has = (sql: string, ...params: readonly string[]): boolean => unit.get(sql, ...params) !== undefined;
  const thread = entry.kind === 'comment' ? entry.body.replyTo : null;
  const kind = notificationOf(entry, {
    member: member.id,
    roles: member.roles,
    hasSay: variant !== undefined && (entry.kind === 'submission' || entry.kind === 'amendment-request') && hasSay(rulesOf(unit, core.state(), variant, core.clock.now()), member.id, variant.source !== null),
    isAuthor: has('SELECT 1 FROM revisions WHERE subject = ? AND author = ?', entry.subject, member.id),
    amendment: amendmentOf(unit, entry, member.id),
    isInThread: thread !== null && has('SELECT 1 FROM comments WHERE (id = ? OR reply_to = ?) AND author = ?', thread, thread, member.id),
  });
  if (kind !== null) keepNotification(unit, { id: entry.id, kind, subject: entry.subject, author: entry.author, at: receivedAt });
}

/** Whether an entry is about a correction or a withdrawal, and whether it is this member's. */
function amendmentOf(unit: Unit, entry: LogEntry['entry'], member: Id): { readonly asked: boolean } | null {
  const id = entry.kind === 'publication' ? entry.body.publication : entry.kind === 'amendment-decision' ? entry.body.amendment : null;
  const row = id === null ? undefined : unit.get<{ author: Id }>('SELECT e.author FROM publications p JOIN entries e ON e.id = p.entry WHERE p.id = ? AND p.amends IS NOT NULL', id);
  return row === undefined ? null : { asked: row.author === member };
}

interface NotificationRow {
  readonly id: Id;
  readonly kind: NotificationKind;
  readonly variant: Id;
  readonly author: Id;
  readonly at: string;
  readonly seen: number;
  readonly row: string | null;
  readonly story: Id | null;
  readonly title: string | null;
}

/** Newest first. */
export function listNotifications(db: ReadableDb): NotificationView[] {
  const holds = new Map(readHolds(db).map(({ id, scope, storyTitle, reason }) => [id, { scope, storyTitle, reason }]));
  return db
    .all<NotificationRow>(`SELECT n.*, r.row, s.id AS story, s.title FROM notifications n LEFT JOIN variant_rows r ON r.id = n.variant LEFT JOIN story_list s ON s.id = coalesce(r.story, n.variant) ORDER BY n.n DESC`)
    .flatMap(({ id, kind, variant, author, at, seen, row, story, title }): NotificationView[] => {
      const told = { id, kind, author, at, seen: seen === 1 };
      const hold = holds.get(variant);
      if (hold !== undefined) return [{ ...told, text: null, hold }];
      if (story === null || title === null) return [];
      const { account, language } = row === null ? { account: null, language: null } : (JSON.parse(row) as VariantRow);
      return [{ ...told, text: { story, title, variant: account === null ? null : { id: variant, channel: account.channel, language } }, hold: null }];
    });
}

/** What was told has been looked at: those of one variant, one alone, or all. */
export function markNotificationsSeen(core: Core, { variant, id }: { readonly variant: Id | null; readonly id: Id | null }): void {
  core.write((unit) => {
    const changed = unit.run('UPDATE notifications SET seen = 1 WHERE seen = 0 AND ((? IS NULL AND ? IS NULL) OR variant = ? OR id = ?)', variant, id, variant, id);
    if (changed > 0) unit.changed('notifications', null);
  });
}
