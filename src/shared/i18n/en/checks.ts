import { mediaChecks } from './media-checks.ts';

/**
 * What the checks say, in English. `{{name}}` is a value of the finding; `_one` and `_other` are
 * chosen by `count`. English is the source: its keys are the keys.
 */
export const checks = {
  // Length
  'over-limit_one': '{{count}} character over the limit of {{limit}}.',
  'over-limit_other': '{{count}} characters over the limit of {{limit}}.',
  'over-limit-weighted_one': '{{count}} over the limit of {{limit}}. A Hangul syllable or an emoji counts as 2.',
  'over-limit-weighted_other': '{{count}} over the limit of {{limit}}. A Hangul syllable or an emoji counts as 2.',
  'over-limit-uncertain_one': '{{count}} character over {{limit}}, which this channel may not accept. Its real limit is not documented.',
  'over-limit-uncertain_other': '{{count}} characters over {{limit}}, which this channel may not accept. Its real limit is not documented.',
  'over-limit-bytes_one': '{{count}} byte over the limit of {{limit}}. A Hangul syllable counts as 3.',
  'over-limit-bytes_other': '{{count}} bytes over the limit of {{limit}}. A Hangul syllable counts as 3.',
  empty: 'There is nothing to post yet.',
  'text-empty': 'The post has no text.',

  // Title, link, first comment
  'title-missing': 'The post needs a title.',
  'title-too-long_one': 'The title is {{count}} character over the limit of {{limit}}.',
  'title-too-long_other': 'The title is {{count}} characters over the limit of {{limit}}.',
  'title-unused': 'This channel has no title. Nobody will see this one.',
  'link-unused': 'This channel has no separate link. Put the address in the text.',
  'link-invalid': 'The link is not a web address. It has to start with https:// or http://.',
  'link-not-clickable': 'Readers cannot click an address here.',
  'links-too-many_one': '{{count}} address more than the {{limit}} that one post takes.',
  'links-too-many_other': '{{count}} addresses more than the {{limit}} that one post takes.',
  'character-refused': 'This channel refuses “{{character}}”.',
  'title-character-refused': 'This channel refuses “{{character}}” in the title.',
  'first-comment-too-long_one': 'The first comment is {{count}} character over the limit of {{limit}}.',
  'first-comment-too-long_other': 'The first comment is {{count}} characters over the limit of {{limit}}.',
  'first-comment-unused': 'This channel has no first comment. Nobody will see this one.',

  'variable-unfilled': 'Not filled in yet: {{name}}',

  ...mediaChecks,

  // Hashtags and mentions
  'hashtags-too-many_one': '{{count}} hashtag more than the {{limit}} allowed.',
  'hashtags-too-many_other': '{{count}} hashtags more than the {{limit}} allowed.',
  'hashtags-advised_one': '{{used}} hashtags. More than {{limit}} may be refused.',
  'hashtags-advised_other': '{{used}} hashtags. More than {{limit}} may be refused.',
  'hashtags-unlinked': 'Only the first {{limit}} of {{used}} hashtags becomes a tag here. The others stay plain text.',
  'hashtag-glued': '“{{tag}}” is not a hashtag here: it needs a space before it.',
  'hashtag-digits': '“{{tag}}” is not a hashtag: it needs a letter.',
  'hashtag-particle': 'The particle “{{particle}}” is part of the hashtag “{{tag}}”.',
  'mentions-too-many_one': '{{count}} mention more than the {{limit}} allowed.',
  'mentions-too-many_other': '{{count}} mentions more than the {{limit}} allowed.',

  // Characters
  decomposed: 'The letters of “{{text}}” are stored in pieces and may look broken.',
  invisible_one: '{{count}} invisible character ({{code}}).',
  invisible_other: '{{count}} invisible characters ({{code}}).',
  'full-width': '“{{text}}” is in full-width characters.',
  'wide-space': 'An unusual space ({{code}}).',
  'double-space': 'More than one space in a row.',

  // Translation
  'translation-empty': 'Not translated yet.',
  'translation-same': 'The translation is the same as the source.',
  'translation-hangul-left': '“{{text}}” is still in Korean.',
  'translation-no-korean': 'The translation has no Korean in it.',
  'translation-over-limit_one': 'The translation is {{count}} over the limit of {{limit}}.',
  'translation-over-limit_other': 'The translation is {{count}} over the limit of {{limit}}.',
  'number-missing': 'The number {{text}} is missing from the translation.',
  'number-added': 'The number {{text}} is not in the source.',
  'number-count': 'The number {{text}} does not appear equally often in the source and the translation.',
  'date-missing': 'The date {{text}} is missing from the translation.',
  'date-added': 'The date {{text}} is not in the source.',
  'weekday-missing': 'The weekday {{text}} is missing from the translation.',
  'weekday-added': 'The weekday {{text}} is not in the source.',
  'weekday-wrong': '{{text}}: the weekday does not fit the date in {{year}}.',
  'time-missing': 'The time {{text}} is missing from the translation.',
  'time-added': 'The time {{text}} is not in the source.',
  'phone-missing': 'The phone number {{text}} is missing from the translation.',
  'phone-added': 'The phone number {{text}} is not in the source.',
  'url-missing': 'The address {{text}} is missing from the translation.',
  'url-added': 'The address {{text}} is not in the source.',
  'mention-missing': '{{text}} is missing from the translation.',
  'mention-added': '{{text}} is not in the source.',

  // Advice: which channel suits the story
  'advice-x': 'Breaking news and information on the administration spread best here: a sharing rate of {{sharing}}% was measured.',
  'advice-x-listening': 'The place to listen to citizens’ opinions.',
  'advice-instagram': 'Emotive images, and events: a sympathy rate of {{sympathy}}% was measured.',
  'advice-facebook': 'Sympathy, above all for sociocultural events: a sympathy rate of {{sympathy}}% was measured.',
  'advice-kakaostory': 'Spreads information about the city: sympathy {{sympathy}}% and comments {{comment}}% were measured.',
  'advice-kakaostory-administration': 'Posts on the administration drew many replies here: a comment rate of {{comment}}% was measured.',
  'advice-kakaostory-non-administration': 'Posts on other subjects were liked and shared more here: a sympathy rate of {{sympathy}}% was measured.',
  'advice-conversation': 'Short posts that people answer and pass on.',
  'advice-followers': 'Reaches those who follow the channel in the messenger they use daily.',
  'advice-search': 'Found by people who search for the subject, also weeks later.',
  'advice-record': 'The institution’s own record, to which all other channels can link.',
  'advice-professionals': 'Read by people in their work: policy, partners, vacancies.',
  'advice-video': 'For what is best shown: places, people, how something is done.',
  'advice-blog': 'Room to explain, and an address to link to from the other channels.',
} as const;

type StripPlural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** A key of the `checks` namespace, without the plural's ending. */
export type CheckKey = StripPlural<keyof typeof checks>;
