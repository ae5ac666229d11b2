import type { AssetView, VariantDetail } from '#shared/contract/views.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { findAsset } from '../media/asset-rows.ts';
import { approvalView, rulesOf } from '../read-models/rules.ts';
import { buildVariantRow, factsOf } from '../read-models/variant-row.ts';
import { driftOf } from '../variants/basis.ts';
import { loadVariant } from '../variants/store.ts';
import { commentViews, decisionViews, loadRevision, publicationViews } from './revision-view.ts';

function assetsIn(db: ReadableDb, contents: readonly VariantContent[]): AssetView[] {
  return [...new Set(contents.flatMap(assetsOf))].flatMap((sha256) => findAsset(db, sha256) ?? []);
}

/** Everything that the screens of one variant show. Refuses with `not-found`, `content-damaged`. */
export function variantDetail(core: Core, id: Id): VariantDetail {
  const { read } = core.db;
  const draft = loadVariant(read, id);
  const facts = factsOf(read, id);
  const row = buildVariantRow(read, draft, core.state(), core.clock.now(), facts);
  const head = row.status.head === null ? null : loadRevision(read, row.status.head);
  const lastApproved = row.status.approvedRevision === null ? null : loadRevision(read, row.status.approvedRevision);
  const note = read.get<{ body: string }>(`SELECT body FROM entries WHERE subject = ? AND kind = 'submission' AND state NOT IN ('withdrawn', 'parked') ORDER BY position DESC LIMIT 1`, id);
  return {
    row,
    content: draft.content,
    draftVersion: draft.draftVersion,
    savedAt: draft.savedAt,
    assets: assetsIn(read, [draft.content, ...(head === null ? [] : [head.content]), ...(lastApproved === null ? [] : [lastApproved.content])]),
    head,
    lastApproved,
    decisions: decisionViews(read, facts, rulesOf(read, core.state(), draft, core.clock.now())),
    comments: commentViews(read, id),
    publications: publicationViews(read, core.state(), 'p.variant = ?', 100, id),
    submittedNote: note === undefined ? '' : (JSON.parse(note.body) as { note: string }).note,
    source: draft.source,
    drift: driftOf(read, draft),
    approval: approvalView(core, draft, facts, row.status.head),
  };
}
