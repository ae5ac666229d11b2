export const translate = {
  pane: { stories: 'Stories to translate', table: 'Translation', checks: 'Checks' },
  loading: 'Opening the translation',

  stories: {
    label: 'Stories',
    filter: 'Show',
    filters: { 'needs-translation': 'To translate', all: 'All' },
    search: 'Search stories',
    empty: 'Nothing to translate.',
    noMatch: 'No story matches “{{text}}”.',
    showAll: 'Show all stories',
    languages: '{{language}} {{count}}',
  },
  choose: 'Choose a story to translate.',
  noVariants: 'This story has no variants yet. Add one in Compose.',
  openCompose: 'Open in Compose',

  pair: {
    label: 'Channel',
    direction: 'Direction',
    account: '{{channel}} · {{account}}',
    directions: { 'ko-en': 'Korean → English', 'en-ko': 'English → Korean' },
    missingTarget: 'There is no {{language}} variant for {{channel}} yet.',
    addTarget: 'Add the {{language}} variant',
    missingSource: 'There is no {{language}} variant for {{channel}} to translate from.',
    added: '{{language}} variant added.',
  },

  source: {
    heading: 'Source ({{language}})',
    revision: 'Source {{label}} ({{status}})',
    draft: 'Source draft, edited after {{label}}',
    from: 'translated from {{label}}',
    onlyDraft: 'Source draft (no version yet)',
    short: 'v{{number}}',
  },
  target: { heading: 'Translation ({{language}})', field: 'Translation {{index}}', placeholder: 'Write the translation', linked: 'Follows the common text. A translation ends that.' },

  state: { untranslated: 'Untranslated', draft: 'In progress', confirmed: 'Confirmed', 'source-changed': 'Source changed' },
  segment: { title: 'Headline' },

  progress: 'Confirmed {{done}}/{{all}}',
  counter: '{{used}}/{{limit}}',
  counterNoLimit_one: '{{count}} character',
  counterNoLimit_other: '{{count}} characters',
  counterLabel: '{{channel}} length',
  over_one: '{{count}} over the {{channel}} limit.',
  over_other: '{{count}} over the {{channel}} limit.',
  overHangul_one: '{{count}} Hangul over the {{channel}} limit.',
  overHangul_other: '{{count}} Hangul over the {{channel}} limit.',

  banner: {
    sourceChanged_one: 'The source changed. Check {{count}} sentence.',
    sourceChanged_other: 'The source changed. Check {{count}} sentences.',
    goFirst: 'Go to the first',
    conflict: 'This variant has two versions. Choose one in Compose first.',
    archived: 'This variant is archived and cannot be changed.',
    readOnly: 'Read-only. Ask for write access to edit.',
    voided: 'Approval was withdrawn because the text changed.',
    approved: 'This translation is approved. An edit withdraws the approval.',
    published: 'This translation is published. An edit makes a new version.',
  },

  orphans: {
    title_one: '{{count}} line without a source',
    title_other: '{{count}} lines without a source',
    intro: 'Their source was removed, and they still stand in the translation. Copy what you need, then take them out.',
    drop: 'Take them out',
    copy: 'Copy line',
    copied: 'Copied.',
    confirmTitle: 'Take these lines out?',
    confirmBody: 'These lines leave the translation. Earlier versions keep them.',
    dropped: 'Lines taken out.',
    strays_one: '{{count}} line you were writing lost its source',
    strays_other: '{{count}} lines you were writing lost their source',
    straysIntro: 'The source was removed while you were writing. The lines are not saved; copy what you need.',
  },

  checks: {
    title: 'Checks {{count}}',
    none: 'All checks passed.',
    level: { error: 'Problem', warning: 'Warning', hint: 'Note' },
    segment: 'Segment {{index}}',
    whole: 'Whole text',
    position: 'Check {{position}}/{{total}}: {{text}}',
  },

  action: {
    confirm: 'Confirm, next',
    copySource: 'Copy source',
    preview: 'Channel preview',
    table: 'Segments',
    requestReview: 'Request review…',
  },

  preview: { label: 'Preview', expected: 'Expected look', hint: 'The real page may differ.', empty: 'Nothing translated yet.', },

  save: {
    failed: "Couldn't save. Your text is still on screen.",
    retry: 'Save again',
  },

  announce: {
    confirmed: 'Segment {{index}} confirmed. {{done}}/{{all}}',
    allConfirmed: 'All segments are confirmed.',
    copied: 'Source copied into segment {{index}}.',
    emptyConfirm: 'An empty translation cannot be confirmed.',
  },

  review: {
    title: 'Request review',
    intro: 'Reviewers see exactly what you send. If you edit it afterwards, send it again.',
    note: 'Note to the reviewer',
    notePlaceholder: 'What should they look at? (optional)',
    confirm: 'Request review',
    unfinished_one: '{{count}} segment is not confirmed.',
    unfinished_other: '{{count}} segments are not confirmed.',
    errors_one: '{{count}} problem on this channel has to be fixed before sending.',
    errors_other: '{{count}} problems on this channel have to be fixed before sending.',
    already: 'This text is in review already.',
    approvedAlready: 'This text is approved already.',
    done: 'Review requested.',
    failed: "Couldn't request the review.",
    saveFirst: "Something isn't saved, so it can't be sent.",
  },
} as const;
