import { type ReactNode, useId, useState } from 'react';
import { shortQuote } from '#shared/domain/anchors.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import { useCommentDrafts } from '../../../app/comment-drafts.ts';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { CommentBody, CommentQuote } from '../../../components/comment-body.tsx';
import type { Thread } from '../../../components/comment-threads.ts';
import { useFormats } from '../../../components/formats.ts';
import { Tag } from '../../../components/status-chip.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { announce, showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { blocksIn, withBlocks } from '../draft/drafts.ts';
import { useSettledContent } from '../draft/use-draft.ts';
import type { Opened } from '../opened.ts';
import { useTexts } from '../texts.ts';
import styles from './comments.module.css';
import { openThreads, useSuggestions } from './use-suggestions.ts';

/** The longest comment that the core takes (contract: 5,000 UTF-16 units). */
const LONGEST = 5_000;

export interface CommentsPaneProps {
  readonly opened: Extract<Opened, { kind: 'variant' }>;
  readonly isReadOnly: boolean;
  /** Puts the focus on words of the text. */
  readonly onGo: (range: TextRange) => void;
}

/** What reviewers said of the variant in hand, in the order of its text: to read, to take over, to answer and to resolve. */
export function CommentsPane({ opened, isReadOnly, onGo }: CommentsPaneProps): ReactNode {
  const t = useTexts();
  const heading = useId();
  // Read again as the text settles: the places of the comments move with it.
  useSettledContent(opened.draft, opened.open, withBlocks, blocksIn);
  const { apply } = useSuggestions(opened, isReadOnly);
  const threads = openThreads(opened);
  return (
    <section className={styles.pane} aria-labelledby={heading}>
      <h3 id={heading} className={styles.title}>{t('comments:title')}</h3>
      {threads.length === 0 && <p className={styles.none}>{t('comments:none')}</p>}
      <ul className={styles.list} aria-labelledby={heading}>
        {threads.map((thread) => (
          <CommentThread key={thread.root.id} thread={thread} isReadOnly={isReadOnly} onGo={onGo} onApply={() => apply(thread.root.id)} />
        ))}
      </ul>
    </section>
  );
}

function CommentThread({ thread, isReadOnly, onGo, onApply }: { readonly thread: Thread; readonly isReadOnly: boolean; readonly onGo: (range: TextRange) => void; readonly onApply: () => void }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const view = useWorkspaceView();
  const { pick } = useFormats();
  const { root, replies, range, gone } = thread;
  const { drafts, setDraft } = useCommentDrafts();
  // One that was begun, before the window was closed perhaps, is open.
  const [isAnswering, setAnswering] = useState(drafts.has(root.id));
  const nameOf = (id: string): string => {
    const member = memberOf(view, id);
    return member === undefined ? id.slice(-4) : pick(member.name);
  };
  const about = root.anchor === null ? shortQuote(root.text, 30) : shortQuote(root.anchor.quote, 30);
  const failed = (error: unknown): void => {
    showToast({ tone: 'bad', text: t('comments:failed'), detail: t(`errors:${errorCodeOf(error)}.next`) });
  };
  const resolve = (): void => {
    core.review.resolveComment({ comment: root.id, resolved: true }).catch(failed);
  };
  const endAnswer = (): void => {
    setDraft(root.id, null);
    setAnswering(false);
  };
  const answer = (text: string): void => {
    core.review.comment({ variant: root.variant, revision: root.revision, anchor: null, replyTo: root.id, text }).then(() => {
      endAnswer();
      announce(t('comments:sent'));
    }, failed);
  };
  return (
    <li className={styles.thread}>
      <CommentQuote>
        {root.anchor === null ? t('comments:whole') : shortQuote(root.anchor.quote)}
        {gone && <> <Tag>{t('comments:gone')}</Tag></>}
      </CommentQuote>
      {gone && <p className={styles.none}>{t('comments:goneLong')}</p>}
      <CommentBody comment={root} author={nameOf(root.author)} />
      {replies.map((reply) => (
        <div key={reply.id} className={styles.reply}>
          <CommentBody comment={reply} author={nameOf(reply.author)} />
        </div>
      ))}
      <div className={styles.buttons}>
        {root.suggestion !== null && root.anchor !== null && range !== null && (
          <Button size="small" isDisabled={isReadOnly} aria-label={t('comments:applyOf', { from: shortQuote(root.anchor.quote, 30), to: root.suggestion === '' ? t('comments:nothing') : shortQuote(root.suggestion, 30) })} onPress={onApply}>
            {t('comments:apply')}
          </Button>
        )}
        {range !== null && <Button size="small" variant="quiet" aria-label={t('comments:goOf', { quote: about })} onPress={() => onGo(range)}>{t('comments:go')}</Button>}
        <Button size="small" variant="quiet" isDisabled={isReadOnly} aria-label={t('comments:replyOf', { text: about })} onPress={() => setAnswering(true)}>{t('comments:reply')}</Button>
        <Button size="small" variant="quiet" isDisabled={isReadOnly} aria-label={t('comments:resolveOf', { text: about })} onPress={resolve}>{t('comments:resolve')}</Button>
      </div>
      {isAnswering && <Answer to={root.id} onCancel={endAnswer} onSend={answer} />}
    </li>
  );
}

function Answer({ to, onCancel, onSend }: { readonly to: Id; readonly onCancel: () => void; readonly onSend: (text: string) => void }): ReactNode {
  const t = useTexts();
  const { drafts, setDraft } = useCommentDrafts();
  const text = drafts.get(to)?.text ?? '';
  const setText = (next: string): void => setDraft(to, { anchor: null, text: next, suggestion: null });
  const tooLong = text.length > LONGEST;
  return (
    <div className={styles.answer}>
      <TextField
        autoFocus
        label={t('comments:reply')}
        hideLabel
        rows={3}
        value={text}
        onChange={setText}
        {...(tooLong ? { error: t('comments:tooLong') } : {})}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text.trim() === '' && !event.nativeEvent.isComposing) onCancel();
          else event.continuePropagation();
        }}
      />
      <div className={styles.buttons}>
        <Button size="small" onPress={onCancel}>{t('common:action.cancel')}</Button>
        <Button size="small" variant="primary" isDisabled={text.trim() === '' || tooLong} onPress={() => onSend(text.trim())}>{t('comments:replySend')}</Button>
      </div>
    </div>
  );
}
