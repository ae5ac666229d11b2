import { type ReactNode } from 'react';
import styles from './preview.module.css';
import { MediaGrid } from './media-grid.tsx';
import { LinkCard, PostAvatar } from './parts.tsx';
import { PreviewText } from './preview-text.tsx';
import type { PreviewProps } from './types.ts';
import { useTexts } from '../texts.ts';

/** A story on Kakao Story: pictures in a mosaic above the text. */
export function KakaoStoryPreview(props: PreviewProps): ReactNode {
  const t = useTexts();
  return (
    <div className={styles.kakaostory}>
      <p className={styles.postHead}>
        <PostAvatar name={props.name} square />
        <span>
          <strong>{props.name}</strong>
          <br />
          <span className={styles.dim}>{t('preview.now')}</span>
        </span>
      </p>
      <PreviewText {...props} />
      <MediaGrid media={props.media} shown={4} />
      {props.media.length === 0 && <LinkCard link={props.link} />}
    </div>
  );
}
