import { type ReactNode } from 'react';
import styles from './preview.module.css';
import { MediaGrid } from './media-grid.tsx';
import { FirstComment, LinkCard, PostAvatar } from './parts.tsx';
import { PreviewText } from './preview-text.tsx';
import type { PreviewProps } from './types.ts';
import { useTexts } from '../texts.ts';

/** A post of a Facebook page: text, then pictures or the card of the link. */
export function FacebookPreview(props: PreviewProps): ReactNode {
  const t = useTexts();
  return (
    <div className={styles.facebook}>
      <p className={styles.postHead}>
        <PostAvatar name={props.name} />
        <span>
          <strong>{props.name}</strong>
          <br />
          <span className={styles.dim}>{t('preview.now')}</span>
        </span>
      </p>
      <PreviewText {...props} />
      <MediaGrid media={props.media} shown={5} />
      {props.media.length === 0 && <LinkCard link={props.link} />}
      <FirstComment name={props.name} text={props.firstComment} />
    </div>
  );
}
