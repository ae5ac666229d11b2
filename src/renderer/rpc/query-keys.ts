import type { StoryQuery } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';

/** The names under which answers of the core are kept. The live changes (live.ts) make them stale by these. */
export const queryKeys = {
  workspace: ['workspace'],
  storiesAll: ['stories'],
  stories: (query: Omit<StoryQuery, 'cursor' | 'limit'>) => ['stories', 'list', query],
  counts: ['stories', 'counts'],
  storyAll: ['story'],
  story: (id: Id) => ['story', id],
  variantAll: ['variant'],
  variant: (id: Id) => ['variant', id],
  /** Not under `variant`: what is being chosen must not be asked anew because something came in. */
  conflict: (id: Id) => ['conflict', id],
  variantHistory: (id: Id) => ['variant', id, 'history'],
  asset: (sha256: string) => ['asset', sha256],
  reviewAll: ['review'],
  reviewQueue: ['review', 'queue'],
  reviewReason: (variant: Id) => ['review', 'reason', variant],
  revision: (id: Id) => ['revision', id],
  translationAll: ['translation'],
  translation: (source: Id, target: Id) => ['translation', source, target],
  publications: ['publications'],
  syncAll: ['sync'],
  syncStatus: ['sync', 'status'],
  /** With the line as well: they come and go with entries. */
  holds: ['sync', 'holds'],
  syncItems: ['sync', 'items'],
  /** With the line: signing in and out changes both. */
  account: ['sync', 'account'],
  devices: ['account', 'devices'],
  team: ['account', 'team'],
} as const;
