import type { Overtaken } from '#shared/domain/archiving.ts';
import { derivedId } from '#shared/domain/derived-id.ts';
import { headsOf } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { NotificationKind } from '#shared/domain/notification.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import type { Unit } from '../unit.ts';

/** As many are kept; those before were seen, or never will be. */
const KEPT = 200;

/** What is older than this (ms) is no news: a newsroom that is joined brings years. */
export const FRESH_MS = 7 * 24 * 3_600_000;

/** Keeps what somebody is told of once, whoever tells it again. `subject` is a variant, a story or a hold. */
export function keepNotification(unit: Unit, { id, kind, subject, author, at }: { readonly id: Id; readonly kind: NotificationKind; readonly subject: Id; readonly author: Id; readonly at: string }): void {
  unit.run('INSERT INTO notifications (id, kind, variant, author, at, seen) VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING', id, kind, subject, author, at);
  unit.run('DELETE FROM notifications WHERE n <= (SELECT max(n) FROM notifications) - ?', KEPT);
  unit.changed('notifications', null);
}

/**
 * Tells who has written a text that it is in two versions now that could not be joined; once they are one, there is nothing
 * to tell. The name follows from the versions, so that the same conflict is told once.
 */
export function noticeConflict(unit: Unit, { seat, variant, facts, now }: { readonly seat: Id; readonly variant: Id; readonly facts: VariantFacts; readonly now: string }): void {
  const heads = headsOf(facts.revisions).toSorted();
  if (heads.length < 2) {
    if (unit.run(`DELETE FROM notifications WHERE kind = 'conflict' AND variant = ?`, variant) > 0) unit.changed('notifications', null);
    return;
  }
  if (!facts.revisions.some(({ author }) => author === seat)) return;
  const author = facts.revisions.find(({ id, author: writer }) => heads.includes(id) && writer !== seat)?.author ?? seat;
  keepNotification(unit, { id: derivedId(`conflict ${variant} ${heads.join(' ')}`), kind: 'conflict', subject: variant, author, at: now });
}

/** Tells who archived something that it is back, as somebody else went on writing in it. */
export function noticeOvertaken(unit: Unit, { seat, overtaken: { mark, archivedBy, editedBy, edited }, now }: { readonly seat: Id; readonly overtaken: Overtaken; readonly now: number }): void {
  const at = unit.get<{ at: string }>(`SELECT coalesce(received_at, at) AS at FROM entries WHERE subject = ? AND author = ? AND kind IN ('revision', 'story-revision') ORDER BY position DESC LIMIT 1`, edited, editedBy)?.at;
  if (archivedBy !== seat || editedBy === seat || at === undefined || now - Date.parse(at) > FRESH_MS) return;
  keepNotification(unit, { id: derivedId(`overtaken ${mark}`), kind: 'archive-overtaken', subject: edited, author: editedBy, at: new Date(now).toISOString() });
}
