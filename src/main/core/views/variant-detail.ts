import type { AssetView, VariantDetail } from '#shared/contract/views.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { buildVariantRow, factsOf } from '../read-models/variant-row.ts';
import { loadVariant } from '../variants/store.ts';
import { commentViews, decisionViews, loadRevision, publicationViews } from './revision-view.ts';

interface MediaRow {
  readonly sha256: Sha256;
  readonly file_name: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export function findAsset(db: ReadableDb, sha256: Sha256): AssetView | null {
  const row = db.get<MediaRow>('SELECT * FROM media WHERE sha256 = ?', sha256);
  return row === undefined ? null : { sha256: row.sha256, fileName: row.file_name, mime: row.mime, width: row.width, height: row.height, bytes: row.bytes };
}

function assetsIn(db: ReadableDb, contents: readonly VariantContent[]): AssetView[] {
  return [...new Set(contents.flatMap(assetsOf))].flatMap((sha256) => findAsset(db, sha256) ?? []);
}

/** Everything that the screens of one variant show. Refuses with `not-found`, `content-damaged`. */
export function variantDetail(core: Core, id: Id): VariantDetail {
  const { read } = core.db;
  const draft = loadVariant(read, id);
  const facts = factsOf(read, id);
  const row = buildVariantRow(read, draft, core.state(), facts);
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
    decisions: decisionViews(read, facts),
    comments: commentViews(read, id),
    publications: publicationViews(read, core.state(), 'p.variant = ?', 100, id),
    submittedNote: note === undefined ? '' : (JSON.parse(note.body) as { note: string }).note,
    source: draft.source,
  };
}
