import type { CommentView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Anchor } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { entryBase } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { refuse } from '../refusal.ts';
import { isSample } from '../stories/store.ts';
import { loadVariant } from '../variants/store.ts';
import { loadComment, loadRevision } from '../views/revision-view.ts';

export interface CommentInput {
  readonly variant: Id;
  readonly revision: Id;
  readonly anchor: Anchor | null;
  readonly replyTo: Id | null;
  readonly text: string;
  readonly suggestion: string | null;
}

/** Puts a comment on a revision, or on a range of its words. Refuses with `not-found`, `unknown-revision`, `bad-input` (a range that ends before it begins, a suggestion on no words or of the same ones). */
export function addComment(core: Core, { variant, revision, anchor, replyTo, text, suggestion }: CommentInput): CommentView {
  const comment = core.newId();
  core.write((unit) => {
    const draft = loadVariant(unit, variant);
    if (loadRevision(unit, revision).content.variant !== variant) refuse('unknown-revision', revision);
    if (anchor !== null && anchor.end < anchor.start) refuse('bad-input', 'anchor');
    if (replyTo !== null && loadComment(unit, replyTo).variant !== variant) refuse('not-found', replyTo);
    if (suggestion === null && text.trim() === '') refuse('bad-input', 'text');
    if (suggestion !== null && (anchor === null || anchor.end === anchor.start || suggestion === anchor.quote)) refuse('bad-input', 'suggestion');
    appendEntry(unit, { ...entryBase(core, variant), kind: 'comment', body: { comment, revision, anchor, replyTo, text, ...(suggestion === null ? {} : { suggestion: suggestion.normalize('NFC') }) } }, isSample(unit, draft.story));
  });
  return loadComment(core.db.read, comment);
}

/** Refuses with `not-found`. */
export function resolveComment(core: Core, comment: Id, resolved: boolean): void {
  core.write((unit) => {
    const found = loadComment(unit, comment);
    if (found.resolved === resolved) return;
    const draft = loadVariant(unit, found.variant);
    appendEntry(unit, { ...entryBase(core, found.variant), kind: 'comment-resolved', body: { comment, resolved } }, isSample(unit, draft.story));
  });
}
