import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Avatar } from '../parts/avatar.tsx';
import { PostCard } from '../parts/post-card.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** A message of a KakaoTalk Channel in its followers' chat: one bubble with picture, text and the button of the link. */
export function KakaoChannelPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.beside}>
      <Avatar name={props.name} shape="rounded" />
      <div>
        <p className={styles.chatName}><bdi>{props.name}</bdi></p>
        <div className={styles.chatLine}>
          <div className={styles.bubble}>
            <PostMedia media={props.media.slice(0, 1)} look={props.look} />
            <div className={styles.bubbleText}>
              <PostText {...props} />
              {props.link === '' && <PostCard card={props.card} layout="large" first="title" withDescription />}
              {props.link !== '' && <p className={styles.bubbleButton}>{page('details')}</p>}
            </div>
          </div>
          <span className={styles.small}>{page('now')}</span>
        </div>
      </div>
    </div>
  );
}
