import { Globe } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import styles from '../preview.module.css';
import type { PreviewCard } from '../types.ts';

export interface PostCardProps {
  readonly card: PreviewCard | null;
  /**
   * How the channel lays a card out. `over`: the title on the picture, nothing below. `large`: picture above, words below.
   * `compact`: a small picture beside the words.
   */
  readonly layout: 'over' | 'large' | 'compact';
  /** What the channel shows first: the site, or the title. */
  readonly first?: 'site' | 'title';
  readonly withDescription?: boolean;
}

/** The card of a link. Of a page that was never fetched it knows the host and the path only, and shows no more. */
export const PostCard = memo(function PostCard({ card, layout, first = 'site', withDescription = false }: PostCardProps): ReactNode {
  if (card === null) return null;
  const { page } = card;
  const { hostname, pathname } = new URL(card.url);
  const host = hostname.replace(/^www\./u, '');
  const title = page === null ? (pathname === '/' ? host : decoded(pathname)) : page.title || host;
  const picture = page?.picture ?? null;
  const site = <span className={styles.cardSite}><bdi>{host}</bdi></span>;
  const words = (
    <span className={styles.cardWords}>
      {first === 'site' && site}
      <span className={styles.cardTitle} dir="auto">{title}</span>
      {withDescription && page !== null && page.description !== '' && <span className={styles.cardDescription} dir="auto">{page.description}</span>}
      {first === 'title' && site}
    </span>
  );
  const image = picture === null ? <span className={styles.cardNoPicture}><Globe size={24} strokeWidth={1.25} aria-hidden /></span> : <img className={styles.cardPicture} src={`media://card/${picture.sha256}`} alt="" draggable={false} />;
  if (layout === 'over' && picture !== null) {
    return (
      <div className={styles.linkCard} data-layout="over" data-link-card>
        {image}
        <span className={styles.cardOver} dir="auto">{title}</span>
      </div>
    );
  }
  return (
    <div className={styles.linkCard} data-layout={picture === null || layout === 'over' ? 'compact' : layout} data-link-card>
      {image}
      {words}
    </div>
  );
});

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
