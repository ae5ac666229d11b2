import { blocksFromText } from '#shared/document/plain-text.ts';
import { settingSubject } from '#shared/domain/settings.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import { type Entry, SERVER_MEMBER } from '#shared/sync/entry.ts';
import { type Core, entryBase } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { readRevision } from '../log/entry-rows.ts';
import { rulesOf } from '../read-models/rules.ts';
import { refuse } from '../refusal.ts';
import { createStory } from '../stories/stories.ts';
import { reviseVariant } from '../variants/revise.ts';
import { saveSegment, translationView } from '../translate/translate.ts';
import { loadVariant, variantsOfStory } from '../variants/store.ts';
import { addVariants, saveVariant } from '../variants/variants.ts';
import { SAMPLE_INSERTS } from './inserts.ts';
import { SAMPLE_STORIES, type SampleStory, type SampleVariant } from './stories.ts';

/**
 * Fills an empty newsroom with the sample stories, and with what the sample newsroom keeps for inserting. They never leave this device: their entries count
 * as recorded at once, so that every status is there to be seen without a server.
 */
export function createSamples(core: Core): void {
  for (const story of [...SAMPLE_STORIES].toReversed()) createSample(core, story);
  for (const setting of SAMPLE_INSERTS) keepSample(core, setting);
}

function keepSample(core: Core, { collection, key, value }: (typeof SAMPLE_INSERTS)[number]): void {
  const { workspace, seat } = core.state();
  record(core, { ...entryBase(core, settingSubject(workspace.id, collection, key)), kind: 'setting', body: { collection, key, value } }, seat);
}

function createSample(core: Core, story: SampleStory): void {
  const { id } = createStory(
    core,
    { title: story.title, brief: story.brief, kind: story.kind, purpose: story.purpose, labels: story.labels, common: { ko: blocksFromText(story.common.ko), en: blocksFromText(story.common.en) } },
    true,
  );
  const made = story.variants.map((sample) => ({ sample, id: createSampleVariant(core, id, sample) }));
  // Edits come last: a translation is of what its source said before.
  for (const { sample, id: variant } of made) if (sample.standing === 'edited-after-approval') write(core, variant, sample, sample.after ?? sample.text);
}

function write(core: Core, id: Id, sample: SampleVariant, text: string): void {
  const { draftVersion } = loadVariant(core.db.read, id);
  saveVariant(core, id, draftVersion, { blocks: blocksFromText(text), ...(sample.title === undefined ? {} : { title: sample.title }) });
}

/** Binds each line to the line of the other language that it was made from, as a translator does. */
function confirmTranslation(core: Core, story: Id, target: Id): void {
  const variants = variantsOfStory(core.db.read, story);
  const account = variants.find(({ id }) => id === target)?.account;
  const source = variants.find((draft) => draft.account === account && draft.id !== target) ?? refuse('not-found', 'the source of a sample');
  for (const { index, target: text } of translationView(core, source.id, target).segments) {
    saveSegment(core, { source: source.id, target, index, text, confirm: true, draftVersion: loadVariant(core.db.read, target).draftVersion });
  }
}

function createSampleVariant(core: Core, story: Id, sample: SampleVariant): Id {
  const { workspace } = core.state();
  const account = workspace.accounts.find(({ channel }) => channel === sample.channel) ?? refuse('not-found', sample.channel);
  const [id = refuse('internal')] = addVariants(core, story, [{ account: account.id, language: sample.language }]).variants;
  if (sample.standing === 'linked') return id;
  write(core, id, sample, sample.text);
  if (sample.translated === true) confirmTranslation(core, story, id);
  if (sample.standing === 'draft') return id;
  const submitted = submit(core, id);
  if (sample.standing === 'in-review') return id;
  decide(core, id, submitted, sample);
  if (sample.standing === 'published') publish(core, id, account.id, submitted);
  return id;
}

interface Submitted {
  readonly revision: Id;
  readonly contentHash: Sha256;
}

/** Appends what a member of the sample newsroom did. */
function record(core: Core, entry: Entry, author: Id): void {
  core.write((unit) => appendEntry(unit, { ...entry, author }, true));
}

function submit(core: Core, id: Id): Submitted {
  const { revision } = core.write((unit) => reviseVariant(core, unit, id));
  const contentHash = readRevision(core.db.read, revision)?.hash ?? refuse('unknown-revision', revision);
  record(core, { ...entryBase(core, id), kind: 'submission', body: { revision, contentHash, note: '' } }, core.state().seat);
  return { revision, contentHash };
}

function decide(core: Core, id: Id, submitted: Submitted, sample: SampleVariant): void {
  const editor = core.state().workspace.members.find(({ roles }) => roles.includes('editor')) ?? refuse('not-found', 'editor');
  const returned = sample.standing === 'changes-requested';
  const verdict = returned ? 'request-changes' : 'approve';
  const reason = returned ? (sample.after ?? '') : '';
  record(core, { ...entryBase(core, id), kind: 'decision', body: { ...submitted, verdict, reason, policyVersion: rulesOf(core.db.read, core.state(), loadVariant(core.db.read, id), core.clock.now()).policy.version } }, editor.id);
}

function publish(core: Core, id: Id, account: Id, submitted: Submitted): void {
  const publication = core.newId();
  record(core, { ...entryBase(core, id), kind: 'publish-request', body: { ...submitted, publication, account, slot: 1 } }, core.state().seat);
  record(core, { ...entryBase(core, id), kind: 'publication', body: { ...submitted, publication, account, state: 'confirmed', attempt: 1, reason: '', remoteId: 'sample', url: '' } }, SERVER_MEMBER);
}
