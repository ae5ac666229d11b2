import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { ContentKind, Purpose } from '../domain/content.ts';
import { HoldScope } from '../domain/hold.ts';
import { Id, Instant, Language, Sha256 } from '../domain/ids.ts';
import { Role } from '../domain/workspace.ts';
import { Anchor, Verdict } from '../sync/entry.ts';
import { Device, NewPassword, PASSWORD_MAX, Secret, SignInName, TeamMember } from './accounts-contract.ts';
import { ErrorData } from './errors.ts';
import {
  AccountView, AssetView, CommentView, ConflictChoice, ConflictView, HandOver, HoldView, PublicationView, ReviewItem, RevisionView, StoryDetail, StoryPage, StoryPatch, StoryQuery, SyncItem, SyncStatus, TranslationView, VariantDetail, VariantPatch, VariantRow, WorkspaceView,
} from './views.ts';

/**
 * The contract between the window and the core, over a MessagePort. Both ends parse what they
 * get. A refusal is the error `REFUSED` with a code (errors.ts); anything else is a bug.
 */
const call = oc.errors({ REFUSED: { data: ErrorData } });
const nothing = z.void();

/** How large a file may be that is handed over for import: more is refused before it is read. */
export const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

/** What has changed, so that the window asks again for just that. `story` and `variant` carry the id. */
export const Change = z.object({ topic: z.enum(['story', 'variant', 'stories', 'sync', 'workspace', 'review']), id: Id.nullable() });
export type Change = z.infer<typeof Change>;

export const coreContract = {
  workspace: {
    get: call.output(WorkspaceView),
    /** Demonstration only: take another member's seat. */
    takeSeat: call.input(z.object({ member: Id })).output(WorkspaceView),
    dismissNotices: call.output(nothing),
    backupNow: call.output(z.object({ path: z.string(), at: Instant })),
  },
  /** The account on a team's server. Refuses with `no-accounts` where that server has none, else as accounts-contract.ts says. */
  account: {
    get: call.output(AccountView),
    signIn: call.input(z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(PASSWORD_MAX) })).output(nothing),
    acceptInvitation: call.input(z.object({ invitation: Secret, name: SignInName, password: NewPassword })).output(nothing),
    /** Ends it here in any case; `told` says whether the server knows. */
    signOut: call.output(z.object({ told: z.boolean() })),
    devices: call.output(z.array(Device)),
    revokeDevice: call.input(z.object({ id: Id })).output(nothing),
    members: call.output(z.array(TeamMember)),
    changeMember: call.input(z.object({ id: Id, roles: z.array(Role).min(1).max(5).optional(), suspended: z.boolean().optional() })).output(TeamMember),
    /** Somebody new with these roles, or a member who needs an account or a new password. The secret is shown once. */
    invite: call.input(z.union([z.strictObject({ member: Id }), z.strictObject({ roles: z.array(Role).min(1).max(5) })])).output(z.object({ invitation: Secret, expiresAt: Instant })),
  },
  live: { changes: call.output(eventIterator(Change)) },
  stories: {
    list: call.input(StoryQuery).output(StoryPage),
    counts: call.output(z.record(z.string(), z.int())),
    create: call.input(z.object({ title: z.string().max(500), brief: z.string().max(2_000_000), kind: ContentKind, purpose: Purpose })).output(z.object({ id: Id })),
    get: call.input(z.object({ id: Id })).output(StoryDetail),
    save: call.input(z.object({ id: Id, draftVersion: z.int(), patch: StoryPatch })).output(z.object({ draftVersion: z.int(), savedAt: Instant })),
    duplicate: call.input(z.object({ id: Id })).output(z.object({ id: Id })),
    archive: call.input(z.object({ id: Id, archived: z.boolean() })).output(nothing),
    removeSamples: call.output(z.object({ removed: z.int() })),
  },
  imports: {
    /** Reads a text, Markdown or HTML file into a title and a brief; nothing is stored. Refuses with `unreadable-file`, `unsupported-format`, `too-large`, `empty-file`. */
    read: call.input(z.object({ fileName: z.string().max(1_000), bytes: z.instanceof(Uint8Array).or(z.file()) })).output(z.object({ title: z.string(), brief: z.string(), language: Language })),
  },
  variants: {
    add: call.input(z.object({ story: Id, targets: z.array(z.object({ account: Id, language: Language })).min(1).max(60) })).output(z.object({ variants: z.array(Id) })),
    get: call.input(z.object({ id: Id })).output(VariantDetail),
    /** Durable when it answers. `draftVersion` is the one the edit was based on; another one is refused with `stale-draft`. */
    save: call.input(z.object({ id: Id, draftVersion: z.int(), patch: VariantPatch })).output(z.object({ draftVersion: z.int(), savedAt: Instant, row: VariantRow })),
    /** Makes it follow the common text again. */
    relink: call.input(z.object({ id: Id })).output(nothing),
    archive: call.input(z.object({ id: Id, archived: z.boolean() })).output(nothing),
    /** A named revision of the draft as it stands. */
    checkpoint: call.input(z.object({ id: Id, name: z.string().max(200) })).output(z.object({ revision: Id, made: z.boolean() })),
    history: call.input(z.object({ id: Id })).output(z.array(RevisionView)),
    restore: call.input(z.object({ id: Id, revision: Id })).output(nothing),
    /** Two heads that could not be merged, to choose from; what is being written becomes a revision first. Refuses with `conflict` when there is one head. */
    conflict: call.input(z.object({ id: Id })).output(ConflictView),
    /** Joins these two heads as was chosen, an answer for each conflict in order. Refuses with `conflict` when something has moved on since. */
    merge: call.input(z.object({ id: Id, mine: Id, theirs: Id, choices: z.array(ConflictChoice).max(10_000) })).output(nothing),
    /** Two heads: keep one side as the new head; the other stays in the history. */
    resolve: call.input(z.object({ id: Id, keep: z.enum(['mine', 'theirs']) })).output(nothing),
  },
  media: {
    /** Takes a picture in: re-encoded upright and without its location, kept once by SHA-256. */
    import: call.input(z.object({ fileName: z.string().max(1_000), bytes: z.instanceof(Uint8Array).or(z.file()) })).output(AssetView),
    get: call.input(z.object({ sha256: Sha256 })).output(AssetView),
  },
  review: {
    queue: call.output(z.array(ReviewItem)),
    /** Makes a revision of each draft and asks for its review. Refuses with `checks-failed` and changes nothing when one of them has errors. */
    submit: call.input(z.object({ variants: z.array(Id).min(1).max(60), note: z.string().max(5_000) })).output(z.object({ revisions: z.array(Id) })),
    decide: call
      .input(z.object({ decisions: z.array(z.object({ variant: Id, revision: Id, contentHash: Sha256, verdict: Verdict, reason: z.string().max(5_000) })).min(1).max(60) }))
      .output(nothing),
    /** Why the seat cannot decide on the variant: an error code, or null when it can. */
    reason: call.input(z.object({ variant: Id })).output(z.string().nullable()),
    revision: call.input(z.object({ id: Id })).output(RevisionView),
    comment: call.input(z.object({ variant: Id, revision: Id, anchor: Anchor.nullable(), replyTo: Id.nullable(), text: z.string().min(1).max(5_000) })).output(CommentView),
    resolveComment: call.input(z.object({ comment: Id, resolved: z.boolean() })).output(nothing),
  },
  translate: {
    get: call.input(z.object({ source: Id, target: Id })).output(TranslationView),
    /** Writes one segment's target into the target's draft. `confirm` binds it to the source as it stands. */
    save: call.input(z.object({ source: Id, target: Id, index: z.int().nonnegative(), text: z.string().max(20_000), confirm: z.boolean(), draftVersion: z.int() })).output(TranslationView),
    /** Lets go of target lines whose source was removed. */
    dropOrphans: call.input(z.object({ source: Id, target: Id })).output(TranslationView),
  },
  publish: {
    /** Asks for the publication of each variant's approved revision. Refuses with `not-approved`. */
    request: call.input(z.object({ variants: z.array(Id).min(1).max(60) })).output(z.object({ publications: z.array(Id) })),
    list: call.output(z.array(PublicationView)),
    act: call.input(z.object({ publication: Id, action: z.enum(['posted-by-hand', 'found-posted', 'not-posted', 'cancel', 'retry', 'release']), url: z.string().max(4_096) })).output(nothing),
    /** What a person needs to post it by hand: exactly the approved text and pictures. */
    /** Holds in force first, then those that are over, newest first. */
    holds: call.output(z.array(HoldView)),
    hold: call.input(z.object({ scope: HoldScope, reason: z.string().trim().min(1).max(2_000) })).output(z.object({ id: Id })),
    /** Ends a hold; of what it held, `release` goes out and `cancel` does not, and anything else waits for a person. Refuses with `on-hold` to release what another hold covers. */
    lift: call.input(z.object({ hold: Id, release: z.array(Id).max(500), cancel: z.array(Id).max(500) })).output(nothing),
    handOver: call.input(z.object({ publication: Id })).output(HandOver),
  },
  sync: {
    status: call.output(SyncStatus),
    items: call.output(z.array(SyncItem)),
    setOnline: call.input(z.object({ online: z.boolean() })).output(SyncStatus),
    now: call.output(SyncStatus),
    retry: call.input(z.object({ item: Id })).output(nothing),
    /** The parked entry as text, so that nothing of it is lost; then it may be discarded. */
    exportItem: call.input(z.object({ item: Id })).output(z.object({ text: z.string() })),
    discard: call.input(z.object({ item: Id })).output(nothing),
  },
};
export type CoreContract = typeof coreContract;
