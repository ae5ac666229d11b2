import { canonicalJson } from '../../../src/shared/document/canonical.ts';
import type { Entry } from '../../../src/shared/sync/entry.ts';
import type { SandboxPost } from '../../e2e/support/newsroom.ts';
import { headsBySubject, type NewsroomFile, recorded } from './newsroom-file.ts';
import { ofKind, publicationsOf } from './standing.ts';
import type { HandPost } from './world.ts';

/** What must hold at rest, of plain values; each answers what is wrong, in words. */

/** What a desktop has said to its person: words that are saved, and entries (by id) that are made. */
export type Said = { readonly saved: readonly string[]; readonly done: ReadonlySet<string> };

export function lostWords({ saved }: Said, { texts }: NewsroomFile): readonly string[] {
  return saved.filter((word) => !texts.some((text) => text.includes(word))).map((word) => `${word} was said to be saved, and is in no draft and no revision`);
}

/** What was done is in the server's log, or lies with its person, who was told why it is not. */
export function lostActs({ done }: Said, { entries }: NewsroomFile, log: readonly Entry[]): readonly string[] {
  const there = new Set([...log.map(({ id }) => id), ...entries.filter(({ state }) => state === 'parked' || state === 'withdrawn').map(({ entry }) => entry.id)]);
  return [...done].filter((id) => !there.has(id)).map((id) => `Entry ${id} was made, and is neither recorded nor refused`);
}

export function otherHeads(log: readonly Entry[], file: NewsroomFile): readonly string[] {
  const [here, there] = [headsBySubject(log), headsBySubject(recorded(file))];
  return [...new Set([...here.keys(), ...there.keys()])].filter((subject) => here.get(subject)?.join() !== there.get(subject)?.join()).map((subject) => `It has other heads of ${subject} than the server`);
}

/** A word is typed once in a text, so no merge may leave it there twice. */
export function doubledWords(log: readonly Entry[], saved: readonly string[]): readonly string[] {
  return ofKind(log, 'revision').flatMap(({ subject, body }) => {
    const text = JSON.stringify(body.content.blocks);
    return saved.filter((word) => text.split(word).length > 2).map((word) => `${word} is twice in revision ${body.revision} of ${subject}`);
  });
}

/** The channels have what was confirmed, each once, and nothing was tried that nobody approved. */
export function wrongPosts(log: readonly Entry[], posts: ReadonlyMap<string, readonly Pick<SandboxPost, 'payload'>[]>): readonly string[] {
  const approved = new Set(ofKind(log, 'decision').filter(({ body }) => body.verdict === 'approve').map(({ body }) => body.contentHash));
  const publications = publicationsOf(log);
  return [
    ...publications.filter(({ states, contentHash }) => (states.includes('intent') || states.includes('by-hand')) && !approved.has(contentHash)).map(({ id }) => `Publication ${id} was tried, and nobody approved its text`),
    ...[...posts].flatMap(([account, there]) => {
      const wanted = publications.filter((each) => each.account === account && !each.byHand && each.states.at(-1) === 'confirmed').map(({ payload }) => payload).toSorted();
      const found = there.map(({ payload }) => canonicalJson(payload)).toSorted();
      return wanted.join('\n') === found.join('\n') ? [] : [`The account ${account} has ${String(found.length)} posts, and ${String(wanted.length)} are confirmed: ${texts(found)}; ${texts(wanted)}`];
    }),
  ];
}

/** Where a person posts: what is confirmed stands there once, under the address that was recorded, in the approved words; and nothing else does. */
export function wrongHandPosts(log: readonly Entry[], posts: readonly Omit<HandPost, 'publication'>[]): readonly string[] {
  const confirmed = publicationsOf(log).filter(({ byHand, states }) => byHand && states.at(-1) === 'confirmed');
  return [
    ...confirmed.flatMap(({ id, url, payload }) => {
      const own = posts.filter((post) => post.url === url);
      if (own.length !== 1) return [`Publication ${id} is confirmed, and ${String(own.length)} posts by hand are its own`];
      const { text } = JSON.parse(payload) as { readonly text: string };
      return own[0]?.text === text ? [] : [`Publication ${id} was handed to a person with other words than were approved: ${JSON.stringify(own[0]?.text)}; ${JSON.stringify(text)}`];
    }),
    ...confirmed.filter(({ url, id }) => confirmed.some((other) => other.url === url && other.id !== id)).map(({ id }) => `The post of publication ${id} is another one's too`),
    ...posts.filter((post) => !confirmed.some(({ url }) => url === post.url)).map(({ url }) => `The post ${url} was made by hand, and no publication with it is confirmed`),
  ];
}

function texts(payloads: readonly string[]): string {
  return payloads.map((payload) => JSON.stringify((JSON.parse(payload) as { readonly text: string }).text)).join(', ');
}
