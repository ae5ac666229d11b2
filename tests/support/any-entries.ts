import { v7 } from 'uuid';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { canonicalJson, contentHash, sha256Hex } from '#shared/document/canonical.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { HoldScope } from '#shared/domain/hold.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { NamedPolicy } from '#shared/domain/workspace.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { accountId, actionOf, amendDecisionOf, amendmentOf, approvedSet, archiveOf, contentOf, decisionOf, edited, publishOf, revisionOf, settingOf, submissionOf } from './entries.ts';

const [WRITER = '', EDITOR = '', , LEAD = ''] = SAMPLE_WORKSPACE.members.map(({ id }) => id);
const FESTIVAL: NamedPolicy = { match: { channels: [], kinds: [], labels: ['축제'] }, rule: { version: 7, steps: [{ role: 'lead', count: 1 }], translationSteps: null, selfApproval: false } };

/** One variant as it is being worked on: entries build on what came before, whether or not a server takes that. */
type Work = { head: EntryOf<'revision'>; readonly first: EntryOf<'publish-request'>; request: EntryOf<'publish-request'>; amendment: EntryOf<'amendment-request'> | null };
type Room = { readonly works: readonly Work[]; readonly stories: Map<string, EntryOf<'story-revision'>>; readonly holds: EntryOf<'hold'>[]; writes: number };

/** What somebody may do next; the number says with what. */
type Act = (room: Room, work: Work, pick: number) => Entry | readonly Entry[] | null;

const ACTS: Readonly<Record<string, Act>> = {
  revise,
  submit: (_room, work) => submissionOf(WRITER, work.head),
  approve: (_room, work, pick) => (pick % 2 === 0 ? decisionOf(EDITOR, work.head) : under(FESTIVAL, decisionOf(LEAD, work.head))),
  revoke: (_room, work) => decisionOf(EDITOR, work.head, 'revoke'),
  ask: (_room, work, pick) => (work.request = publishOf(EDITOR, work.head, 1 + (pick % 2))),
  act: (_room, work, pick) => actionOf(EDITOR, pick % 3 === 0 && work.amendment !== null ? work.amendment : work.request, (['cancel', 'release', 'not-posted', 'retry'] as const)[pick % 4] ?? 'cancel'),
  hold: (room, work, pick) => pushed(room.holds, holdOf([{ kind: 'workspace' }, { kind: 'channel', channel: work.head.body.content.channel }, { kind: 'label', label: '재난' }, { kind: 'story', story: work.head.body.content.story }][pick % 4] as HoldScope)),
  lift: (room, _work, pick) => (room.holds.length === 0 ? null : liftOf(room.holds[pick % room.holds.length] as EntryOf<'hold'>)),
  label: (room, work, pick) => relabel(room, work.head.body.content.story, [[], ['재난'], ['축제']][pick % 3] ?? []),
  policy: (_room, _work, pick) => settingOf(LEAD, 'policy', '축제', pick % 3 === 0 ? null : (FESTIVAL as never)),
  figure: (_room, _work, pick) => settingOf(EDITOR, 'figure', 'x/limit', pick % 4 === 0 ? null : { value: 3, note: '시험용', checkedAt: '2026-11-24' }),
  archive: (_room, work, pick) => archiveOf(WRITER, work.head.subject, pick % 3 !== 0),
  correct: (room, work) => [revise(room, work), (work.amendment = amendmentOf(WRITER, work.first, 'edit', work.head))],
  withdraw: (_room, work) => (work.amendment = amendmentOf(WRITER, work.first, 'remove', work.head)),
  agree: (_room, work, pick) => (work.amendment === null ? null : amendDecisionOf(EDITOR, work.amendment, pick % 4 === 0 ? 'refuse' : 'approve')),
};

export const ACT_NAMES = Object.keys(ACTS);

/** What somebody does: which act, on which variant, with which number. */
export type Step = readonly [act: string, variant: number, pick: number];

/** A newsroom of four variants in two stories, asked to be published on a channel each. */
const CHANNELS: readonly ChannelId[] = ['blog', 'facebook', 'kakaostory', 'x'];

export function begin(): { readonly before: readonly Entry[]; readonly after: (steps: readonly Step[]) => Entry[] } {
  const stories = [v7(), v7()];
  const sets = CHANNELS.map((channel, index) => approvedSet(contentOf({ channel, account: accountId(channel), text: `${channel}에 올리는 글`, story: stories[index % 2] ?? '' }), { writer: WRITER, editor: EDITOR }));
  const room: Room = { works: sets.map(({ revision, request }) => ({ head: revision, first: request, request, amendment: null })), stories: new Map(), holds: [], writes: 0 };
  const before = [...stories.map((story) => relabel(room, story, [])), ...sets.flatMap(({ all }) => all)];
  return { before, after: (steps) => steps.flatMap(([act, variant, pick]) => ACTS[act]?.(room, room.works[variant % room.works.length] as Work, pick) ?? []) };
}

function revise(room: Room, work: Work): Entry {
  const words = `다시 쓴 글 ${String((room.writes += 1))}`;
  return (work.head = revisionOf(WRITER, edited(work.head.body.content, words), [work.head.body.revision]));
}

function base(author: string, subject: string) {
  return { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject, author, device: SAMPLE_WORKSPACE.id, at: '2026-11-23T05:00:00.000Z' };
}

function under(policy: NamedPolicy, decision: EntryOf<'decision'>): Entry {
  return { ...decision, body: { ...decision.body, policy: { id: '축제', revision: sha256Hex(canonicalJson(policy)) } } };
}

export function holdOf(scope: HoldScope): EntryOf<'hold'> {
  return { ...base(LEAD, v7()), kind: 'hold', body: { scope, reason: '확인 중' } };
}

function liftOf(hold: EntryOf<'hold'>): Entry {
  return { ...base(LEAD, hold.subject), kind: 'hold-lifted', body: {} };
}

export function relabel(room: Pick<Room, 'stories'>, story: string, labels: string[]): Entry {
  const content: StoryContent = { schema: 1, workspace: SAMPLE_WORKSPACE.id, story, title: '소식', brief: '', kind: 'administration', purpose: 'information', labels, due: null, common: { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS } };
  const earlier = room.stories.get(story);
  const entry: EntryOf<'story-revision'> = { ...base(WRITER, story), kind: 'story-revision', body: { revision: v7(), parents: earlier === undefined ? [] : [earlier.body.revision], contentHash: contentHash(content), content } };
  room.stories.set(story, entry);
  return entry;
}

function pushed<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
