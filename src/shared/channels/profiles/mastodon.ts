import { channel } from '../build.ts';
import { amended, byApi, documented } from '../sources.ts';

const VALIDATOR = 'https://github.com/mastodon/mastodon/blob/main/app/validators/status_length_validator.rb';
const DOCS = 'https://github.com/mastodon/documentation/tree/2903485';
const SERVER = 'each server may set its own: GET /api/v2/instance';

/** Mastodon, as a server is set up unless its owner says otherwise. */
export const mastodon = channel({
  id: 'mastodon',
  name: { ko: '마스토돈', en: 'Mastodon' },
  badge: 'MA',
  hasThread: true,
  mediaMax: documented(4, 'item', DOCS, SERVER),
  image: {
    bytesMax: documented(16_777_216, 'byte', DOCS, SERVER),
    pixelsMax: documented(33_177_600, 'pixel', DOCS, SERVER),
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/heic', 'image/heif', 'image/webp', 'image/avif'],
  },
  video: {
    itemsMax: documented(1, 'item', DOCS, SERVER),
    bytesMax: documented(103_809_024, 'byte', DOCS, SERVER),
    secondsMin: null,
    secondsMax: null,
    ratioMin: null,
    ratioMax: null,
    framesMax: documented(120, 'frame-per-second', DOCS, SERVER),
    types: ['video/mp4', 'video/webm', 'video/quicktime'],
  },
  altMax: documented(1_500, 'code-point', DOCS, SERVER),
  unit: 'grapheme',
  limit: documented(500, 'grapheme', VALIDATOR, SERVER),
  urlCost: documented(23, 'grapheme', VALIDATOR, 'an http or https address; one without its protocol counts in full'),
  freeMentionDomain: true,
  grammar: 'mastodon',
  // The Idempotency-Key header, kept for an hour.
  connector: 'native-key',
  publishing: byApi(DOCS, 'POST /api/v1/statuses'),
  amending: {
    edit: { ...amended('api', DOCS, 'PUT /api/v1/statuses/:id; readers see that it was edited, and its history'), reach: 'post' },
    reply: amended('api', DOCS, 'in_reply_to_id'),
    remove: amended('api', DOCS, 'DELETE /api/v1/statuses/:id, 30 in 30 minutes'),
  },
  advice: {
    fit: { breaking: 2, information: 2, event: 1, emotive: 1, listening: 2 },
    reason: 'advice-conversation',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
