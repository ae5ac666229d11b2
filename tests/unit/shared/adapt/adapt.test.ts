import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapt } from '#shared/adapt/adapt.ts';
import type { AdaptOptions, AdaptSource } from '#shared/adapt/types.ts';
import { CHANNEL_IDS, channelProfile } from '#shared/channels/registry.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { findHashtags, findUrls } from '#shared/language/text-entities.ts';

const OPTIONS: AdaptOptions = { storyTitle: '청년 월세 지원 신청 안내', handles: { elsewhere: ['@hanbit_city'], here: '@hanbit.city' }, dropEmoji: false };

function source(text: string, more: Partial<AdaptSource> = {}): AdaptSource {
  return { blocks: blocksFromText(text), title: '', link: '', firstComment: '', language: 'ko', ...more };
}

function made(channel: ChannelId, text: string, more: Partial<AdaptSource> = {}, options: Partial<AdaptOptions> = {}) {
  const { blocks, steps, ...rest } = adapt(channelProfile(channel), source(text, more), { ...OPTIONS, ...options });
  return { text: plainText(blocks), did: steps.map(({ kind }) => kind), blocks, ...rest };
}

const RENT = '청년 월세, 11. 24.(화)부터 신청하세요. #한빛시 #청년월세\n매월 최대 20만 원을 12개월 동안 지원합니다.\n신청: 한빛시 누리집 https://hanbit.example.com/rent';

describe('adapt', () => {
  it('puts tags on the last line, and takes them out of a blog, whose title is the story’s', () => {
    expect(made('x', RENT)).toMatchObject({ text: '청년 월세, 11. 24.(화)부터 신청하세요.\n매월 최대 20만 원을 12개월 동안 지원합니다.\n신청: 한빛시 누리집 https://hanbit.example.com/rent\n#한빛시 #청년월세', did: ['tags-to-end'] });
    expect(made('blog', RENT)).toMatchObject({ title: '청년 월세 지원 신청 안내', text: '청년 월세, 11. 24.(화)부터 신청하세요.\n매월 최대 20만 원을 12개월 동안 지원합니다.\n신청: 한빛시 누리집 https://hanbit.example.com/rent', did: ['title-set', 'tags-out'] });
  });

  it('makes a card of an address where the channel has one, and a first comment where nobody could press it', () => {
    expect(made('facebook', RENT)).toMatchObject({ link: 'https://hanbit.example.com/rent', text: expect.stringContaining('신청: 한빛시 누리집\n#한빛시') as string });
    expect(made('facebook', '신청: https://hanbit.example.com/rent')).toMatchObject({ link: '', text: '신청: https://hanbit.example.com/rent' });
    expect(made('instagram', `첫눈입니다.\n신청: https://hanbit.example.com/rent\n#첫눈`)).toMatchObject({ text: '첫눈입니다.\n#첫눈', firstComment: '신청: https://hanbit.example.com/rent', link: '' });
    expect(made('x', '첫눈입니다.', { link: 'https://hanbit.example.com/a', firstComment: '자세히 보기' })).toMatchObject({ text: '첫눈입니다.\n\n자세히 보기\nhttps://hanbit.example.com/a', link: '', firstComment: '' });
  });

  it('writes an address that only a link of the text knew', () => {
    const blocks = [{ type: 'paragraph' as const, children: [{ text: '누리집에서 ' }, { type: 'link' as const, url: 'https://hanbit.example.com/rent', children: [{ text: '신청' }] }, { text: '하세요.' }] }];
    expect(made('x', '', { blocks })).toMatchObject({ text: '누리집에서 신청하세요.\nhttps://hanbit.example.com/rent', did: ['links-written'] });
  });

  it('keeps whole sentences that fit, with the tags', () => {
    const long = `${Array.from({ length: 12 }, (_, index) => `${index + 1}번 안내: 한빛시는 올겨울 강변 산책로의 조명과 쉼터를 가꾸고 있습니다.`).join(' ')} #한빛시`;
    const { text, did } = made('x', long);
    expect(did).toContain('shortened');
    expect(text).toMatch(/있습니다\.\n#한빛시$/u);
    expect(channelProfile('x').count(text).remaining).toBeGreaterThanOrEqual(0);
  });

  it('joins a thread, mentions the newsroom as the channel knows it, and drops emoji when asked', () => {
    expect(made('instagram', '하나\n>>>\n둘 @hanbit_city @other')).toMatchObject({ text: '하나\n\n둘 @hanbit.city @other', did: ['thread-joined', 'mentions-changed'] });
    expect(made('linkedin', '첫눈 ❄️ 오는 날 👨‍👩‍👧', {}, { dropEmoji: true })).toMatchObject({ text: '첫눈 오는 날', did: ['emoji-dropped'] });
  });

  it('makes headings and a list for a blog, and hints at endings without touching them', () => {
    const { blocks, did } = made('blog', '강변공원에 조명을 더합니다.\n신청 방법\n누리집이나 동 주민센터에서 신청하실 수 있습니다.\n• 신분증\n• 계약서');
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'heading-3', 'paragraph', 'bulleted-item', 'bulleted-item']);
    expect(did).toEqual(['title-set', 'headings-made', 'lists-made']);
    expect(made('instagram', '신청을 받습니다.').did).toEqual(['hint-polite']);
    expect(made('website', '신청해 보세요.').did).toContain('hint-formal');
  });
});

const piece = fc.constantFrom(
  '청년 월세를 지원합니다. ', '11. 24.(화)부터 ', '신청: ', 'https://hanbit.example.com/rent', ' https://hanbit.example.com/a?b=c ', '\n', '\n\n', '#한빛시 ', ' #Hanbit', '#a#b ', '@hanbit_city ',
  '@someone ', '😀 ', '>>>', '\n>>>\n', '누리집(https://a.example.com)에서 ', '가'.repeat(150), 'a'.repeat(300), '매우 긴 문장이 이어지고 이어집니다! ', '• 항목', '신청 방법\n', '한글'.normalize('NFD'), '“인용.”라고 ', 'e.g. Mr. Kim ',
);
const texts = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
const inputs = fc.record({ text: texts, link: fc.constantFrom('', 'https://card.example.com/x'), firstComment: fc.constantFrom('', '자세히는 댓글에', 'https://hanbit.example.com/rent #댓글'), dropEmoji: fc.boolean(), channel: fc.constantFrom(...CHANNEL_IDS) }).map((input) => ({ ...input, profile: () => channelProfile(input.channel) }));

describe('adapt, for any text and channel', () => {
  const run = (check: (input: (typeof inputs extends fc.Arbitrary<infer T> ? T : never), result: ReturnType<typeof adapt>) => void): void => {
    fc.assert(
      fc.property(inputs, (input) => check(input, adapt(input.profile(), source(input.text, input), { ...OPTIONS, dropEmoji: input.dropEmoji }))),
      { seed: 7, numRuns: 500 },
    );
  };

  it('is never over the limit', () => {
    run(({ profile }, { blocks }) => {
      const { remaining } = profile().count(plainText(blocks));
      expect(remaining === null || remaining >= 0).toBe(true);
    });
  });

  it('makes no word, and leaves tags and addresses whole', () => {
    run(({ text, link, firstComment, dropEmoji }, result) => {
      const given = `${dropEmoji ? text.replaceAll('😀 ', '') : text}\n${link}\n${firstComment}\n${OPTIONS.storyTitle}\n@hanbit.city`.normalize('NFC');
      const answer = `${plainText(result.blocks)}\n${result.title}\n${result.link}\n${result.firstComment}`;
      const words = answer.split(/\s+/u).filter((word) => word !== '' && word !== '•');
      expect(words.filter((word) => !given.includes(word) && !given.replaceAll('@hanbit_city', '@hanbit.city').includes(word))).toEqual([]);
      const [tags, urls] = [new Set(findHashtags(given).map((tag) => tag.text)), new Set(findUrls(given).map((url) => url.text))];
      expect(findHashtags(answer).map((tag) => tag.text).filter((tag) => !tags.has(tag))).toEqual([]);
      expect(findUrls(answer).map((url) => url.text).filter((url) => !urls.has(url))).toEqual([]);
    });
  });

  it('changes nothing when it is made of its own answer', () => {
    run(({ profile, dropEmoji }, once) => {
      const again = adapt(profile(), { ...once, language: 'ko' }, { ...OPTIONS, dropEmoji });
      expect({ ...again, steps: [] }).toEqual({ ...once, steps: [] });
    });
  });
});
