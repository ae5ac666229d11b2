import type { ContentKind, Purpose } from '#shared/domain/content.ts';
import type { ChannelId, Language } from '#shared/domain/ids.ts';

/** Where a variant of a sample story stands when the newsroom is first opened. */
type SampleStanding = 'draft' | 'linked' | 'in-review' | 'changes-requested' | 'approved' | 'published' | 'edited-after-approval';

export interface SampleVariant {
  readonly channel: ChannelId;
  readonly language: Language;
  readonly standing: SampleStanding;
  /** Empty for `linked`: it follows the common text. */
  readonly text: string;
  readonly title?: string;
  /** The reason of `changes-requested`, or the text after the edit of `edited-after-approval`. */
  readonly after?: string;
  /** Made from the variant before it, line by line: when that is edited, it is out of date. */
  readonly translated?: true;
}

export interface SampleStory {
  readonly title: string;
  readonly brief: string;
  readonly kind: ContentKind;
  readonly purpose: Purpose;
  readonly labels: readonly string[];
  readonly common: { readonly ko: string; readonly en: string };
  readonly variants: readonly SampleVariant[];
}

/** Six stories of a fictional city, Hanbit: the everyday work of a public communication team, one for each status. */
export const SAMPLE_STORIES: readonly SampleStory[] = [
  {
    title: '청년 월세 지원 신청 안내',
    brief: '한빛시는 11월 24일(화)부터 12월 11일(금)까지 청년 월세 지원 신청을 받습니다.\n\n대상: 한빛시에 사는 만 19~34세 무주택 청년\n지원: 매월 최대 20만 원, 12개월\n신청: 한빛시 누리집 또는 동 주민센터\n문의: 청년정책과 02-555-0120',
    kind: 'administration',
    purpose: 'information',
    labels: ['청년', '주거'],
    common: {
      ko: '청년 월세, 11. 24.(화)부터 신청하세요.\n매월 최대 20만 원을 12개월 동안 지원합니다.\n신청: 한빛시 누리집 https://hanbit.example.com/rent',
      en: 'Youth rent support opens on Tue, Nov 24.\nUp to KRW 200,000 a month for 12 months.\nApply: https://hanbit.example.com/en/rent',
    },
    variants: [
      { channel: 'x', language: 'ko', standing: 'in-review', text: '청년 월세, 11. 24.(화)부터 신청하세요.\n매월 최대 20만 원을 12개월 동안 지원합니다.\n만 19~34세 무주택 청년이면 누구나!\nhttps://hanbit.example.com/rent\n#한빛시 #청년월세' },
      { channel: 'x', language: 'en', standing: 'in-review', text: 'Renting in Hanbit and aged 19 to 34? Get up to KRW 200,000 a month for 12 months.\nApply from Tue, Nov 24: https://hanbit.example.com/en/rent\n#Hanbit' },
      { channel: 'facebook', language: 'ko', standing: 'in-review', text: '첫 자취방의 월세 날이 무겁게 느껴지신 적 있나요?\n\n한빛시가 매월 최대 20만 원을 12개월 동안 함께 냅니다. 11월 24일(화)부터 12월 11일(금)까지 신청해 주세요.\n\n만 19~34세 무주택 청년이면 누리집이나 동 주민센터에서 신청할 수 있습니다.\nhttps://hanbit.example.com/rent' },
      { channel: 'kakaostory', language: 'ko', standing: 'draft', text: '청년 월세 지원 소식을 주변에 알려 주세요.\n11. 24.(화)~12. 11.(금), 매월 최대 20만 원.\n신청: https://hanbit.example.com/rent' },
      { channel: 'blog', language: 'ko', standing: 'linked', text: '' },
    ],
  },
  {
    title: '억새 축제 교통 통제',
    brief: '제12회 한빛 억새 축제가 11월 28일(토)부터 29일(일)까지 강변공원에서 열립니다. 강변북로 하늘다리~억새마루 구간은 양일 10:00부터 22:00까지 통제합니다. 무료 셔틀버스는 시청역 2번 출구에서 15분마다 출발합니다.',
    kind: 'non-administration',
    purpose: 'event',
    labels: ['축제', '교통'],
    common: {
      ko: '제12회 한빛 억새 축제, 11. 28.(토)~29.(일) 강변공원\n강변북로 일부 구간을 10:00~22:00 통제합니다. 시청역 2번 출구에서 무료 셔틀을 타세요.',
      en: 'The 12th Hanbit Silver Grass Festival: Nov 28 (Sat) to 29 (Sun), Riverside Park\nPart of Riverside Road is closed 10:00 to 22:00. Take the free shuttle from City Hall Station, exit 2.',
    },
    variants: [
      { channel: 'x', language: 'ko', standing: 'published', text: '억새 축제 교통 통제 안내\n11. 28.(토)~29.(일) 10:00~22:00 강변북로 하늘다리~억새마루\n시청역 2번 출구에서 무료 셔틀이 15분마다 출발합니다.\n#한빛억새축제' },
      { channel: 'x', language: 'en', standing: 'published', text: 'Festival traffic: Riverside Road is closed between Haneul Bridge and Eoksaemaru, Nov 28 (Sat) and 29 (Sun), 10:00 to 22:00.\nFree shuttle every 15 minutes from City Hall Station, exit 2.' },
      { channel: 'kakaostory', language: 'ko', standing: 'approved', text: '이번 주말 억새 축제에 오시나요?\n강변북로 하늘다리~억새마루 구간은 10:00~22:00 통제합니다. 시청역 2번 출구의 무료 셔틀을 이용해 주세요. 가족과 이웃에게도 알려 주세요.' },
    ],
  },
  {
    title: '겨울철 수도 동파 예방',
    brief: '기온이 영하 10도 아래로 내려가면 수도 계량기가 얼 수 있습니다. 계량기함을 헌 옷으로 채우고, 외출할 때 물을 조금 틀어 두세요. 얼었을 때는 뜨거운 물 대신 미지근한 물로 녹입니다. 신고: 다온콜 120',
    kind: 'administration',
    purpose: 'information',
    labels: ['생활', '겨울'],
    common: {
      ko: '영하 10도 아래로 내려가면 수도 계량기가 얼 수 있습니다.\n계량기함을 헌 옷으로 채우고, 오래 외출할 때는 물을 조금 틀어 두세요.\n얼었다면 미지근한 물로 녹이고 120으로 신고해 주세요.',
      en: 'Below minus 10 °C water meters can freeze.\nFill the meter box with old clothes and let the tap run a little when you are away.\nIf it freezes, thaw it with lukewarm water and call 120.',
    },
    variants: [
      { channel: 'x', language: 'ko', standing: 'changes-requested', text: '내일 아침 영하 12도! 수도 계량기가 얼지 않게 헌 옷으로 채워 주세요. 얼었다면 뜨거운 물은 금물, 120으로 신고해 주세요.', after: '“뜨거운 물은 금물”의 까닭(계량기가 깨질 수 있음)을 한 문장으로 덧붙여 주세요.' },
      { channel: 'facebook', language: 'ko', standing: 'linked', text: '' },
      { channel: 'x', language: 'en', standing: 'linked', text: '' },
    ],
  },
  {
    title: '첫눈 오는 날, 한빛 골목',
    brief: '시민이 보내 준 첫눈 사진으로 만드는 감성 게시물. 골목 이름은 사진을 보낸 시민의 글에 나온 대로 적는다.',
    kind: 'non-administration',
    purpose: 'emotive',
    labels: ['사진', '시민참여'],
    common: { ko: '첫눈이 내린 아침, 여러분의 골목은 어떤 모습이었나요?', en: 'The first snow fell this morning. What did your alley look like?' },
    variants: [
      { channel: 'instagram', language: 'ko', standing: 'draft', text: '첫눈이 내린 아침,\n은행나무 골목이 조용히 하얘졌습니다.\n\n여러분의 첫눈을 댓글로 들려주세요.\n#한빛시 #첫눈 #골목산책' },
      { channel: 'instagram', language: 'en', standing: 'draft', text: 'First snow,\nand the ginkgo alley went quiet and white.\n\nTell us about your first snow.\n#Hanbit #FirstSnow' },
    ],
  },
  {
    title: '공공자전거 반납 구역 변경',
    brief: '12월 1일(화)부터 한빛자전거 반납 구역이 바뀝니다. 시청 앞 3번 거치대는 없어지고, 도서관 앞에 2곳이 새로 생깁니다.',
    kind: 'administration',
    purpose: 'breaking',
    labels: ['교통'],
    common: { ko: '12. 1.(화)부터 한빛자전거 반납 구역이 바뀝니다.', en: 'Hanbit Bike return zones change on Tue, Dec 1.' },
    variants: [
      { channel: 'x', language: 'ko', standing: 'edited-after-approval', text: '12. 1.(화)부터 한빛자전거 반납 구역이 바뀝니다. 시청 앞 3번 거치대 대신 도서관 앞 2곳을 이용해 주세요.', after: '12. 1.(화)부터 한빛자전거 반납 구역이 바뀝니다. 시청 앞 3번 거치대 대신 도서관 앞 3곳을 이용해 주세요.' },
      { channel: 'x', language: 'en', standing: 'approved', translated: true, text: 'From Tue, Dec 1, return your Hanbit Bike at one of the 2 new racks in front of the library instead of rack 3 at City Hall.' },
    ],
  },
  {
    title: '시민 의견을 듣습니다: 강변공원 조명',
    brief: '강변공원 산책로 조명을 늘리는 안에 대해 시민 의견을 듣는다. 안 1: 낮은 조명 120개. 안 2: 기존 조명 밝기 조절.',
    kind: 'administration',
    purpose: 'listening',
    labels: ['시민의견'],
    common: {
      ko: '강변공원 밤길, 어떤 조명이 좋을까요?\n낮은 조명을 새로 놓을지, 지금 조명의 밝기를 조절할지 여러분의 생각을 들려주세요.',
      en: 'How should we light the riverside path at night?\nNew low lights, or the present ones made adjustable: tell us what you think.',
    },
    variants: [
      { channel: 'x', language: 'ko', standing: 'linked', text: '' },
      { channel: 'facebook', language: 'ko', standing: 'linked', text: '' },
      { channel: 'blog', language: 'ko', standing: 'draft', title: '강변공원 밤길, 어떤 조명이 좋을까요?', text: '강변공원 산책로에 조명을 더하려고 합니다.\n안 1은 낮은 조명 120개를 새로 놓는 것이고, 안 2는 지금 조명의 밝기를 시간대별로 조절하는 것입니다.\n12월 11일(금)까지 댓글로 의견을 남겨 주세요.' },
    ],
  },
];
