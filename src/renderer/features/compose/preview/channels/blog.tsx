import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Article } from '../parts/article.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** An article of the newsroom's own blog. */
export function BlogPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  return <Article {...props} meta={<p className={styles.small}><bdi>{props.name}</bdi> · {page('nowLong')}</p>} />;
}
