import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import type { Entry, EntryOf, PublicationState } from '#shared/sync/entry.ts';
import { EDITOR, WRITER } from '../support/backend.ts';
import { approvedSet, contentOf } from '../support/entries.ts';
import { doubledWords, lostActs, lostWords, otherHeads, wrongHandPosts, wrongPosts } from './app/judge.ts';
import type { Kept, NewsroomFile } from './app/newsroom-file.ts';

const content = contentOf({ channel: 'x', text: '봄01a 눈02b' });
const { revision, request, all } = approvedSet(content, { writer: WRITER, editor: EDITOR });
const payload = JSON.parse(canonicalJson(payloadOf(content))) as never;

function told(state: PublicationState): EntryOf<'publication'> {
  const { publication, revision: of, contentHash, account } = request.body;
  return { ...request, id: `${request.id.slice(0, -8)}${state.padEnd(8, '0').slice(0, 8)}`, kind: 'publication', body: { publication, revision: of, contentHash, account, state, attempt: 1, reason: '', remoteId: '', url: '' } };
}

function file(entries: readonly Entry[], texts: readonly string[] = [], state: Kept['state'] = 'accepted'): NewsroomFile {
  return { entries: entries.map((entry, index) => ({ entry, seq: state === 'accepted' ? index + 1 : null, state })), texts, drafts: new Set() };
}

const nothingSaid = { saved: [], done: new Set<string>() };

describe('what must hold at rest, in the app', () => {
  it('a word that was said to be saved is in a draft or a revision', () => {
    expect(lostWords({ ...nothingSaid, saved: ['봄01a'] }, file([], ['{"text":"봄01a 눈02b"}']))).toEqual([]);
    expect(lostWords({ ...nothingSaid, saved: ['봄01a', '비03c'] }, file([], ['{"text":"봄01a"}']))).toEqual([expect.stringContaining('비03c')]);
  });

  it('what was done is recorded, or lies with its person', () => {
    const said = { ...nothingSaid, done: new Set([revision.id]) };
    expect(lostActs(said, file([]), [revision])).toEqual([]);
    expect(lostActs(said, file([revision], [], 'parked'), [])).toEqual([]);
    expect(lostActs(said, file([revision], [], 'waiting'), [])).toHaveLength(1);
  });

  it('a desktop has the heads that the server has', () => {
    const next: Entry = { ...revision, id: request.id, body: { ...revision.body, revision: request.id, parents: [revision.body.revision] } };
    expect(otherHeads([revision, next], file([revision, next]))).toEqual([]);
    expect(otherHeads([revision, next], file([revision]))).toHaveLength(1);
    expect(otherHeads([revision], file([revision, next]))).toHaveLength(1);
  });

  it('no merge leaves a word twice in a text', () => {
    expect(doubledWords(all, ['봄01a'])).toEqual([]);
    const twice = contentOf({ channel: 'x', text: '봄01a 눈02b 봄01a' });
    expect(doubledWords([{ ...revision, body: { ...revision.body, content: twice } }], ['봄01a', '눈02b'])).toEqual([expect.stringContaining('봄01a is twice')]);
  });

  it('confirmed is one post, and nothing else is out', () => {
    const log = [...all, told('intent'), told('confirmed')];
    const posts = (times: number): Map<string, readonly { readonly payload: never }[]> => new Map([[request.body.account, Array.from({ length: times }, () => ({ payload }))]]);
    expect(wrongPosts(log, posts(1))).toEqual([]);
    expect(wrongPosts(log, posts(0))).toHaveLength(1);
    expect(wrongPosts(log, posts(2))).toHaveLength(1);
    expect(wrongPosts([...all, told('intent'), told('cancelled')], posts(1))).toHaveLength(1);
    expect(wrongPosts([...all.filter(({ kind }) => kind !== 'decision'), told('intent'), told('confirmed')], posts(1))).toEqual([expect.stringContaining('nobody approved')]);
  });

  it('what is posted by hand is confirmed with its link, once and in the approved words', () => {
    const hand = approvedSet(contentOf({ channel: 'kakaostory', text: '봄01a 눈02b' }), { writer: WRITER, editor: EDITOR });
    const url = 'https://story.kakao.com/hanbitcity/1';
    const said = (state: PublicationState, at = ''): EntryOf<'publication'> => ({ ...told(state), subject: hand.request.subject, body: { ...told(state).body, publication: hand.request.body.publication, revision: hand.request.body.revision, contentHash: hand.request.body.contentHash, account: hand.request.body.account, url: at } });
    const log = [...hand.all, said('by-hand'), said('confirmed', url)];
    const post = { url, text: '봄01a 눈02b' };
    expect(wrongHandPosts(log, [post])).toEqual([]);
    // No program has a record of it: it is no post that a channel should have.
    expect(wrongPosts(log, new Map([[hand.request.body.account, []]]))).toEqual([]);
    expect(wrongHandPosts(log, [])).toHaveLength(1);
    expect(wrongHandPosts(log, [post, post])).toHaveLength(1);
    expect(wrongHandPosts(log, [{ ...post, text: '봄01a' }])).toEqual([expect.stringContaining('other words')]);
    expect(wrongHandPosts(log, [post, { ...post, url: `${url}1` }])).toEqual([expect.stringContaining('no publication')]);
    expect(wrongHandPosts([...hand.all, said('by-hand'), said('cancelled')], [post])).toHaveLength(1);
    expect(wrongPosts([...hand.all.filter(({ kind }) => kind !== 'decision'), said('by-hand')], new Map())).toEqual([expect.stringContaining('nobody approved')]);
  });
});
