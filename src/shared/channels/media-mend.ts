/** What is done to a picture so that its channel takes it. All of a picture's rules are answered at once; the word says which one was meant. */
export type DeriveReason = 'crop' | 'resize' | 'enlarge' | 'shrink' | 'convert' | 'still';

/**
 * What one key does about media: `derive` puts a picture made from the original in its place, `drop` takes items out
 * (indexes in the variant's media, ascending).
 */
export type MediaMend =
  | { readonly kind: 'derive'; readonly index: number; readonly reason: DeriveReason }
  | { readonly kind: 'drop'; readonly indexes: readonly number[] };

export function derive(index: number, reason: DeriveReason): MediaMend {
  return { kind: 'derive', index, reason };
}

export function drop(indexes: readonly number[]): MediaMend {
  return { kind: 'drop', indexes };
}
