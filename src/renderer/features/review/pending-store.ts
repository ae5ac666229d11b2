import { useCallback } from 'react';
import { createKeptStore } from '../../app/kept-store.ts';
import { type Store, useStore } from '../../app/store.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { parsePending, type PendingEvent, type PendingReview, reducePending } from './model/pending-review.ts';

/** One store for each newsroom and seat: a reviewer never sees what another one has prepared. */
const stores = new Map<string, Store<PendingReview>>();

function storeFor(key: string): Store<PendingReview> {
  const known = stores.get(key);
  if (known !== undefined) return known;
  const store = createKeptStore<PendingReview>(key, { parse: parsePending, format: JSON.stringify });
  stores.set(key, store);
  return store;
}

export interface Pending {
  readonly state: PendingReview;
  readonly send: (event: PendingEvent) => void;
}

/** What the member in the seat has prepared and not sent. */
export function usePending(): Pending {
  const { workspace, seat } = useWorkspaceView();
  const store = storeFor(`sotong.review.${workspace.id}.${seat}`);
  const state = useStore(store);
  const send = useCallback((event: PendingEvent) => store.update((now) => reducePending(now, event)), [store]);
  return { state, send };
}
