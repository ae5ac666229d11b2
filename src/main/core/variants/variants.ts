import type { z } from 'zod';
import { channelProfile } from '#shared/channels/registry.ts';
import type { RevisionView, VariantPatch, VariantRow } from '#shared/contract/views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { entryBase } from '../core.ts';
import { canonicalContent, appendEntry } from '../log/append.ts';
import type { RevisionRow } from '../log/entry-rows.ts';
import { isRetired, profilesOf } from '../read-models/settings.ts';
import { buildVariantRow, factsOf } from '../read-models/variant-row.ts';
import { Refusal, refuse } from '../refusal.ts';
import { checkVersion, openStory, openVariant } from '../stories/guards.ts';
import { isSample } from '../stories/store.ts';
import { reconcile } from '../sync/reconcile.ts';
import type { Unit } from '../unit.ts';
import { loadRevision } from '../views/revision-view.ts';
import { adaptedContent } from './adapted.ts';
import { blocksForChannel, commonBlocks } from './common-text.ts';
import { noteMachineMade } from './machine-made.ts';
import { reviseVariant } from './revise.ts';
import type { VariantDraft } from './store.ts';
import { damagedVariant, loadVariant, variantsOfStory } from './store.ts';
import { writeDraft } from './write-draft.ts';

/**
 * Adds variants to a story, linked to its common text or, `adapted`, with a first version of it for their channel. One that is there already (same account and
 * language, not archived) is answered instead of a second one. Refuses with `not-found`, `archived`, `account-retired`.
 */
export function addVariants(core: Core, story: Id, targets: readonly { readonly account: Id; readonly language: Language; readonly adapted?: boolean | undefined }[]): { variants: Id[] } {
  return core.write((unit) => {
    openStory(unit, story);
    const variants = targets.map(({ account, language, adapted }) => existing(unit, story, account, language) ?? insertVariant(core, unit, story, account, language, adapted === true));
    unit.touchStory(story);
    return { variants };
  });
}

function existing(unit: Unit, story: Id, account: Id, language: Language): Id | null {
  const found = variantsOfStory(unit, story).find((draft) => draft.account === account && draft.language === language && !factsOf(unit, draft.id).archived);
  return found?.id ?? null;
}

function insertVariant(core: Core, unit: Unit, story: Id, account: Id, language: Language, adapted: boolean): Id {
  const { workspace, seat } = core.state();
  const known = workspace.accounts.find((candidate) => candidate.id === account) ?? refuse('not-found', account);
  if (isRetired(unit, account)) refuse('account-retired', account);
  const parent = openStory(unit, story).content;
  const id = core.newId();
  const linked: VariantContent = {
    schema: 1, workspace: workspace.id, story, variant: id, channel: known.channel, account, language,
    title: channelProfile(known.channel).hasTitle ? parent.title : '', blocks: commonBlocks(parent, known.channel, language), link: '', media: [], firstComment: '',
  };
  const content = adapted ? adaptedContent(profilesOf(unit)(known), workspace, parent, linked) : linked;
  const { text, hash } = canonicalContent(content);
  unit.run(
    'INSERT INTO variants (id, story, account, channel, language, content, hash, draft_version, base, dirty, linked, saved_at, author) VALUES (?, ?, ?, ?, ?, ?, ?, 1, NULL, 1, ?, ?, ?)',
    id, story, account, known.channel, language, text, hash, adapted ? 0 : 1, core.now(), seat,
  );
  if (adapted) noteMachineMade(unit, loadVariant(unit, id).content, core.now());
  unit.touchVariant(id);
  return id;
}

/**
 * Saves an edit: on the disk when it answers. A variant follows the common text until its words are
 * first changed. Refuses with `not-found`, `archived`, `stale-draft`, `too-large`.
 */
export function saveVariant(core: Core, id: Id, draftVersion: number, patch: z.infer<typeof VariantPatch>): { draftVersion: number; savedAt: string; row: VariantRow } {
  const saved = core.write((unit) => {
    const draft = openVariant(unit, id);
    checkVersion(draft, draftVersion);
    const before = draft.content;
    const content: VariantContent = {
      ...before,
      blocks: patch.blocks === undefined ? before.blocks : blocksForChannel(patch.blocks, draft.channel),
      title: patch.title ?? before.title,
      link: patch.link ?? before.link,
      media: patch.media ?? before.media,
      firstComment: patch.firstComment ?? before.firstComment,
    };
    const wordsChanged = patch.blocks !== undefined && canonicalContent({ ...before, blocks: content.blocks }).text !== draft.text;
    return writeDraft(core, unit, draft, { content, linked: draft.linked && !wordsChanged });
  });
  return { ...saved, row: rowOf(core, id) };
}

function rowOf(core: Core, id: Id): VariantRow {
  const stored = core.db.read.get<{ row: string }>('SELECT row FROM variant_rows WHERE id = ?', id) ?? refuse('not-found', id);
  return JSON.parse(stored.row) as VariantRow;
}

/** Makes a variant follow the common text again; its own words stay in its history. Refuses with `not-found`, `archived`. */
export function relinkVariant(core: Core, id: Id): void {
  core.write((unit) => {
    const draft = openVariant(unit, id);
    if (draft.linked) return;
    keepInHistory(core, unit, draft);
    const now = loadVariant(unit, id);
    writeDraft(core, unit, now, { content: { ...now.content, blocks: commonBlocks(openStory(unit, draft.story).content, draft.channel, draft.language) }, linked: true });
  });
}

/** What is about to be replaced becomes a revision first, unless nothing was ever written. */
function keepInHistory(core: Core, unit: Unit, draft: VariantDraft): void {
  const blank = draft.base === null && buildVariantRow(unit, draft, core.state(), core.clock.now()).excerpt === '';
  if (!blank) reviseVariant(core, unit, draft.id);
}

/** Archives a variant or brings it back; one that is back because somebody wrote on is kept by saying so. What was never shared is archived on this device only. Refuses with `not-found`. */
export function archiveVariant(core: Core, id: Id, archived: boolean): void {
  core.write((unit) => {
    const draft = loadVariant(unit, id);
    const facts = factsOf(unit, id);
    if (facts.archived === archived && (archived || facts.archiveOvertaken === null)) return;
    appendEntry(unit, { ...entryBase(core, id), kind: 'archive', body: { archived } }, isSample(unit, draft.story) || draft.base === null);
  });
}

/** A named revision of the draft as it stands. Refuses with `not-found`, `archived`. */
export function checkpointVariant(core: Core, id: Id, name: string): { revision: Id; made: boolean } {
  return core.write((unit) => {
    openVariant(unit, id);
    const made = reviseVariant(core, unit, id, name);
    reconcile(core, unit, id);
    return { revision: made.revision, made: made.made };
  });
}

/** Every revision, newest first. One whose stored text is damaged is left out and noted in the log. Refuses with `not-found`. */
export function variantHistory(core: Core, id: Id): RevisionView[] {
  const { read } = core.db;
  // Also of a draft that is damaged: this is where it comes back from.
  if (read.get('SELECT 1 FROM variants WHERE id = ?', id) === undefined) refuse('not-found', id);
  return read.all<RevisionRow>('SELECT * FROM revisions WHERE subject = ? ORDER BY rowid DESC', id).flatMap((row) => {
    try {
      return [loadRevision(read, row.id)];
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'content-damaged') throw error;
      core.log('error', `revision ${row.id} is damaged`);
      return [];
    }
  });
}

/** Puts a revision's content into the draft; the draft as it was becomes a revision first, unless it is damaged. Refuses with `not-found`, `archived`, `unknown-revision`, `content-damaged`. */
export function restoreRevision(core: Core, id: Id, revision: Id): void {
  core.write((unit) => {
    if (unit.get('SELECT 1 FROM variants WHERE id = ?', id) === undefined) refuse('not-found', id);
    const view = loadRevision(unit, revision);
    if (view.content.variant !== id) refuse('unknown-revision', revision);
    const damaged = damagedVariant(unit, id, view.content);
    if (damaged !== null) {
      openStory(unit, damaged.story);
      unit.touchSearch(damaged.story);
      writeDraft(core, unit, damaged, { content: view.content, linked: false, source: view.source });
      return;
    }
    const draft = openVariant(unit, id);
    keepInHistory(core, unit, draft);
    writeDraft(core, unit, loadVariant(unit, id), { content: view.content, linked: false, source: view.source });
  });
}

/** The revision of a variant as the window shows it. Refuses with `unknown-revision`, `content-damaged`. */
export function revisionOf(core: Core, id: Id): RevisionView {
  return loadRevision(core.db.read, id);
}

