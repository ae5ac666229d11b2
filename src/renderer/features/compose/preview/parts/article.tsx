import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';
import { RichText } from './rich-text.tsx';

type ArticleProps = Pick<PreviewProps, 'language' | 'title' | 'blocks' | 'link'> & { readonly meta: ReactNode };

/** What a page with an article has: its headline, a line or two about it, its text. The headline is the article's, so it stands one level below the preview's own. */
export function Article({ language, title, blocks, link, meta }: ArticleProps): ReactNode {
  const page = usePageWords(language);
  return (
    <div className={styles.article}>
      <h4 className={styles.articleTitle} dir="auto">{title.trim() === '' ? <span className={styles.dim}>{page('noTitle')}</span> : title}</h4>
      {meta}
      <RichText blocks={blocks} />
      {link !== '' && <p className={styles.blogBlock}><bdi className={styles.entity}>{link}</bdi></p>}
    </div>
  );
}
