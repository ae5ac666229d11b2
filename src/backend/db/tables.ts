import type { Generated } from 'kysely';
import type { AmendmentWay, PublicationState } from '#shared/sync/entry.ts';

/** The tables as the migrations leave them. Instants are text in UTC, moments to compare with are milliseconds. */
export type Tables = {
  schema_migrations: { number: number; name: string; applied_at: string };
  /** One row: the log's counter and its epoch. Its row lock puts every append and every gate in one order. */
  log_head: { one: Generated<number>; seq: number; epoch: string; workspace: string };
  log: {
    seq: number;
    id: string;
    kind: string;
    subject: string;
    /** The revision that the entry brings, for `revision` and `story-revision`; null for the others. */
    revision: string | null;
    /** SHA-256 of the entry's canonical JSON. */
    fingerprint: string;
    received_at: string;
    /** Canonical JSON. Text and not jsonb: what came in goes out, byte for byte. */
    entry: string;
    /** The audit chain: a hash over this entry and the one before it (shared/sync/audit-chain.ts). */
    chain: Generated<string>;
  };
  media: { sha256: string; mime: string; bytes: Uint8Array; received_at: string; size: number; parts: number };
  media_parts: { sha256: string; n: number; bytes: Uint8Array; received_at: string };
  publications: {
    id: string;
    variant: string;
    revision: string;
    content_hash: string;
    account: string;
    slot: number;
    /** The publication key; unique over all publications. */
    key: string;
    state: PublicationState;
    attempt: number;
    /** How often the channel was looked through since the last call, without an answer to go on. */
    looks: number;
    /** Grows with each claim. A worker whose number is not the row's has lost it. */
    fence: number;
    lease_until: number | null;
    /** Not before this moment; null where only a person or an event can move it. */
    next_at: number | null;
    reason: string;
    remote_id: string;
    url: string;
    requested_seq: number;
    /** The publication that this row corrects or withdraws, and how; null for a publication itself. */
    amends: Generated<string | null>;
    way: Generated<AmendmentWay | null>;
  };
  /** Holds on publishing; one in force has no `lifted_seq`. `scope` is JSON (shared/domain/hold.ts). */
  holds: { id: string; scope: string; placed_seq: number; lifted_seq: number | null };
  /** What the newsroom agrees on, as it stands. `value` is JSON (shared/domain/settings.ts). */
  settings: { collection: string; key: string; value: string; seq: number };
  /** Stories that are archived, with the number of the mark; what the log says in short (shared/domain/archiving.ts), so that the gate need not read it. */
  archived_stories: { story: string; seq: number };
  attempts: { publication: string; attempt: number; fence: number; started_at: string; ended_at: string | null; outcome: string };
  /** Who has an account, beside (or on top of) the members that the newsroom is configured with. */
  members: { id: string; name_ko: string; name_en: string; sign_in_name: string | null; /** argon2id in its encoded form. */ password: string | null; suspended: Generated<boolean>; created_at: string };
  /** Changes of roles, oldest first; the newest of a member counts. `roles` is a JSON array. */
  member_roles: { n: Generated<number>; member: string; roles: string; /** The log's newest number when it was changed. */ after_seq: number; changed_by: string | null; at: string };
  /** Digests here and below: SHA-256, lower-case hexadecimal, of a secret that is kept nowhere on this side. */
  invitations: {
    digest: string;
    /** The member who gets an account or a new password; null for somebody new. */
    member: string | null;
    name_ko: string | null;
    name_en: string | null;
    roles: string;
    /** Made by the server itself, for the first of all admins. */
    first_admin: Generated<boolean>;
    invited_by: string | null;
    created_at: string;
    expires_at: number;
    used_at: string | null;
    used_by: string | null;
  };
  /** Who has what open, until nothing is heard of them any more. */
  presence: { device: string; member: string; subject: string; doing: string; since: string; until: number };
  /** What a provider calls a member: who comes with it is that member. */
  member_identities: { issuer: string; subject: string; member: string; created_at: string };
  /** Sign-ins at the provider that are under way. `state`, `invitation` and `ticket` are digests; an empty ticket: the browser has come back. */
  provider_flows: {
    state: string;
    nonce: string;
    code_verifier: string;
    client: string;
    device_name: string;
    verifier: string;
    port: number;
    invitation: string | null;
    expires_at: number;
    ticket: string | null;
    issuer: string | null;
    subject: string | null;
    label: string | null;
  };
  devices: { id: string; member: string; /** The id that the device gives itself. */ client: string; name: string; signed_in_at: string; seen_at: string; revoked_at: string | null; revoked_because: string | null };
  access_tokens: { digest: string; device: string; expires_at: number };
  refresh_tokens: { digest: string; device: string; expires_at: number; used: Generated<boolean>; /** What it was exchanged for. */ next: string | null };
  account_events: { n: Generated<number>; at: string; event: string; member: string | null; by_member: string | null; device: string | null; detail: string };
  /** Where an event stands in the chain of its newsroom (shared/audit/account-event.ts). */
  account_event_links: { position: number; n: number; chain: string };
  /** The fake channels' own records: they stand for computers of other people, and are written in transactions of their own. */
  sandbox_posts: { id: Generated<number>; account: string; post_id: string; idempotency_key: string | null; payload: string; received_at: string; /** The post that it answers. */ in_reply_to: Generated<string | null> };
  /** What was done to posts afterwards, in order: other words, or that it is gone (an empty payload). */
  sandbox_changes: { id: Generated<number>; account: string; post_id: string; payload: string; at: string };
  sandbox_media: { sha256: string; mime: string; bytes: Uint8Array; parts: number };
  sandbox_media_parts: { sha256: string; n: number; bytes: Uint8Array };
  sandbox_behaviour: { account: string; mode: string; times: number };
};
