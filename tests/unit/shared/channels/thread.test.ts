import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkWithProfile } from '#shared/channels/check.ts';
import { x } from '#shared/channels/profiles/x.ts';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';
import { divideAtLimit, moveRestToComment, shortenToFit } from '#shared/channels/shorten.ts';
import { joinPosts, postTexts } from '#shared/channels/thread-posts.ts';
import { type Numbering, splitThread, threadText } from '#shared/channels/thread.ts';
import type { ChannelProfile } from '#shared/channels/types.ts';
import { variant } from '../../../fixtures/channels/variant.ts';

const THREADED = CHANNELS.filter(({ hasThread }) => hasThread);
const NUMBERINGS: readonly Numbering[] = ['none', 'start', 'end'];

const token = fc.constantFrom(
  '서울시가 청년의 월세를 지원합니다.', '신청은 11. 24.(화)부터입니다.', '“기다렸습니다. 반갑습니다.”라고 말했다.', '문의는 다산콜 120.', 'Apply online.', 'The city pays 200,000 won.',
  '#서울', '#청년월세지원', '#HanbitCity', '@seoul.go.kr', '@alice@seoul.example', 'https://seoul.go.kr/news/2026/11/24?id=1234567890&lang=ko', 'seoul.go.kr', '😊', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '가나다라마바사'.repeat(12), 'ㅋㅋㅋ', '…', '각'.normalize('NFD'),
);
const gap = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '  ', '');
const writing = fc.array(fc.tuple(token, gap), { minLength: 1, maxLength: 70 }).map((parts) => parts.map(([word, space]) => word + space).join(''));

/** The text of the thread, or why there is none. */
function threaded(profile: ChannelProfile, text: string, numbering: Numbering): string {
  const made = threadText(profile, text, numbering);
  if (made.kind === 'thread') expect(made.posts).toBe(postTexts(made.text).length);
  return made.kind === 'thread' ? made.text : made.kind;
}

function parts(profile: ChannelProfile, text: string, numbering: Numbering): readonly string[] {
  const result = splitThread(profile, text, numbering);
  if (result.kind !== 'thread') throw new Error(result.kind);
  return result.parts.map((part) => part.text);
}

describe.each(THREADED)('a thread on $id', (profile) => {
  test.each(NUMBERINGS)('numbered %s: nothing lost, nothing over, no entity cut', (numbering) => {
    fc.assert(
      fc.property(writing, (text) => {
        const result = splitThread(profile, text, numbering);
        if (result.kind === 'not-needed') {
          expect(profile.count(text.trim()).remaining).toBeGreaterThanOrEqual(0);
          return;
        }
        if (result.kind === 'impossible') throw new Error('every piece of these texts fits');
        expect(result.parts.length).toBeGreaterThan(1);
        expect(result.parts.map(({ source }) => source).join('')).toBe(text);
        const entities = profile.entities(text);
        let at = 0;
        result.parts.forEach(({ source, start, text: posted, count }, index) => {
          expect(start).toBe(at);
          at += source.length;
          expect(source.trim()).not.toBe('');
          const number = `(${index + 1}/${result.parts.length})`;
          expect(posted).toBe(numbering === 'none' ? source.trim() : numbering === 'start' ? `${number} ${source.trim()}` : `${source.trim()} ${number}`);
          expect(count).toEqual(profile.count(posted));
          expect(count.remaining).toBeGreaterThanOrEqual(0);
          expect(entities.some((entity) => entity.start < start && start < entity.end)).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('anything at all is split or refused, and never over the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 200, maxLength: 900 }), fc.constantFrom(...NUMBERINGS), (text, numbering) => {
        const result = splitThread(profile, text, numbering);
        if (result.kind !== 'thread') return;
        expect(result.parts.map(({ source }) => source).join('')).toBe(text);
        for (const { count } of result.parts) expect(count.remaining).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a thread', () => {
  test('is cut at ends of sentences', () => {
    const sentence = (index: number) => `${index}번째 문장은 시민 여러분께 드리는 소식을 담고 있습니다.`;
    const text = Array.from({ length: 20 }, (_, index) => sentence(index)).join(' ');
    const posted = parts(x, text, 'end');
    expect(posted.length).toBeGreaterThan(3);
    for (const [index, part] of posted.entries()) expect(part).toMatch(new RegExp(`^\\d+번째 .*습니다\\. \\(${index + 1}/${posted.length}\\)$`, 'u'));
  });

  test('of 1,200 Korean characters has parts for X', () => {
    const text = '한빛시는 올해도 시민과 함께 걷습니다. '.repeat(60).slice(0, 1_200);
    const posted = parts(x, text, 'start');
    expect(posted.length).toBeGreaterThanOrEqual(8);
    expect(posted[0]).toMatch(/^\(1\/\d+\) 한빛시는/u);
  });

  test('of more than nine parts leaves room for two digits', () => {
    const text = '가'.repeat(140 * 12);
    const posted = parts(x, text, 'end');
    expect(posted.length).toBeGreaterThan(12);
    for (const part of posted) expect(x.count(part).remaining).toBeGreaterThanOrEqual(0);
  });

  test('one sentence that is too long is cut between words, and a word that is too long between characters', () => {
    expect(parts(x, '가나다 '.repeat(60).trim(), 'none')[0]).toMatch(/가나다$/u);
    expect(parts(x, '가'.repeat(200), 'none')).toEqual(['가'.repeat(140), '가'.repeat(60)]);
    expect(parts(x, '👨‍👩‍👧‍👦'.repeat(150), 'none')[1]).toBe('👨‍👩‍👧‍👦'.repeat(10));
  });

  test('is not cut inside an address that is longer than a post: that is said', () => {
    const address = `https://seoul.go.kr/${'a'.repeat(400)}`;
    const text = `보세요. ${address} 끝`;
    expect(splitThread(channelProfile('bluesky'), text, 'none')).toEqual({ kind: 'impossible', start: 5, end: 5 + address.length });
    // On Mastodon the same address is 23 characters.
    expect(splitThread(channelProfile('mastodon'), text, 'none')).toEqual({ kind: 'not-needed' });
  });

  test('is not needed where one post does, nor possible where there are none', () => {
    expect(splitThread(x, '가'.repeat(140), 'end')).toEqual({ kind: 'not-needed' });
    expect(splitThread(x, `${'가'.repeat(140)}   \n`, 'end')).toEqual({ kind: 'not-needed' });
    expect(splitThread(channelProfile('facebook'), '가'.repeat(70_000), 'end')).toEqual({ kind: 'not-needed' });
  });

  test('of a book is still made in time, and of too much is refused', () => {
    const result = splitThread(x, '시민 여러분께 드리는 소식입니다. '.repeat(3_000), 'end');
    expect(result.kind === 'thread' && result.parts.length).toBeGreaterThan(300);
    expect(splitThread(x, '가'.repeat(140_100), 'none').kind).toBe('impossible');
  }, 30_000);
});

describe('shortening', () => {
  const first = '한빛시 청년 월세 지원이 시작됩니다. ';
  const text = `${first}${'신청은 주민센터와 누리집에서 받습니다. '.repeat(12)}`;

  test('keeps as many whole sentences as fit', () => {
    const shortened = shortenToFit(x, text);
    expect(shortened).toBe(`${first}${'신청은 주민센터와 누리집에서 받습니다. '.repeat(6)}`.trim());
    expect(x.count(`${shortened} 신청은 주민센터와 누리집에서 받습니다.`).remaining).toBeLessThan(0);
  });

  test('keeps a last line of tags and an address', () => {
    const shortened = shortenToFit(x, `${text}\n\n#한빛시 #청년월세 https://hanbit.example/a`) ?? '';
    expect(shortened).toMatch(/받습니다\.\n#한빛시 #청년월세 https:\/\/hanbit\.example\/a$/u);
    expect(x.count(shortened).remaining).toBeGreaterThanOrEqual(0);
  });

  test('of a thread shortens only the posts that are too long', () => {
    expect(shortenToFit(x, joinPosts(['하나', text.trim(), '셋']))).toBe(joinPosts(['하나', shortenToFit(x, text.trim()) ?? '', '셋']));
    expect(shortenToFit(x, joinPosts(['하나', '가'.repeat(150)]))).toBeNull();
  });

  test('does nothing where all fits, and cannot where one sentence does not', () => {
    expect(shortenToFit(x, first)).toBeNull();
    expect(shortenToFit(x, '가'.repeat(200))).toBeNull();
    expect(divideAtLimit(x, '가'.repeat(200))).toBeNull();
  });

  test('the rest goes before what the first comment says already', () => {
    const instagram = channelProfile('instagram');
    const long = '시민 여러분께 드리는 소식입니다. '.repeat(130).trim();
    const moved = moveRestToComment(instagram, long, '문의 120');
    expect(moved?.firstComment).toMatch(/^시민 .*입니다\.\n\n문의 120$/u);
    expect(`${moved?.text} ${moved?.firstComment.replace('\n\n문의 120', '')}`).toBe(long);
    expect(instagram.count(moved?.text ?? '').remaining).toBeGreaterThanOrEqual(0);
    expect(moveRestToComment(instagram, long, ' ')?.firstComment).not.toMatch(/\n/u);
    expect(moveRestToComment(x, text, '')).toBeNull();
  });

  test('what is kept and the rest are the text, and what is kept fits', () => {
    fc.assert(
      fc.property(writing, fc.constantFrom(...CHANNELS), (written, profile) => {
        const divided = divideAtLimit(profile, written);
        if (divided === null) return;
        expect(written.slice(0, divided.at).trimEnd()).toBe(divided.kept);
        expect(written.slice(divided.at)).toBe(divided.rest);
        expect(profile.count(divided.kept).remaining).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a thread as one text', () => {
  const long = Array.from({ length: 12 }, (_, index) => `${index}번째 문장은 시민 여러분께 드리는 소식을 담고 있습니다.`).join(' ');

  test('has its posts between lines of >>>', () => {
    expect(postTexts('하나\n>>>\n둘\n둘 둘\n  >>> \n\n셋\n')).toEqual(['하나', '둘\n둘 둘', '셋']);
    expect(postTexts('>>>\n하나\n>>>\n>>>\n')).toEqual(['하나']);
    expect(postTexts('하나 >>> 둘\n>>>> 셋')).toEqual(['하나 >>> 둘\n>>>> 셋']);
    expect(postTexts(joinPosts(['가', '나\n다']))).toEqual(['가', '나\n다']);
    expect(postTexts(' 가 ')).toEqual([' 가 ']);
  });

  test('counts as its post with the least room, and tells every post that is too long', () => {
    const text = joinPosts(['가'.repeat(10), '나'.repeat(141), '다'.repeat(150)]);
    expect(x.count(text)).toMatchObject({ used: 300, remaining: -20, overflowAt: 10 + 5 + 140 });
    const findings = checkWithProfile(x, { content: variant(), text, media: [] });
    expect(findings.map(({ key, values, where }) => [key, values['count'], where])).toEqual([
      ['over-limit-weighted', 2, { field: 'text', start: 155, end: 156 }],
      ['over-limit-weighted', 20, { field: 'text', start: 156 + 5 + 140, end: text.length }],
    ]);
    expect(x.count(joinPosts(['가'.repeat(140), '나'.repeat(100)]))).toMatchObject({ used: 280, remaining: 0, overflowAt: null });
    // Where there are no threads it is a line like any other.
    expect(channelProfile('linkedin').count(text).used).toBe(text.length);
  });

  test('is made of a text, numbered or not', () => {
    const text = threaded(x, long, 'end');
    const posts = postTexts(text);
    expect(posts.length).toBeGreaterThan(1);
    expect(posts.every((post, index) => post.endsWith(`습니다. (${index + 1}/${posts.length})`))).toBe(true);
    expect(x.count(text).remaining).toBeGreaterThanOrEqual(0);
    expect(postTexts(threaded(x, long, 'none')).join(' ')).toBe(long);
  });

  test('that has grown is cut where it is too long, keeps its breaks, and is numbered anew', () => {
    const made = postTexts(threaded(x, long, 'end'));
    const grown = joinPosts([...made.slice(0, -1), `짧은 끝. (${made.length}/${made.length})`.replace('짧은', '가나다라마바사 '.repeat(30) + '짧은')]);
    const again = postTexts(threaded(x, grown, 'end'));
    expect(again.length).toBeGreaterThan(made.length);
    expect(again[0]).toBe(made[0]?.replace(`(1/${made.length})`, `(1/${again.length})`));
    expect(again.filter((post) => /\(\d+\/\d+\).*\(\d+\/\d+\)/su.test(post))).toEqual([]);
    expect(threaded(x, joinPosts(['가', '나']), 'start')).toBe(joinPosts(['(1/2) 가', '(2/2) 나']));
  });

  test('is numbered anew wherever its numbers stand by now, and a writer’s own fractions stay', () => {
    expect(threaded(x, joinPosts(['가 (1/2)', '나 (2/2)다']), 'end')).toBe(joinPosts(['가 (1/2)', '나 다 (2/2)']));
    expect(threaded(x, joinPosts(['(1/3) 가', '새 글', '(2/3) 나', '(3/3) 다']), 'start')).toBe(joinPosts(['(1/4) 가', '(2/4) 새 글', '(3/4) 나', '(4/4) 다']));
    expect(threaded(x, joinPosts(['가 (1/2)', '나 (2/2)']), 'none')).toBe(joinPosts(['가', '나']));
    expect(threaded(x, joinPosts(['비율 (1/2)', '다른 글']), 'none')).toBe(joinPosts(['비율 (1/2)', '다른 글']));
  });

  test('is not made where it is not needed or not possible', () => {
    expect(threaded(x, '짧은 글', 'end')).toBe('not-needed');
    expect(threaded(channelProfile('instagram'), '가'.repeat(3_000), 'end')).toBe('not-needed');
    expect(threaded(channelProfile('bluesky'), `보세요. https://seoul.go.kr/${'a'.repeat(400)}`, 'end')).toBe('impossible');
  });

  test.each(THREADED)('on $id: nothing is lost and nothing over, of any text and of a thread made of it', (profile) => {
    fc.assert(
      fc.property(writing, fc.constantFrom(...NUMBERINGS), fc.constantFrom(...NUMBERINGS), (text, first, second) => {
        const made = threaded(profile, text, first);
        if (made === 'not-needed') return;
        const again = threaded(profile, made, second);
        for (const thread of [made, again]) expect(profile.count(thread).remaining).toBeGreaterThanOrEqual(0);
        const bare = (thread: string): string => postTexts(thread).map((post, _index, all) => (all.length > 1 ? post.replace(/^\(\d+\/\d+\) | \(\d+\/\d+\)$/u, '') : post)).join('').replace(/\s+/gu, '');
        expect(bare(made)).toBe(text.replace(/\s+/gu, ''));
        expect(bare(again)).toBe(text.replace(/\s+/gu, ''));
      }),
      { numRuns: 40 },
    );
  });
});
