import { Heart, MessageCircle, Repeat2, Send } from 'lucide-react';
import { type ReactNode } from 'react';
import { bare } from '../handles.ts';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { Byline } from '../parts/byline.tsx';
import { PostCard } from '../parts/post-card.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

const ACTIONS = [{ icon: Heart }, { icon: MessageCircle }, { icon: Repeat2 }, { icon: Send }];

/** A post on Threads: the handle for a name, the first tag as its topic, several pictures in a strip that is drawn aside. */
export function ThreadsPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  const topic = props.post.entities.find(({ kind }) => kind === 'hashtag')?.text.slice(1);
  return (
    <div className={styles.beside}>
      <Avatar name={props.name} size={36} />
      <div>
        <Byline name={bare(props.handle) || props.name} parts={[topic === undefined ? '' : `› ${topic}`, page('now')]} />
        <PostText {...props} />
        <PostMedia media={props.media} look={props.look} />
        <PostCard card={props.card} layout="large" />
        <Actions of={ACTIONS} way="start" />
      </div>
    </div>
  );
}
