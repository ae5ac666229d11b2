import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isListLine, lineOf } from '#shared/bundle/lines.ts';
import { BUNDLE_VERSION } from '#shared/bundle/manifest.ts';
import type { EntryKind } from '#shared/sync/entry.ts';
import { ENTRY_SCHEMA, schemaOf } from '#shared/sync/schema.ts';
import type { BundleWritten } from '#shared/contract/backup-views.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { seatedMember } from '../core.ts';
import { ensureDir } from '../db/files.ts';
import { entryOf, type EntryRow, LOG_ORDER } from '../log/entry-rows.ts';
import { Refusal, refuse } from '../refusal.ts';
import { reviseShared } from '../sync/revise-shared.ts';
import { openContainer } from './read-container.ts';
import { type ManifestStart, writeContainer } from './write-container.ts';

/** What goes into a bundle: all, what was recorded since a time, what a list from the other side does not have, or what is not among these ids and SHA-256. */
export type BundleScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'since'; readonly at: string }
  | { readonly kind: 'lacking'; readonly listPath: string }
  | { readonly kind: 'beyond'; readonly theirs: ReadonlySet<string> };

/**
 * Writes what others lack into a file. Drafts of shared texts become revisions first, as before anything is sent. What was
 * refused or called off stays here, and so does the server's word about publications, which only the server gives.
 * Refuses with `bundle-empty` when nothing is left to hand over, and as {@link writeContainer} and {@link openContainer} do.
 */
export async function exportBundle(core: Core, path: string, scope: BundleScope): Promise<BundleWritten> {
  reviseShared(core);
  const theirs = await theirsOf(core, scope);
  const chosen = handedOver(core, scope.kind === 'since' ? scope.at : null).filter((id) => !theirs.has(id));
  const { ids, media } = survey(core, chosen);
  if (ids.length === 0) refuse('bundle-empty');
  const written = await writeContainer(path, {
    start: startOf(core, scope.kind === 'since' ? scope.at : null, ids),
    part: 'entries',
    lines: linesOf(core, ids),
    media: media.filter((sha256) => !theirs.has(sha256)),
    mediaFolder: core.files.media,
  });
  return { path, entries: written.lines, media: written.media, bytes: written.bytes };
}

/** Writes down what is here, so that somebody else can put together what is not. */
export async function exportList(core: Core, path: string): Promise<BundleWritten> {
  function* lines(): Generator<string> {
    // A text that is damaged here counts as missing: it may come back this way.
    for (const id of survey(core, handedOver(core, null)).ids) yield `${id}\n`;
    for (const { sha256 } of core.db.read.all<{ sha256: string }>('SELECT sha256 FROM media ORDER BY sha256')) yield `${sha256}\n`;
  }
  const written = await writeContainer(path, { start: startOf(core, null, []), part: 'list', lines: lines(), media: [], mediaFolder: core.files.media });
  return { path, entries: written.lines, media: 0, bytes: written.bytes };
}

function startOf(core: Core, since: string | null, ids: readonly Id[]): ManifestStart {
  const { workspace, device } = core.state();
  const { id: member, name } = seatedMember(core);
  return {
    format: 'sotong-bundle', version: BUNDLE_VERSION, schema: schemaNeeded(core, ids), app: `Sotong ${core.appVersion}`,
    workspace: { id: workspace.id, name: workspace.name }, madeAt: core.now(), madeBy: { member, device, name }, since,
  };
}

/** What one must know to read these: an app of an earlier release takes a bundle that has nothing newer in it. */
function schemaNeeded(core: Core, ids: readonly Id[]): number {
  const kinds = core.db.read.all<{ kind: EntryKind }>('SELECT DISTINCT kind FROM entries WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  return Math.max(ENTRY_SCHEMA.min, ...kinds.map(({ kind }) => schemaOf(kind)));
}

/** In an order in which each stands on what comes before it. */
function handedOver(core: Core, since: string | null): Id[] {
  return core.db.read
    .all<{ id: Id }>(
      `SELECT id FROM entries WHERE local_only = 0 AND state IN ('waiting', 'sending', 'accepted') AND kind <> 'publication'
       AND (? IS NULL OR seq IS NULL OR coalesce(received_at, at) >= ?) ORDER BY ${LOG_ORDER}`,
      since, since,
    )
    .map(({ id }) => id);
}

/** Which of them can be read whole, and the files that they show. */
function survey(core: Core, chosen: readonly Id[]): { readonly ids: readonly Id[]; readonly media: readonly string[] } {
  const media = new Set<string>();
  const ids = chosen.filter((id) => {
    const entry = wholeEntry(core, id);
    if (entry?.kind === 'revision') for (const sha256 of assetsOf(entry.body.content)) media.add(sha256);
    return entry !== null;
  });
  return { ids, media: [...media] };
}

function wholeEntry(core: Core, id: Id): Entry | null {
  const row = core.db.read.get<EntryRow>('SELECT * FROM entries WHERE id = ?', id);
  try {
    return row === undefined ? null : entryOf(core.db.read, row);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    core.log('warn', `bundle: the entry ${id} is damaged and is left out: ${error.code}`);
    return null;
  }
}

function* linesOf(core: Core, ids: readonly Id[]): Generator<string> {
  for (const id of ids) {
    const entry = wholeEntry(core, id);
    if (entry !== null) yield lineOf(entry);
  }
}

async function theirsOf(core: Core, scope: BundleScope): Promise<ReadonlySet<string>> {
  switch (scope.kind) {
    case 'lacking':
      return readList(core, scope.listPath);
    case 'beyond':
      return scope.theirs;
    case 'all':
    case 'since':
      return new Set();
  }
}

/** What the other side says that it has. Refuses with `bundle-not-list` for a bundle of entries. */
async function readList(core: Core, path: string): Promise<ReadonlySet<string>> {
  const bundle = await openContainer(path);
  const folder = join(core.files.dir, 'incoming');
  const file = join(folder, core.newId());
  try {
    if (bundle.manifest.workspace.id !== core.state().workspace.id) refuse('bundle-other-newsroom', bundle.manifest.workspace.id);
    if (bundle.manifest.list === null) refuse('bundle-not-list');
    ensureDir(folder);
    await bundle.unpackLines(file);
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    if (!lines.every(isListLine)) refuse('bundle-damaged', 'list');
    return new Set(lines);
  } finally {
    bundle.close();
    rmSync(file, { force: true });
  }
}
