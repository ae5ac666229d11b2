import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Article } from '../parts/article.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** A news item of an institution's website: the headline between two lines, with who is in charge and when it was put up. */
export function WebsitePreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  const meta = (
    <p className={styles.noticeMeta}>
      <span>{page('department')} <bdi>{props.name}</bdi></span>
      <span>{page('posted')} {page('nowLong')}</span>
    </p>
  );
  return <div className={styles.notice}><Article {...props} meta={meta} /></div>;
}
