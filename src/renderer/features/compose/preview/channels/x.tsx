import { Bookmark, ChartNoAxesColumn, Heart, MessageCircle, Repeat2, Upload } from 'lucide-react';
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

const ACTIONS = [{ icon: MessageCircle }, { icon: Repeat2 }, { icon: Heart }, { icon: ChartNoAxesColumn }, { icon: Bookmark }, { icon: Upload }];

/** A post on X: the avatar beside the text, up to four pictures in one frame, the card's title on its picture. */
export function XPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.beside}>
      <Avatar name={props.name} />
      <div>
        <Byline name={props.name} parts={[at(props.handle), page('now')]} />
        <PostText {...props} />
        <PostMedia media={props.media} look={props.look} />
        <PostCard card={props.card} layout="over" />
        {props.card?.page?.picture != null && <p className={styles.small}>{page('from', { host: new URL(props.card.url).hostname })}</p>}
        <Actions of={ACTIONS} />
      </div>
    </div>
  );
}
