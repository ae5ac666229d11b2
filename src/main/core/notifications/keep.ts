import type { StorySettledView } from '#shared/contract/views.ts';
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
const FRESH_MS = 7 * 24 * 3_600_000;

/** Whether what happened `at` (an instant) is still worth telling `now` (ms). */
export function isNews(at: string, now: number): boolean {
  return now - Date.parse(at) <= FRESH_MS;
}

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
  if (archivedBy !== seat || editedBy === seat || at === undefined || !isNews(at, now)) return;
  keepNotification(unit, { id: derivedId(`overtaken ${mark}`), kind: 'archive-overtaken', subject: edited, author: editedBy, at: new Date(now).toISOString() });
}

/** Tells the two who changed the same place of a story that one took the place of the other, or that both stand there now; once somebody has been over it, there is nothing to tell. */
export function noticeSettled(unit: Unit, { seat, story, settled, now }: { readonly seat: Id; readonly story: Id; readonly settled: StorySettledView | null; readonly now: string }): void {
  if (settled === null) {
    forgetSettled(unit, story);
    return;
  }
  // Somebody may also have parted from themselves, at two computers.
  const other = settled.fields
    .map(({ earlier, later }) => [earlier.author, later.author])
    .filter((pair) => pair.includes(seat))
    .flat()
    .find((author) => author !== seat);
  if (other === undefined) return;
  keepNotification(unit, { id: derivedId(`settled ${settled.revision}`), kind: 'story-settled', subject: story, author: other, at: now });
}

/** The story is in order. */
export function forgetSettled(unit: Unit, story: Id): void {
  if (unit.run(`DELETE FROM notifications WHERE kind = 'story-settled' AND variant = ?`, story) > 0) unit.changed('notifications', null);
}
