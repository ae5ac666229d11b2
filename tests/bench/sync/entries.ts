import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { contentHash } from '#shared/document/canonical.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Id, Language } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { koreanText, seededRandom, storyText } from '../core/texts.ts';

/** The stories of a newsroom of years lie this far apart (ms). */
const STEP = 900_000;
const START = Date.UTC(2023, 0, 2);
/** What X takes of a Korean text. */
const SHORT = 130;

const [WRITER = '', EDITOR = ''] = SAMPLE_WORKSPACE.members.map(({ id }) => id);
const { id: workspace } = SAMPLE_WORKSPACE;

type Revision = EntryOf<'revision'>;
type Target = { readonly channel: ChannelId; readonly language: Language };

/** How many entries a story of `storyEntries` is. */
export const ENTRIES_OF_STORY = 6;

/**
 * A story as it comes about: itself, a Korean variant for X that is revised once and sent for review, and an English and a
 * Korean one for Facebook.
 */
export function storyEntries(n: number, newId: () => Id): Entry[] {
  const { story, text, variant } = begin(n, newId);
  const first = variant({ channel: 'x', language: 'ko' }, text.ko.slice(0, SHORT));
  const second = revised(first, koreanText(2, seededRandom(n + 700_000)).slice(0, SHORT), newId);
  return [story, first, second, submitted(second, newId), variant({ channel: 'facebook', language: 'en' }, text.en), variant({ channel: 'facebook', language: 'ko' }, `${text.ko} ${text.brief}`)];
}

/** A story with two variants, the least that a story of a newsroom has; one in `PUBLISHED_EVERY` has an approved one that is asked to be published. */
export function finishedStory(n: number, newId: () => Id): Entry[] {
  const { story, text, variant } = begin(n, newId);
  const post = variant({ channel: 'x', language: 'ko' }, text.ko.slice(0, SHORT));
  const entries = [story, post, variant({ channel: 'facebook', language: 'en' }, text.en)];
  return n % PUBLISHED_EVERY === 0 ? [...entries, ...approved(post, newId), requested(post, newId)] : entries;
}

export const PUBLISHED_EVERY = 5;

/** A post for a channel: all that comes before it may be published, and the request itself. */
export function post(n: number, channel: ChannelId, media: VariantContent['media'], newId: () => Id): { readonly before: readonly Entry[]; readonly request: EntryOf<'publish-request'> } {
  const { story, text, variant } = begin(n, newId);
  const revision = variant({ channel, language: 'ko' }, text.ko.slice(0, SHORT), media);
  return { before: [story, revision, ...approved(revision, newId)], request: requested(revision, newId) };
}

function begin(n: number, newId: () => Id) {
  const story = newId();
  const text = storyText(n);
  const made = { at: new Date(START + n * STEP).toISOString(), newId };
  const content: StoryContent = {
    schema: 1, workspace, story, title: text.title, brief: text.brief, kind: 'administration', purpose: 'information', labels: [], due: null,
    common: { ko: blocksFromText(text.ko), en: EMPTY_BLOCKS },
  };
  const entry: Entry = { ...base(WRITER, story, made), kind: 'story-revision', body: { revision: newId(), parents: [], contentHash: contentHash(content), content } };
  const variant = ({ channel, language }: Target, words: string, media: VariantContent['media'] = []): Revision => {
    const id = newId();
    const account = SAMPLE_WORKSPACE.accounts.find((each) => each.channel === channel)?.id ?? '';
    const of: VariantContent = { schema: 1, workspace, story, variant: id, channel, account, language, title: channel === 'blog' ? text.title : '', blocks: blocksFromText(words), link: '', media, firstComment: '' };
    return { ...base(WRITER, id, made), kind: 'revision', body: { revision: newId(), parents: [], contentHash: contentHash(of), content: of, source: null, name: '' } };
  };
  return { story: entry, text, variant };
}

function base(author: Id, subject: Id, { at, newId }: { readonly at: string; readonly newId: () => Id }) {
  return { id: newId(), workspace, subject, author, device: workspace, at };
}

function revised(earlier: Revision, words: string, newId: () => Id): Revision {
  const content: VariantContent = { ...earlier.body.content, blocks: blocksFromText(words) };
  return { ...earlier, id: newId(), body: { ...earlier.body, revision: newId(), parents: [earlier.body.revision], contentHash: contentHash(content), content } };
}

function submitted(of: Revision, newId: () => Id): Entry {
  return { ...base(WRITER, of.subject, { at: of.at, newId }), kind: 'submission', body: { ...bound(of), note: '' } };
}

function approved(of: Revision, newId: () => Id): Entry[] {
  return [submitted(of, newId), { ...base(EDITOR, of.subject, { at: of.at, newId }), kind: 'decision', body: { ...bound(of), verdict: 'approve', reason: '', policyVersion: 1 } }];
}

function requested(of: Revision, newId: () => Id): EntryOf<'publish-request'> {
  return { ...base(EDITOR, of.subject, { at: of.at, newId }), kind: 'publish-request', body: { ...bound(of), publication: newId(), account: of.body.content.account, slot: 1 } };
}

function bound({ body: { revision, contentHash: hash } }: Revision): { readonly revision: Id; readonly contentHash: string } {
  return { revision, contentHash: hash };
}
