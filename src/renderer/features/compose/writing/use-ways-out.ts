import { useCallback } from 'react';
import type { ChannelProfile } from '#shared/channels/registry.ts';
import { moveRestToComment, shortenToFit } from '#shared/channels/shorten.ts';
import { threadText } from '#shared/channels/thread.ts';
import type { VariantPatch } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { showToast } from '../../../components/toast.tsx';
import { flushComposition, focusEditor, replaceRange } from '../../../editor/index.ts';
import type { VariantDraft } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useTexts } from '../texts.ts';

/** What can be done about a text that is too long for its channel. */
export type WayOut = 'shorten' | 'thread' | 'numbered-thread' | 'first-comment';

/** The ways that a channel has. */
export function waysOutOf(profile: ChannelProfile): readonly WayOut[] {
  return ['shorten', ...(profile.hasThread ? (['thread', 'numbered-thread'] as const) : []), ...(profile.hasFirstComment ? (['first-comment'] as const) : [])];
}

/** Takes a way: the text changes in one step of undo, and what was done, or why not, is said. Worked out only when asked for, as a long text takes a while. */
export function useWaysOut(profile: ChannelProfile, draft: VariantDraft, open: OpenText, edit: (patch: VariantPatch) => void): (way: WayOut) => void {
  const t = useTexts();
  return useCallback(
    (way) => {
      // The syllable under composition belongs to the text that is cut.
      void flushComposition({ refocus: true }).then(() => {
        const content = draft.content();
        const text = plainText(content.blocks);
        const put = (next: string): void => {
          replaceRange(open.editor, changedRange(text, next), next.slice(commonStart(text, next)));
          focusEditor(open.editor);
        };
        const fits = (profile.count(text).remaining ?? 0) >= 0;
        switch (way) {
          case 'shorten': {
            const shorter = shortenToFit(profile, text);
            if (shorter !== null) put(shorter);
            showToast({ text: t(fits ? 'ways.fits' : shorter === null ? 'ways.cannotShorten' : 'ways.shortened') });
            return;
          }
          // A thread that fits is numbered anew.
          case 'thread':
          case 'numbered-thread': {
            const thread = threadText(profile, text, way === 'thread' ? 'none' : 'end');
            if (thread.kind === 'thread') put(thread.text);
            showToast({ text: thread.kind === 'thread' ? t('ways.split', { count: thread.posts }) : t(thread.kind === 'impossible' ? 'ways.cannotSplit' : 'ways.fits') });
            return;
          }
          case 'first-comment': {
            const moved = moveRestToComment(profile, text, content.firstComment);
            if (moved !== null) {
              edit({ firstComment: moved.firstComment });
              put(moved.text);
            }
            showToast({ text: t(fits ? 'ways.fits' : moved === null ? 'ways.cannotShorten' : 'ways.moved') });
            return;
          }
        }
      });
    },
    [profile, draft, open, edit, t],
  );
}

/** From the first character that differs to the end: what stays before it keeps its caret and its comments. */
function changedRange(text: string, next: string): { readonly start: number; readonly end: number } {
  return { start: commonStart(text, next), end: text.length };
}

function commonStart(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  // Not inside a pair.
  const before = a.charCodeAt(index - 1);
  return index > 0 && before >= 0xd800 && before <= 0xdbff ? index - 1 : index;
}
