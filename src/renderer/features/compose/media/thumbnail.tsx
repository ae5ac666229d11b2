import { ImageOff, Pause, Play } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { mediaUrl } from '../../../components/media-url.ts';
import { useTexts } from '../texts.ts';
import styles from './media.module.css';

export interface ThumbnailProps {
  readonly sha256: string;
  readonly video: boolean;
  readonly label: string;
}

/** A picture, or a video's first frame, which plays where it stands. */
export function Thumbnail({ sha256, video, label }: ThumbnailProps): ReactNode {
  const t = useTexts();
  const [missing, setMissing] = useState(false);
  if (missing) {
    return (
      <span className={styles.thumbnail} role="img" aria-label={t('media.missing')} title={t('media.missing')}>
        <ImageOff size={20} strokeWidth={1.5} aria-hidden />
      </span>
    );
  }
  if (video) return <Film sha256={sha256} label={label} onMissing={() => setMissing(true)} />;
  return <img className={styles.thumbnail} src={mediaUrl(sha256)} alt={label} draggable={false} onError={() => setMissing(true)} />;
}

function Film({ sha256, label, onMissing }: { readonly sha256: string; readonly label: string; readonly onMissing: () => void }): ReactNode {
  const t = useTexts();
  const film = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const Icon = playing ? Pause : Play;
  const toggle = (): void => {
    if (playing) film.current?.pause();
    // Refused where the codec is not known to the window: the file is still what the channel gets.
    else film.current?.play().catch(() => setPlaying(false));
  };
  return (
    <Button className={styles.film ?? ''} aria-label={`${playing ? t('media:pause') : t('media:play')}, ${label}`} onPress={toggle}>
      <video ref={film} className={styles.thumbnail} src={`${mediaUrl(sha256)}#t=0.1`} preload="metadata" playsInline draggable={false} onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)} onError={(event) => event.currentTarget.error?.code === MediaError.MEDIA_ERR_NETWORK && onMissing()} />
      <span className={styles.filmMark} aria-hidden>
        <Icon size={16} strokeWidth={2} />
      </span>
    </Button>
  );
}
