import { cutsOf } from './cuts.ts';
import { joinPosts, postTexts } from './thread-posts.ts';
import type { ChannelProfile } from './types.ts';

/** A text in two: what stays in the post, and what does not fit. Together, with the spaces between them, they are the text. */
export interface Divided {
  readonly kept: string;
  readonly rest: string;
  /** UTF-16 place in the text at which it was divided. */
  readonly at: number;
}

/**
 * As many whole sentences from the start as fit. Null where all fits, where the channel has no limit, and where not even
 * the first sentence fits: then only its writer can shorten it.
 */
export function divideAtLimit(profile: ChannelProfile, text: string): Divided | null {
  const { overflowAt } = profile.count(text);
  if (overflowAt === null) return null;
  const fits = (end: number): boolean => text.slice(0, end).trim() !== '' && (profile.count(text.slice(0, end).trimEnd()).remaining ?? 0) >= 0;
  // What ends far behind the overflow need not be counted; spaces at an end cost nothing.
  const at = cutsOf(profile, text).sentences.filter((end) => text.slice(0, end).trimEnd().length <= overflowAt).findLast(fits);
  return at === undefined ? null : { kept: text.slice(0, at).trimEnd(), rest: text.slice(at), at };
}

/** A last line of tags and addresses only: what a post keeps when its text gets shorter. */
const CLOSING = /\n[^\S\n]*((?:(?:[#＃]|https?:\/\/)\S+[^\S\n]*)+)\s*$/iu;

/**
 * The text shortened to whole sentences that fit, with its last line of tags and addresses kept where there is room for it;
 * of a thread each post that is too long. Null as in `divideAtLimit`.
 */
export function shortenToFit(profile: ChannelProfile, text: string): string | null {
  const posts = profile.hasThread ? postTexts(text) : [];
  if (posts.length < 2) return shortenPost(profile, text);
  if (profile.count(text).overflowAt === null) return null;
  const shorter = posts.map((post) => (profile.count(post).overflowAt === null ? post : shortenPost(profile, post)));
  return shorter.every((post) => post !== null) ? joinPosts(shorter) : null;
}

function shortenPost(profile: ChannelProfile, text: string): string | null {
  if (profile.count(text).overflowAt === null) return null;
  const closing = CLOSING.exec(text);
  if (closing !== null) {
    const ending = text.slice(closing.index).trimEnd();
    const body = text.slice(0, closing.index);
    const at = cutsOf(profile, body).sentences.findLast((end) => body.slice(0, end).trim() !== '' && (profile.count(body.slice(0, end).trimEnd() + ending).remaining ?? 0) >= 0);
    if (at !== undefined) return body.slice(0, at).trimEnd() + ending;
  }
  return divideAtLimit(profile, text)?.kept ?? null;
}

/** What does not fit moved before what the first comment says already. Null as in `divideAtLimit`, and where the channel has no first comment. */
export function moveRestToComment(profile: ChannelProfile, text: string, firstComment: string): { readonly text: string; readonly firstComment: string } | null {
  if (!profile.hasFirstComment) return null;
  const divided = divideAtLimit(profile, text);
  if (divided === null) return null;
  const rest = divided.rest.trim();
  return { text: divided.kept, firstComment: firstComment.trim() === '' ? rest : `${rest}\n\n${firstComment}` };
}
