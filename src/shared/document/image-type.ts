/** The formats of pictures that the newsroom keeps and publishes. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

/** How many bytes {@link imageType} looks at, at most. */
const HEAD = 12;

/**
 * The format of a picture by its first bytes, or null for anything else: the name's ending and what a
 * sender says of it are not believed. Signatures: https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
 */
export function imageType(bytes: Uint8Array): ImageType | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD));
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp';
  return null;
}
