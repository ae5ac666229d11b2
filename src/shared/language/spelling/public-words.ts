/**
 * Words of public communication that the dictionaries do not have (looked up in hunspell-dict-ko 0.7.94 and SCOWL en_US on
 * 2026-11-26). Names of one newsroom's own are not here: those it adds itself.
 */
export const PUBLIC_WORDS: readonly string[] = [
  ...'누리집 시의회 구의회 군의회 도의회 시민청 정책실 강변북로 따릉이 다산콜 제로페이 온누리상품권 지역화폐 중위소득 본인부담금 전월세 공유주택 행복주택 재난문자 땅꺼짐 대여소 홍보관 그늘막 쿨링포그'.split(' '),
  ...'셔틀 킥보드 전동킥보드 키오스크 와이파이 콜센터 알림톡 챗봇 뉴스레터 카드뉴스 해시태그 유튜브 유튜버 인스타그램 페이스북 카카오톡 카카오스토리 스레드 블루스카이 마스토돈 링크드인 멘션 스토리 소셜 뉴스룸 라벨 사이드바 컨텍스트 미리보기 붙여넣기 글머리표 표시줄 릴스 숏폼 브이로그 웹툰 빅데이터 메타버스'.split(' '),
  ...'굿즈 텀블러 북카페 루프톱 푸드트럭 버스킹 플리마켓 나눔장터 포토존 부스 키트 도슨트 서포터즈 크리에이터 인플루언서 팔로워 리트윗 노쇼 캐시백 기프티콘 참가비 회원가입 본인인증 러너'.split(' '),
  ...'반려견 반려묘 초미세먼지 열섬 무장애 범정부 업무망 기준값 새소식 배리어프리 한부모 다자녀 늘봄 층간소음 주차난 맨발길 제설함 포트홀'.split(' '),
  ...'Busan Incheon Daegu Gwangju Daejeon Ulsan Sejong Jeju Gyeonggi Hangang Gangnam Jongno Namsan Dongdaemun Myeongdong Itaewon Gwanghwamun Cheonggyecheon Hangul Chuseok Seollal hanbok hanok kimchi bibimbap tteokbokki makgeolli soju Hallyu'.split(' '),
  ...'KakaoTalk livestream livestreams livestreamed webtoon Kakao Naver Bluesky http https keychain vlog wifi signup bikeshare wayfinding upcycling'.split(' '),
];
