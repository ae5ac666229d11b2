import { type ReactNode, useState } from 'react';
import type { VariantContent } from '#shared/domain/content.ts';
import { mediaUrl } from '../../../editor/index.ts';
import styles from './preview.module.css';
import { useTexts } from '../texts.ts';

type Media = VariantContent['media'];

export interface MediaGridProps {
  readonly media: Media;
  /** How many are shown before "+3". */
  readonly shown: number;
  /** One after the other instead of a grid, as a carousel shows them. */
  readonly carousel?: boolean;
}

/** The pictures of a post as its channel lays them out. */
export function MediaGrid({ media, shown, carousel = false }: MediaGridProps): ReactNode {
  const t = useTexts();
  const [position, setPosition] = useState(0);
  if (media.length === 0) return null;
  if (carousel) {
    const current = Math.min(position, media.length - 1);
    const item = media[current];
    return (
      <div className={styles.carousel}>
        {item !== undefined && <Picture item={item} />}
        {media.length > 1 && (
          <div className={styles.dots} role="group" aria-label={t('preview.pictures', { count: media.length })}>
            {media.map(({ sha256 }, index) => (
              <button key={sha256} type="button" aria-label={t('media.item', { position: index + 1, total: media.length })} aria-current={index === current} onClick={() => setPosition(index)} />
            ))}
          </div>
        )}
      </div>
    );
  }
  const visible = media.slice(0, shown);
  const rest = media.length - visible.length;
  return (
    <div className={styles.grid} data-count={visible.length}>
      {visible.map((item, index) => (
        <div key={item.sha256} className={styles.cell}>
          <Picture item={item} />
          {rest > 0 && index === visible.length - 1 && <span className={styles.restCount}>{t('preview.more_pictures', { count: rest })}</span>}
        </div>
      ))}
    </div>
  );
}

function Picture({ item }: { readonly item: Media[number] }): ReactNode {
  return <img className={styles.picture} src={mediaUrl(item.sha256)} alt={item.decorative ? '' : item.alt} draggable={false} />;
}

/** What a screen reader says for each picture. */
export function AltList({ media }: { readonly media: Media }): ReactNode {
  const t = useTexts();
  if (media.length === 0) return null;
  return (
    <ol className={styles.altList} aria-label={t('media.alt')}>
      {media.map(({ sha256, alt, decorative }) => (
        <li key={sha256}>
          <span className={styles.altTag}>ALT</span> {decorative ? t('preview.decorative') : alt.trim() === '' ? t('preview.altMissing') : alt}
        </li>
      ))}
    </ol>
  );
}
