import type { Tables } from '../db/tables.ts';

/** How one table is taken along. Parents come before those that refer to them. */
export type MovedTable = {
  readonly name: keyof Tables;
  /** Its primary key, in order. */
  readonly key: readonly string[];
  /** Rows at once: pictures have 20 MB each, entries up to 8. */
  readonly batch: number;
  /** The column that numbers itself, whose counter must go on after the last one. */
  readonly counter?: string;
};

/** Every table but the record of migrations, who has what open at the moment, which the target has of its own, and the log's head, which is set at the end. */
export const MOVED_TABLES: readonly MovedTable[] = [
  { name: 'log', key: ['seq'], batch: 200 },
  { name: 'media', key: ['sha256'], batch: 2 },
  { name: 'media_parts', key: ['sha256', 'n'], batch: 8 },
  { name: 'publications', key: ['id'], batch: 500 },
  { name: 'holds', key: ['id'], batch: 500 },
  { name: 'settings', key: ['collection', 'key'], batch: 500 },
  { name: 'archived_stories', key: ['story'], batch: 500 },
  { name: 'attempts', key: ['publication', 'attempt'], batch: 500 },
  { name: 'members', key: ['id'], batch: 500 },
  { name: 'member_identities', key: ['issuer', 'subject'], batch: 500 },
  { name: 'provider_flows', key: ['state'], batch: 500 },
  { name: 'member_roles', key: ['n'], batch: 500, counter: 'n' },
  { name: 'invitations', key: ['digest'], batch: 500 },
  { name: 'devices', key: ['id'], batch: 500 },
  { name: 'access_tokens', key: ['digest'], batch: 500 },
  { name: 'refresh_tokens', key: ['digest'], batch: 500 },
  { name: 'account_events', key: ['n'], batch: 500, counter: 'n' },
  { name: 'account_event_links', key: ['position'], batch: 500 },
  { name: 'sandbox_posts', key: ['id'], batch: 500, counter: 'id' },
  { name: 'sandbox_changes', key: ['id'], batch: 500, counter: 'id' },
  { name: 'sandbox_media', key: ['sha256'], batch: 2 },
  { name: 'sandbox_media_parts', key: ['sha256', 'n'], batch: 8 },
  { name: 'sandbox_behaviour', key: ['account'], batch: 500 },
];
