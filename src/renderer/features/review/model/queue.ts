import type { ReviewItem, VariantRow } from '#shared/contract/views.ts';
import { ChannelId } from '#shared/domain/channel-id.ts';
import type { Id, Instant, Language } from '#shared/domain/ids.ts';

/** `mine`: what the seat can act on: for someone who decides, what others sent; for everybody, what they sent themselves. `groups`: what came from a group, such as a partner's people. */
export const QUEUE_FILTERS = ['all', 'mine', 'groups'] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** Why a story stands in the queue. `kept`: it has left the queue, and stays while it is open, so that nothing vanishes under the reader's eyes. */
export type QueueGroup = 'review' | 'ready' | 'kept';

export interface QueueStory {
  readonly story: Id;
  readonly title: string;
  readonly group: QueueGroup;
  readonly due: Instant | null;
  /** Who asked for the review; null where nobody waits for an answer. */
  readonly askedBy: Id | null;
  readonly askedAt: Instant | null;
  readonly note: string;
  /** The groups that it comes from; none for nobody's. */
  readonly from: readonly string[];
  readonly variants: readonly VariantRow[];
  /** How many of its variants are approved and not sent out, as far as is known without opening it. */
  readonly ready: number;
}

const LANGUAGE_ORDER: readonly Language[] = ['ko', 'en'];

/** By channel, then Korean before English: the order of the columns and of J and K. */
export function byChannelAndLanguage(a: VariantRow, b: VariantRow): number {
  return (
    ChannelId.options.indexOf(a.account.channel) - ChannelId.options.indexOf(b.account.channel) ||
    a.account.id.localeCompare(b.account.id) ||
    LANGUAGE_ORDER.indexOf(a.language) - LANGUAGE_ORDER.indexOf(b.language)
  );
}

/** Whether an item waits on the member in that seat: sent by another and theirs to decide, or sent by themselves. */
export function isMine(item: Pick<ReviewItem, 'submittedBy' | 'yours'>, seat: Id): boolean {
  return item.yours || item.submittedBy === seat;
}

/** Whether it comes from that group, or with null from any. */
function isOfGroup({ groups }: Pick<ReviewItem, 'groups'>, group: string | null): boolean {
  return group === null ? groups.length > 0 : groups.includes(group);
}

/** Due first (the soonest on top), then the longest waiting. */
function byUrgency(a: QueueStory, b: QueueStory): number {
  if (a.due !== b.due) {
    if (a.due === null) return 1;
    if (b.due === null) return -1;
    return a.due < b.due ? -1 : 1;
  }
  return (a.askedAt ?? '').localeCompare(b.askedAt ?? '');
}

export interface QueueInput {
  readonly items: readonly ReviewItem[];
  /** When each story is due, where that is known. */
  readonly due: ReadonlyMap<Id, Instant | null>;
  /** Stories with something approved that has not been sent out. */
  readonly ready: readonly { readonly story: Id; readonly title: string; readonly due: Instant | null; readonly count: number }[];
  readonly filter: QueueFilter;
  /** Among the proposals those of this group; null for all. */
  readonly group: string | null;
  readonly seat: Id;
  /** The story that is open, with all its variants, whether or not it is in the queue. */
  readonly open: { readonly story: Id; readonly title: string; readonly due: Instant | null; readonly variants: readonly VariantRow[] } | null;
}

/** The queue as it is shown: what waits for a verdict, then what is approved and waits to go out, then the open story when it is neither. */
export function buildQueue(input: QueueInput): readonly QueueStory[] {
  const openRows = (story: Id, fallback: readonly VariantRow[]): readonly VariantRow[] =>
    (input.open?.story === story ? input.open.variants : fallback).filter((row) => row.status.status !== 'archived').toSorted(byChannelAndLanguage);

  const review = input.items
    .filter((item) => input.filter === 'all' || (input.filter === 'groups' ? isOfGroup(item, input.group) : isMine(item, input.seat)))
    .map(
      (item): QueueStory => ({
        story: item.story,
        title: item.storyTitle,
        group: 'review',
        due: input.due.get(item.story) ?? null,
        askedBy: item.submittedBy,
        askedAt: item.submittedAt,
        note: item.note,
        from: item.groups,
        variants: openRows(item.story, item.variants),
        ready: 0,
      }),
    )
    .toSorted(byUrgency);
  const inReview = new Set(input.items.map((item) => item.story));
  const plain = (story: { story: Id; title: string; due: Instant | null; count?: number }, group: QueueGroup): QueueStory => ({
    story: story.story, title: story.title, due: story.due, group, askedBy: null, askedAt: null, note: '', from: [], variants: openRows(story.story, []), ready: story.count ?? 0,
  });
  const ready = input.ready
    .filter((story) => !inReview.has(story.story))
    .map((story) => plain(story, 'ready'))
    .toSorted(byUrgency);
  // What only waits to go out is nobody's proposal any more.
  const shown = input.filter === 'groups' ? review : [...review, ...ready];
  const open = input.open;
  return open === null || shown.some((story) => story.story === open.story) ? shown : [...shown, plain(open, 'kept')];
}

export interface QueuePlace {
  readonly story: Id;
  /** Null where the story's variants are not known yet: the first is taken when they come. */
  readonly variant: Id | null;
}

/** Every place that J and K stop at, in order. */
export function queuePlaces(queue: readonly QueueStory[]): readonly QueuePlace[] {
  return queue.flatMap((story): QueuePlace[] => (story.variants.length === 0 ? [{ story: story.story, variant: null }] : story.variants.map((row) => ({ story: story.story, variant: row.id }))));
}

/** The place after (`+1`) or before (`-1`) the one that is open; the first where none is; null at the end. */
export function stepInQueue(queue: readonly QueueStory[], at: QueuePlace | null, step: 1 | -1): QueuePlace | null {
  const places = queuePlaces(queue);
  if (at === null) return places[0] ?? null;
  const index = places.findIndex((place) => place.story === at.story && (place.variant === at.variant || place.variant === null));
  if (index < 0) return places[0] ?? null;
  return places[index + step] ?? null;
}
