import { channelProfile } from '#shared/channels/registry.ts';
import type { Payload } from '#shared/document/payload.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import type { MediaFile } from '../media/media-store.ts';

/** The text of a stored payload: what X compares for "duplicate content". */
function textOf(payload: string): string {
  return (JSON.parse(payload) as Payload).text;
}

/**
 * Why a channel refuses a post for good, as a code, or null. The figures are the channel's profile's.
 * X answers 403 to a text that the account has posted before (docs: "not allowed to create a Tweet
 * with duplicate content"); Instagram has no post without a picture.
 */
export function refusalOf(channel: ChannelId, call: { readonly payload: Payload; readonly files: readonly MediaFile[] }, timeline: readonly string[]): string | null {
  const profile = channelProfile(channel);
  const { payload, files } = call;
  const posts = [payload.text, ...(payload.thread ?? [])];
  if (posts.some((post) => (profile.count(post).remaining ?? 0) < 0)) return 'over-length';
  if (profile.mediaRequired && payload.media.length === 0) return 'missing-media';
  if (profile.mediaMax !== null && payload.media.length > profile.mediaMax.value) return 'too-many-media';
  const sent = new Set(files.map((file) => file.sha256));
  if (payload.media.some((item) => !sent.has(item.sha256))) return 'missing-media';
  const types = profile.image.types;
  if (types !== null && files.some((file) => !types.includes(file.mime))) return 'media-type';
  if (payload.text.trim() === '' && payload.media.length === 0 && payload.title.trim() === '') return 'empty-post';
  if (profile.refusesRepeats && timeline.some((post) => textOf(post) === payload.text)) return 'duplicate-text';
  return null;
}
