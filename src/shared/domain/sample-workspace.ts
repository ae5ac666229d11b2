import type { Workspace } from './workspace.ts';

/**
 * The sample newsroom: an invented city whose four people hold different seats, so that the rules
 * (nobody approves their own text, only a publisher sends it out, a disaster needs the lead as well)
 * can be seen at work by one person.
 * Its ids are fixed, so that samples made on any device belong to the same newsroom.
 */
export const SAMPLE_WORKSPACE: Workspace = {
  id: '018f4c00-0000-7000-8000-000000000001',
  name: { ko: '한빛시 소통담당관', en: 'Hanbit City Communications Office' },
  demonstration: true,
  accounts: [
    { id: '018f4c00-0000-7000-8000-0000000000a1', channel: 'x', name: { ko: '한빛시', en: 'Hanbit City' }, handle: '@hanbit_city' },
    { id: '018f4c00-0000-7000-8000-0000000000a2', channel: 'instagram', name: { ko: '한빛시', en: 'Hanbit City' }, handle: 'hanbit.city' },
    { id: '018f4c00-0000-7000-8000-0000000000a3', channel: 'facebook', name: { ko: '한빛시청', en: 'Hanbit City Hall' }, handle: 'hanbitcityhall' },
    { id: '018f4c00-0000-7000-8000-0000000000a4', channel: 'kakaostory', name: { ko: '한빛시 이야기', en: 'Hanbit City Story' }, handle: 'hanbitcity' },
    { id: '018f4c00-0000-7000-8000-0000000000a5', channel: 'blog', name: { ko: '한빛시 블로그', en: 'Hanbit City Blog' }, handle: 'blog.hanbit.example' },
  ],
  members: [
    { id: '018f4c00-0000-7000-8000-0000000000b1', name: { ko: '김하늘', en: 'Kim Ha-neul' }, roles: ['writer'] },
    { id: '018f4c00-0000-7000-8000-0000000000b2', name: { ko: '박서연', en: 'Park Seo-yeon' }, roles: ['editor', 'publisher'] },
    { id: '018f4c00-0000-7000-8000-0000000000b3', name: { ko: '이도윤', en: 'Lee Do-yun' }, roles: ['translator', 'writer'] },
    { id: '018f4c00-0000-7000-8000-0000000000b4', name: { ko: '최지우', en: 'Choi Ji-woo' }, roles: ['lead', 'admin'] },
  ],
  policies: {
    default: { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: false },
    byChannel: {},
    named: {
      재난: {
        match: { channels: [], kinds: [], labels: ['재난'] },
        rule: { version: 1, steps: [{ role: 'editor', count: 1 }, { role: 'lead', count: 1 }], translationSteps: null, selfApproval: false, expiresAfterHours: 24 },
      },
    },
  },
  timeZone: 'Asia/Seoul',
  languages: ['ko', 'en'],
};
