import type { TextRange } from '../language/ranges.ts';
import type { Count } from './types.ts';

/**
 * A thread is written as one text, with a line of its own between two posts: so that it is typed, merged, compared and
 * approved like any other. Three of the sign, because nobody draws a line with them.
 */
export const THREAD_BREAK = '>>>';
const BREAK_LINE = /^[^\S\n]*>>>[^\S\n]*$/gmu;

/** The posts of a text, without the spaces and lines around each: one where there is no break. Posts of nothing are left out. */
export function postsOf(text: string): readonly TextRange[] {
  if (!text.includes(THREAD_BREAK)) return [{ start: 0, end: text.length }];
  const posts: TextRange[] = [];
  let from = 0;
  for (const match of text.matchAll(BREAK_LINE)) {
    addPost(posts, text, from, match.index);
    from = match.index + match[0].length;
  }
  if (from === 0) return [{ start: 0, end: text.length }];
  addPost(posts, text, from, text.length);
  return posts;
}

function addPost(posts: TextRange[], text: string, from: number, to: number): void {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  const end = from + part.trimEnd().length;
  if (start < end) posts.push({ start, end });
}

/** The posts' texts. */
export function postTexts(text: string): readonly string[] {
  return postsOf(text).map(({ start, end }) => text.slice(start, end));
}

/** Posts as the text of their thread. */
export function joinPosts(posts: readonly string[]): string {
  return posts.join(`\n${THREAD_BREAK}\n`);
}

/** The count of a thread: that of its post with the least room. `overflowAt` is the first place at which a post is too long. */
export function countPosts(text: string, count: (post: string) => Count): Count {
  const posts = postsOf(text);
  if (posts.length === 1 && posts[0]?.start === 0 && posts[0].end === text.length) return count(text);
  const counts = posts.map(({ start, end }) => {
    const own = count(text.slice(start, end));
    return own.overflowAt === null ? own : { ...own, overflowAt: start + own.overflowAt };
  });
  const fullest = counts.reduce<Count | null>((least, own) => (least === null || (own.remaining ?? 0) < (least.remaining ?? 0) ? own : least), null);
  if (fullest === null) return count('');
  return { ...fullest, overflowAt: counts.find((own) => own.overflowAt !== null)?.overflowAt ?? null };
}
