import type { Channel, Lang } from './newsroom.ts';

/** What the writer makes of the article for each channel, in both languages: each says it in its own way. */
export const TEXTS: Readonly<Record<Channel, Readonly<Record<Lang, string>>>> = {
  X: {
    한국어: '출근길 지하철, 이제 책 대신 스마트폰을 봅니다.\n그래서 도시도 트위터에서 시민의 의견을 듣습니다. 정보 공유율 65%!\n#소통도시 #시민의견',
    영어: 'People read on phones now, so the city listens there. Breaking news on X is shared by 65% of those who react.\n#CityOfCommunication',
  },
  인스타그램: {
    한국어: '사진 한 장이 마음을 엽니다.\n축제의 밤, 여러분이 보내 준 장면들입니다.\n#소통도시 #우리동네',
    영어: 'One picture opens a heart.\nA festival night, seen through your eyes.\n#CityOfCommunication',
  },
  페이스북: {
    한국어: '“우리 이야기를 들어 줄까?” 하고 망설인 적 있으신가요?\n도시는 시민의 공감에서 답을 찾고 있습니다. 공감 표현율 78.8%, 여러분 덕분입니다.',
    영어: 'Ever wondered whether anybody at city hall listens?\nYour sympathy tells us what matters: 78.8% of reactions were yours.',
  },
  카카오스토리: {
    한국어: '도시 소식을 이웃에게 전해 주세요.\n시정 소식에는 댓글이, 생활 이야기에는 느낌과 공유가 많았습니다.',
    영어: 'Pass the news of the city on to your neighbours.\nCity news drew replies, everyday stories drew likes.',
  },
  블로그: {
    한국어: '2008년 9월 첫 블로그를 연 뒤로 도시는 여러 소셜 미디어에서 시민을 만나 왔습니다.\n‘소통 123’은 시민(1)과 시(2)가 함께 정책을 만들어 세상을 바꾼다(3)는 뜻입니다.',
    영어: 'Since the first blog opened in September 2008, the city has met its citizens on many channels.\nCommunication 123 means: the citizens (1) and the city (2) create policies together to change the world (3).',
  },
};
