import { channel } from '../build.ts';
import { amendedByHand, byHand, documented, secondary, uncertain } from '../sources.ts';

const VIDEOS = 'https://developers.google.com/youtube/v3/docs/videos';

/** A YouTube video's title and description. */
export const youtube = channel({
  id: 'youtube',
  name: { ko: '유튜브', en: 'YouTube' },
  badge: 'YT',
  hasTitle: true,
  refusedCharacters: '<>',
  // The picture that stands for the video.
  mediaMax: documented(1, 'item', 'https://developers.google.com/youtube/v3/docs/thumbnails/set'),
  mixesMedia: true,
  image: { bytesMax: documented(2_000_000, 'byte', 'https://developers.google.com/youtube/v3/docs/thumbnails/set'), types: ['image/jpeg', 'image/png'] },
  video: {
    itemsMax: documented(1, 'item', VIDEOS),
    bytesMax: secondary(256_000_000_000, 'byte', 'https://docs.post-mate.com/docs/platforms/youtube'),
    secondsMin: null,
    secondsMax: null,
    ratioMin: null,
    ratioMax: null,
    framesMax: null,
    types: ['video/mp4', 'video/quicktime', 'video/webm'],
  },
  sendsAlt: false,
  titleMax: documented(100, 'utf16', VIDEOS, 'snippet.title; the unit is not documented'),
  unit: 'utf8-byte',
  limit: documented(5_000, 'utf8-byte', VIDEOS, 'snippet.description: bytes, about 1,666 Hangul syllables'),
  foldPoint: uncertain(100, 'code-point', 'https://support.google.com/youtube', 'the start of a description that is seen below a video, remembered'),
  hashtagMax: uncertain(60, 'item', 'https://support.google.com/youtube/answer/6390658', 'above it all of them are ignored, remembered'),
  grammar: 'handles',
  connector: 'by-hand',
  publishing: byHand('https://developers.google.com/youtube/v3/docs/videos/insert', 'the interface takes videos, which are uploaded in YouTube Studio until the product has them'),
  amending: amendedByHand('https://developers.google.com/youtube/v3/docs/videos/update', 'videos.update and videos.delete exist; a video that a person has uploaded is amended by a person'),
  postUrl: 'https://studio.youtube.com/',
  advice: {
    fit: { breaking: 0, information: 2, event: 2, emotive: 3, listening: 1 },
    reason: 'advice-video',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
