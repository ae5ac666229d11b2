import { Play } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { mediaUrl } from '../../../../components/media-url.ts';
import { useTexts } from '../../texts.ts';
import styles from '../preview.module.css';
import type { PreviewMedia } from '../types.ts';

/** A picture cut to the place that it has, or a video with the sign that plays it. */
export const MediaTile = memo(function MediaTile({ item, altBadge = false }: { readonly item: PreviewMedia; readonly altBadge?: boolean }): ReactNode {
  const t = useTexts();
  return (
    <>
      {item.kind === 'video' ? (
        // Its first picture: it plays where it is described.
        <video className={styles.picture} src={`${mediaUrl(item.sha256)}#t=0.1`} aria-label={item.alt === '' ? t('preview:video') : item.alt} preload="metadata" muted playsInline tabIndex={-1} />
      ) : (
        <img className={styles.picture} src={mediaUrl(item.sha256)} alt={item.alt} draggable={false} decoding="async" />
      )}
      {item.kind === 'video' && <PlaySign />}
      {altBadge && item.alt !== '' && <span className={styles.altBadge} aria-hidden>ALT</span>}
    </>
  );
});

export function PlaySign(): ReactNode {
  return <span className={styles.play} aria-hidden><Play size={22} strokeWidth={0} fill="currentColor" /></span>;
}
