import { ChevronLeft, ChevronRight } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { carouselRatio, gridOf, type GridRule } from '#shared/preview/grid.ts';
import type { Look } from '#shared/preview/looks.ts';
import { useTexts } from '../../texts.ts';
import styles from '../preview.module.css';
import type { PreviewMedia } from '../types.ts';
import { MediaTile } from './media-tile.tsx';

export interface PostMediaProps {
  readonly media: readonly PreviewMedia[];
  readonly look: Look;
}

/** The pictures of a post as its channel lays them out. A key in the text does not render it. */
export const PostMedia = memo(function PostMedia({ media, look }: PostMediaProps): ReactNode {
  const { way } = look.media;
  if (media.length === 0) return null;
  if (way === 'grid') return <MediaGrid media={media} rule={look.media.rule} altBadge={look.altBadge} />;
  if (way === 'carousel') return <Carousel media={media} ratio={carouselRatio(media.map((item) => item.ratio), look.media.min, look.media.max)} />;
  return (
    <div className={way === 'strip' && media.length > 1 ? styles.strip : styles.stack}>
      {media.map((item) => (
        <div key={item.sha256} className={styles.cell} style={{ aspectRatio: String(Math.min(Math.max(item.ratio ?? 4 / 3, 1 / 2), 3)) }}><MediaTile item={item} /></div>
      ))}
    </div>
  );
});

function MediaGrid({ media, rule, altBadge }: { readonly media: readonly PreviewMedia[]; readonly rule: GridRule; readonly altBadge: boolean }): ReactNode {
  const grid = gridOf(rule, media.map(({ ratio }) => ratio));
  return (
    <div className={styles.grid} style={{ aspectRatio: String(grid.ratio), gridTemplate: `repeat(${grid.rows}, minmax(0, 1fr)) / repeat(${grid.columns}, minmax(0, 1fr))` }}>
      {grid.tiles.map(({ column, row, columns, rows }, index) => {
        const item = media[index];
        const isLast = index === grid.tiles.length - 1;
        return item === undefined ? null : (
          <div key={item.sha256} className={styles.cell} style={{ gridArea: `${row} / ${column} / span ${rows} / span ${columns}` }}>
            <MediaTile item={item} altBadge={altBadge} />
            {isLast && grid.rest > 0 && <span className={styles.restCount}>+{grid.rest}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** One after the other, all cut to the shape of the first, with dots below. */
function Carousel({ media, ratio }: { readonly media: readonly PreviewMedia[]; readonly ratio: number }): ReactNode {
  const t = useTexts();
  const [position, setPosition] = useState(0);
  const current = Math.min(position, media.length - 1);
  const item = media[current];
  return (
    <div className={styles.carousel} role="group" aria-label={t('preview:pictures', { count: media.length })}>
      <div className={styles.cell} style={{ aspectRatio: String(ratio) }}>
        {item !== undefined && <MediaTile item={item} />}
        {media.length > 1 && <span className={styles.position} aria-hidden>{current + 1}/{media.length}</span>}
        {current > 0 && <button type="button" className={styles.previous} aria-label={t('preview:previousPicture')} onClick={() => setPosition(current - 1)}><ChevronLeft size={18} strokeWidth={2} aria-hidden /></button>}
        {current < media.length - 1 && <button type="button" className={styles.next} aria-label={t('preview:nextPicture')} onClick={() => setPosition(current + 1)}><ChevronRight size={18} strokeWidth={2} aria-hidden /></button>}
      </div>
      {media.length > 1 && (
        <div className={styles.dots}>
          {media.map(({ sha256 }, index) => (
            <button key={sha256} type="button" aria-label={t('preview:picture', { position: index + 1, total: media.length })} aria-current={index === current} onClick={() => setPosition(index)} />
          ))}
        </div>
      )}
    </div>
  );
}
