import { blocksFromText } from '#shared/document/plain-text.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Id, Language } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Account } from '#shared/domain/workspace.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { SERVER_MEMBER } from '#shared/sync/entry.ts';
import { canonicalContent, recordRemote } from '../../../src/main/core/log/append.ts';
import { indexDirty } from '../../../src/main/core/search/index-stories.ts';
import type { RunningCore } from '../../../src/main/core/start-core.ts';
import type { Unit } from '../../../src/main/core/unit.ts';
import { setMeta } from '../../../src/main/core/workspace/state.ts';
import { storyId, variantId } from './ids.ts';
import { koreanText, seededRandom, storyText } from './texts.ts';

/** The first stories have six variants, to be opened and saved; the others have two. */
export const FULL_STORIES = 20;
/** One variant in so many has gone all the way to being published. */
const PUBLISHED_EVERY = 5;
/** One story in so many has its English text made from the Korean one, sentence by sentence. */
const TRANSLATED_EVERY = 5;
/** So many stories wait for a review. */
const IN_REVIEW = 40;
const BATCH = 500;
const START = Date.UTC(2023, 0, 2);
/** The stories lie this far apart (ms). */
const STEP = 900_000;

const [WRITER = '', EDITOR = ''] = SAMPLE_WORKSPACE.members.map((member) => member.id);
const ACCOUNTS = Object.fromEntries(SAMPLE_WORKSPACE.accounts.map((account) => [account.channel, account])) as Record<ChannelId, Account>;
const { x: X, instagram: INSTAGRAM, facebook: FACEBOOK, kakaostory: KAKAOSTORY, blog: BLOG } = ACCOUNTS;

/** The accounts and languages of a story's variants, in their order. */
function targets(n: number): readonly { readonly account: Account; readonly language: Language }[] {
  const two = [{ account: X, language: 'ko' }, { account: FACEBOOK, language: 'en' }] as const;
  if (n >= FULL_STORIES) return two;
  return [...two, { account: KAKAOSTORY, language: 'ko' }, { account: FACEBOOK, language: 'ko' }, { account: INSTAGRAM, language: 'ko' }, { account: BLOG, language: 'ko' }];
}

/**
 * Fills an empty newsroom with stories through the core's own log, as if another device had written them and all had
 * been synchronised: every row of the lists, and the whole index, are what the app itself would have made.
 */
export function fillLibrary({ core }: RunningCore, stories: number, report: (done: number) => void): void {
  let seq = 0;
  let ids = 0;
  const newId = (): Id => `018f6f00-0000-7b00-8000-${(ids += 1).toString(16).padStart(12, '0')}`;
  for (let from = 0; from < stories; from += BATCH) {
    core.write((unit) => {
      const add = (entry: Entry): void => void recordRemote(unit, { seq: (seq += 1), receivedAt: entry.at, entry });
      for (let n = from; n < Math.min(stories, from + BATCH); n += 1) addStory(n, newId, add);
      setMeta(unit, 'sync.cursor', String(seq));
    });
    report(Math.min(stories, from + BATCH));
  }
  core.write((unit) => {
    for (let n = 0; n < stories; n += TRANSLATED_EVERY) keepSegments(unit, n);
  });
  while (indexDirty(core.db, BATCH));
}

function addStory(n: number, newId: () => Id, add: (entry: Entry) => void): void {
  const story = storyId(n);
  const text = storyText(n);
  const base = { workspace: SAMPLE_WORKSPACE.id, device: SAMPLE_WORKSPACE.id, author: WRITER, at: new Date(START + n * STEP).toISOString() };
  const content: StoryContent = {
    schema: 1, workspace: base.workspace, story, title: text.title, brief: text.brief, kind: 'administration', purpose: 'information', labels: [], due: null,
    common: { ko: blocksFromText(text.ko), en: EMPTY_BLOCKS },
  };
  add({ ...base, id: newId(), subject: story, kind: 'story-revision', body: { revision: newId(), parents: [], contentHash: canonicalContent(content).hash, content } });
  targets(n).forEach(({ account, language }, index) => {
    const id = variantId(n, index);
    const words = account.channel === 'blog' ? longText(n) : language === 'ko' ? text.ko.slice(0, 130) : text.en;
    const variant: VariantContent = {
      schema: 1, workspace: base.workspace, story, variant: id, channel: account.channel, account: account.id, language,
      title: account.channel === 'blog' ? text.title : '', blocks: blocksFromText(words), link: '', media: [], firstComment: '',
    };
    const revised = { revision: newId(), contentHash: canonicalContent(variant).hash };
    add({ ...base, id: newId(), subject: id, kind: 'revision', body: { ...revised, parents: [], content: variant, source: null, name: '' } });
    if (n >= FULL_STORIES && index === 0 && n < FULL_STORIES + IN_REVIEW) add({ ...base, id: newId(), subject: id, kind: 'submission', body: { ...revised, note: '' } });
    else if (n >= FULL_STORIES && (n * 2 + index) % PUBLISHED_EVERY === 0) publish(account.id, id, revised);
  });

  function publish(account: Id, subject: Id, revised: { readonly revision: Id; readonly contentHash: string }): void {
    const publication = newId();
    add({ ...base, id: newId(), subject, kind: 'submission', body: { ...revised, note: '' } });
    add({ ...base, id: newId(), subject, author: EDITOR, kind: 'decision', body: { ...revised, verdict: 'approve', reason: '', policyVersion: 1 } });
    add({ ...base, id: newId(), subject, author: EDITOR, kind: 'publish-request', body: { ...revised, publication, account, slot: 1 } });
    add({ ...base, id: newId(), subject, author: SERVER_MEMBER, kind: 'publication', body: { ...revised, publication, account, state: 'confirmed', attempt: 1, reason: '', remoteId: publication, url: `https://posts.example/${publication}` } });
  }
}

/** What the translation desk keeps of which sentence was made from which. */
function keepSegments(unit: Unit, n: number): void {
  const { ko, en } = storyText(n);
  const sources = ko.split('. ');
  const targetLines = en.split('. ');
  sources.forEach((source, position) => {
    unit.run('INSERT INTO segments (target, source, position, source_text, target_text, confirmed) VALUES (?, ?, ?, ?, ?, 0)', variantId(n, 1), variantId(n, 0), position, source, targetLines[position] ?? '');
  });
}

/** A long article for the blog: 120 paragraphs, about 20,000 characters. */
function longText(n: number): string {
  const random = seededRandom(n + 500_000);
  return Array.from({ length: 120 }, () => koreanText(4, random)).join('\n');
}
