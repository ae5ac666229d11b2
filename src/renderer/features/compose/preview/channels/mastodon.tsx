import { Bookmark, Ellipsis, Globe, Repeat2, Reply, Star } from 'lucide-react';
import { type ReactNode } from 'react';
import { at } from '../handles.ts';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { PostCard } from '../parts/post-card.tsx';
import { PostMedia } from '../parts/post-media.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

const ACTIONS = [{ icon: Reply }, { icon: Repeat2 }, { icon: Star }, { icon: Bookmark }, { icon: Ellipsis }];

/** A post on Mastodon as its own web page shows it: name above handle, then all of the text, with ALT on described pictures. */
export function MastodonPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return (
    <div className={styles.plain}>
      <p className={styles.head}>
        <Avatar name={props.name} size={46} shape="rounded" />
        <span>
          <strong><bdi>{props.name}</bdi></strong>
          <span className={styles.small}><bdi>{at(props.handle)}</bdi></span>
        </span>
        <span className={styles.pushed}><span className={styles.small}><Globe size={13} strokeWidth={2} aria-label={page('public')} role="img" /> {page('now')}</span></span>
      </p>
      <PostText {...props} />
      <PostMedia media={props.media} look={props.look} />
      <PostCard card={props.card} layout="large" withDescription />
      <Actions of={ACTIONS} />
    </div>
  );
}
