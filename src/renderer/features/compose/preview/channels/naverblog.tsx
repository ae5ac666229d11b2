import { Ellipsis, Heart, MessageCircle } from 'lucide-react';
import { type ReactNode } from 'react';
import { usePageWords } from '../page-words.ts';
import { Actions } from '../parts/actions.tsx';
import { Article } from '../parts/article.tsx';
import { Avatar } from '../parts/avatar.tsx';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** A post of a Naver blog: a large headline, the blog's name and time below it, and what its readers can do. */
export function NaverBlogPreview(props: PreviewProps): ReactNode {
  const page = usePageWords(props.language);
  const meta = (
    <p className={styles.head} data-line>
      <Avatar name={props.name} size={32} />
      <span>
        <strong><bdi>{props.name}</bdi></strong>
        <span className={styles.small}>{page('nowLong')}</span>
      </span>
      <Ellipsis size={20} strokeWidth={1.75} className={styles.pushed} aria-hidden />
    </p>
  );
  return (
    <div className={styles.plain}>
      <Article {...props} meta={meta} />
      <Actions of={[{ icon: Heart, word: page('like') }, { icon: MessageCircle, word: page('comment') }]} way="start" />
    </div>
  );
}
