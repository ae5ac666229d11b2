import type { AuditQuery } from '#shared/contract/audit-views.ts';
import type { StoryQuery } from '#shared/contract/views.ts';
import type { CollectionName } from '#shared/domain/settings.ts';
import type { Id } from '#shared/domain/ids.ts';

/** The names under which answers of the core are kept. The live changes (live.ts) make them stale by these. */
export const queryKeys = {
  /** Those of this PC. */
  workspaces: ['workspaces'],
  backups: ['backups'],
  backup: (name: string) => ['backups', name],
  workspace: ['workspace'],
  accountEvents: ['account', 'events'],
  invitations: ['account', 'invitations'],
  storiesAll: ['stories'],
  stories: (query: Omit<StoryQuery, 'cursor' | 'limit'>) => ['stories', 'list', query],
  counts: ['stories', 'counts'],
  storyAll: ['story'],
  story: (id: Id) => ['story', id],
  /** Under its story: every save of one of its texts asks for it anew. */
  storyFacts: (id: Id) => ['story', id, 'facts'],
  variantAll: ['variant'],
  variant: (id: Id) => ['variant', id],
  /** Not under `variant`: what is being chosen must not be asked anew because something came in. */
  conflict: (id: Id) => ['conflict', id],
  variantHistory: (id: Id) => ['variant', id, 'history'],
  linkCard: (address: string) => ['link-card', address],
  asset: (sha256: string) => ['asset', sha256],
  mediaLibraryAll: ['media', 'library'],
  mediaLibrary: (text: string, kind: string) => ['media', 'library', text, kind],
  altTexts: (variant: Id, language: string, files: readonly string[]) => ['media', 'alt-texts', variant, language, files],
  crop: (sha256: string, channel: string) => ['media', 'crop', sha256, channel],
  reviewAll: ['review'],
  reviewQueue: ['review', 'queue'],
  /** Under the review: they change with decisions and publications. */
  amendments: ['review', 'amendments'],
  amendOffer: (variant: Id) => ['review', 'amend-offer', variant],
  reviewReason: (variant: Id) => ['review', 'reason', variant],
  revision: (id: Id) => ['revision', id],
  translationAll: ['translation'],
  translation: (source: Id, target: Id) => ['translation', source, target],
  publications: ['publications'],
  syncAll: ['sync'],
  syncStatus: ['sync', 'status'],
  receiving: ['sync', 'receiving'],
  /** With the line as well: they come and go with entries. */
  holds: ['sync', 'holds'],
  /** With the line as well: acts come with entries. */
  audit: (query: Omit<AuditQuery, 'before'>) => ['sync', 'audit', query],
  syncItems: ['sync', 'items'],
  /** With the line: signing in and out changes both. */
  account: ['sync', 'account'],
  settingsAll: ['settings'],
  presence: ['presence'],
  notifications: ['notifications'],
  settings: (collection: CollectionName) => ['settings', collection],
  provider: (server: string) => ['account', 'provider', server],
  /** Of oneself, or of another member. */
  devices: (member: Id | null) => ['account', 'devices', member],
  team: ['account', 'team'],
} as const;
