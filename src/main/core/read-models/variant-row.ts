import { checkWithProfile } from '#shared/channels/check.ts';
import { type ChannelProfile, channelProfile } from '#shared/channels/registry.ts';
import type { SyncState, VariantRow } from '#shared/contract/views.ts';
import { isWithdrawn } from '#shared/domain/amendment.ts';
import { assetsOf } from '#shared/document/payload.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { Account } from '#shared/domain/workspace.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import { statusOf } from '#shared/domain/status.ts';
import type { VariantStatus } from '#shared/domain/status.ts';
import type { Finding } from '#shared/channels/types.ts';
import type { Id } from '#shared/domain/ids.ts';
import { graphemeStart } from '#shared/language/graphemes.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import { factEntries } from '../log/entry-rows.ts';
import { mediaFacts } from '../media/asset-rows.ts';
import { translationChanged } from '../translate/stored-pairs.ts';
import { hasDrifted } from '../variants/basis.ts';
import { isMachineMade } from '../variants/machine-made.ts';
import type { VariantDraft } from '../variants/store.ts';
import type { WorkspaceState } from '../workspace/state.ts';
import { rulesOf } from './rules.ts';
import { profilesOf } from './settings.ts';

/** How much of a text a list shows (UTF-16 units). */
const EXCERPT = 160;

export function factsOf(db: ReadableDb, variant: Id): VariantFacts {
  return factsFromEntries(factEntries(db, variant));
}

/** A draft that nobody has written in yet says nothing against the head, whatever the common text is. */
export function statusOfDraft(db: ReadableDb, state: WorkspaceState, draft: VariantDraft, facts: VariantFacts, now: number): VariantStatus {
  return statusOf(facts, { ...rulesOf(db, state, draft, now), draftHash: textHash(draft.text) });
}

function profileOfDraft(db: ReadableDb, draft: VariantDraft): ChannelProfile {
  return profilesOf(db)({ id: draft.account, channel: draft.channel });
}

export function findingsOf(db: ReadableDb, draft: VariantDraft): Finding[] {
  const text = plainText(draft.content.blocks);
  return checkWithProfile(profileOfDraft(db, draft), { content: draft.content, text, media: mediaFacts(db, assetsOf(draft.content)), written: draft.savedAt });
}

export function accountOf(state: WorkspaceState, draft: { readonly account: Id; readonly channel: Account['channel'] }): Account {
  const known = state.workspace.accounts.find((account) => account.id === draft.account);
  return known ?? { id: draft.account, channel: draft.channel, name: { ko: channelProfile(draft.channel).name.ko, en: channelProfile(draft.channel).name.en }, handle: '' };
}

/** The row of a variant in lists and boards, from its draft and its entries alone. */
export function buildVariantRow(db: ReadableDb, draft: VariantDraft, state: WorkspaceState, now: number, facts: VariantFacts = factsOf(db, draft.id)): VariantRow {
  const status = statusOfDraft(db, state, draft, facts, now);
  const text = plainText(draft.content.blocks);
  const findings = findingsOf(db, draft);
  const count = profileOfDraft(db, draft).count(text);
  return {
    id: draft.id,
    story: draft.story,
    account: accountOf(state, draft),
    language: draft.language,
    linked: draft.linked,
    status,
    sync: syncStateOf(db, draft, status.conflict),
    problems: { errors: findings.filter((found) => found.level === 'error').length, warnings: findings.filter((found) => found.level === 'warning').length },
    used: count.used,
    limit: count.limit,
    excerpt: excerptOf(draft.content.title, text),
    updatedAt: draft.savedAt,
    openComments: db.get<{ n: number }>('SELECT count(*) AS n FROM comments WHERE variant = ? AND resolved = 0 AND reply_to IS NULL', draft.id)?.n ?? 0,
    sourceChanged: translationChanged(db, draft),
    drifted: hasDrifted(db, draft),
    machineMade: isMachineMade(db, draft),
    publishedUrl: facts.publications.filter((publication) => publication.state === 'confirmed' && publication.url !== '' && !isWithdrawn(facts, publication.id)).at(-1)?.url ?? null,
  };
}

export function excerptOf(title: string, text: string): string {
  const words = [title, text].filter((part) => part !== '').join(' · ').replaceAll(/\s+/gu, ' ').trim();
  // Cut between characters as a reader knows them, never inside one.
  return words.slice(0, graphemeStart(words, EXCERPT));
}

/** Where the bytes are: what of a subject waits, was refused, or has never left this device. */
export function syncStateOf(db: ReadableDb, draft: { readonly id: Id; readonly dirty: boolean }, conflict: boolean): SyncState {
  const states = new Set(db.all<{ state: string }>('SELECT DISTINCT state FROM entries WHERE subject = ? AND local_only = 0', draft.id).map((row) => row.state));
  if (conflict || states.has('parked')) return 'needs-you';
  if (states.has('waiting') || states.has('sending')) return 'waiting';
  return draft.dirty || !states.has('accepted') ? 'local' : 'synced';
}
