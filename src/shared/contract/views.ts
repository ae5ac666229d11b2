import { z } from 'zod';
import { Blocks } from '../document/blocks.ts';
import { ContentKind, MediaItem, Purpose, StoryContent, VariantContent } from '../domain/content.ts';
import { ChannelId } from '../domain/channel-id.ts';
import { STORY_FIELDS } from '../domain/merge-story.ts';
import { EDITORIAL_STATUSES } from '../domain/status.ts';
import { HoldScope } from '../domain/hold.ts';
import { NotificationKind } from '../domain/notification.ts';
import { ErrorCode } from './errors.ts';
import { Id, Instant, Language, Sha256 } from '../domain/ids.ts';
import { FACT_KINDS } from '../language/facts/kinds.ts';
import { Account, Role, Workspace } from '../domain/workspace.ts';
import { Focus, Recipe } from '../media/recipe.ts';
import { AmendmentWay, Anchor, Verdict } from '../sync/entry.ts';
import { ApprovalView, PublicationView } from './publication-views.ts';

/** What the core shows of the newsroom: read models as the interface needs them. */

export const EditorialStatus = z.enum(EDITORIAL_STATUSES);
export type EditorialStatus = z.infer<typeof EditorialStatus>;

/** Where the bytes are; a signal of its own, never mixed with the editorial status. */
export const SyncState = z.enum(['local', 'waiting', 'synced', 'needs-you']);
export type SyncState = z.infer<typeof SyncState>;

export const VariantStatusView = z.object({
  status: EditorialStatus,
  head: Id.nullable(),
  conflict: z.boolean(),
  approvedRevision: Id.nullable(),
  /** An approval stood and an edit voided it. */
  approvalVoided: z.boolean(),
  waitingForServer: z.object({ decision: Verdict.nullable(), publishRequest: z.boolean() }),
  /** When (ms) the first approval that counts expires, and whether one has. Rows of an older build know of none. */
  expiresAt: z.number().nullable().default(null),
  expired: z.boolean().default(false),
  needsPerson: z.boolean(),
  publishedEarlier: z.boolean(),
});
export type VariantStatusView = z.infer<typeof VariantStatusView>;

export const VariantRow = z.object({
  id: Id,
  story: Id,
  account: Account,
  language: Language,
  /** Follows the story's common text until its first edit. */
  linked: z.boolean(),
  status: VariantStatusView,
  sync: SyncState,
  /** Errors and warnings of the channel's checks on the draft. */
  problems: z.object({ errors: z.int(), warnings: z.int() }),
  used: z.int(),
  limit: z.int().nullable(),
  /** The draft's first words. */
  excerpt: z.string(),
  updatedAt: Instant,
  openComments: z.int(),
  /** The source of this translation has changed since. */
  sourceChanged: z.boolean(),
  /** The common text or the brief has moved on since this variant was written from them; rows of an older build do not say. */
  drifted: z.boolean().default(false),
  /** Its words are those that a rule made; no person has changed any. Known to the device on which it was made. */
  machineMade: z.boolean().default(false),
  publishedUrl: z.string().nullable(),
});
export type VariantRow = z.infer<typeof VariantRow>;

export const StoryRow = z.object({
  id: Id,
  title: z.string(),
  excerpt: z.string(),
  kind: ContentKind,
  purpose: Purpose,
  labels: z.array(z.string()),
  due: Instant.nullable(),
  updatedAt: Instant,
  author: Id,
  archived: z.boolean(),
  sample: z.boolean(),
  sync: SyncState,
  /** How many variants stand where. */
  variants: z.array(z.object({ id: Id, channel: ChannelId, language: Language, status: EditorialStatus, approvalVoided: z.boolean() })),
});
export type StoryRow = z.infer<typeof StoryRow>;

export const SmartList = z.enum(['all', 'mine', 'to-review', 'changes-requested', 'needs-translation', 'archived']);
export type SmartList = z.infer<typeof SmartList>;

export const StoryQuery = z.object({
  list: SmartList,
  /** Korean or English, from one syllable; initial consonants alone (ㅊㅇ) also find. */
  text: z.string().max(200),
  status: EditorialStatus.nullable(),
  channel: ChannelId.nullable(),
  sort: z.enum(['updated', 'title', 'due']),
  cursor: z.string().max(500).nullable(),
  limit: z.int().min(1).max(200),
});
export type StoryQuery = z.infer<typeof StoryQuery>;

export const StoryPage = z.object({ items: z.array(StoryRow), nextCursor: z.string().nullable(), /** Capped at 1,000. */ total: z.int() });

const SettledSide = z.object({ author: Id, /** As it is stored; empty for a text, which holds both versions. */ value: z.string() });
/** What a merge of a story's versions settled without asking, with who had written what: the texts hold both, of the rest the later counts. */
export const StorySettledView = z.object({ revision: Id, fields: z.array(z.object({ field: z.enum(STORY_FIELDS), earlier: SettledSide, later: SettledSide })) });
export type StorySettledView = z.infer<typeof StorySettledView>;

export const StoryDetail = z.object({ row: StoryRow, content: StoryContent, draftVersion: z.int(), savedAt: Instant, variants: z.array(VariantRow), settled: StorySettledView.nullable(),
  /** Somebody wrote on in what had been archived (the story, or one of its variants), so it is back; until a person says what is to be. */
  archiveOvertaken: z.object({ archived: Id, archivedBy: Id, editedBy: Id, edited: Id }).nullable() });
export type StoryDetail = z.infer<typeof StoryDetail>;

/** A text in which a story tells its facts, for comparing (language/facts/compare-story.ts). Variants that follow the common text are told by it. */
export const StoryTextView = z.object({ id: z.string(), kind: z.enum(['brief', 'common', 'variant']), language: Language, text: z.string() });
export type StoryTextView = z.infer<typeof StoryTextView>;

const FactView = z.object({ text: z.string(), start: z.int(), end: z.int(), value: z.string() });
export const FactConflictView = z.object({ key: z.string(), kind: z.enum(FACT_KINDS), sides: z.array(FactView.extend({ textId: z.string(), /** What stands here once another side is right, by that side's `value`; nothing where a person has to write it. */ becomes: z.record(z.string(), z.string()) })) });
export type FactConflictView = z.infer<typeof FactConflictView>;
export const StoryFactsView = z.object({
  texts: z.array(StoryTextView.omit({ text: true })),
  conflicts: z.array(FactConflictView.extend({ /** A person has said that these are not one fact. */ dismissed: z.boolean() })),
  leftOut: z.array(z.object({ textId: z.string(), from: z.string(), facts: z.array(FactView) })),
});
export type StoryFactsView = z.infer<typeof StoryFactsView>;

export const AssetView = z.object({
  sha256: Sha256, fileName: z.string(), mime: z.string(), width: z.int(), height: z.int(), bytes: z.int(),
  /** Of a picture that moves. */ frames: z.int().optional(),
  /** Of a video. */ seconds: z.number().optional(), framesPerSecond: z.number().optional(), codec: z.string().optional(), rotation: z.number().optional(), location: z.enum(['none', 'removed', 'may-remain']).optional(),
  /** What it was made from, and how. */ original: Sha256.optional(), recipe: Recipe.optional(),
});
export type AssetView = z.infer<typeof AssetView>;

export const CommentView = z.object({
  id: Id, variant: Id, revision: Id, anchor: Anchor.nullable(), replyTo: Id.nullable(), author: Id, at: Instant, text: z.string(), /** What should stand in the place of its words; null where it only says something. */ suggestion: z.string().nullable(), resolved: z.boolean(), sync: SyncState,
});
export type CommentView = z.infer<typeof CommentView>;

export const DecisionView = z.object({ revision: Id, verdict: Verdict, reviewer: Id, reason: z.string(), at: Instant, confirmed: z.boolean(), /** Until when it may wait for the server, where the policy limits that; null once the server has it. */ until: Instant.nullable(), /** The named policy that it was given under; null for the newsroom's own. */ policy: z.string().nullable() });
export type DecisionView = z.infer<typeof DecisionView>;

export const RevisionView = z.object({
  id: Id, parents: z.array(Id), contentHash: Sha256, author: Id, at: Instant, name: z.string(), content: VariantContent, /** The server has it. */ confirmed: z.boolean(),
  source: z.object({ variant: Id, revision: Id }).nullable(),
});
export type RevisionView = z.infer<typeof RevisionView>;

/** Two heads that could not be merged, and where they parted. What has to be chosen is `mergeContent(base, mine.content, theirs.content)`. */
export const ConflictView = z.object({ base: VariantContent, mine: RevisionView, theirs: RevisionView });
export type ConflictView = z.infer<typeof ConflictView>;

/** A person's answer to one conflict: a side, mine and then theirs, or words of their own; those of a channel with looks come with them. */
export const ConflictChoice = z.union([z.enum(['mine', 'theirs', 'both']), z.strictObject({ text: z.string().max(2_000_000) }), z.strictObject({ blocks: Blocks })]);
export type ConflictChoice = z.infer<typeof ConflictChoice>;

/** What the story said when a variant was written from it, and says now; null where it is the same. */
export const DriftView = z.object({ since: Instant, common: z.object({ before: Blocks, after: Blocks }).nullable(), brief: z.object({ before: Blocks, after: Blocks }).nullable() });
export type DriftView = z.infer<typeof DriftView>;

export const VariantDetail = z.object({
  row: VariantRow,
  content: VariantContent,
  /** Grows with each save; a save names the one it is based on. */
  draftVersion: z.int(),
  savedAt: Instant,
  assets: z.array(AssetView),
  head: RevisionView.nullable(),
  /** The revision of the last approval that the server recorded, if any: what a review compares against. */
  lastApproved: RevisionView.nullable(),
  decisions: z.array(DecisionView),
  comments: z.array(CommentView),
  publications: z.array(PublicationView),
  submittedNote: z.string(),
  source: z.object({ variant: Id, revision: Id }).nullable(),
  drift: DriftView.nullable(),
  approval: ApprovalView.nullable(),
});
export type VariantDetail = z.infer<typeof VariantDetail>;

/** What a writer changes of a variant; what is left out stays. */
export const VariantPatch = z.object({
  blocks: Blocks.optional(), title: z.string().max(500).optional(), link: z.string().max(4_096).optional(), media: z.array(MediaItem).max(20).optional(), firstComment: z.string().max(10_000).optional(),
});
export type VariantPatch = z.infer<typeof VariantPatch>;

export const StoryPatch = z.object({
  title: z.string().max(500).optional(), brief: z.string().max(2_000_000).optional(), kind: ContentKind.optional(), purpose: Purpose.optional(),
  labels: z.array(z.string().max(60)).max(50).optional(), due: Instant.nullable().optional(), common: z.object({ ko: Blocks.optional(), en: Blocks.optional() }).optional(),
});
export type StoryPatch = z.infer<typeof StoryPatch>;

export const SegmentState = z.enum(['untranslated', 'draft', 'confirmed', 'source-changed']);
export const SegmentView = z.object({
  index: z.int(), source: z.string(), target: z.string(), state: SegmentState,
  /** For `source-changed`: the source that the target was made from. */
  previousSource: z.string().nullable(),
});
export type SegmentView = z.infer<typeof SegmentView>;

export const TranslationView = z.object({
  source: VariantRow, target: VariantRow, sourceRevision: Id.nullable(),
  /** The source's draft differs from the revision named: what is shown is the draft. */
  sourceIsDraft: z.boolean(),
  segments: z.array(SegmentView), /** Target lines whose source was removed. */ orphans: z.array(z.string()),
  draftVersion: z.int(),
});
export type TranslationView = z.infer<typeof TranslationView>;

export const ReviewItem = z.object({ story: Id, storyTitle: z.string(), variants: z.array(VariantRow), submittedBy: Id, submittedAt: Instant, note: z.string(), /** Whether who sits here has a say in any of them. */ yours: z.boolean(), /** The groups of those who submitted any of them. */ groups: z.array(z.string()) });
export type ReviewItem = z.infer<typeof ReviewItem>;

/** One line of the sync panel. */
export const SyncItem = z.object({
  id: Id,
  group: z.enum(['waiting', 'problem', 'by-hand', 'done']),
  kind: z.enum(['revision', 'story', 'submission', 'decision', 'comment', 'archive', 'publish-request', 'publish-action', 'publication', 'amendment', 'hold', 'setting', 'conflict']),
  variant: Id.nullable(), story: Id.nullable(), title: z.string(), channel: ChannelId.nullable(), language: Language.nullable(),
  /** An error code, a publication's reason, or empty. */
  reason: z.string(), detail: z.string(), state: z.string(), attempts: z.int(), at: Instant, nextTryAt: Instant.nullable(), url: z.string(),
  publication: Id.nullable(),
  /** Of a correction or a withdrawal: how. */
  way: AmendmentWay.nullable(),
  actions: z.array(z.enum(['retry', 'cancel', 'open', 'discard', 'export', 'hand-over', 'posted-by-hand', 'found-posted', 'not-posted', 'release', 'show', 'keep-mine', 'keep-theirs'])),
});
export type SyncItem = z.infer<typeof SyncItem>;

export const Connection = z.enum(['idle', 'connecting', 'online', 'syncing', 'offline-by-choice', 'unreachable', 'refused']);
export type Connection = z.infer<typeof Connection>;

/** The line to a team's server as far as a person's account goes. */
export const AccountView = z.object({
  /** The server that is set; null: the one inside the app, which has no accounts. */
  server: z.string().nullable(),
  /** Who is signed in to it by name; null for nobody. */
  signedIn: z.object({ member: Id, name: z.string() }).nullable(),
  /** A sign-in in the browser: whether one is under way, and why the last came to nothing. */
  atProvider: z.object({ waiting: z.boolean(), failed: ErrorCode.nullable() }),
});
export type AccountView = z.infer<typeof AccountView>;

export const SyncStatus = z.object({
  connection: Connection, backend: z.object({ kind: z.enum(['embedded', 'remote']), url: z.string() }),
  waiting: z.int(), /** Entries of the server that are still to come, while it is being synchronised. */ toReceive: z.int(), problems: z.int(), byHand: z.int(), lastSyncAt: Instant.nullable(), nextTryAt: Instant.nullable(), error: z.string().nullable(), clockSkewMs: z.number(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

const Received = z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() });
/** How far the newsroom of a server is here; `entries` is null until the server has said how many there are. */
export const Receiving = z.object({ entries: Received.nullable(), media: Received });
export type Receiving = z.infer<typeof Receiving>;

export const WorkspaceView = z.object({ workspace: Workspace, seat: Id, roles: z.array(Role), device: Id, /** What the last start found and mended, for the interface to tell. */ notices: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.string()) })), readOnly: z.boolean(), /** The newsroom of the server that was connected to is still to come. */ joining: z.boolean() });
export type WorkspaceView = z.infer<typeof WorkspaceView>;

/** Something that the member here is told of: of a text, or of a hold. */
export const NotificationView = z.object({
  id: Id,
  kind: NotificationKind,
  text: z.object({ story: Id, title: z.string(), /** Null where it is about the story as a whole. */ variant: z.object({ id: Id, channel: ChannelId, language: Language }).nullable() }).nullable(),
  hold: z.object({ scope: HoldScope, storyTitle: z.string(), reason: z.string() }).nullable(),
  author: Id,
  at: Instant,
  seen: z.boolean(),
});
export type NotificationView = z.infer<typeof NotificationView>;

/** A setting as it stands; `value` is what its collection holds (domain/settings.ts). */
export const SettingView = z.object({ key: z.string(), value: z.json(), author: Id, at: Instant });
export type SettingView = z.infer<typeof SettingView>;

/** How a picture would be cut for a channel: its original, what of it stays in view, and the ratio that was chosen (null: the channel's nearest). */
export const CropView = z.object({ original: AssetView, focus: Focus, ratio: z.number().positive().nullable() });
export type CropView = z.infer<typeof CropView>;

/** A file of the workspace's library: an original, with where it or what was made from it is used. */
export const LibraryItem = z.object({
  asset: AssetView, at: Instant, credit: z.string(), licence: z.string(),
  uses: z.array(z.object({ variant: Id, story: Id, storyTitle: z.string(), channel: ChannelId, language: Language, alt: z.string() })),
});
export type LibraryItem = z.infer<typeof LibraryItem>;

/** An alternative text that somebody has written for a file. */
export const AltText = z.object({ sha256: Sha256, alt: z.string() });
export type AltText = z.infer<typeof AltText>;
