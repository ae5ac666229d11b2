import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { type GraphNode, headsOf } from '../../../src/shared/domain/graph.ts';
import type { Entry } from '../../../src/shared/sync/entry.ts';

/** An entry as a desktop keeps it: `seq` is null until the server has recorded it. */
export type Kept = { readonly entry: Entry; readonly seq: number | null; readonly state: 'waiting' | 'sending' | 'accepted' | 'parked' | 'withdrawn' };

/** What a desktop's own database says, read beside the app; the samples that came with it are left out. */
export interface NewsroomFile {
  readonly entries: readonly Kept[];
  /** Every text that a draft or a revision holds. */
  readonly texts: readonly string[];
  /** Variants (by id) with a draft that is no revision yet. */
  readonly drafts: ReadonlySet<string>;
}

type Row = { readonly id: string; readonly workspace: string; readonly subject: string; readonly author: string; readonly device: string; readonly at: string; readonly kind: string; readonly body: string; readonly content: string | null; readonly seq: number | null; readonly state: Kept['state'] };

export function readNewsroom(folder: string): NewsroomFile {
  const db = new Sqlite(join(folder, 'newsroom.db'), { readonly: true, fileMustExist: true });
  try {
    return db.transaction(() => {
      const rows = db.prepare(`SELECT e.id, e.workspace, e.subject, e.author, e.device, e.at, e.kind, e.body, e.seq, e.state, r.content FROM entries e LEFT JOIN revisions r ON e.kind IN ('revision', 'story-revision') AND r.id = json_extract(e.body, '$.revision') WHERE e.local_only = 0 ORDER BY e.seq IS NULL, e.seq, e.position`).all() as readonly Row[];
      return {
        entries: rows.map(kept),
        texts: ['revisions', 'variants', 'stories'].flatMap((table) => db.prepare(`SELECT content FROM ${table}`).pluck().all() as string[]),
        drafts: new Set(db.prepare('SELECT id FROM variants WHERE dirty = 1').pluck().all() as string[]),
      };
    })();
  } finally {
    db.close();
  }
}

function kept({ body, content, seq, state, ...row }: Row): Kept {
  return { entry: { ...row, body: { ...(JSON.parse(body) as object), ...(content === null ? {} : { content: JSON.parse(content) as unknown }) } } as Entry, seq, state };
}

/** What is in the server's log, as far as this desktop has heard of it. */
export function recorded({ entries }: NewsroomFile): readonly Entry[] {
  return entries.filter(({ seq }) => seq !== null).map(({ entry }) => entry);
}

/** What its person sees: what is recorded, and what they did that has yet to be. */
export function standing({ entries }: NewsroomFile): readonly Entry[] {
  return entries.filter(({ state }) => state !== 'parked' && state !== 'withdrawn').map(({ entry }) => entry);
}

export function unsent({ entries }: NewsroomFile): number {
  return entries.filter(({ state }) => state === 'waiting' || state === 'sending').length;
}

/** The newest revisions of each story and text. */
export function headsBySubject(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const revisions = new Map<string, GraphNode[]>();
  for (const entry of entries) {
    if (entry.kind !== 'revision' && entry.kind !== 'story-revision') continue;
    revisions.set(entry.subject, [...(revisions.get(entry.subject) ?? []), { id: entry.body.revision, parents: entry.body.parents }]);
  }
  return new Map([...revisions].map(([subject, own]) => [subject, headsOf(own).toSorted()]));
}
