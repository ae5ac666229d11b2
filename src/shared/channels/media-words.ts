/** A rounding of the ratio that a channel lets pass: one pixel in a thousand. */
export const RATIO_TOLERANCE = 0.001;

/** 0.8 as 4:5, 1.91 as 1.91:1: as the platforms write them. */
export function ratioText(ratio: number): string {
  for (let height = 1; height <= 9; height += 1) {
    const width = ratio * height;
    if (width >= 1 && Math.abs(width - Math.round(width)) < 1e-9) return `${Math.round(width)}:${height}`;
  }
  const tall = 1 / ratio;
  if (ratio < 1 && Math.abs(tall - Math.round(tall)) < 1e-9) return `1:${Math.round(tall)}`;
  return `${Math.round(ratio * 100) / 100}:1`;
}

/** Rounded up to a tenth, so that what is over the limit never reads like the limit. */
export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 100_000) / 10;
}

/** A MIME type as people write it: `video/mp4` as MP4. */
export function typeText(mime: string): string {
  const part = mime.slice(mime.indexOf('/') + 1);
  return part === 'quicktime' ? 'MOV' : part.toUpperCase();
}
