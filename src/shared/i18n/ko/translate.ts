export const translate = {
  pane: { stories: '번역할 스토리', table: '번역문', checks: '점검' },
  loading: '번역을 여는 중',

  stories: {
    label: '스토리',
    filter: '보기',
    filters: { 'needs-translation': '번역 필요', all: '전체' },
    search: '스토리 검색',
    empty: '번역할 스토리가 없습니다.',
    noMatch: '“{{text}}”에 맞는 스토리가 없습니다.',
    showAll: '전체 스토리 보기',
    languages: '{{language}} {{count}}',
  },
  choose: '번역할 스토리를 골라 주세요.',
  noVariants: '아직 원고가 없는 스토리입니다. 작성에서 원고를 추가해 주세요.',
  openCompose: '작성에서 열기',

  pair: {
    label: '채널',
    direction: '방향',
    account: '{{channel}} · {{account}}',
    directions: { 'ko-en': '한국어 → 영어', 'en-ko': '영어 → 한국어' },
    missingTarget: '아직 원고가 없습니다: {{channel}} {{language}}',
    addTarget: '{{language}} 원고 추가',
    missingSource: '번역할 원문이 없습니다: {{channel}} {{language}}',
    added: '{{language}} 원고를 추가했습니다.',
  },

  source: {
    heading: '원문 ({{language}})',
    revision: '원문 {{label}} ({{status}})',
    draft: '원문 초안, {{label}} 뒤에 고침',
    from: '번역 기준 {{label}}',
    onlyDraft: '원문 초안 (아직 판 없음)',
    short: 'v{{number}}',
  },
  target: { heading: '번역 ({{language}})', field: '번역 {{index}}', placeholder: '번역문을 적어 주세요', linked: '공통과 연결된 원고입니다. 번역하면 연결이 풀립니다.' },

  state: { untranslated: '미번역', draft: '번역 중', confirmed: '확정', 'source-changed': '원문 변경됨' },
  segment: { title: '제목' },

  progress: '확정 {{done}}/{{all}}',
  counter: '{{used}}/{{limit}}',
  counterNoLimit_other: '{{count}}자',
  counterLabel: '{{channel}} 글자 수',
  over_other: '{{channel}} 글자 수를 {{count}}자 넘었습니다.',
  overHangul_other: '{{channel}} 글자 수를 한글 {{count}}자 넘었습니다.',

  banner: {
    sourceChanged_other: '원문이 바뀌었습니다. 변경된 {{count}}개 문장을 확인해 주세요.',
    goFirst: '첫 문장으로 이동',
    conflict: '두 버전이 있는 원고입니다. 먼저 작성에서 하나를 골라 주세요.',
    archived: '보관한 원고라 고칠 수 없습니다.',
    readOnly: '읽기 전용입니다. 편집하려면 작성 권한을 요청해 주세요.',
    voided: '승인 후 내용이 바뀌어 승인이 취소되었습니다.',
    approved: '승인된 번역입니다. 고치면 승인이 취소됩니다.',
    published: '발행된 번역입니다. 고치면 새 판이 됩니다.',
  },

  orphans: {
    title_other: '원문이 없는 문장 {{count}}개',
    intro: '원문에서 지워진 문장의 번역이 번역문에 남아 있습니다. 필요한 것은 복사한 뒤 번역문에서 빼 주세요.',
    drop: '번역문에서 빼기',
    copy: '문장 복사',
    copied: '복사했습니다.',
    confirmTitle: '이 문장들을 뺄까요?',
    confirmBody: '번역문에서 빠집니다. 이전 판에는 남아 있습니다.',
    dropped: '번역문에서 뺐습니다.',
    strays_other: '쓰는 동안 원문이 없어진 문장 {{count}}개',
    replaced_other: '다른 곳에서도 고친 문장 {{count}}개',
    replacedIntro: '같은 문장을 다른 사람이나 다른 창에서도 고쳤습니다. 화면의 글을 저장하고, 그쪽 글은 여기에 두었습니다. 필요하면 복사해 주세요.',
    straysIntro: '쓰는 동안 원문이 지워졌습니다. 저장되지 않은 문장이니 필요한 것은 복사해 주세요.',
  },

  checks: {
    title: '점검 {{count}}건',
    none: '점검을 통과했습니다.',
    level: { error: '문제', warning: '주의', hint: '참고' },
    segment: '문장 {{index}}',
    whole: '전체 글',
    position: '점검 {{position}}/{{total}}: {{text}}',
  },

  action: {
    confirm: '확정·다음',
    copySource: '원문 복사',
    preview: '채널 미리보기',
    table: '문장별 번역',
    requestReview: '검토 요청…',
  },

  preview: { label: '미리보기', expected: '예상 화면', hint: '실제 화면과 다를 수 있습니다.', empty: '아직 번역한 내용이 없습니다.', },

  save: {
    failed: '저장하지 못했습니다. 내용은 화면에 남아 있습니다.',
    retry: '다시 저장',
  },

  announce: {
    confirmed: '문장 {{index}} 확정. {{done}}/{{all}}',
    allConfirmed: '모든 문장을 확정했습니다.',
    copied: '원문을 문장 {{index}}에 복사했습니다.',
    emptyConfirm: '빈 번역은 확정할 수 없습니다.',
  },

  review: {
    title: '검토 요청',
    intro: '보낸 그대로의 글이 검토됩니다. 보낸 뒤 고치면 다시 보내야 합니다.',
    note: '검토자에게 남길 말',
    notePlaceholder: '무엇을 봐야 하는지 적어 주세요 (선택)',
    confirm: '검토 요청',
    unfinished_other: '확정하지 않은 문장이 {{count}}개 있습니다.',
    errors_other: '채널 점검 문제 {{count}}건을 고쳐야 보낼 수 있습니다.',
    already: '이미 검토 중인 글입니다.',
    approvedAlready: '이미 승인된 글입니다.',
    done: '검토를 요청했습니다.',
    failed: '검토를 요청하지 못했습니다.',
    saveFirst: '저장하지 못한 내용이 있어 보낼 수 없습니다.',
  },
} as const;
