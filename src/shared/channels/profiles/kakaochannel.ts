import { channel } from '../build.ts';
import { amendedByHand, byHand, documented, secondary } from '../sources.ts';

const MESSAGES = 'https://developers.kakao.com/docs/en/kakaomoment/msg-ad-ops';
const BRAND_MESSAGES = 'https://guide-gov.ncloud-docs.com/docs/sens-bmoverview';

/**
 * A KakaoTalk Channel's post (소식). No page gives a limit for its text; messages to those who follow the channel
 * have limits, and are kinds of their own.
 */
export const kakaochannel = channel({
  id: 'kakaochannel',
  name: { ko: '카카오톡 채널', en: 'KakaoTalk Channel' },
  badge: 'KC',
  hasLink: true,
  sendsAlt: false,
  unit: 'utf16',
  limit: null,
  grammar: 'plain',
  connector: 'by-hand',
  publishing: byHand('https://developers.kakao.com/docs/latest/ko/kakaotalk-channel/common', 'the interface offers adding a channel, chat and relationship only'),
  amending: amendedByHand('https://center-pf.kakao.com/', 'a post in the channel manager, remembered; a message that was sent cannot be called back'),
  postUrl: 'https://center-pf.kakao.com/',
  kinds: [
    {
      id: 'message',
      name: { ko: '기본 텍스트형 메시지', en: 'Basic text message' },
      figures: {
        limit: documented(1_300, 'utf16', MESSAGES, 'the unit is not documented'),
        mediaMax: secondary(1, 'item', BRAND_MESSAGES),
        'image.bytesMax': secondary(5_000_000, 'byte', BRAND_MESSAGES),
        'image.widthMin': secondary(500, 'pixel', BRAND_MESSAGES),
        'image.ratioMin': secondary(3 / 4, 'ratio', BRAND_MESSAGES),
        'image.ratioMax': secondary(2, 'ratio', BRAND_MESSAGES),
      },
    },
    {
      id: 'wide-message',
      name: { ko: '와이드 이미지형 메시지', en: 'Wide image message' },
      figures: {
        limit: secondary(76, 'utf16', BRAND_MESSAGES),
        mediaMax: secondary(1, 'item', BRAND_MESSAGES),
        'image.bytesMax': secondary(5_000_000, 'byte', BRAND_MESSAGES),
        'image.widthMin': secondary(500, 'pixel', BRAND_MESSAGES),
        'image.ratioMin': secondary(1, 'ratio', BRAND_MESSAGES),
        'image.ratioMax': secondary(2, 'ratio', BRAND_MESSAGES),
      },
    },
  ],
  advice: {
    fit: { breaking: 2, information: 3, event: 2, emotive: 1, listening: 0 },
    reason: 'advice-followers',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
