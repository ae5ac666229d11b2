import type { StoryRow, SyncState, VariantRow } from '#shared/contract/views.ts';
import { EditorialStatus } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { ChannelId } from '#shared/domain/channel-id.ts';
import { foldText } from '#shared/language/search-tokens.ts';
import type { ReadableDb } from '../db/types.ts';
import type { StoryDraft } from '../stories/store.ts';
import { excerptOf, syncStateOf } from './variant-row.ts';

/** The smart lists that a story is in, as bits of `story_list.flags`. */
export const FLAGS = { 'to-review': 1, 'changes-requested': 2, 'needs-translation': 4 } as const;

const STATUSES = EditorialStatus.options;
const CHANNELS = ChannelId.options;
/** Below it the bits of the statuses, from it on those of the channels, so that a column of 63 bits has room for 47 channels. */
const FIRST_CHANNEL_BIT = 16;

/** The bits of `story_list.pairs` for a status and a channel: a row that has both may still have them on different variants. */
export function pairMask(status: EditorialStatus | null, channel: ChannelId | null): bigint {
  const statusBit = status === null ? 0n : 1n << BigInt(STATUSES.indexOf(status));
  const channelBit = channel === null ? 0n : 1n << BigInt(FIRST_CHANNEL_BIT + CHANNELS.indexOf(channel));
  return statusBit | channelBit;
}

export interface StoryListRow {
  readonly row: StoryRow;
  readonly titleKey: string;
  readonly dueKey: string;
  readonly pairs: bigint;
  readonly flags: number;
}

/** The row of a story in the library, from its draft and its variants' rows. */
export function buildStoryRow(db: ReadableDb, story: StoryDraft, variants: readonly VariantRow[]): StoryListRow {
  const live = variants.filter((variant) => variant.status.status !== 'archived');
  const { content } = story;
  const text = [plainText(content.common.ko), plainText(content.common.en), content.brief].find((candidate) => candidate.trim() !== '') ?? '';
  const row: StoryRow = {
    id: story.id,
    title: content.title,
    excerpt: excerptOf('', text),
    kind: content.kind,
    purpose: content.purpose,
    labels: content.labels,
    due: content.due,
    updatedAt: variants.reduce((latest, variant) => (variant.updatedAt > latest ? variant.updatedAt : latest), story.savedAt),
    author: story.author,
    archived: story.archived,
    sample: story.sample,
    sync: worst([syncStateOf(db, story, false), ...live.map((variant) => variant.sync)]),
    variants: live.map((variant) => ({ id: variant.id, channel: variant.account.channel, language: variant.language, status: variant.status.status, approvalVoided: variant.status.approvalVoided })),
  };
  return {
    row,
    titleKey: foldText(content.title),
    dueKey: content.due ?? '9999',
    pairs: live.reduce((mask, variant) => mask | pairMask(variant.status.status, variant.account.channel), 0n),
    flags:
      (live.some((variant) => variant.status.status === 'in-review') ? FLAGS['to-review'] : 0) |
      (live.some((variant) => variant.status.status === 'changes-requested') ? FLAGS['changes-requested'] : 0) |
      (needsTranslation(live) ? FLAGS['needs-translation'] : 0),
  };
}

/** A translation whose source has changed, or an account that has words in one language and an empty variant in another. */
function needsTranslation(variants: readonly VariantRow[]): boolean {
  return variants.some((variant) => variant.sourceChanged || (variant.excerpt === '' && variants.some((other) => other.account.id === variant.account.id && other.language !== variant.language && other.excerpt !== '')));
}

function worst(states: readonly SyncState[]): SyncState {
  for (const state of ['needs-you', 'waiting', 'local'] as const) if (states.includes(state)) return state;
  return 'synced';
}

export function rowFromTable(stored: Readonly<Record<string, unknown>>): StoryRow {
  return {
    id: stored['id'] as string,
    title: stored['title'] as string,
    excerpt: stored['excerpt'] as string,
    kind: stored['kind'] as StoryRow['kind'],
    purpose: stored['purpose'] as StoryRow['purpose'],
    labels: JSON.parse(stored['labels'] as string) as string[],
    due: stored['due'] as string | null,
    updatedAt: stored['updated_at'] as string,
    author: stored['author'] as string,
    archived: stored['archived'] === 1,
    sample: stored['sample'] === 1,
    sync: stored['sync'] as SyncState,
    variants: JSON.parse(stored['variants'] as string) as StoryRow['variants'],
  };
}
