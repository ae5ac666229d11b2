import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { EXPORT_FORMATS } from '../audit/act.ts';
import { ChannelId } from '../domain/channel-id.ts';
import { ContentKind, Purpose } from '../domain/content.ts';
import { HoldScope } from '../domain/hold.ts';
import { Id, Instant, Language, Sha256 } from '../domain/ids.ts';
import { Focus } from '../media/recipe.ts';
import { CollectionName, SettingKey } from '../domain/settings.ts';
import { Role } from '../domain/workspace.ts';
import { AmendmentWay, Anchor, PublicNote, Verdict } from '../sync/entry.ts';
import { AccountEventView, Device, NewPassword, OpenInvitation, PASSWORD_MAX, Secret, SignInName, TeamMember } from './accounts-contract.ts';
import { Opened, OtherPresence } from './backend-contract.ts';
import { ErrorData } from './errors.ts';
import { LinkCard } from './link-card.ts';
import { DictionaryView, LookedUp, SpellingWords } from './spelling-contract.ts';
import { AccountView, AltText, AssetView, CommentView, ConflictChoice, ConflictView, CropView, LibraryItem, NotificationView, Receiving, ReviewItem, RevisionView, SettingView, StoryDetail, StoryFactsView, StoryPage, StoryPatch, StoryQuery, SyncItem, SyncStatus, TranslationView, VariantDetail, VariantPatch, VariantRow, WorkspaceView } from './views.ts';
import { AmendmentView, AmendOffer, HandOver, HoldView, PublicationView } from './publication-views.ts';
import { AuditAct, AuditQuery } from './audit-views.ts';
import { BackupItem, BackupLook, BackupName, BundleEffects, BundlePreview, BundleWritten, WentAside } from './backup-views.ts';

/**
 * The contract between the window and the core, over a MessagePort. Both ends parse what they
 * get. A refusal is the error `REFUSED` with a code (errors.ts); anything else is a bug.
 */
const call = oc.errors({ REFUSED: { data: ErrorData } });
const nothing = z.void();
/** Whose rules something is made for: the account, and its channel for what holds for the whole channel. */
const AccountOfChannel = z.object({ id: Id, channel: ChannelId });

/** How large a file may be that is handed over for import: more is refused before it is read. */
export const MAX_IMPORT_BYTES = 20 * 1024 * 1024;
/** The most bytes of one part of a video. */
export const PART_BYTES = 4 * 1024 * 1024;

/** What has changed, so that the window asks again for just that. `story` and `variant` carry the id. */
export const Change = z.object({ topic: z.enum(['story', 'variant', 'stories', 'sync', 'workspace', 'review', 'settings', 'presence', 'notifications']), id: Id.nullable() });
export type Change = z.infer<typeof Change>;

export const coreContract = {
  workspace: {
    get: call.output(WorkspaceView),
    /** Demonstration only: take another member's seat. */
    takeSeat: call.input(z.object({ member: Id })).output(WorkspaceView),
    dismissNotices: call.output(nothing),
    /** Begins to work in a newsroom that is being joined; what is still to come comes meanwhile. Refuses with `not-found` before the server has told of it. */
    startWorking: call.output(nothing),
    backupNow: call.output(z.object({ path: z.string(), at: Instant })),
  },
  /** Copies of the newsroom on this PC, whole at the moment at which they were made. */
  backups: {
    list: call.output(z.array(BackupItem)),
    /** Refuses with `not-found`, `backup-damaged`, `database-newer`. */
    look: call.input(z.object({ name: BackupName })).output(BackupLook),
    /** Sets aside what was not sent, and has the next start of the core go back to it. Refuses as `look` does, with `read-only`, `disk-full`; then nothing is changed. */
    prepare: call.input(z.object({ name: BackupName })).output(WentAside),
    /** The newsroom was not opened anew: the next start stays here. */
    stay: call.output(nothing),
  },
  /** The account on a team's server. Refuses with `no-accounts` where that server has none, else as accounts-contract.ts says. */
  account: {
    get: call.output(AccountView),
    signIn: call.input(z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(PASSWORD_MAX) })).output(nothing),
    /** What the organisation's own sign-in is called on that server; null where there is none. */
    provider: call.output(z.object({ name: z.string().nullable() })),
    /** Begins to sign in with it in the browser, or to take up an invitation with it; answers where the browser goes. `account.get` tells what came of it. */
    startAtProvider: call.input(z.object({ invitation: Secret.nullable() })).output(z.object({ url: z.url() })),
    cancelAtProvider: call.output(nothing),
    acceptInvitation: call.input(z.object({ invitation: Secret, name: SignInName, password: NewPassword })).output(nothing),
    /** Ends it here in any case; `told` says whether the server knows. */
    signOut: call.output(z.object({ told: z.boolean() })),
    /** Where one is signed in, or (admins) where another member is. Refuses with `not-allowed`. */
    devices: call.input(z.object({ member: Id.optional() })).output(z.array(Device)),
    revokeDevice: call.input(z.object({ id: Id })).output(nothing),
    /** What was done to accounts, newest first; for admins. Refuses with `not-allowed`. */
    events: call.input(z.object({ before: z.int().nullable() })).output(z.object({ events: z.array(AccountEventView), more: z.boolean() })),
    /** The invitations that nobody has taken up yet; for admins. Refuses with `not-allowed`. */
    invitations: call.output(z.array(OpenInvitation)),
    withdrawInvitation: call.input(z.object({ id: Sha256 })).output(nothing),
    members: call.output(z.array(TeamMember)),
    changeMember: call.input(z.object({ id: Id, roles: z.array(Role).min(1).max(5).optional(), suspended: z.boolean().optional() })).output(TeamMember),
    /** Parts a member from the organisation's provider. Refuses with `last-way-in`. */
    unlink: call.input(z.object({ id: Id })).output(nothing),
    /** Somebody new with these roles, or a member who needs an account or a new password. The secret is shown once. */
    invite: call.input(z.union([z.strictObject({ member: Id }), z.strictObject({ roles: z.array(Role).min(1).max(5) })])).output(z.object({ invitation: Secret, expiresAt: Instant })),
  },
  /** Who else has what open, on a team's server. */
  presence: {
    /** What is open in this window: null for nothing that others could have open too. */
    open: call.input(z.object({ open: Opened.nullable() })).output(nothing),
    others: call.output(z.array(OtherPresence)),
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
    /** What was merged without asking is in order, for who sits here. */
    settledSeen: call.input(z.object({ id: Id, revision: Id })).output(nothing),
    /** What its texts say differently of one thing. */
    facts: call.input(z.object({ id: Id })).output(StoryFactsView),
    /** On this device: these values are not of one fact, or are again. */
    dismissFact: call.input(z.object({ id: Id, key: z.string().max(2_000), dismissed: z.boolean() })).output(nothing),
    removeSamples: call.output(z.object({ removed: z.int() })),
  },
  imports: {
    /** Reads a text, Markdown or HTML file into a title and a brief; nothing is stored. Refuses with `unreadable-file`, `unsupported-format`, `too-large`, `empty-file`. */
    read: call.input(z.object({ fileName: z.string().max(1_000), bytes: z.instanceof(Uint8Array).or(z.file()) })).output(z.object({ title: z.string(), brief: z.string(), language: Language })),
  },
  variants: {
    /** `adapted`: with a first version of the common text for the channel instead of linked to it. */
    add: call.input(z.object({ story: Id, targets: z.array(z.object({ account: Id, language: Language, adapted: z.boolean().optional() })).min(1).max(60) })).output(z.object({ variants: z.array(Id) })),
    get: call.input(z.object({ id: Id })).output(VariantDetail),
    /** Durable when it answers. `draftVersion` is the one the edit was based on; another one is refused with `stale-draft`. */
    save: call.input(z.object({ id: Id, draftVersion: z.int(), patch: VariantPatch })).output(z.object({ draftVersion: z.int(), savedAt: Instant, row: VariantRow })),
    /** Makes it follow the common text again. */
    relink: call.input(z.object({ id: Id })).output(nothing),
    /** It has kept up with what the common text and the brief say now. */
    keptUp: call.input(z.object({ id: Id })).output(nothing),
    /** The words of the draft at this version were made by a rule, until a person changes one. */
    markMade: call.input(z.object({ id: Id, draftVersion: z.int() })).output(nothing),
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
    /** A video comes in parts, in order: `begin`, each `part` where the one before ended, `finish`. What is not finished is forgotten at the next start. Refuses with `too-large`, `unsupported-format`, `unreadable-file`, `disk-full`. */
    begin: call.input(z.object({ fileName: z.string().max(1_000), bytes: z.int().positive() })).output(z.object({ upload: Id })),
    part: call.input(z.object({ upload: Id, offset: z.int().nonnegative(), bytes: z.instanceof(Uint8Array).or(z.file()) })).output(nothing),
    finish: call.input(z.object({ upload: Id })).output(AssetView),
    abandon: call.input(z.object({ upload: Id })).output(nothing),
    /** A picture made from its original so that the channel takes it, cut around what was kept in view there; the picture itself where nothing has to be changed. */
    mend: call.input(z.object({ sha256: Sha256, account: AccountOfChannel })).output(AssetView),
    /** How it would be cut there. */
    crop: call.input(z.object({ sha256: Sha256, account: AccountOfChannel })).output(CropView),
    /** The same as `mend` with another focus and ratio, which are kept for the channel. */
    cut: call.input(z.object({ sha256: Sha256, account: AccountOfChannel, focus: Focus, ratio: z.number().positive().max(100).nullable() })).output(AssetView),
    /** Originals, newest first; by file name, alternative text, credit and licence. `before` is the last of the page before. */
    library: call.input(z.object({ text: z.string().max(200), kind: z.enum(['all', 'picture', 'video']), before: Sha256.nullable() })).output(z.object({ items: z.array(LibraryItem), more: z.boolean() })),
    /** Alternative texts that other variants in the language have for the same files, newest first, each once. */
    altTexts: call.input(z.object({ sha256: z.array(Sha256).max(20), variant: Id, language: Language })).output(z.array(AltText)),
  },
  /** Cards of links. Only `fetch` asks the network, and only because a person asked; it refuses with `offline` and the codes of links. */
  linkCards: {
    /** What was fetched earlier; null for nothing. */
    get: call.input(z.object({ url: z.string().max(4_096) })).output(LinkCard.nullable()),
    fetch: call.input(z.object({ url: z.string().max(4_096) })).output(LinkCard),
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
    /** With a suggestion: what should stand in the place of the words that the anchor is on. */
    comment: call.input(z.object({ variant: Id, revision: Id, anchor: Anchor.nullable(), replyTo: Id.nullable(), text: z.string().max(5_000), suggestion: z.string().max(5_000).nullable().default(null) })).output(CommentView),
    resolveComment: call.input(z.object({ comment: Id, resolved: z.boolean() })).output(nothing),
  },
  translate: {
    get: call.input(z.object({ source: Id, target: Id })).output(TranslationView),
    /** Writes one segment's target into the target's draft. `confirm` binds it to the source as it stands. */
    save: call.input(z.object({ source: Id, target: Id, index: z.int().nonnegative(), text: z.string().max(20_000), confirm: z.boolean(), draftVersion: z.int() })).output(TranslationView),
    /** Lets go of target lines whose source was removed. */
    dropOrphans: call.input(z.object({ source: Id, target: Id })).output(TranslationView),
  },
  notifications: {
    list: call.output(z.array(NotificationView)),
    /** Those of a variant were looked at, or that one; null and null: all. */
    seen: call.input(z.object({ variant: Id.nullable(), id: Id.nullable().default(null) })).output(nothing),
  },
  /** What the newsroom agrees on (domain/settings.ts). Refuses with `not-allowed`, `bad-input`. */
  settings: {
    list: call.input(z.object({ collection: CollectionName })).output(z.array(SettingView)),
    /** `value` null removes. */
    put: call.input(z.object({ collection: CollectionName, key: SettingKey, value: z.json() })).output(nothing),
  },
  /** The dictionaries on this PC. A word is looked up apart from its text, so that an answer is never too late for it. */
  spelling: {
    dictionaries: call.output(z.array(DictionaryView)),
    lookUp: call.input(SpellingWords).output(LookedUp),
    /** At most five, the likeliest first; none when it takes too long. */
    suggest: call.input(z.object({ language: Language, word: z.string().min(1).max(100) })).output(z.array(z.string()).max(5)),
  },
  publish: {
    /** What can be done about what is published of a variant; null where nothing is out. */
    amendOffer: call.input(z.object({ variant: Id })).output(AmendOffer.nullable()),
    /** Asks for a correction (with the words of the draft) or a withdrawal. Refuses with `not-found`, `archived`, `conflict`, `bad-input`, `not-published`, `already-withdrawn`, `amendment-open`, `way-not-offered`, `same-text`, `more-than-text`, `note-missing`, `checks-failed`, `media-missing`. */
    amend: call.input(z.object({ publication: Id, way: AmendmentWay, reason: z.string().trim().min(1).max(2_000), note: PublicNote })).output(z.object({ amendment: Id })),
    /** Those that are not at an end first, newest first. */
    amendments: call.output(z.array(AmendmentView)),
    /** Decides on exactly what `asked` names. Refuses with `not-found`, `conflict`, `hash-mismatch`, `stale-head` and the codes of a decision. */
    decideAmendment: call.input(z.object({ amendment: Id, asked: Sha256, verdict: z.enum(['approve', 'refuse']), reason: z.string().max(5_000) })).output(nothing),
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
  /** Entries and media carried by hand (docs/bundles.md). A `ticket` stands for a file that a person chose in a dialog of the shell. Refuses with the codes of bundles, `unreadable-file`, `disk-full`, `read-only`, `not-found`. */
  bundles: {
    export: call
      .input(z.object({ ticket: Id, scope: z.discriminatedUnion('kind', [z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('since'), at: Instant }), /** What a list from the other side does not name. */ z.object({ kind: z.literal('lacking'), list: Id })]) }))
      .output(BundleWritten),
    /** Writes down what is here, for somebody else to export the rest. */
    exportList: call.input(z.object({ ticket: Id })).output(BundleWritten),
    /** Checks a bundle and says what taking it in would do. One at a time: the one before is forgotten. */
    inspect: call.input(z.object({ ticket: Id })).output(BundlePreview),
    /** Takes in what was inspected, whole or not at all. */
    apply: call.input(z.object({ bundle: Id })).output(BundleEffects.extend({ media: z.int() })),
    abandon: call.input(z.object({ bundle: Id })).output(nothing),
  },
  /** What was done in the newsroom, as far as this device knows it. */
  audit: {
    /** Newest first, a page at a time. */
    list: call.input(AuditQuery).output(z.object({ acts: z.array(AuditAct), more: z.boolean() })),
    /** Writes all of it, with the exact bytes of what is out, to a file that a person chose (bundles). `damaged`: of so many the text could not be read here. Refuses with `not-found`, `disk-full`, `read-only`. */
    export: call.input(z.object({ ticket: Id, format: z.enum(EXPORT_FORMATS) })).output(z.object({ acts: z.int(), damaged: z.int(), path: z.string() })),
  },
  sync: {
    status: call.output(SyncStatus),
    items: call.output(z.array(SyncItem)),
    setOnline: call.input(z.object({ online: z.boolean() })).output(SyncStatus),
    now: call.output(SyncStatus),
    receiving: call.output(Receiving),
    retry: call.input(z.object({ item: Id })).output(nothing),
    /** The parked entry as text, so that nothing of it is lost; then it may be discarded. */
    exportItem: call.input(z.object({ item: Id })).output(z.object({ text: z.string() })),
    discard: call.input(z.object({ item: Id })).output(nothing),
  },
};
export type CoreContract = typeof coreContract;
