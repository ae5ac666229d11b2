import { MessageSquarePlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { shortQuote } from '#shared/domain/anchors.ts';
import { Button } from '../../components/button.tsx';
import { CommentBody, CommentQuote, SuggestedWords } from '../../components/comment-body.tsx';
import type { Thread } from '../../components/comment-threads.ts';
import { Tag } from '../../components/status-chip.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useT } from '../../components/use-t.ts';
import { saysSomething, useCommentDrafts } from '../../app/comment-drafts.ts';
import type { PendingComment } from './model/pending-review.ts';
import styles from './review.module.css';
import type { VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

/** The longest comment that the core takes (contract: 5,000 UTF-16 units). */
const LONGEST = 5_000;

export interface CommentsProps {
  readonly item: VariantReview;
  readonly threads: readonly Thread[];
  /** Prepared and not sent, of this variant. */
  readonly pending: readonly PendingComment[];
  /** The thread whose words are marked in the text. */
  readonly active: string | null;
  /** Whether this seat gathers comments with its verdicts. */
  readonly canPrepare: boolean;
  readonly readOnly: boolean;
  readonly onStart: () => void;
  readonly onPrepare: () => void;
  readonly onSend: () => void;
  readonly onReply: (thread: Thread, text: string) => void;
  readonly onResolve: (thread: Thread, resolved: boolean) => void;
  readonly onDiscard: (comment: PendingComment) => void;
  readonly onShow: (thread: Thread) => void;
}

/** The comments on the variant in hand: a new one, those not sent, and the threads in the order of the text. */
export function CommentsPane(props: CommentsProps): ReactNode {
  const { t } = useT('review');
  const { item, threads, pending, readOnly, onStart } = props;
  const draft = useCommentDrafts().drafts.get(item.row.id);
  const [showResolved, setShowResolved] = useState(false);
  const open = threads.filter((thread) => !thread.root.resolved);
  const resolved = threads.filter((thread) => thread.root.resolved);
  return (
    <div className={styles.comments}>
      {draft === undefined ? (
        <Button icon={MessageSquarePlus} command="review.comment" isDisabled={readOnly || item.detail?.head === null} onPress={onStart}>
          {t('comment.new')}
        </Button>
      ) : (
        <Composer {...props} />
      )}
      {pending.map((comment) => (
        <PendingItem key={comment.key} comment={comment} onDiscard={props.onDiscard} />
      ))}
      {open.length === 0 && pending.length === 0 && draft === undefined && <p className={styles.none}>{t('comment.none')}</p>}
      <ul className={styles.threads} aria-label={t('comment.filterLabel')}>
        {open.map((thread) => (
          <ThreadItem key={thread.root.id} thread={thread} {...props} />
        ))}
        {showResolved && resolved.map((thread) => <ThreadItem key={thread.root.id} thread={thread} {...props} />)}
      </ul>
      {resolved.length > 0 && (
        <Button variant="quiet" size="small" onPress={() => setShowResolved(!showResolved)}>
          {showResolved ? t('comment.hideResolved') : t('comment.showResolved', { count: resolved.length })}
        </Button>
      )}
    </div>
  );
}

function Composer({ item, canPrepare, onPrepare, onSend }: CommentsProps): ReactNode {
  const { t } = useT('review');
  const { drafts, setDraft } = useCommentDrafts();
  const draft = drafts.get(item.row.id);
  if (draft === undefined) return null;
  const { anchor, suggestion } = draft;
  const empty = !saysSomething(draft);
  const tooLong = draft.text.length > LONGEST || (suggestion?.length ?? 0) > LONGEST;
  // A longer stretch is quoted in part, and what is not quoted cannot be replaced.
  const canSuggest = anchor !== null && anchor.quote.length === anchor.end - anchor.start;
  return (
    <div className={styles.composer} data-comment-composer="">
      <p className={styles.on}>{anchor === null ? t('comment.onWhole') : t('comment.onSelection', { quote: shortQuote(anchor.quote) })}</p>
      <TextField
        autoFocus
        label={t('comment.field')}
        hideLabel
        placeholder={t('comment.placeholder')}
        rows={4}
        value={draft.text}
        onChange={(text) => setDraft(item.row.id, { ...draft, text })}
        {...(tooLong ? { error: t('comment.tooLong') } : {})}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft.text.trim() === '' && suggestion === null && !event.nativeEvent.isComposing) setDraft(item.row.id, null);
          else event.continuePropagation();
        }}
      />
      {suggestion !== null && (
        <TextField
          autoFocus
          label={t('comments:suggestField')}
          hint={suggestion === anchor?.quote ? t('comments:suggestSame') : t('comments:suggestHint')}
          rows={2}
          lang={item.row.language}
          value={suggestion}
          onChange={(next) => setDraft(item.row.id, { ...draft, suggestion: next })}
        />
      )}
      {anchor !== null && (
        <Button size="small" variant="quiet" isDisabled={!canSuggest} onPress={() => setDraft(item.row.id, { ...draft, suggestion: suggestion === null ? anchor.quote : null })}>
          {t(suggestion === null ? 'comments:suggest' : 'comments:noSuggestion')}
        </Button>
      )}
      <div className={styles.composerButtons}>
        <Button size="small" onPress={() => setDraft(item.row.id, null)}>
          {t('common:action.cancel')}
        </Button>
        <Button size="small" variant={canPrepare ? 'secondary' : 'primary'} isDisabled={empty || tooLong} onPress={onSend}>
          {t('comment.sendNow')}
        </Button>
        {canPrepare && (
          <Button size="small" variant="primary" isDisabled={empty || tooLong} onPress={onPrepare}>
            {t('comment.add')}
          </Button>
        )}
      </div>
    </div>
  );
}

function PendingItem({ comment, onDiscard }: { readonly comment: PendingComment; readonly onDiscard: (comment: PendingComment) => void }): ReactNode {
  const { t } = useT('review');
  return (
    <div className={styles.thread}>
      <p className={styles.threadHead}>
        <Tag>{t('comment.pending')}</Tag>
      </p>
      {comment.anchor !== null && <CommentQuote>{shortQuote(comment.anchor.quote)}</CommentQuote>}
      {comment.text !== '' && <p className={styles.commentText}>{comment.text}</p>}
      {comment.suggestion !== null && comment.anchor !== null && <SuggestedWords from={comment.anchor.quote} to={comment.suggestion} />}
      <Button size="small" variant="quiet" onPress={() => onDiscard(comment)}>
        {t('comment.discard')}
      </Button>
    </div>
  );
}

function ThreadItem({ thread, item, active, readOnly, onReply, onResolve, onShow }: CommentsProps & { readonly thread: Thread }): ReactNode {
  const { t } = useT('review');
  const { root } = thread;
  const words = useReviewWords();
  const [replying, setReplying] = useState(useCommentDrafts().drafts.has(root.id));
  const number = item.numbers.get(root.revision);
  const old = root.revision !== item.detail?.head?.id && number !== undefined;
  return (
    <li className={styles.thread} data-active={active === root.id || undefined} data-resolved={root.resolved || undefined}>
      {root.anchor !== null && (
        <CommentQuote>
          {shortQuote(root.anchor.quote)}
          {thread.gone && (
            <span title={t('comment.goneLong')}>
              {' '}
              <Tag>{t('comment.gone')}</Tag>
            </span>
          )}
        </CommentQuote>
      )}
      <CommentBody comment={root} author={words.member(root.author)} note={old ? t('comment.moved', { number }) : null} />
      {thread.replies.map((reply) => (
        <div key={reply.id} className={styles.reply}>
          <CommentBody comment={reply} author={words.member(reply.author)} />
        </div>
      ))}
      <div className={styles.threadButtons}>
        {root.resolved && <Tag>{t('comment.resolved')}</Tag>}
        {thread.range !== null && (
          <Button size="small" variant="quiet" onPress={() => onShow(thread)}>
            {t('comment.goTo')}
          </Button>
        )}
        <Button size="small" variant="quiet" isDisabled={readOnly} onPress={() => setReplying(true)}>
          {t('comment.reply')}
        </Button>
        <Button size="small" variant="quiet" isDisabled={readOnly} onPress={() => onResolve(thread, !root.resolved)}>
          {t(root.resolved ? 'comment.reopen' : 'comment.resolve')}
        </Button>
      </div>
      {replying && <ReplyField thread={thread} onClose={() => setReplying(false)} onReply={onReply} />}
    </li>
  );
}

function ReplyField({ thread, onClose, onReply }: { readonly thread: Thread; readonly onClose: () => void; readonly onReply: CommentsProps['onReply'] }): ReactNode {
  const { t } = useT('review');
  const { drafts, setDraft } = useCommentDrafts();
  const text = drafts.get(thread.root.id)?.text ?? '';
  const usable = text.trim() !== '' && text.length <= LONGEST;
  return (
    <div className={styles.composer}>
      <TextField autoFocus label={t('comment.replyField')} hideLabel rows={3} value={text} onChange={(to) => setDraft(thread.root.id, { anchor: null, text: to, suggestion: null })} {...(text.length > LONGEST ? { error: t('comment.tooLong') } : {})} />
      <div className={styles.composerButtons}>
        <Button
          size="small"
          onPress={() => {
            setDraft(thread.root.id, null);
            onClose();
          }}
        >
          {t('common:action.cancel')}
        </Button>
        <Button
          size="small"
          variant="primary"
          isDisabled={!usable}
          onPress={() => {
            onReply(thread, text.trim());
            onClose();
          }}
        >
          {t('comment.replySend')}
        </Button>
      </div>
    </div>
  );
}
