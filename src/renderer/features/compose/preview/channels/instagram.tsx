import { Bookmark, Ellipsis, Heart, MessageCircle, Send } from 'lucide-react';
import { type ReactNode } from 'react';
import { bare } from '../handles.ts';
import { usePageWords } from '../page-words.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Actions } from '../parts/actions.tsx';
import { FirstComment } from '../parts/first-comment.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

const ACTIONS = [{ icon: Heart }, { icon: MessageCircle }, { icon: Send }, { icon: Bookmark }];

/** A post on Instagram: the pictures first, one after the other, then the caption behind the account's handle. */
export function InstagramPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  const handle = bare(props.handle) || props.name;
  return (
    <div className={styles.fullWidth}>
      <p className={styles.head}>
        <Avatar name={props.name} size={32} /> <strong><bdi>{handle}</bdi></strong>
        <Ellipsis size={20} strokeWidth={1.75} className={styles.pushed} aria-hidden />
      </p>
      <PostMedia media={props.media} look={props.look} />
      <div className={styles.inset}>
        <Actions of={ACTIONS} way="start" pushLast />
        <PostText {...props} lead={<><strong><bdi>{handle}</bdi></strong>{' '}</>} />
        <p className={styles.small}>{page('nowLong')}</p>
        <FirstComment name={handle} text={props.firstComment} />
      </div>
    </div>
  );
}
