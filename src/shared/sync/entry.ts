import { z } from 'zod';
import { StoryContent, VariantContent } from '../domain/content.ts';
import { HoldScope } from '../domain/hold.ts';
import { Id, Instant, Sha256 } from '../domain/ids.ts';

/**
 * Everything that is shared is an immutable entry of one log per workspace. A client makes an
 * entry with an id of its own; the server checks it and gives it a gap-free sequence number.
 */

/** A place in a revision's plain text, in UTF-16 offsets, with the words it was put on. */
export const Anchor = z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative(), quote: z.string().max(2_000) });
export type Anchor = z.infer<typeof Anchor>;

/** What a translation was made from: the source variant's revision. */
export const TranslationSource = z.strictObject({ variant: Id, revision: Id });

export const Verdict = z.enum(['approve', 'request-changes', 'revoke']);
export type Verdict = z.infer<typeof Verdict>;

/** A named policy and its wording: SHA-256 of its canonical JSON. */
export const PolicyRef = z.strictObject({ id: z.string().min(1).max(200), revision: Sha256 });
export type PolicyRef = z.infer<typeof PolicyRef>;

/** The states of a publication; the machine and its transitions are in sync/publication-machine.ts. */
export const PublicationState = z.enum([
  'requested', 'queued', 'claimed', 'intent', 'sent', 'confirmed', 'uncertain', 'by-hand', 'needs-person', 'rejected', 'cancelled', 'expired', 'held',
]);
export type PublicationState = z.infer<typeof PublicationState>;

const base = {
  id: Id,
  workspace: Id,
  /** The story or variant that the entry is about. */
  subject: Id,
  /** The member who made it; the nil UUID for entries that the server makes itself. */
  author: Id,
  device: Id,
  /** The device's clock when it was made: shown to people, never used for order. */
  at: Instant,
} as const;

const revisionFields = { revision: Id, parents: z.array(Id).max(2), contentHash: Sha256 } as const;

export const StoryRevisionEntry = z.strictObject({ ...base, kind: z.literal('story-revision'), body: z.strictObject({ ...revisionFields, content: StoryContent }) });
export const RevisionEntry = z.strictObject({
  ...base,
  kind: z.literal('revision'),
  body: z.strictObject({
    ...revisionFields,
    content: VariantContent,
    source: TranslationSource.nullable(),
    name: z.string().max(200),
    /** Its words are a rule's and nobody has changed one; left out for a person's. */
    machineMade: z.literal(true).optional(),
  }),
});
export const SubmissionEntry = z.strictObject({ ...base, kind: z.literal('submission'), body: z.strictObject({ revision: Id, contentHash: Sha256, note: z.string().max(5_000) }) });
export const DecisionEntry = z.strictObject({
  ...base,
  kind: z.literal('decision'),
  /** The policy that was in force as who decided saw it: its version, and which of the named ones it was. */
  body: z.strictObject({ revision: Id, contentHash: Sha256, verdict: Verdict, reason: z.string().max(5_000), policyVersion: z.int().positive(), policy: PolicyRef.optional() }),
});
/** What a person says of a revision. A suggestion says what should stand in the place of the words that the comment is on; empty: nothing. */
export const CommentBody = z
  .strictObject({ comment: Id, revision: Id, anchor: Anchor.nullable(), replyTo: Id.nullable(), text: z.string().max(5_000), suggestion: z.string().max(5_000).optional() })
  .refine(({ text, suggestion, anchor }) => (suggestion === undefined ? text !== '' : anchor !== null && anchor.end > anchor.start && anchor.quote.length === anchor.end - anchor.start));
export const CommentEntry = z.strictObject({
  ...base,
  kind: z.literal('comment'),
  body: CommentBody,
});
export const CommentResolvedEntry = z.strictObject({ ...base, kind: z.literal('comment-resolved'), body: z.strictObject({ comment: Id, resolved: z.boolean() }) });
export const ArchiveEntry = z.strictObject({ ...base, kind: z.literal('archive'), body: z.strictObject({ archived: z.boolean() }) });
export const PublishRequestEntry = z.strictObject({
  ...base,
  kind: z.literal('publish-request'),
  body: z.strictObject({ publication: Id, revision: Id, contentHash: Sha256, account: Id, slot: z.int().positive() }),
});
/**
 * A post that is out is to be corrected (by other words in its place, or by a post under it) or withdrawn. `revision` and `contentHash`
 * are the words that are to stand afterwards, or for `remove` those that stand there now. Nothing of it happens before it is approved.
 */
export const AmendmentWay = z.enum(['edit', 'reply', 'remove']);
export type AmendmentWay = z.infer<typeof AmendmentWay>;
/** What readers are told: what was wrong, and what is right. */
export const PublicNote = z.strictObject({ ko: z.string().max(2_000), en: z.string().max(2_000) });
export type PublicNote = z.infer<typeof PublicNote>;
export const AmendmentRequestEntry = z.strictObject({
  ...base,
  kind: z.literal('amendment-request'),
  body: z.strictObject({ amendment: Id, publication: Id, way: AmendmentWay, revision: Id, contentHash: Sha256, reason: z.string().trim().min(1).max(2_000), note: PublicNote }),
});
/** Names what was asked by the SHA-256 of the request's canonical body: its words, its note and its way. */
export const AmendmentDecisionEntry = z.strictObject({
  ...base,
  kind: z.literal('amendment-decision'),
  body: z.strictObject({ amendment: Id, asked: Sha256, verdict: z.enum(['approve', 'refuse']), reason: z.string().max(5_000), policyVersion: z.int().positive(), policy: PolicyRef.optional() }),
});
/** What a person says of a publication or an amendment: posted by hand at an address, looked and found it (or not) after an uncertain end, cancelled, let go after a hold. */
export const PublishActionEntry = z.strictObject({
  ...base,
  kind: z.literal('publish-action'),
  body: z.strictObject({ publication: Id, action: z.enum(['posted-by-hand', 'found-posted', 'not-posted', 'cancel', 'retry', 'release']), url: z.string().max(4_096) }),
});
/** Nothing that the scope covers starts to go out any more. The subject is the hold itself. */
export const HoldEntry = z.strictObject({ ...base, kind: z.literal('hold'), body: z.strictObject({ scope: HoldScope, reason: z.string().trim().min(1).max(2_000) }) });
/** The hold named by the subject is over. What it held stays held until a person releases or cancels each. */
export const HoldLiftedEntry = z.strictObject({ ...base, kind: z.literal('hold-lifted'), body: z.strictObject({}) });
/**
 * One value of what the newsroom agrees on (domain/settings.ts), or null to remove it. The subject follows from the collection and the
 * key. What a collection may hold is asked by whoever records it, so that a log with newer collections can still be read.
 */
export const SettingEntry = z.strictObject({
  ...base,
  kind: z.literal('setting'),
  body: z.strictObject({ collection: z.string().min(1).max(60), key: z.string().min(1).max(200), value: z.json() }),
});
/** Made by the server only: where a publication, or an amendment under its own id, stands. */
export const PublicationEntry = z.strictObject({
  ...base,
  kind: z.literal('publication'),
  body: z.strictObject({
    publication: Id,
    revision: Id,
    contentHash: Sha256,
    account: Id,
    state: PublicationState,
    attempt: z.int().nonnegative(),
    /** A code that the interface translates; empty where the state says it all. */
    reason: z.string().max(200),
    remoteId: z.string().max(500),
    url: z.string().max(4_096),
  }),
});

export const Entry = z.discriminatedUnion('kind', [
  StoryRevisionEntry, RevisionEntry, SubmissionEntry, DecisionEntry, CommentEntry, CommentResolvedEntry, ArchiveEntry, PublishRequestEntry, PublishActionEntry, AmendmentRequestEntry, AmendmentDecisionEntry, HoldEntry, HoldLiftedEntry, SettingEntry, PublicationEntry,
]);
export type Entry = z.infer<typeof Entry>;
export type EntryKind = Entry['kind'];
export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;

/** An entry that the server has accepted. */
export const LogEntry = z.strictObject({ seq: z.int().positive(), receivedAt: Instant, entry: Entry });
export type LogEntry = z.infer<typeof LogEntry>;

/** The author of entries that the server makes itself. */
export const SERVER_MEMBER: Id = '00000000-0000-0000-0000-000000000000';
