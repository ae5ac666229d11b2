import { MessageCircle, Share2, Smile } from 'lucide-react';
import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { PostCard } from '../parts/post-card.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** A story on Kakao Story: text, then pictures in a mosaic. */
export function KakaoStoryPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.fullWidth}>
      <p className={styles.head}>
        <Avatar name={props.name} shape="rounded" />
        <span>
          <strong><bdi>{props.name}</bdi></strong>
          <span className={styles.small}>{page('nowLong')} · {page('public')}</span>
        </span>
      </p>
      <div className={styles.inset}><PostText {...props} /></div>
      <PostMedia media={props.media} look={props.look} />
      <div className={styles.inset}>
        <PostCard card={props.card} layout="compact" first="title" withDescription />
        <Actions of={[{ icon: Smile, word: page('feel') }, { icon: MessageCircle, word: page('comment') }, { icon: Share2, word: page('share') }]} way="words" />
      </div>
    </div>
  );
}
