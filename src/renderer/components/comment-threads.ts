import type { CommentView, RevisionView } from '#shared/contract/views.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import { followAnchor } from '#shared/domain/anchors.ts';
import { normalizeBlocks } from '#shared/document/normal-form.ts';
import { plainText } from '#shared/document/plain-text.ts';

/** A comment with its answers, and where its words stand in the text that is shown. */
export interface Thread {
  readonly root: CommentView;
  readonly replies: readonly CommentView[];
  /** Null for a comment on the whole variant, and for one whose words are gone. */
  readonly range: TextRange | null;
  /** Its words are no longer in the text. */
  readonly gone: boolean;
}

/**
 * The comments of a variant as threads: in the order of the text, then those on the whole, then those
 * whose words are gone; each by time. An answer whose comment is not known here is a thread of its own.
 */
export function threadsOf(comments: readonly CommentView[], shown: string, revisions: readonly RevisionView[]): readonly Thread[] {
  const known = new Set(comments.map((comment) => comment.id));
  const byTime = comments.toSorted((a, b) => a.at.localeCompare(b.at));
  const texts = new Map<string, string | null>();
  const textBehind = (revision: string): string | null => {
    if (!texts.has(revision)) {
      const found = revisions.find((each) => each.id === revision);
      texts.set(revision, found === undefined ? null : plainText(normalizeBlocks(found.content.blocks)));
    }
    return texts.get(revision) ?? null;
  };
  const threads = byTime
    .filter((comment) => comment.replyTo === null || !known.has(comment.replyTo))
    .map((root): Thread => {
      const range = root.anchor === null ? null : followAnchor(root.anchor, textBehind(root.revision), shown);
      return { root, replies: byTime.filter((comment) => comment.replyTo === root.id), range, gone: root.anchor !== null && range === null };
    });
  const rank = (thread: Thread): number => (thread.range !== null ? thread.range.start : Number.MAX_SAFE_INTEGER - (thread.gone ? 0 : 1));
  return threads.toSorted((a, b) => rank(a) - rank(b));
}
