import type { Change } from '#shared/contract/core-contract.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { WritableDb } from './db/types.ts';

/**
 * One transaction of the newsroom: the database, and what was touched in it. The rows of touched
 * variants and stories are worked out anew once, before the commit; the news of them goes out after it.
 */
export interface Unit extends WritableDb {
  /** Its draft, its entries or what it shows has changed. Touches its story too. */
  touchVariant(id: Id): void;
  touchStory(id: Id): void;
  /** The text by which a story is found has changed. */
  touchSearch(story: Id): void;
  changed(topic: Change['topic'], id: Id | null): void;
  /** Something waits to be sent. */
  outbox(): void;
}

/** What a unit has gathered. */
export interface Touched {
  readonly variants: Set<Id>;
  readonly stories: Set<Id>;
  readonly search: Set<Id>;
  readonly changes: Map<string, Change>;
  outbox: boolean;
}

export function nothingTouched(): Touched {
  return { variants: new Set(), stories: new Set(), search: new Set(), changes: new Map(), outbox: false };
}

export function unitOf(tx: WritableDb, touched: Touched): Unit {
  return {
    get: tx.get.bind(tx),
    all: tx.all.bind(tx),
    each: tx.each.bind(tx),
    run: tx.run.bind(tx),
    touchVariant: (id) => touched.variants.add(id),
    touchStory: (id) => touched.stories.add(id),
    touchSearch: (story) => touched.search.add(story),
    changed: (topic, id) => touched.changes.set(`${topic}:${id ?? ''}`, { topic, id }),
    outbox: () => {
      touched.outbox = true;
    },
  };
}
