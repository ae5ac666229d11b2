import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksReview, checkContent } from '#shared/channels/check.ts';
import type { MediaFacts } from '#shared/channels/check-media.ts';
import type { Finding } from '#shared/channels/types.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { SHA_A, SHA_B, variant } from '../../../fixtures/channels/variant.ts';

const PICTURE = { sha256: SHA_A, alt: '월세 신청 화면', decorative: false };
const FACTS: MediaFacts = { sha256: SHA_A, width: 1080, height: 1080, mime: 'image/jpeg', bytes: 300_000 };

function check(text: string, fields: Partial<VariantContent> = {}, media: readonly MediaFacts[] = []): Finding[] {
  return checkContent({ content: variant(fields), text, media });
}

function keys(findings: readonly Finding[]): string[] {
  return findings.map(({ key }) => key);
}

/** What a text becomes when every fix is taken, the last first so that the places of the others stay. */
function fixed(text: string, findings: readonly Finding[]): string {
  return findings
    .flatMap(({ fix }) => (fix?.kind === 'replace' ? [fix] : []))
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, fix) => result.slice(0, fix.start) + fix.text + result.slice(fix.end), text);
}

describe('length', () => {
  test('140 Hangul syllables fit on X and 141 do not', () => {
    expect(check('가'.repeat(140))).toEqual([]);
    const [over, ...rest] = check('가'.repeat(141));
    expect(rest).toEqual([]);
    expect(over).toMatchObject({ level: 'error', key: 'over-limit-weighted', values: { count: 2, hangul: 1, limit: 280 }, where: { field: 'text', start: 140, end: 141 } });
  });

  test('an emoji at the end is one character too many, and the range starts before it', () => {
    expect(check(`${'가'.repeat(140)}👨‍👩‍👧‍👦`)[0]?.where).toEqual({ field: 'text', start: 140, end: 140 + '👨‍👩‍👧‍👦'.length });
  });

  test('a limit that nobody vouches for warns and does not block', () => {
    const findings = check('가'.repeat(2_049), { channel: 'kakaostory' });
    expect(findings).toMatchObject([{ level: 'warning', key: 'over-limit-uncertain', values: { count: 1, limit: 2048 } }]);
    expect(blocksReview(findings)).toBe(false);
  });

  test('Instagram and Facebook count as they do', () => {
    expect(keys(check('가'.repeat(2_201), { channel: 'instagram', media: [PICTURE] }))).toEqual(['over-limit']);
    expect(keys(check('😊'.repeat(2_200), { channel: 'instagram', media: [PICTURE] }))).toEqual([]);
    expect(keys(check('가'.repeat(63_206), { channel: 'facebook' }))).toEqual([]);
    expect(keys(check('가'.repeat(63_207), { channel: 'facebook' }))).toEqual(['over-limit']);
  });
});

describe('what only some channels mind', () => {
  test('YouTube counts bytes, and takes no angle brackets', () => {
    expect(check('가'.repeat(1_667), { channel: 'youtube', title: '제목' })).toMatchObject([{ level: 'error', key: 'over-limit-bytes', values: { count: 1, limit: 5_000 }, where: { start: 1_666 } }]);
    expect(check('a<b', { channel: 'youtube', title: '가>나' })).toMatchObject([
      { level: 'error', key: 'title-character-refused', values: { character: '>' }, where: { field: 'title', start: 1, end: 2 } },
      { level: 'error', key: 'character-refused', values: { character: '<' }, where: { field: 'text', start: 1, end: 2 } },
    ]);
    expect(keys(check('글', { channel: 'youtube', title: '제'.repeat(101) }))).toEqual(['title-too-long']);
    expect(check('a<b', { channel: 'facebook' })).toEqual([]);
  });

  test('Bluesky refuses too many bytes though the characters fit', () => {
    expect(check('👨‍👩‍👧‍👦'.repeat(121), { channel: 'bluesky' })).toMatchObject([{ level: 'error', key: 'over-limit-bytes', values: { count: 25, limit: 3_000 } }]);
  });

  test('Threads: five different addresses, and one hashtag that becomes a topic', () => {
    const links = (count: number) => Array.from({ length: count }, (_, index) => `https://a.co/${index}`).join(' ');
    expect(check(`${links(5)} https://a.co/1`, { channel: 'threads' })).toEqual([]);
    expect(check(links(7), { channel: 'threads' })).toMatchObject([{ level: 'error', key: 'links-too-many', values: { count: 2, limit: 5 }, where: { start: links(5).length + 1 } }]);
    expect(check('#가을 #나들이', { channel: 'threads' })).toMatchObject([{ level: 'hint', key: 'hashtags-unlinked', values: { limit: 1, used: 2 }, where: { start: 4, end: 8 } }]);
  });

  test('a first comment has a length of its own', () => {
    expect(check('글', { channel: 'linkedin', firstComment: '가'.repeat(1_251) })).toMatchObject([{ level: 'error', key: 'first-comment-too-long', values: { count: 1, limit: 1_250 }, where: { field: 'firstComment', start: 1_250 } }]);
    expect(check('글', { channel: 'linkedin', firstComment: '가'.repeat(1_250) })).toEqual([]);
  });

  test('a website asks for a title and for nothing else', () => {
    expect(check('가'.repeat(100_000), { channel: 'website', title: '새소식' })).toEqual([]);
    expect(keys(check('글', { channel: 'website' }))).toEqual(['title-missing']);
  });
});

describe('nothing to post', () => {
  test('no text and no picture is an error; a picture alone only lacks words', () => {
    expect(keys(check(' \n'))).toEqual(['empty']);
    expect(keys(check('', { media: [PICTURE] }))).toEqual(['text-empty']);
    expect(blocksReview(check('', { media: [PICTURE] }))).toBe(false);
  });

  test('a blog needs a title', () => {
    expect(check('본문', { channel: 'blog' })).toMatchObject([{ level: 'error', key: 'title-missing' }]);
    expect(check('본문', { channel: 'blog', title: '제목' })).toEqual([]);
    expect(check('본문', { channel: 'blog', title: '제'.repeat(257) })).toMatchObject([{ key: 'title-too-long', values: { count: 2, limit: 255 }, where: { field: 'title', start: 255, end: 257 } }]);
  });

  test('what a channel does not have is not lost in silence', () => {
    expect(keys(check('글', { title: '제목', link: 'https://a.co', firstComment: '댓글' }))).toEqual(['title-unused', 'link-unused', 'first-comment-unused']);
    expect(keys(check('글', { channel: 'facebook', link: 'https://a.co', firstComment: '댓글' }))).toEqual([]);
    expect(keys(check('글', { channel: 'facebook', link: 'javascript:alert(1)' }))).toEqual(['link-invalid']);
  });
});

describe('pictures', () => {
  test('Instagram needs one, of a shape that it takes', () => {
    expect(check('글', { channel: 'instagram' })).toMatchObject([{ level: 'error', key: 'media-required' }]);
    const shape = (width: number, height: number) => keys(check('글', { channel: 'instagram', media: [PICTURE] }, [{ ...FACTS, width, height }]));
    expect(shape(1080, 1350)).toEqual([]);
    expect(shape(1080, 1351)).toEqual([]);
    expect(shape(1080, 1400)).toEqual(['image-too-tall']);
    expect(shape(1375, 720)).toEqual([]);
    expect(shape(1910, 1000)).toEqual(['image-wider-than-shown']);
    expect(shape(1440, 700)).toEqual(['image-too-wide']);
    expect(check('글', { channel: 'instagram', media: [PICTURE] }, [{ ...FACTS, width: 1000, height: 2000 }])[0]?.values).toMatchObject({ position: 1, limit: '4:5' });
  });

  test('four fit on X', () => {
    const media = (count: number) => Array.from({ length: count }, () => PICTURE);
    expect(check('글', { media: media(4) })).toEqual([]);
    expect(check('글', { media: media(6) })).toMatchObject([{ level: 'error', key: 'media-too-many', values: { count: 2, limit: 4 }, where: { field: 'media', index: 4 } }]);
  });

  test('each is described or said to be decorative', () => {
    const media = [PICTURE, { sha256: SHA_B, alt: ' ', decorative: false }, { sha256: SHA_B, alt: '', decorative: true }];
    expect(check('글', { media })).toMatchObject([{ level: 'error', key: 'alt-missing', values: { position: 2 }, where: { field: 'media', index: 1 } }]);
    expect(check('글', { media: [{ ...PICTURE, alt: '가'.repeat(1_001) }] })).toMatchObject([{ key: 'alt-too-long', values: { count: 1, limit: 1000 } }]);
  });

  test('size and type block, as what is approved is what goes out', () => {
    const findings = check('글', { media: [PICTURE] }, [{ ...FACTS, bytes: 5_000_001, mime: 'image/tiff' }]);
    expect(findings).toMatchObject([{ level: 'error', key: 'image-too-large', values: { megabytes: 5.1, limit: 5 } }, { level: 'error', key: 'image-type' }]);
  });

  test('a picture in a blog text wants a description', () => {
    const image = (alt: string) => ({ type: 'image' as const, sha256: SHA_A, alt, children: [{ text: '' as const }] as [{ text: '' }] });
    expect(check('글', { channel: 'blog', title: '제목', blocks: [image('설명'), image('')] })).toMatchObject([{ level: 'warning', key: 'alt-missing-in-text', values: { position: 2 } }]);
  });
});

describe('hashtags and mentions', () => {
  test('Instagram: more than 5 may be refused, more than 30 are', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `#태그${index}번`).join(' ');
    const instagram: Partial<VariantContent> = { channel: 'instagram', media: [PICTURE] };
    expect(check(tags(5), instagram)).toEqual([]);
    expect(check(tags(6), instagram)).toMatchObject([{ level: 'warning', key: 'hashtags-advised', values: { used: 6, limit: 5 } }]);
    expect(check(tags(30), instagram)).toMatchObject([{ level: 'warning' }]);
    expect(check(tags(31), instagram)).toMatchObject([{ level: 'error', key: 'hashtags-too-many', values: { count: 1, limit: 30 } }]);
    // Those of the first comment are counted by the channel as well.
    expect(check(tags(20), { ...instagram, firstComment: tags(11) })).toMatchObject([{ level: 'error', key: 'hashtags-too-many' }]);
  });

  test('Instagram: twenty people and no more', () => {
    const people = (count: number) => Array.from({ length: count }, (_, index) => `@city.of_${index}`).join(' ');
    const instagram: Partial<VariantContent> = { channel: 'instagram', media: [PICTURE] };
    expect(check(people(20), instagram)).toEqual([]);
    expect(check(people(21), instagram)).toMatchObject([{ level: 'error', key: 'mentions-too-many', values: { count: 1 } }]);
  });

  test('a tag written straight after a word is none, and the fix makes it one', () => {
    const findings = check('안녕#붙임 하세요');
    expect(findings).toMatchObject([{ level: 'warning', key: 'hashtag-glued', values: { tag: '#붙임' }, where: { start: 2, end: 5 } }]);
    expect(fixed('안녕#붙임 하세요', findings)).toBe('안녕 #붙임 하세요');
  });

  test('digits alone are no tag', () => {
    expect(check('올해 #2026 소식')).toMatchObject([{ level: 'hint', key: 'hashtag-digits', values: { tag: '#2026' }, where: { start: 3, end: 8 } }]);
    expect(check('올해 #2026년 소식')).toEqual([]);
  });

  test('a particle that became part of a tag in a sentence', () => {
    const findings = check('오늘 #서울시장이 밝혔습니다.');
    expect(findings).toMatchObject([{ level: 'hint', key: 'hashtag-particle', values: { tag: '#서울시장이', particle: '이' } }]);
    expect(fixed('오늘 #서울시장이 밝혔습니다.', findings)).toBe('오늘 #서울시장 이 밝혔습니다.');
  });

  test.each(['#고양이 사진을 올려 주세요', '#가을 나들이', '#한강공원 #서울시장이', '#따릉이 타고 가요', '#서울시장이\n다음 줄', '#seoul은 서울', '#나들이 가요', '#어린이 여러분'])('no guess about %s', (text) => {
    expect(keys(check(text)).filter((key) => key === 'hashtag-particle')).toEqual([]);
  });

  test('signs inside an address are no tags', () => {
    expect(check('https://example.com/page#section 참고')).toEqual([]);
    expect(check('https://example.com/#2026 참고', { channel: 'facebook' })).toEqual([]);
  });

  test('an address cannot be clicked on Instagram', () => {
    expect(check('자세히 https://seoul.go.kr/news를 보세요', { channel: 'instagram', media: [PICTURE] })).toMatchObject([
      { level: 'hint', key: 'link-not-clickable', where: { start: 4, end: 4 + 'https://seoul.go.kr/news'.length } },
    ]);
  });
});

describe('characters', () => {
  test.each([
    ['decomposed', `서울 ${'각'.normalize('NFD')} 시`, '서울 각 시'],
    ['decomposed', `${'한글'.normalize('NFD')} 시`, '한글 시'],
    ['invisible', '서\u200b울', '서울'],
    ['invisible', '\ufeff서울', '서울'],
    ['invisible', '서\u0007\u0008울', '서울'],
    ['invisible', '첫 줄\u2028둘째 줄', '첫 줄\n둘째 줄'],
    ['invisible', '서\u200d울', '서울'],
    ['full-width', '제목（２０２６ 년）', '제목(2026 년)'],
    ['wide-space', '서울\u3000시', '서울 시'],
    ['wide-space', '서울\u00a0시', '서울 시'],
    ['double-space', '서울  시', '서울 시'],
  ])('%s in %j', (key, text, expected) => {
    const findings = check(text, { channel: 'facebook' });
    expect(new Set(keys(findings))).toEqual(new Set([key]));
    expect(fixed(text, findings)).toBe(expected);
  });

  test.each(['👨‍👩‍👧‍👦 가족', '🏳️‍🌈', '👩🏽‍💻 개발', '줄\n바꿈\t탭', '가격은 ₩1,500 · 3㎡', 'café Å'])('nothing to say about %s', (text) => {
    expect(check(text.normalize('NFC'), { channel: 'facebook' })).toEqual([]);
  });

  test('every fix of characters leaves a text with nothing more to fix', () => {
    const piece = fc.constantFrom('가', ' ', '\u200b', '\u3000', '！', 'ｆ', 'a', '\u1100', '\u1161', '\u11a8', 'e', '\u0301', '\n', '\u200d', '😊', '\ufeff');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        let text = parts.join('');
        for (let round = 0; round < 6; round += 1) {
          const findings = check(text, { channel: 'facebook' }).filter(({ fix }) => fix !== null);
          const first = findings[0];
          if (first === undefined) return;
          // One at a time, as a person takes them.
          for (let again: Finding | undefined = first; again !== undefined; again = check(text, { channel: 'facebook' }).find(({ fix }) => fix !== null)) text = fixed(text, [again]);
        }
        expect(check(text, { channel: 'facebook' }).filter(({ fix }) => fix !== null)).toEqual([]);
      }),
    );
  });

  test('a pasted book does not fill the list', () => {
    expect(check('가  나 '.repeat(10_000), { channel: 'blog', title: '제목' })).toHaveLength(50);
  });
});

describe('words', () => {
  const cases: readonly Finding[] = [
    ...check('가'.repeat(141)),
    ...check('안녕#붙임 #2026 #서울시장이 밝혔다 서\u200b울 （가）\u3000나  다', { channel: 'facebook' }),
    ...check('각'.normalize('NFD'), { channel: 'facebook' }),
    ...check('가'.repeat(2_300), { channel: 'kakaostory' }),
    ...check('가'.repeat(2_300), { channel: 'instagram', media: Array.from({ length: 12 }, () => ({ ...PICTURE, alt: '' })) }, [{ ...FACTS, width: 100, height: 900, bytes: 9e7, mime: 'image/gif' }]),
    ...check('#가 '.repeat(31) + '@a '.repeat(30) + 'https://a.co', { channel: 'instagram' }),
    ...check('글', { channel: 'blog', title: '제'.repeat(300), link: 'https://a.co', media: [{ ...PICTURE, alt: '가'.repeat(300) }] }),
    ...check('', {}),
    ...check('가'.repeat(1_667) + '<', { channel: 'youtube', title: '<' }),
    ...check('#가 #나 https://a.co/1 https://a.co/2 https://a.co/3 https://a.co/4 https://a.co/5 https://a.co/6', { channel: 'threads' }),
    ...check('#가 #나', { channel: 'threads' }),
    ...check('글', { channel: 'linkedin', firstComment: '가'.repeat(1_251) }),
  ];

  test.each(['ko', 'en'] as const)('every finding can be said in %s, with all of its values', (language) => {
    const { t } = createI18n(language);
    expect(cases.length).toBeGreaterThan(25);
    for (const { key, values } of cases) {
      const said = t(`checks:${key}` as 'checks:empty', values);
      expect(said).not.toContain('{{');
      expect(said).not.toBe(key);
      expect(said).toMatch(language === 'ko' ? /[가-힣]/u : /[a-z]/u);
    }
  });
});
