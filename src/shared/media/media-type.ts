import { imageType, type ImageType } from '../document/image-type.ts';

/** The containers of videos that the newsroom keeps: those that every channel of the registry takes, and whose location can be taken out. */
export type VideoType = 'video/mp4' | 'video/quicktime';
export type MediaType = ImageType | VideoType;

/** How many bytes {@link mediaType} looks at, at most. */
export const MEDIA_HEAD = 12;

/** Major brands: https://mp4ra.org/registered-types/brands, read 2026-11-26. */
const MP4_BRANDS = /^(?:iso[0-9m]|mp4[12]|avc1|M4V|dash|MSNV|XAVC|cmf[cs])/u;

/** The kind of a file by its first bytes, or null for one that is not kept. Names and senders are not believed. */
export function mediaType(bytes: Uint8Array): MediaType | null {
  return imageType(bytes) ?? videoType(bytes);
}

function videoType(bytes: Uint8Array): VideoType | null {
  const brand = brandOf(bytes);
  if (brand === 'qt  ') return 'video/quicktime';
  return brand !== null && MP4_BRANDS.test(brand) ? 'video/mp4' : null;
}

/** Brands of still pictures and bursts in HEVC (HEIC): https://mp4ra.org/registered-types/brands, read 2026-11-27. `mif1` and `msf1` leave the codec open, and AVIF has a brand of its own in front. */
const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/** A picture as phones take it, in HEVC: patents keep its decoder out of the libraries, and it is told by name so that people know what to do. */
export function isHeic(bytes: Uint8Array): boolean {
  return HEIC_BRANDS.has(brandOf(bytes) ?? '');
}

/** A still picture in AV1: read, and kept as a format that channels take. */
export function isAvif(bytes: Uint8Array): boolean {
  return brandOf(bytes) === 'avif';
}

function brandOf(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, MEDIA_HEAD));
  return head.startsWith('ftyp', 4) ? head.slice(8, 12) : null;
}

/** Whether a kept file is a video, by its MIME type. */
export function isVideo(mime: string): boolean {
  return mime.startsWith('video/');
}
