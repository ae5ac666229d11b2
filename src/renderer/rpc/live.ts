import type { QueryClient } from '@tanstack/react-query';
import type { Change } from '#shared/contract/core-contract.ts';
import { assertNever } from '#shared/std/assert-never.ts';
import type { CoreConnection } from './core-client.ts';
import { queryKeys } from './query-keys.ts';

/** What to ask for again after a change. */
export function staleKeys(change: Change): readonly (readonly unknown[])[] {
  switch (change.topic) {
    case 'story':
      return [change.id === null ? queryKeys.storyAll : queryKeys.story(change.id), queryKeys.storiesAll];
    case 'variant':
      return [change.id === null ? queryKeys.variantAll : queryKeys.variant(change.id), queryKeys.storyAll, queryKeys.storiesAll, queryKeys.translationAll, queryKeys.reviewAll];
    case 'stories':
      return [queryKeys.storiesAll, queryKeys.storyAll];
    case 'sync':
      return [queryKeys.syncAll, queryKeys.publications];
    case 'workspace':
      return [queryKeys.workspace];
    case 'notifications':
      return [queryKeys.notifications];
    case 'presence':
      return [queryKeys.presence];
    case 'settings':
      return [queryKeys.settingsAll];
    case 'review':
      return [queryKeys.reviewAll];
    default:
      return assertNever(change.topic, 'change topic');
  }
}

/** Changes that come within this time are asked for once: an autosave touches several read models. */
const BATCH_MS = 40;
const AGAIN_MS = 1_000;

/**
 * Follows the core's changes and marks what they touch as stale, until `signal` ends it. After
 * each reconnection everything is asked for again, since changes may have been missed.
 */
export async function followChanges(connection: CoreConnection, queries: QueryClient, signal: AbortSignal): Promise<void> {
  let waiting = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const keys = waiting;
    waiting = new Map();
    for (const queryKey of keys.values()) void queries.invalidateQueries({ queryKey });
  };
  let first = true;
  while (!signal.aborted) {
    const stream = new AbortController();
    const stop = (): void => stream.abort();
    signal.addEventListener('abort', stop);
    // The iterator of a dead port never ends by itself: losing the connection ends it.
    const unsubscribe = connection.subscribe(() => {
      if (connection.state() === 'lost') stop();
    });
    try {
      const changes = await connection.client.live.changes(undefined, { signal: stream.signal });
      if (!first) void queries.invalidateQueries();
      first = false;
      const ended = new Promise<IteratorResult<Change>>((resolve) => stream.signal.addEventListener('abort', () => resolve({ done: true, value: undefined })));
      for (;;) {
        const { done, value } = await Promise.race([changes.next(), ended]);
        if (done === true) break;
        for (const key of staleKeys(value)) waiting.set(JSON.stringify(key), key);
        timer ??= setTimeout(flush, BATCH_MS);
      }
    } catch {
      // The stream broke; it is opened again below, and everything is asked for then.
    } finally {
      unsubscribe();
      signal.removeEventListener('abort', stop);
    }
    if (!signal.aborted && connection.state() === 'open') await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  clearTimeout(timer);
}
