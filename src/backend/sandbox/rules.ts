import type { Payload } from '#shared/document/payload.ts';
import { isVideo } from '#shared/media/media-type.ts';
import type { ChannelProfile, Figure } from '#shared/channels/types.ts';
import type { MediaFile } from '../media/media-store.ts';

/** The text of a stored payload: what X compares for "duplicate content". */
function textOf(payload: string): string {
  return (JSON.parse(payload) as Payload).text;
}

/**
 * Why a channel refuses a post for good, as a code, or null. The figures are those of the
 * account's profile, as the newsroom has it.
 * X answers 403 to a text that the account has posted before (docs: "not allowed to create a Tweet
 * with duplicate content"); Instagram has no post without a picture.
 */
export function refusalOf(profile: ChannelProfile, call: { readonly payload: Payload; readonly files: readonly MediaFile[] }, timeline: readonly string[]): string | null {
  const { payload, files } = call;
  const posts = [payload.text, ...(payload.thread ?? [])];
  if (posts.some((post) => (profile.count(post).remaining ?? 0) < 0)) return 'over-length';
  if (profile.mediaRequired && payload.media.length === 0) return 'missing-media';
  if (profile.mediaMax !== null && payload.media.length > profile.mediaMax.value) return 'too-many-media';
  const sent = new Set(files.map((file) => file.sha256));
  if (payload.media.some((item) => !sent.has(item.sha256))) return 'missing-media';
  const types = profile.image.types;
  const videos = files.filter((file) => isVideo(file.mime));
  const pictures = files.filter((file) => !isVideo(file.mime));
  if (types !== null && pictures.some((file) => !types.includes(file.mime))) return 'media-type';
  if (profile.video !== null && videos.some((file) => profile.video?.types.includes(file.mime) === false)) return 'media-type';
  if (profile.video !== null && !profile.mixesMedia && videos.length > 0 && pictures.length > 0) return 'media-mixed';
  if (videos.length > (profile.video?.itemsMax?.value ?? Number.POSITIVE_INFINITY)) return 'too-many-media';
  if (tooLarge(pictures.filter((file) => file.mime !== 'image/gif'), profile.image.bytesMax) || tooLarge(videos, profile.video?.bytesMax ?? null)) return 'media-size';
  if (payload.text.trim() === '' && payload.media.length === 0 && payload.title.trim() === '') return 'empty-post';
  if (profile.refusesRepeats && timeline.some((post) => textOf(post) === payload.text)) return 'duplicate-text';
  return null;
}

/** A figure that nobody vouches for refuses nothing. */
function tooLarge(files: readonly MediaFile[], limit: Figure | null): boolean {
  return limit !== null && limit.confidence !== 'low' && files.some((file) => file.size > limit.value);
}
