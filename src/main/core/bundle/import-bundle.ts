import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleManifest } from '#shared/bundle/manifest.ts';
import type { BundleEffects, BundlePreview } from '#shared/contract/backup-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { ensureDir, renameDurably } from '../db/files.ts';
import { asRefusal } from '../db/sql-errors.ts';
import { type NewAsset, noteAsset } from '../media/asset-rows.ts';
import { refuse } from '../refusal.ts';
import { readStored } from '../media/read-stored.ts';
import { stagedEntries } from './staged-lines.ts';
import { takeInEntries } from './take-in-entries.ts';
import { openContainer } from './read-container.ts';

/** A bundle that was looked at: its entries lie unpacked on this disk, so that what is taken in is what was shown. */
interface Staged {
  readonly path: string;
  readonly manifest: BundleManifest;
  readonly entries: string;
}

export interface BundleImport {
  /** Checks all of it and says what taking it in would do; nothing is changed. */
  readonly inspect: (path: string) => Promise<BundlePreview>;
  /** Takes in what was inspected, whole or not at all. Refuses with `not-found` after a restart. */
  readonly apply: (bundle: Id) => Promise<BundleEffects & { readonly media: number }>;
  readonly abandon: (bundle: Id) => void;
}

/** Thrown to undo what a preview has tried. */
class Undone extends Error {
  readonly effects: BundleEffects;
  constructor(effects: BundleEffects) {
    super('undone');
    this.effects = effects;
  }
}

/**
 * Bundles that are being taken in. Refuses with the codes of bundles (`bundle-…`), `unreadable-file`, `read-only`, `disk-full`.
 */
export function bundleImport(core: Core): BundleImport {
  const folder = join(core.files.dir, 'incoming');
  const open = new Map<Id, Staged>();

  function abandon(id: Id): void {
    const staged = open.get(id);
    open.delete(id);
    if (staged !== undefined) rmSync(staged.entries, { force: true });
  }

  async function inspect(path: string): Promise<BundlePreview> {
    if (core.db.readOnly) refuse('read-only');
    for (const id of open.keys()) abandon(id);
    const bundle = await openContainer(path);
    const id = core.newId();
    const entries = join(folder, id);
    try {
      const { manifest } = bundle;
      if (manifest.workspace.id !== core.state().workspace.id) refuse('bundle-other-newsroom', manifest.workspace.id);
      if (manifest.entries === null) refuse('bundle-is-list');
      ensureDir(folder);
      await bundle.unpackLines(entries);
      const effects = tryOut(core, entries);
      open.set(id, { path, manifest, entries });
      const { madeAt, madeBy, since } = manifest;
      const missing = manifest.media.filter(({ sha256 }) => !isHere(core, sha256));
      return { bundle: id, madeAt, madeBy: madeBy.member, name: madeBy.name, since, ...effects, media: missing.length, mediaBytes: missing.reduce((sum, { bytes }) => sum + bytes, 0) };
    } catch (error) {
      rmSync(entries, { force: true });
      throw asRefusal(error);
    } finally {
      bundle.close();
    }
  }

  async function apply(id: Id): Promise<BundleEffects & { media: number }> {
    const staged = open.get(id) ?? refuse('not-found', id);
    const fetched = await unpackMedia(core, folder, staged);
    try {
      return core.write((unit) => {
        for (const asset of fetched) noteAsset(unit, core.now(), asset);
        unit.changed('stories', null);
        return { ...takeInEntries(core, unit, stagedEntries(staged.entries)), media: fetched.length };
      });
    } catch (error) {
      // Without their rows nobody would know of these files.
      for (const { sha256 } of fetched) if (!isHere(core, sha256)) rmSync(join(core.files.media, sha256), { force: true });
      throw asRefusal(error);
    } finally {
      abandon(id);
    }
  }

  return { inspect, apply, abandon };
}

/** The import itself, undone at its end: so a preview cannot say anything else than what will be. */
function tryOut(core: Core, entries: string): BundleEffects {
  try {
    return core.write((unit) => {
      throw new Undone(takeInEntries(core, unit, stagedEntries(entries)));
    });
  } catch (error) {
    if (error instanceof Undone) return error.effects;
    throw error;
  }
}

function isHere(core: Core, sha256: string): boolean {
  return core.db.read.get('SELECT 1 FROM media WHERE sha256 = ?', sha256) !== undefined;
}

/** Brings the files that are not here into the media folder, each checked by its hash; all of them or none. */
async function unpackMedia(core: Core, folder: string, { path, manifest }: Staged): Promise<readonly NewAsset[]> {
  const wanted = [...new Set(manifest.media.map(({ sha256 }) => sha256))].filter((sha256) => !isHere(core, sha256));
  if (wanted.length === 0) return [];
  const bundle = await openContainer(path);
  const fetched: NewAsset[] = [];
  const unpacked: string[] = [];
  try {
    // The stick may have been changed for another since it was looked at.
    if (JSON.stringify(bundle.manifest) !== JSON.stringify(manifest)) refuse('bundle-damaged', 'another bundle');
    for (const sha256 of wanted) {
      const file = join(folder, `${sha256}.media`);
      unpacked.push(file);
      await bundle.copyMedia(sha256, file);
      const facts = await readStored(file, sha256);
      if (facts === null) {
        core.log('warn', `bundle: the file ${sha256} cannot be read and is left out`);
        continue;
      }
      fetched.push({ ...facts, fileName: `${sha256.slice(0, 12)}.${facts.mime.slice(facts.mime.indexOf('/') + 1)}` });
    }
    ensureDir(core.files.media);
    for (const { sha256 } of fetched) renameDurably(join(folder, `${sha256}.media`), join(core.files.media, sha256));
    return fetched;
  } catch (error) {
    throw asRefusal(error);
  } finally {
    bundle.close();
    for (const file of unpacked) if (existsSync(file)) rmSync(file, { force: true });
  }
}
