/**
 * Texts of a newsroom from a seed: the same number gives the same texts on every machine. Words are drawn with Zipf's
 * weights (the word of rank r has weight 1/r), so that some are in most stories and some in hardly any, as in real copy.
 */
const KOREAN = `
시민 도서관 서울 행사 안내 신청 교통 공원 버스 지하철 축제 겨울 수도 안전 점검 주민 센터 청년 지원 사업 모집 기간 접수 홈페이지
문의 전화 무료 참여 어린이 체험 교육 강좌 문화 공연 전시 예약 운영 시간 변경 도로 공사 통제 우회 구간 주차 자전거 거치대 강변
산책로 조명 나무 꽃길 미세먼지 폭염 한파 대설 주의보 대피소 응급 병원 예방 접종 보건소 건강 검진 어르신 복지 돌봄 급식 학교
돌봄교실 장학금 일자리 박람회 창업 시장 상점가 상품권 세금 납부 환급 조례 의회 예산 공청회 의견 수렴 설문 재활용 분리배출 수거
폐기물 태양광 전기차 충전소 반려동물 등록 보호소 입양 텃밭 분양 수영장 체육관 마라톤 대회 박물관 미술관 음악회 합창단 사진전 공모
당선작 시상식 골목 가로등 횡단보도 신호등 과속 단속 소방 훈련 대피 지진 침수 하천 정비 다리 개통 터널 철도 역사 환승 요금 인상
노선 증차 심야 택시 임산부 다자녀 신혼부부 주택 임대 청약 이사 전입 신고 여권 발급 민원 무인 창구`.trim().split(/\s+/u);
const SYLLABLES = '가나다라마바사아자차카타파하거너더러머버서어저처고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치강남동북산성영원정준현호희연은한'.split('');
const ENDINGS = ['을', '를', '이', '가', '은', '는', '에', '에서', '으로', '와', '의', '도', ''];
const VERBS = ['안내합니다', '시작합니다', '신청하세요', '확인해 주세요', '진행합니다', '바뀝니다', '열립니다', '모집합니다', '운영합니다', '부탁드립니다', '마련했습니다', '이어집니다'];
const ENGLISH = `
the city library residents of and to in for a is event program park bus subway festival winter water safety notice apply by phone free children
workshop culture concert exhibition reservation hours change road works detour section parking bicycle rack riverside path lights trees air quality
heat cold snow warning shelter clinic vaccine health check seniors welfare care school scholarship jobs fair market voucher tax payment refund council
budget hearing opinion survey recycling collection solar charging station pets adoption garden pool gym marathon museum gallery choir photo contest
award alley crosswalk signal speed fire drill earthquake flood river repair bridge opening tunnel rail transfer fare route night taxi housing lease
move passport office counter`.trim().split(/\s+/u);

/** A word that about one story in so many has; no other story has it. */
export const RARE = { word: '능소화', every: 1_500 } as const;

/** Numbers in [0, 1) from a seed (mulberry32, public domain, Tommy Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface StoryText {
  readonly title: string;
  readonly brief: string;
  readonly ko: string;
  readonly en: string;
}

/** The texts of the n-th story. */
export function storyText(n: number): StoryText {
  const random = seededRandom(n + 1);
  const rare = n % RARE.every === 7 ? ` ${RARE.word} 터널을 걷습니다.` : '';
  return {
    title: `${pick(KOREAN, random)} ${name(random)} ${pick(KOREAN, random)} ${pick(KOREAN, random)}`,
    brief: `${koreanText(4 + Math.floor(random() * 6), random)}${rare}`,
    ko: koreanText(2 + Math.floor(random() * 2), random),
    en: englishText(2 + Math.floor(random() * 2), random),
  };
}

/** So many Korean sentences of 25 to 60 characters. */
export function koreanText(sentences: number, random: () => number): string {
  return Array.from({ length: sentences }, () => {
    const words = Array.from({ length: 4 + Math.floor(random() * 5) }, () => `${random() < 0.1 ? name(random) : zipf(KOREAN, random)}${pick(ENDINGS, random)}`);
    return `${words.join(' ')} ${pick(VERBS, random)}.`;
  }).join(' ');
}

function englishText(sentences: number, random: () => number): string {
  return Array.from({ length: sentences }, () => {
    const words = Array.from({ length: 8 + Math.floor(random() * 7) }, () => zipf(ENGLISH, random)).join(' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  }).join(' ');
}

/** A name or place of two or three syllables: there are about 400,000 of them. */
function name(random: () => number): string {
  return Array.from({ length: random() < 0.4 ? 2 : 3 }, () => pick(SYLLABLES, random)).join('');
}

function pick<T>(all: readonly T[], random: () => number): T {
  return all[Math.floor(random() * all.length)] as T;
}

function zipf(all: readonly string[], random: () => number): string {
  // The inverse of the sum of 1/r, which grows as a logarithm.
  return all[Math.min(all.length - 1, Math.floor((all.length + 1) ** random()) - 1)] as string;
}
