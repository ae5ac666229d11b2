import { type ReactNode } from 'react';
import styles from './preview.module.css';
import { MediaGrid } from './media-grid.tsx';
import { LinkCard, PostAvatar } from './parts.tsx';
import { PreviewText } from './preview-text.tsx';
import type { PreviewProps } from './types.ts';
import { useTexts } from '../texts.ts';

/** A post on X: the avatar beside the text, up to four pictures in a grid, the address in the text. */
export function XPreview(props: PreviewProps): ReactNode {
  const t = useTexts();
  return (
    <div className={styles.x}>
      <PostAvatar name={props.name} />
      <div className={styles.xBody}>
        <p className={styles.byline}>
          <strong>{props.name}</strong> <span className={styles.dim}>{props.account.handle} · {t('preview.now')}</span>
        </p>
        <PreviewText {...props} />
        <MediaGrid media={props.media} shown={4} />
        {props.media.length === 0 && <LinkCard link={props.entities.findLast((entity) => entity.kind === 'url')?.text ?? ''} />}
      </div>
    </div>
  );
}
