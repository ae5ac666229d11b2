import { derivedId } from '#shared/domain/derived-id.ts';
import { headsOf } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { NotificationKind } from '#shared/domain/notification.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import type { Unit } from '../unit.ts';

/** As many are kept; those before were seen, or never will be. */
const KEPT = 200;

/** Keeps what somebody is told of once, whoever tells it again. `subject` is a variant or a hold. */
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
