import type { Generated } from 'kysely';
import type { PublicationState } from '#shared/sync/entry.ts';

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
  media: { sha256: string; mime: string; bytes: Uint8Array; received_at: string };
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
  };
  attempts: { publication: string; attempt: number; fence: number; started_at: string; ended_at: string | null; outcome: string };
  /** The fake channels' own records: they stand for computers of other people, and are written in transactions of their own. */
  sandbox_posts: { id: Generated<number>; account: string; post_id: string; idempotency_key: string | null; payload: string; received_at: string };
  sandbox_media: { sha256: string; mime: string; bytes: Uint8Array };
  sandbox_behaviour: { account: string; mode: string; times: number };
};
