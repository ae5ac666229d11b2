import type { checks as enChecks } from '../en/checks.ts';
import { mediaChecks } from './media-checks.ts';

/** The keys that Korean has to give: English's, of which the plural has one form. */
type KoreanKey<K extends string> = K extends `${string}_one` ? never : K;

/** What the checks say, in Korean. Particles are never put after a value: the wording does without. */
export const checks: Readonly<Record<KoreanKey<keyof typeof enChecks>, string>> = {
  'over-limit_other': '글자 수 제한({{limit}}자)을 {{count}}자 넘었습니다.',
  'over-limit-weighted_other': '글자 수를 한글 {{hangul}}자만큼 넘었습니다. (제한 {{limit}}, 한글과 이모지는 2로 계산)',
  'over-limit-uncertain_other': '{{limit}}자를 {{count}}자 넘어 이 채널에 올라가지 않을 수 있습니다. 정확한 제한은 공개되어 있지 않습니다.',
  'over-limit-bytes_other': '{{limit}}바이트를 {{count}}바이트 넘었습니다. 한글은 한 글자가 3바이트입니다.',
  empty: '아직 게시할 내용이 없습니다.',
  'text-empty': '본문이 없습니다.',

  'title-missing': '제목을 입력해 주세요.',
  'title-too-long_other': '제목이 제한({{limit}}자)을 {{count}}자 넘었습니다.',
  'title-unused': '이 채널에는 제목이 없어 독자에게 보이지 않습니다.',
  'link-unused': '이 채널에는 별도의 링크가 없습니다. 주소를 본문에 넣어 주세요.',
  'link-invalid': '웹 주소가 아닙니다. https:// 또는 http:// 로 시작해야 합니다.',
  'link-not-clickable': '이 채널에서는 독자가 주소를 눌러 열 수 없습니다.',
  'links-too-many_other': '한 게시물에 넣을 수 있는 주소 {{limit}}개보다 {{count}}개 많습니다.',
  'character-refused': '이 채널에서는 ‘{{character}}’ 문자를 쓸 수 없습니다.',
  'title-character-refused': '이 채널에서는 제목에 ‘{{character}}’ 문자를 쓸 수 없습니다.',
  'first-comment-too-long_other': '첫 댓글이 {{limit}}자보다 {{count}}자 깁니다.',
  'first-comment-unused': '이 채널에는 첫 댓글이 없어 독자에게 보이지 않습니다.',

  'variable-unfilled': '아직 채우지 않은 자리입니다: {{name}}',

  ...mediaChecks,

  'hashtags-too-many_other': '해시태그가 제한({{limit}}개)보다 {{count}}개 많습니다.',
  'hashtags-advised_other': '해시태그가 {{used}}개입니다. {{limit}}개가 넘으면 거부될 수 있습니다.',
  'hashtags-unlinked': '해시태그 {{used}}개 가운데 처음 {{limit}}개만 이 채널에서 태그가 됩니다. 나머지는 일반 글자로 보입니다.',
  'hashtag-glued': '앞 글자에 붙어 있어 해시태그가 되지 않습니다: {{tag}}. 앞에 공백을 넣어 주세요.',
  'hashtag-digits': '숫자만으로는 해시태그가 되지 않습니다: {{tag}}',
  'hashtag-particle': '조사 ‘{{particle}}’ 부분까지 해시태그가 됩니다: {{tag}}',
  'mentions-too-many_other': '멘션이 제한({{limit}}개)보다 {{count}}개 많습니다.',

  decomposed: '자모가 나뉘어 저장되어 글자가 깨져 보일 수 있습니다: {{text}}',
  invisible_other: '보이지 않는 문자가 {{count}}개 있습니다({{code}}).',
  'full-width': '전각 문자입니다: {{text}}',
  'wide-space': '일반 공백이 아닌 공백입니다({{code}}).',
  'double-space': '공백이 두 칸 이상 이어집니다.',

  'translation-empty': '아직 번역하지 않았습니다.',
  'translation-same': '번역문이 원문과 같습니다.',
  'translation-hangul-left': '한국어가 남아 있습니다: {{text}}',
  'translation-no-korean': '번역문에 한국어가 없습니다.',
  'translation-over-limit_other': '번역문이 제한({{limit}})을 {{count}} 넘었습니다.',
  'number-missing': '번역문에 숫자가 빠졌습니다: {{text}}',
  'number-added': '원문에 없는 숫자입니다: {{text}}',
  'number-count': '원문과 번역문에서 나온 횟수가 다른 숫자입니다: {{text}}',
  'date-missing': '번역문에 날짜가 빠졌습니다: {{text}}',
  'date-added': '원문에 없는 날짜입니다: {{text}}',
  'weekday-missing': '번역문에 요일이 빠졌습니다: {{text}}',
  'weekday-added': '원문에 없는 요일입니다: {{text}}',
  'weekday-wrong': '{{year}}년의 날짜와 요일이 맞지 않습니다: {{text}}',
  'time-missing': '번역문에 시각이 빠졌습니다: {{text}}',
  'time-added': '원문에 없는 시각입니다: {{text}}',
  'phone-missing': '번역문에 전화번호가 빠졌습니다: {{text}}',
  'phone-added': '원문에 없는 전화번호입니다: {{text}}',
  'url-missing': '번역문에 주소가 빠졌습니다: {{text}}',
  'url-added': '원문에 없는 주소입니다: {{text}}',
  'mention-missing': '번역문에 멘션이 빠졌습니다: {{text}}',
  'mention-added': '원문에 없는 멘션입니다: {{text}}',

  'advice-x': '속보와 시정 정보가 가장 잘 퍼지는 채널입니다. 측정된 공유율은 {{sharing}}%입니다.',
  'advice-x-listening': '시민의 의견을 듣는 채널입니다.',
  'advice-instagram': '감성적인 이미지와 행사에 어울립니다. 측정된 공감률은 {{sympathy}}%입니다.',
  'advice-facebook': '사회·문화 행사에 대한 공감을 얻기 좋습니다. 측정된 공감률은 {{sympathy}}%입니다.',
  'advice-kakaostory': '도시의 정보를 알리기 좋습니다. 측정된 공감률은 {{sympathy}}%, 댓글률은 {{comment}}%입니다.',
  'advice-kakaostory-administration': '시정 게시물에 댓글이 많이 달린 채널입니다. 측정된 댓글률은 {{comment}}%입니다.',
  'advice-kakaostory-non-administration': '비시정 게시물에 공감과 공유가 더 많은 채널입니다. 측정된 공감률은 {{sympathy}}%입니다.',
  'advice-conversation': '사람들이 답하고 나르기 좋은 짧은 글에 알맞습니다.',
  'advice-followers': '매일 쓰는 메신저에서 채널 친구에게 바로 닿습니다.',
  'advice-search': '검색하는 사람이 몇 주 뒤에도 찾아 읽는 채널입니다.',
  'advice-record': '다른 채널에서 모두 연결할 수 있는 기관의 공식 기록입니다.',
  'advice-professionals': '정책, 협력, 채용 소식을 업무로 찾는 사람이 읽는 채널입니다.',
  'advice-video': '장소와 사람, 방법처럼 보여 줄 때 가장 잘 전해지는 내용에 알맞습니다.',
  'advice-blog': '자세히 설명할 수 있고, 다른 채널에서 연결할 주소가 됩니다.',
};
