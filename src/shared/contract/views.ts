import { z } from 'zod';
import { Blocks } from '../document/blocks.ts';
import { ContentKind, MediaItem, Purpose, StoryContent, VariantContent } from '../domain/content.ts';
import { ChannelId } from '../domain/channel-id.ts';
import { HoldScope } from '../domain/hold.ts';
import { Id, Instant, Language, Sha256 } from '../domain/ids.ts';
import { Account, Role, Workspace } from '../domain/workspace.ts';
import { Anchor, PublicationState, Verdict } from '../sync/entry.ts';

/** What the core shows of the newsroom: read models as the interface needs them. */

export const EditorialStatus = z.enum(['draft', 'in-review', 'changes-requested', 'approved', 'scheduled', 'publishing', 'published', 'failed', 'archived']);
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
  /** Approvals that the policy still asks for, by step in the order in which they open. Rows of an older build have none until they are touched. */
  missingSteps: z.array(z.object({ role: Role, count: z.int().positive() })).default([]),
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

export const StoryDetail = z.object({ row: StoryRow, content: StoryContent, draftVersion: z.int(), savedAt: Instant, variants: z.array(VariantRow) });
export type StoryDetail = z.infer<typeof StoryDetail>;

export const AssetView = z.object({ sha256: Sha256, fileName: z.string(), mime: z.string(), width: z.int(), height: z.int(), bytes: z.int() });
export type AssetView = z.infer<typeof AssetView>;

export const CommentView = z.object({
  id: Id, variant: Id, revision: Id, anchor: Anchor.nullable(), replyTo: Id.nullable(), author: Id, at: Instant, text: z.string(), resolved: z.boolean(), sync: SyncState,
});
export type CommentView = z.infer<typeof CommentView>;

export const DecisionView = z.object({ revision: Id, verdict: Verdict, reviewer: Id, reason: z.string(), at: Instant, confirmed: z.boolean() });
export type DecisionView = z.infer<typeof DecisionView>;

export const RevisionView = z.object({
  id: Id, parents: z.array(Id), contentHash: Sha256, author: Id, at: Instant, name: z.string(), content: VariantContent, /** The server has it. */ confirmed: z.boolean(),
  source: z.object({ variant: Id, revision: Id }).nullable(),
});
export type RevisionView = z.infer<typeof RevisionView>;

/** Two heads that could not be merged, and where they parted. What has to be chosen is `mergeContent(base, mine.content, theirs.content)`. */
export const ConflictView = z.object({ base: VariantContent, mine: RevisionView, theirs: RevisionView });
export type ConflictView = z.infer<typeof ConflictView>;

/** A person's answer to one conflict: a side, mine and then theirs, or words of their own. */
export const ConflictChoice = z.union([z.enum(['mine', 'theirs', 'both']), z.strictObject({ text: z.string().max(2_000_000) })]);
export type ConflictChoice = z.infer<typeof ConflictChoice>;

export const PublicationView = z.object({
  id: Id, variant: Id, revision: Id, account: Account, language: Language, storyTitle: z.string(), state: PublicationState, attempt: z.int(), reason: z.string(), url: z.string(), at: Instant, /** Known to the server. */ confirmed: z.boolean(),
  /** The holds in force that cover it, while it has not begun to go out. */ holds: z.array(Id),
});
export type PublicationView = z.infer<typeof PublicationView>;

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

export const ReviewItem = z.object({ story: Id, storyTitle: z.string(), variants: z.array(VariantRow), submittedBy: Id, submittedAt: Instant, note: z.string() });
export type ReviewItem = z.infer<typeof ReviewItem>;

/** One line of the sync panel. */
export const SyncItem = z.object({
  id: Id,
  group: z.enum(['waiting', 'problem', 'by-hand', 'done']),
  kind: z.enum(['revision', 'story', 'submission', 'decision', 'comment', 'archive', 'publish-request', 'publish-action', 'publication', 'hold', 'conflict']),
  variant: Id.nullable(), story: Id.nullable(), title: z.string(), channel: ChannelId.nullable(), language: Language.nullable(),
  /** An error code, a publication's reason, or empty. */
  reason: z.string(), detail: z.string(), state: z.string(), attempts: z.int(), at: Instant, nextTryAt: Instant.nullable(), url: z.string(),
  publication: Id.nullable(),
  actions: z.array(z.enum(['retry', 'cancel', 'open', 'discard', 'export', 'hand-over', 'posted-by-hand', 'found-posted', 'not-posted', 'release', 'keep-mine', 'keep-theirs'])),
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
});
export type AccountView = z.infer<typeof AccountView>;

export const SyncStatus = z.object({
  connection: Connection, backend: z.object({ kind: z.enum(['embedded', 'remote']), url: z.string() }),
  waiting: z.int(), /** Entries of the server that are still to come, while it is being synchronised. */ toReceive: z.int(), problems: z.int(), byHand: z.int(), lastSyncAt: Instant.nullable(), nextTryAt: Instant.nullable(), error: z.string().nullable(), clockSkewMs: z.number(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const WorkspaceView = z.object({ workspace: Workspace, seat: Id, roles: z.array(Role), device: Id, /** What the last start found and mended, for the interface to tell. */ notices: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.string()) })), readOnly: z.boolean() });
export type WorkspaceView = z.infer<typeof WorkspaceView>;

/** A hold on publishing, with who set it and, once it is over, who lifted it. */
export const HoldView = z.object({ id: Id, scope: HoldScope, /** Of the story that the scope names. */ storyTitle: z.string(), reason: z.string(), author: Id, at: Instant, /** Known to the server. */ confirmed: z.boolean(), lifted: z.object({ by: Id, at: Instant }).nullable() });
export type HoldView = z.infer<typeof HoldView>;

export const HandOver = z.object({ text: z.string(), html: z.string().nullable(), media: z.array(z.object({ sha256: Sha256, fileName: z.string(), alt: z.string() })), openUrl: z.string() });
export type HandOver = z.infer<typeof HandOver>;
