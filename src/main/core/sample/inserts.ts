import type { CollectionName, Setting } from '#shared/domain/settings.ts';

type Kept = Extract<CollectionName, 'handle' | 'hashtag-group' | 'template' | 'closing-line'>;
type SampleInsert = { readonly [Name in Kept]: Setting<Name> }[Kept];

/** What the sample newsroom keeps for inserting: a few of each kind, in both languages. */
export const SAMPLE_INSERTS: readonly SampleInsert[] = [
  { collection: 'handle', key: '한빛시', value: { kind: 'department', en: 'Hanbit City', handles: { x: '@hanbit_city', instagram: '@hanbit.city', threads: '@hanbit.city', youtube: '@hanbitcity' } } },
  { collection: 'handle', key: '청년정책과', value: { kind: 'department', en: 'Youth Policy Division', handles: { x: '@hanbit_youth', instagram: '@hanbit.youth' } } },
  { collection: 'handle', key: '한빛도서관', value: { kind: 'department', en: 'Hanbit Library', handles: { x: '@hanbit_library', instagram: '@hanbit.library', mastodon: '@library@hanbit.example' } } },
  { collection: 'handle', key: '이다온 시장', value: { kind: 'person', en: 'Mayor Lee Da-on', handles: { x: '@hanbit_mayor' } } },

  { collection: 'hashtag-group', key: '한빛시 공통', value: { ko: ['한빛시', '한빛시청'], en: ['HanbitCity', 'VisitHanbit'], channels: [] } },
  { collection: 'hashtag-group', key: '청년 정책', value: { ko: ['청년정책', '청년월세', '한빛청년'], en: ['YouthPolicy', 'HanbitYouth'], channels: [] } },
  { collection: 'hashtag-group', key: '주말 행사', value: { ko: ['한빛시행사', '주말나들이', '아이와함께'], en: ['HanbitEvents', 'WeekendPlans'], channels: ['instagram', 'facebook', 'threads', 'blog'] } },

  {
    collection: 'template',
    key: '행사 안내',
    value: {
      ko: '{{제목}}\n\n일시: {{일시}}\n장소: {{장소}}\n대상: {{대상}}\n신청: {{신청 방법}}',
      en: '{{title}}\n\nWhen: {{date and time}}\nWhere: {{place}}\nFor: {{audience}}\nHow to apply: {{how to apply}}',
      channels: [],
    },
  },
  {
    collection: 'template',
    key: '안전 안내',
    value: {
      ko: '[안전 안내] {{오늘}}\n{{지역}}에 {{상황}}. {{행동 요령}} 바랍니다.\n- {{기관}}',
      en: '[Safety notice] {{today}}\n{{situation}} in {{area}}. Please {{what to do}}.\n- {{newsroom}}',
      channels: ['x', 'facebook', 'threads', 'kakaochannel'],
    },
  },

  { collection: 'closing-line', key: '문의 안내', value: { ko: '문의: 한빛시 콜센터 02-555-0120', en: 'Questions? Call Hanbit City at +82-2-555-0120.', channels: [] } },
  { collection: 'closing-line', key: '누리집 안내', value: { ko: '자세한 내용은 한빛시 누리집에서 확인해 주세요. https://hanbit.example.com', en: 'Find out more on our website. https://hanbit.example.com/en', channels: ['x', 'facebook', 'threads', 'kakaostory', 'blog'] } },
];
