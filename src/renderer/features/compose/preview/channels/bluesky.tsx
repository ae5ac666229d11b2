import { Ellipsis, Heart, MessageSquare, Repeat2 } from 'lucide-react';
import { type ReactNode } from 'react';
import { at } from '../handles.ts';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { Byline } from '../parts/byline.tsx';
import { PostCard } from '../parts/post-card.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

const ACTIONS = [{ icon: MessageSquare }, { icon: Repeat2 }, { icon: Heart }, { icon: Ellipsis }];

/** A post on Bluesky: never folded; short addresses; a card with title and description. */
export function BlueskyPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.beside}>
      <Avatar name={props.name} size={42} />
      <div>
        <Byline name={props.name} parts={[at(props.handle), page('now')]} />
        <PostText {...props} />
        <PostMedia media={props.media} look={props.look} />
        <PostCard card={props.card} layout="large" first="title" withDescription />
        <Actions of={ACTIONS} />
      </div>
    </div>
  );
}
