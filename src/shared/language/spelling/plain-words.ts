import type { Language } from '../../domain/ids.ts';

/** A word that many readers do not know or that only offices use, and what says the same to everybody. */
export interface PlainWord {
  readonly hard: string;
  readonly plain: string;
  readonly language: Language;
}

const list = (language: Language, pairs: Readonly<Record<string, string>>): readonly PlainWord[] =>
  Object.entries(pairs).map(([hard, plain]) => ({ hard, plain, language }));

/**
 * A small list of our own for public communication, made for Sotong in November 2026: office words with a plain one that fits
 * in the same place. Nouns only where a particle may follow. A newsroom adds to it and takes away from it (collection `plain-word`).
 */
export const PLAIN_WORDS: readonly PlainWord[] = [
  ...list('ko', {
    금번: '이번', 금일: '오늘', 익일: '다음 날', 명일: '내일', 작일: '어제', 익월: '다음 달', 익년: '다음 해', 금년: '올해', 차년도: '다음 해', 동절기: '겨울철', 하절기: '여름철',
    상기: '위', 당해: '그', 제반: '모든', 현행: '지금', 기일: '날짜', 적기: '알맞은 때', 향후: '앞으로', 추후: '나중에', 조속히: '빨리', 필히: '꼭', 가급적: '되도록', 재차: '다시', 임의로: '마음대로', 부득이: '어쩔 수 없이', 미연에: '미리',
    제고: '높임', 도모: '꾀함', 저해: '막음', 해태: '게을리함', 도래: '다가옴', 경과: '지남', 소요: '걸림', 잔여: '남은', 상이: '다름', 허위: '거짓',
    구비서류: '갖출 서류', 기재: '적음', 명기: '분명히 적음', 송부: '보냄', 배부: '나눠 줌', 수령: '받음', 수취인: '받는 사람', 회신: '답장', 답신: '답장', 별첨: '따로 붙임', 지참: '가져옴', 취합: '모음', 미제출: '내지 않음', 불입: '냄', 할증료: '추가 요금',
    우측: '오른쪽', 좌측: '왼쪽', 전면: '앞면', 후면: '뒷면', 행선지: '가는 곳', 시건장치: '잠금장치', 식재: '심기', 가료: '치료', 노견: '갓길', 우천: '비', 승강장: '타는 곳', 가드레일: '보호 난간', 싱크홀: '땅 꺼짐', 블랙아이스: '도로 살얼음', 자동제세동기: '자동 심장 충격기',
    거버넌스: '민관 협력', 바우처: '이용권', 페스타: '축제', 홈페이지: '누리집', 팸플릿: '안내 책자', 리플릿: '안내 책자', 인프라: '기반 시설', 라운드테이블: '원탁회의', 스타트업: '새싹 기업', 아웃리치: '찾아가는 상담', 원스톱: '한 번에', 니즈: '요구', 팝업스토어: '반짝 매장', 유관기관: '관계 기관', '유관 기관': '관계 기관', '킥오프 회의': '첫 회의', MOU: '업무 협약', TF: '전담 조직',
  }),
  ...list('en', {
    utilize: 'use', utilise: 'use', commence: 'start', 'prior to': 'before', 'subsequent to': 'after', 'in order to': 'to', facilitate: 'help', endeavor: 'try', endeavour: 'try', terminate: 'end', numerous: 'many', sufficient: 'enough', inquire: 'ask', henceforth: 'from now on', aforementioned: 'this', 'pursuant to': 'under',
    'in the event of': 'if there is', 'with regard to': 'about', 'in relation to': 'about', 'at this point in time': 'now', 'due to the fact that': 'because', 'in accordance with': 'under', 'for the purpose of': 'for', 'on a daily basis': 'every day', 'free of charge': 'free', 'residents are advised that': 'please note that', stakeholders: 'people concerned',
  }),
];
