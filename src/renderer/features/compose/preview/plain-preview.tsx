import { type ReactNode } from 'react';
import styles from './preview.module.css';
import { MediaGrid } from './media-grid.tsx';
import { FirstComment, LinkCard, PostAvatar } from './parts.tsx';
import { PreviewText } from './preview-text.tsx';
import type { PreviewProps } from './types.ts';
import { useTexts } from '../texts.ts';

/** A post of any channel that has no preview of its own: what most of them have in common, in the order in which they show it. */
export function PlainPreview(props: PreviewProps): ReactNode {
  const t = useTexts();
  return (
    <div>
      <p className={styles.postHead}>
        <PostAvatar name={props.name} />
        <span>
          <strong>{props.name}</strong>
          <br />
          <span className={styles.dim}>{props.account.handle === '' ? t('preview.now') : `${props.account.handle} · ${t('preview.now')}`}</span>
        </span>
      </p>
      {props.title !== '' && <h4 className={styles.plainTitle}>{props.title}</h4>}
      <PreviewText {...props} />
      <MediaGrid media={props.media} shown={4} />
      {props.media.length === 0 && <LinkCard link={props.link} />}
      <FirstComment name={props.name} text={props.firstComment} />
    </div>
  );
}
