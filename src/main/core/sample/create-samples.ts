import { blocksFromText } from '#shared/document/plain-text.ts';
import { policyFor } from '#shared/domain/workspace.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import { type Entry, SERVER_MEMBER } from '#shared/sync/entry.ts';
import { type Core, entryBase } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { readRevision } from '../log/entry-rows.ts';
import { refuse } from '../refusal.ts';
import { createStory } from '../stories/stories.ts';
import { reviseVariant } from '../variants/revise.ts';
import { loadVariant } from '../variants/store.ts';
import { addVariants, saveVariant } from '../variants/variants.ts';
import { SAMPLE_STORIES, type SampleStory, type SampleVariant } from './stories.ts';

/**
 * Fills an empty newsroom with the sample stories. They never leave this device: their entries count
 * as recorded at once, so that every status is there to be seen without a server.
 */
export function createSamples(core: Core): void {
  for (const story of [...SAMPLE_STORIES].toReversed()) createSample(core, story);
}

function createSample(core: Core, story: SampleStory): void {
  const { id } = createStory(
    core,
    { title: story.title, brief: story.brief, kind: story.kind, purpose: story.purpose, labels: story.labels, common: { ko: blocksFromText(story.common.ko), en: blocksFromText(story.common.en) } },
    true,
  );
  for (const variant of story.variants) createSampleVariant(core, id, variant);
}

function createSampleVariant(core: Core, story: Id, sample: SampleVariant): void {
  const { workspace } = core.state();
  const account = workspace.accounts.find(({ channel }) => channel === sample.channel) ?? refuse('not-found', sample.channel);
  const [id = refuse('internal')] = addVariants(core, story, [{ account: account.id, language: sample.language }]).variants;
  if (sample.standing === 'linked') return;
  const write = (text: string): void => {
    const { draftVersion } = loadVariant(core.db.read, id);
    saveVariant(core, id, draftVersion, { blocks: blocksFromText(text), ...(sample.title === undefined ? {} : { title: sample.title }) });
  };
  write(sample.text);
  if (sample.standing === 'draft') return;
  const submitted = submit(core, id);
  if (sample.standing === 'in-review') return;
  decide(core, id, submitted, sample);
  if (sample.standing === 'published') publish(core, id, account.id, submitted);
  if (sample.standing === 'edited-after-approval') write(sample.after ?? sample.text);
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
  const { workspace } = core.state();
  const editor = workspace.members.find(({ roles }) => roles.includes('editor')) ?? refuse('not-found', 'editor');
  const returned = sample.standing === 'changes-requested';
  const verdict = returned ? 'request-changes' : 'approve';
  const reason = returned ? (sample.after ?? '') : '';
  record(core, { ...entryBase(core, id), kind: 'decision', body: { ...submitted, verdict, reason, policyVersion: policyFor(workspace, sample.channel).version } }, editor.id);
}

function publish(core: Core, id: Id, account: Id, submitted: Submitted): void {
  const publication = core.newId();
  record(core, { ...entryBase(core, id), kind: 'publish-request', body: { ...submitted, publication, account, slot: 1 } }, core.state().seat);
  record(core, { ...entryBase(core, id), kind: 'publication', body: { ...submitted, publication, account, state: 'confirmed', attempt: 1, reason: '', remoteId: 'sample', url: '' } }, SERVER_MEMBER);
}
