import { memo, type ReactNode } from 'react';
import type { VariantContent } from '#shared/domain/content.ts';
import { useTexts } from '../../texts.ts';
import styles from '../preview.module.css';

/** What a screen reader says for each picture. */
export const AltList = memo(function AltList({ media }: { readonly media: VariantContent['media'] }): ReactNode {
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
});
