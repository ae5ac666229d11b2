import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentenceEnds } from '#shared/language/sentences.ts';

function sentences(text: string): string[] {
  const ends = [0, ...sentenceEnds(text), text.length];
  return ends.slice(1).map((end, index) => text.slice(ends[index] ?? 0, end).trim()).filter((part) => part !== '');
}

describe('Korean', () => {
  test.each([
    ['서울시가 나섰다. 시민이 반겼다.', ['서울시가 나섰다.', '시민이 반겼다.']],
    ['서울시가 나섰다.시민이 반겼다.', ['서울시가 나섰다.', '시민이 반겼다.']],
    ['11. 24.(화)~12. 11.(금)에 신청하세요. 매월 20만 원을 드립니다.', ['11. 24.(화)~12. 11.(금)에 신청하세요.', '매월 20만 원을 드립니다.']],
    ['1. 대상\n2. 기간: 2026. 11. 24. 부터\n3. 방법', ['1. 대상', '2. 기간: 2026. 11. 24. 부터', '3. 방법']],
    ['그는 “갔다. 그리고 왔다.”라고 말했다. 끝이다.', ['그는 “갔다. 그리고 왔다.”라고 말했다.', '끝이다.']],
    ['오세요~ 기다릴게요! 정말요? 네.', ['오세요~', '기다릴게요!', '정말요?', '네.']],
    ['감사합니다 😊 다음에 만나요', ['감사합니다 😊', '다음에 만나요']],
    ['축제가 열립니다. #서울 #축제', ['축제가 열립니다. #서울 #축제']],
    ['축제가 열립니다. #서울 #축제\n다음 소식입니다.', ['축제가 열립니다. #서울 #축제', '다음 소식입니다.']],
    ['축제가 열립니다. #서울 에서 만나요.', ['축제가 열립니다.', '#서울 에서 만나요.']],
    ['기온은 3.5도, 습도는 40.2%입니다. 맑습니다…  내일도 맑습니다。모레는', ['기온은 3.5도, 습도는 40.2%입니다.', '맑습니다…', '내일도 맑습니다。', '모레는']],
    ['자세히 https://seoul.go.kr/a.b?c=d. 문의 02-120.', ['자세히 https://seoul.go.kr/a.b?c=d.', '문의 02-120.']],
    ['신청(온라인. 방문.)은 쉽습니다. 끝.', ['신청(온라인. 방문.)은 쉽습니다.', '끝.']],
  ])('%s', (text, expected) => expect(sentences(text)).toEqual(expected));
});

describe('English', () => {
  test.each([
    ['Mr. Kim came. He left at 3 p.m. today.', ['Mr. Kim came.', 'He left at 3 p.m. today.']],
    ['Is it? Yes! “It is.” Good.', ['Is it?', 'Yes!', '“It is.”', 'Good.']],
    ['It opened in 2026. The city paid.', ['It opened in 2026.', 'The city paid.']],
    ['See e.g. seoul.go.kr. Then apply.', ['See e.g. seoul.go.kr.', 'Then apply.']],
    ['The U.S. team won. Version 1.2 is out.', ['The U.S. team won.', 'Version 1.2 is out.']],
    ['First paragraph\n\nSecond paragraph', ['First paragraph', 'Second paragraph']],
  ])('%s', (text, expected) => expect(sentences(text)).toEqual(expected));
});

test('ends rise, lie inside the text, and behind spaces', () => {
  const piece = fc.constantFrom('다', '.', ' ', '\n', '“', '”', '(', ')', '1', 'A', '#태그', '!', '~', '😊', 'https://a.co', '라고', '。');
  fc.assert(
    fc.property(fc.oneof(fc.array(piece, { maxLength: 80 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
      let last = 0;
      for (const end of sentenceEnds(text)) {
        expect(end).toBeGreaterThan(last);
        expect(end).toBeLessThan(text.length);
        expect(text.charAt(end)).not.toMatch(/\s/u);
        last = end;
      }
    }),
  );
});

test('a text made to be slow is read in time', () => {
  for (const hostile of ['“'.repeat(50_000), '다.'.repeat(50_000), '(1. '.repeat(25_000), '#a '.repeat(30_000), '😊'.repeat(30_000), '요~'.repeat(30_000)]) expect(sentenceEnds(hostile).length).toBeGreaterThanOrEqual(0);
}, 20_000);
