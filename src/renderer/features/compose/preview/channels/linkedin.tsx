import { Globe, MessageSquare, Repeat2, Send, ThumbsUp } from 'lucide-react';
import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { FirstComment } from '../parts/first-comment.tsx';
import { PostCard } from '../parts/post-card.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** A post of a LinkedIn page: a square mark, three lines of text, and a card with a small picture. */
export function LinkedinPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.fullWidth}>
      <p className={styles.head}>
        <Avatar name={props.name} size={48} shape="square" />
        <span>
          <strong><bdi>{props.name}</bdi></strong>
          <span className={styles.small}>{page('now')} · <Globe size={12} strokeWidth={2} aria-label={page('public')} role="img" /></span>
        </span>
        <span className={styles.follow} aria-hidden>+ {page('follow')}</span>
      </p>
      <div className={styles.inset}><PostText {...props} /></div>
      <PostMedia media={props.media} look={props.look} />
      <div className={styles.inset}>
        <PostCard card={props.card} layout="compact" first="title" />
        <Actions of={[{ icon: ThumbsUp, word: page('like') }, { icon: MessageSquare, word: page('comment') }, { icon: Repeat2, word: page('repost') }, { icon: Send, word: page('send') }]} way="words" />
        <FirstComment name={props.name} text={props.firstComment} bubble />
      </div>
    </div>
  );
}
