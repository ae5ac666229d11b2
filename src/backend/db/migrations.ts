import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

type Migration = { readonly number: number; readonly name: string; readonly statements: readonly string[] };

/** Numbered, run once each, in order, never edited after a release. SQL of PostgreSQL 15, one statement each. */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: 'log',
    statements: [
      `create table log_head (one smallint primary key default 1 check (one = 1), seq bigint not null check (seq >= 0), epoch uuid not null, workspace uuid not null)`,
      `create table log (
        seq bigint primary key check (seq > 0), id uuid not null unique, kind text not null, subject uuid not null, revision uuid,
        fingerprint text not null, received_at text not null, entry text not null)`,
      `create index log_subject on log (subject, seq)`,
      `create index log_revision on log (revision) where revision is not null`,
      `create table media (sha256 text primary key, mime text not null, bytes bytea not null, received_at text not null)`,
      `alter table media alter column bytes set storage external`,
    ],
  },
  {
    number: 2,
    name: 'publications',
    statements: [
      `create table publications (
        id uuid primary key, variant uuid not null, revision uuid not null, content_hash text not null, account uuid not null,
        slot integer not null check (slot > 0), key text not null unique, state text not null, attempt integer not null default 0, looks integer not null default 0,
        fence bigint not null default 0, lease_until bigint, next_at bigint, reason text not null default '', remote_id text not null default '',
        url text not null default '', requested_seq bigint not null)`,
      `create index publications_due on publications (next_at, requested_seq) where next_at is not null`,
      `create index publications_leased on publications (lease_until) where lease_until is not null`,
      `create table attempts (
        publication uuid not null references publications (id), attempt integer not null, fence bigint not null,
        started_at text not null, ended_at text, outcome text not null, primary key (publication, attempt))`,
    ],
  },
  {
    number: 3,
    name: 'sandbox',
    statements: [
      `create table sandbox_posts (
        id bigint generated always as identity primary key, account uuid not null, post_id text not null unique, idempotency_key text,
        payload text not null, received_at text not null, unique (account, idempotency_key))`,
      `create index sandbox_posts_account on sandbox_posts (account, id)`,
      `create table sandbox_media (sha256 text primary key, mime text not null, bytes bytea not null)`,
      `create table sandbox_behaviour (account uuid primary key, mode text not null, times integer not null)`,
      `create function sandbox_posts_are_final() returns trigger language plpgsql as $$ begin raise exception 'a post on a sandbox channel is never changed'; end $$`,
      `create trigger sandbox_posts_append_only before update or delete on sandbox_posts for each row execute function sandbox_posts_are_final()`,
    ],
  },
  {
    number: 4,
    name: 'audit-chain',
    statements: [
      `alter table log add column chain text not null default ''`,
      // What was recorded before there was a chain: the formula is that of chainHash in shared/sync/audit-chain.ts.
      `do $$
        declare
          previous text;
          link record;
        begin
          select encode(sha256(convert_to('sotong-audit|' || workspace, 'UTF8')), 'hex') into previous from log_head;
          for link in select seq, fingerprint, received_at from log order by seq loop
            previous := encode(sha256(convert_to(previous || '|' || link.seq || '|' || link.fingerprint || '|' || link.received_at, 'UTF8')), 'hex');
            update log set chain = previous where seq = link.seq;
          end loop;
        end $$`,
    ],
  },
  {
    number: 5,
    name: 'accounts',
    statements: [
      // Who has (or had) an account. A member of the configured newsroom has a row only once they took up an invitation or were suspended.
      `create table members (
        id uuid primary key, name_ko text not null, name_en text not null, sign_in_name text unique, password text,
        suspended boolean not null default false, created_at text not null)`,
      // Every change of roles, with the last entry of the log that came before it: who held which role when can be told.
      `create table member_roles (
        n bigint generated always as identity primary key, member uuid not null, roles text not null, after_seq bigint not null, changed_by uuid, at text not null)`,
      `create table invitations (
        digest text primary key, member uuid, name_ko text, name_en text, roles text not null, first_admin boolean not null default false,
        invited_by uuid, created_at text not null, expires_at bigint not null, used_at text, used_by uuid)`,
      // A device is one sign-in: the family of its refresh tokens, and what is revoked as a whole.
      `create table devices (
        id uuid primary key, member uuid not null references members (id), client uuid not null, name text not null,
        signed_in_at text not null, seen_at text not null, revoked_at text, revoked_because text)`,
      `create index devices_member on devices (member) where revoked_at is null`,
      `create table access_tokens (digest text primary key, device uuid not null references devices (id), expires_at bigint not null)`,
      `create index access_tokens_device on access_tokens (device)`,
      `create table refresh_tokens (digest text primary key, device uuid not null references devices (id), expires_at bigint not null, used boolean not null default false, next text)`,
      `create index refresh_tokens_device on refresh_tokens (device)`,
      `create table account_events (n bigint generated always as identity primary key, at text not null, event text not null, member uuid, by_member uuid, device uuid, detail text not null)`,
      `create function account_records_are_final() returns trigger language plpgsql as $$ begin raise exception 'what was recorded of accounts is never changed'; end $$`,
      `create trigger account_events_append_only before update or delete on account_events for each row execute function account_records_are_final()`,
      `create trigger member_roles_append_only before update or delete on member_roles for each row execute function account_records_are_final()`,
    ],
  },
  {
    number: 6,
    name: 'holds',
    statements: [
      `create table holds (id uuid primary key, scope text not null, placed_seq bigint not null, lifted_seq bigint)`,
      `create index holds_in_force on holds (id) where lifted_seq is null`,
    ],
  },
  {
    number: 7,
    name: 'settings',
    statements: [`create table settings (collection text not null, key text not null, value text not null, seq bigint not null, primary key (collection, key))`],
  },
  {
    number: 8,
    name: 'provider',
    statements: [
      `create table member_identities (issuer text not null, subject text not null, member uuid not null references members (id), created_at text not null, primary key (issuer, subject))`,
      `create index member_identities_member on member_identities (member)`,
      `create table provider_flows (
        state text primary key, nonce text not null, code_verifier text not null, client uuid not null, device_name text not null, verifier text not null,
        port integer not null, invitation text, expires_at bigint not null, ticket text, issuer text, subject text, label text)`,
      `create index provider_flows_ticket on provider_flows (ticket) where ticket <> ''`,
    ],
  },
  { number: 9, name: 'presence', statements: [`create table presence (device uuid primary key, member uuid not null, subject uuid not null, doing text not null, since text not null, until bigint not null)`] },
  {
    number: 10,
    name: 'media-parts',
    statements: [
      `alter table media add column size bigint not null default 0`,
      `alter table media add column parts integer not null default 0`,
      `update media set size = octet_length(bytes)`,
      `create table media_parts (sha256 text not null, n integer not null check (n >= 0), bytes bytea not null, received_at text not null, primary key (sha256, n))`,
      `alter table media_parts alter column bytes set storage external`,
      `alter table sandbox_media add column parts integer not null default 0`,
      `create table sandbox_media_parts (sha256 text not null, n integer not null, bytes bytea not null, primary key (sha256, n))`,
      `alter table sandbox_media_parts alter column bytes set storage external`,
    ],
  },
  {
    number: 11,
    name: 'amendments',
    statements: [
      `alter table publications add column amends uuid`,
      `alter table publications add column way text`,
      `alter table sandbox_posts add column in_reply_to text`,
      `create table sandbox_changes (
        id bigint generated always as identity primary key, account uuid not null, post_id text not null, payload text not null, at text not null)`,
      `create index sandbox_changes_post on sandbox_changes (account, post_id, id)`,
      `create trigger sandbox_changes_append_only before update or delete on sandbox_changes for each row execute function sandbox_posts_are_final()`,
    ],
  },
  {
    // What is asked of the queue costs what waits, not what was ever published.
    number: 12,
    name: 'waiting-publications',
    statements: [
      `create index publications_waiting on publications (variant, state) where state in ('requested', 'queued', 'held', 'by-hand')`,
      `create index publications_posted on publications (remote_id) where remote_id <> ''`,
      `create index publications_amending on publications (requested_seq) where amends is not null`,
    ],
  },
  {
    // What was done to accounts before this is chained by the first server that starts with it.
    number: 13,
    name: 'account-event-links',
    statements: [
      `create table account_event_links (position bigint primary key, n bigint not null unique references account_events (n), chain text not null)`,
      `create trigger account_event_links_append_only before update or delete on account_event_links for each row execute function account_records_are_final()`,
    ],
  },
  {
    number: 14,
    name: 'archived-stories',
    statements: [
      `create table archived_stories (story uuid primary key, seq bigint not null)`,
      // What was recorded before: the rule is that of archivingOfStory in shared/domain/archiving.ts. Entries are canonical JSON, and quotes within
      // a text are escaped, so that what is looked for can stand in its own place only; json functions would stumble over a NUL in some text.
      `do $$
        begin
          insert into archived_stories (story, seq)
          select mark.subject, mark.seq from log mark
          where mark.kind = 'archive' and position('"body":{"archived":true}' in mark.entry) > 0
            and exists (select 1 from log own where own.subject = mark.subject and own.kind = 'story-revision')
            and not exists (
              select 1 from log later
              where later.subject = mark.subject and later.seq > mark.seq
                and (later.kind = 'archive' or (later.kind = 'story-revision' and later.entry !~ '"parents":\\["[^"]*","'
                  and not exists (select 1 from log earlier where earlier.revision = later.revision and earlier.seq < later.seq))))
            and not exists (
              select 1 from log edit
              where edit.kind = 'revision' and edit.seq > mark.seq and position('"story":"' || mark.subject::text || '"' in edit.entry) > 0
                and not exists (select 1 from log earlier where earlier.revision = edit.revision and earlier.seq < edit.seq));
        end $$`,
    ],
  },
];

/** Any number, the same in every build: who holds it migrates, the others wait. */
const MIGRATION_LOCK = 0x50_70_70_67;

/** The database was written by a newer build. Nothing was changed. */
export class DatabaseNewerError extends Error {
  readonly code = 'database-newer';
}

/** The database holds another newsroom. Nothing was changed. */
class OtherWorkspaceError extends Error {
  readonly code = 'conflict';
}

/** What a new database is given: its log's epoch and the newsroom that it belongs to. */
export type Birth = { readonly epoch: string; readonly workspace: string; readonly now: string };

/** Brings the tables up to this build, in one transaction: all of it or nothing. */
export async function migrate(db: Kysely<Tables>, birth: Birth, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await db.transaction().execute((trx) => migrateWithin(trx, birth, migrations));
}

/** The same within a transaction of the caller's: the lock is held, and the tables are there, until that ends. */
export async function migrateWithin(trx: Transaction<Tables>, birth: Birth, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
  await sql`create table if not exists schema_migrations (number integer primary key, name text not null, applied_at text not null)`.execute(trx);
  const applied = await trx.selectFrom('schema_migrations').select('number').execute();
  const newest = Math.max(0, ...applied.map((row) => row.number));
  if (newest > (migrations.at(-1)?.number ?? 0)) throw new DatabaseNewerError(`The database is at step ${newest}, this build knows ${migrations.length}`);
  for (const migration of migrations) {
    if (migration.number <= newest) continue;
    for (const statement of migration.statements) await sql.raw(statement).execute(trx);
    await trx.insertInto('schema_migrations').values({ number: migration.number, name: migration.name, applied_at: birth.now }).execute();
  }
  await trx.insertInto('log_head').values({ seq: 0, epoch: birth.epoch, workspace: birth.workspace }).onConflict((conflict) => conflict.doNothing()).execute();
  const { workspace } = await trx.selectFrom('log_head').select('workspace').executeTakeFirstOrThrow();
  if (workspace !== birth.workspace) throw new OtherWorkspaceError(`The database belongs to the newsroom ${workspace}`);
}
