import { Ellipsis, Globe, MessageCircle, Share2, ThumbsUp } from 'lucide-react';
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

/** A post of a Facebook page: text, then pictures or the card of the link from edge to edge. */
export function FacebookPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.fullWidth}>
      <p className={styles.head}>
        <Avatar name={props.name} />
        <span>
          <strong><bdi>{props.name}</bdi></strong>
          <span className={styles.small}>{page('nowLong')} · <Globe size={12} strokeWidth={2} aria-label={page('public')} role="img" /></span>
        </span>
        <Ellipsis size={20} strokeWidth={1.75} className={styles.pushed} aria-hidden />
      </p>
      <div className={styles.inset}><PostText {...props} /></div>
      <PostMedia media={props.media} look={props.look} />
      <PostCard card={props.card} layout="large" withDescription={props.device === 'desktop'} />
      <div className={styles.inset}>
        <Actions of={[{ icon: ThumbsUp, word: page('like') }, { icon: MessageCircle, word: page('comment') }, { icon: Share2, word: page('share') }]} way="words" />
        <FirstComment name={props.name} text={props.firstComment} bubble />
      </div>
    </div>
  );
}
