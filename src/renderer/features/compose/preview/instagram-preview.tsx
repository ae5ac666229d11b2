import { type ReactNode } from 'react';
import styles from './preview.module.css';
import { MediaGrid } from './media-grid.tsx';
import { FirstComment, PostAvatar } from './parts.tsx';
import { PreviewText } from './preview-text.tsx';
import type { PreviewProps } from './types.ts';

/** A post on Instagram: the pictures first, one after the other, then the caption behind the account's handle. */
export function InstagramPreview(props: PreviewProps): ReactNode {
  const handle = props.account.handle.replace(/^@/u, '') || props.name;
  return (
    <div className={styles.instagram}>
      <p className={styles.postHead}>
        <PostAvatar name={props.name} /> <strong>{handle}</strong>
      </p>
      <MediaGrid media={props.media} shown={10} carousel />
      <div className={styles.caption}>
        <p className={styles.captionHandle}><strong>{handle}</strong></p>
        <PreviewText {...props} />
        <FirstComment name={handle} text={props.firstComment} />
      </div>
    </div>
  );
}
