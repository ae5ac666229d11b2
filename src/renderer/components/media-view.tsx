import { type ReactNode, useState } from 'react';
import { mediaUrl } from './media-url.ts';

export interface MediaViewProps {
  readonly sha256: string;
  readonly alt: string;
  readonly className?: string | undefined;
}

/** A picture or a video of the workspace, whichever its bytes are: what cannot be drawn as a picture is played. */
export function MediaView({ sha256, alt, className }: MediaViewProps): ReactNode {
  const [film, setFilm] = useState(false);
  if (film) return <video className={className} src={`${mediaUrl(sha256)}#t=0.1`} aria-label={alt} controls preload="metadata" playsInline />;
  return <img className={className} src={mediaUrl(sha256)} alt={alt} draggable={false} onError={() => setFilm(true)} />;
}
