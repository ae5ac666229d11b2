import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkContent } from '#shared/channels/check.ts';
import { CHANNEL_IDS, channelProfile } from '#shared/channels/registry.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { HandleSetting } from '#shared/domain/insert-setting.ts';
import { parseSetting } from '#shared/domain/settings.ts';
import { hashtagsOf, isTag, tagsIn } from '#shared/insert/hashtag-groups.ts';
import { isMention, mentionOf, takesMentions } from '#shared/insert/mentions.ts';
import { fillVariables, variablesIn } from '#shared/insert/variables.ts';
import { variant } from '../../../fixtures/channels/variant.ts';
import { SAMPLE_INSERTS } from '../../../../src/main/core/sample/inserts.ts';

const library: HandleSetting = { kind: 'department', en: 'Hanbit Library', handles: { x: '@hanbit_library', instagram: '@hanbit.library', mastodon: '@library@hanbit.example', facebook: '@hanbitlibrary', threads: '@not a handle' } };
const named = (channel: (typeof CHANNEL_IDS)[number] | null, language: 'ko' | 'en', value = library): string => mentionOf('한빛도서관', value, channel === null ? null : channelProfile(channel), language);

describe('mentionOf', () => {
  it.each([
    ['x', 'ko', '@hanbit_library'],
    ['x', 'en', '@hanbit_library'],
    ['instagram', 'ko', '@hanbit.library'],
    ['mastodon', 'ko', '@library@hanbit.example'],
    // No mentions by what is typed, no handle, and one that the channel does not take for a mention.
    ['facebook', 'ko', '한빛도서관'],
    ['kakaostory', 'en', 'Hanbit Library'],
    ['youtube', 'en', 'Hanbit Library'],
    ['threads', 'ko', '한빛도서관'],
    [null, 'ko', '한빛도서관'],
    [null, 'en', 'Hanbit Library'],
  ] as const)('on %s in %s it is %s', (channel, language, text) => {
    expect(named(channel, language)).toBe(text);
  });

  it('is the Korean name where there is no English one', () => {
    expect(named(null, 'en', { ...library, en: '' })).toBe('한빛도서관');
  });

  it('is a mention of the channel or the plain name, never anything between', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANNEL_IDS), fc.string({ unit: fc.constantFrom('@', 'a', '_', '.', '-', '가', ' ', '9'), maxLength: 12 }), (channel, handle) => {
        const profile = channelProfile(channel);
        const text = mentionOf('이름', { kind: 'person', en: '', handles: { [channel]: handle } }, profile, 'ko');
        if (text === '이름') return;
        expect(text).toBe(handle);
        expect(isMention(profile, text)).toBe(true);
        expect(takesMentions(profile)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hashtagsOf', () => {
  const group = { ko: ['한빛시', '청년정책'], en: ['HanbitCity'], channels: [] };

  it('are of the language of the text, or of the other where that has none', () => {
    expect(hashtagsOf(group, channelProfile('x'), 'ko')).toBe('#한빛시 #청년정책');
    expect(hashtagsOf(group, channelProfile('x'), 'en')).toBe('#HanbitCity');
    expect(hashtagsOf({ ...group, en: [] }, null, 'en')).toBe('#한빛시 #청년정책');
  });

  it('are not offered where the group is for other channels, nor where there are no tags', () => {
    expect(hashtagsOf({ ...group, channels: ['instagram'] }, channelProfile('x'), 'ko')).toBeNull();
    expect(hashtagsOf({ ...group, channels: ['instagram'] }, channelProfile('instagram'), 'ko')).toBe('#한빛시 #청년정책');
    expect(hashtagsOf({ ...group, channels: ['instagram'] }, null, 'ko')).toBe('#한빛시 #청년정책');
    expect(hashtagsOf(group, channelProfile('website'), 'ko')).toBeNull();
  });

  it('are read as people write them, each once', () => {
    expect(tagsIn(' #한빛시, 청년정책#한빛시\n＃봄 ')).toEqual(['한빛시', '청년정책', '봄']);
    expect(['한빛시', '2026년', '서울_시장', 'a·b'].map(isTag)).toEqual([true, true, true, true]);
    expect(['2026', '한-빛', '!', ''].map(isTag)).toEqual([false, false, false, false]);
  });
});

describe('variables', () => {
  const known = { title: '억새 축제', newsroom: '한빛시', today: '2026. 11. 27.(금)', link: '' };

  it('are filled in where the app knows them, by their name in either language', () => {
    expect(fillVariables('{{제목}}·{{ Title }}\n{{기관}} {{오늘}} {{장소}} {{링크}}', known)).toBe('억새 축제·억새 축제\n한빛시 2026. 11. 27.(금) {{장소}} {{링크}}');
    expect(fillVariables('{{제목}}', { ...known, title: '{{오늘}} $& 축제' })).toBe('{{오늘}} $& 축제');
  });

  it('are found with their places', () => {
    expect(variablesIn('일시: {{일시}}\n{{}} {{ }} {a} {{장 소}}')).toEqual([{ name: '일시', start: 4, end: 10 }, { name: '장 소', start: 26, end: 33 }]);
  });

  it('are none in what has none, and every one that is left is found', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom('{{제목}}', '{{장소}}', '{', '}', '\n'), fc.string({ maxLength: 6 }))), (parts) => {
        const text = parts.join('');
        const left = fillVariables(text, { ...known, title: 't' });
        for (const { start, end } of variablesIn(left)) expect(left.slice(start, end)).toMatch(/^\{\{[^{}\n]+\}\}$/u);
        if (!text.includes('{{')) expect(left).toBe(text);
      }),
    );
  });
});

describe('a place that is not filled in', () => {
  const unfilled = (text: string, fields: Partial<VariantContent> = {}) => checkContent({ content: variant(fields), text, media: [] }).filter(({ key }) => key === 'variable-unfilled');

  it('keeps a variant from review, in whatever field, and says where', () => {
    expect(unfilled('장소: {{장소}}')).toMatchObject([{ level: 'error', values: { name: '장소' }, where: { field: 'text', start: 4, end: 10 } }]);
    expect(unfilled('글', { title: '{{제목}}', firstComment: '{{링크}}' }).map(({ where }) => where)).toEqual([{ field: 'title', start: 0, end: 6 }, { field: 'firstComment', start: 0, end: 6 }]);
    expect(unfilled('글', { media: [{ sha256: 'a'.repeat(64), alt: '{{사진}}', decorative: false }] }).map(({ where }) => where)).toEqual([{ field: 'media', index: 0 }]);
    expect(unfilled('글 { {장소} } {장소}')).toEqual([]);
  });

  it('is named once for each place, and not for more than anybody reads', () => {
    expect(unfilled('{{a}} '.repeat(80)).length).toBe(50);
  });
});

describe('the samples', () => {
  it('are what their collections hold, with handles that are mentions and tags that are tags', () => {
    for (const { collection, key, value } of SAMPLE_INSERTS) expect(parseSetting(collection, value), key).toEqual(value);
    for (const setting of SAMPLE_INSERTS) {
      if (setting.collection === 'handle') for (const [channel, handle] of Object.entries(setting.value.handles)) expect(isMention(channelProfile(channel as 'x'), handle), handle).toBe(true);
      if (setting.collection === 'hashtag-group') expect([...setting.value.ko, ...setting.value.en].every(isTag), setting.key).toBe(true);
    }
    expect(new Set(SAMPLE_INSERTS.map(({ collection }) => collection)).size).toBe(4);
  });
});
