import { Share2, ThumbsDown, ThumbsUp } from 'lucide-react';
import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { MediaTile, PlaySign } from '../parts/media-tile.tsx';
import { PostText } from '../parts/post-text.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** A video's page on YouTube: the thumbnail where it plays, its title, the channel, and the description in its box. */
export function YoutubePreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  const [thumbnail] = props.media;
  return (
    <div className={styles.fullWidth}>
      <div className={styles.player}>
        {thumbnail === undefined ? <span className={styles.noVideo}>{page('noVideo')}</span> : <MediaTile item={thumbnail} />}
        {thumbnail?.kind !== 'video' && <PlaySign />}
      </div>
      <div className={styles.inset}>
        <h4 className={styles.videoTitle} dir="auto">{props.title.trim() === '' ? <span className={styles.dim}>{page('noTitle')}</span> : props.title}</h4>
        <p className={styles.head}>
          <Avatar name={props.name} size={36} /> <strong><bdi>{props.name}</bdi></strong>
          <span className={styles.subscribe} aria-hidden>{page('subscribe')}</span>
        </p>
        <Actions of={[{ icon: ThumbsUp }, { icon: ThumbsDown }, { icon: Share2, word: page('share') }]} way="start" />
        <div className={styles.description}>
          <p className={styles.strong}>{page('nowLong')}</p>
          <PostText {...props} />
        </div>
      </div>
    </div>
  );
}
