import { createRouterClient } from '@orpc/server';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { giveToOrdinaryUser } from '../../../scripts/lib/user.mjs';
import { createRouter } from '../../../src/main/core/router.ts';
import { startCore } from '../../../src/main/core/start-core.ts';
import { systemClock } from '../../../src/main/core/clock.ts';
import { setMeta } from '../../../src/main/core/workspace/state.ts';
import { CHANNELS } from '../../../src/shared/channels/registry.ts';
import type { VariantPatch } from '../../../src/shared/contract/views.ts';
import type { Blocks } from '../../../src/shared/document/blocks.ts';
import { blocksFromText } from '../../../src/shared/document/plain-text.ts';
import type { ChannelId, Language } from '../../../src/shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import type { Account } from '../../../src/shared/domain/workspace.ts';
import { pictureOf } from './picture.ts';

/** The page whose card the newsroom keeps; it is fetched from a server on this machine while the newsroom is made. */
const PAGE = '<head><meta property="og:title" content="겨울철 수도 계량기 동파 예방 요령"><meta property="og:description" content="영하 10도 아래로 내려가는 밤에는 수도꼭지를 조금 열어 두세요."><meta property="og:image" content="/card.png"></head>';
const HOST = 'www.hanbit.go.kr';

const TEXTS: Readonly<Record<Language, string>> = {
  ko: '올겨울 한파에 대비해 수도 계량기 동파 예방 요령을 알려 드립니다.\n\n첫째, 계량기함 안을 헌 옷이나 보온재로 채워 주세요.\n둘째, 영하 10도 아래로 내려가는 밤에는 수도꼭지를 조금 열어 물이 흐르게 해 주세요.\n셋째, 얼었을 때는 뜨거운 물 대신 미지근한 물이나 드라이어로 천천히 녹여 주세요.\n\n동파 신고는 한빛시 수도사업소(국번 없이 120)로 해 주세요. #한빛시 #동파예방',
  en: 'Getting ready for the cold: how to keep your water meter from freezing.\n\nFirst, fill the meter box with old clothes or insulation.\nSecond, on nights below minus 10 degrees, leave the tap open a little.\nThird, thaw a frozen meter slowly with lukewarm water or a hair dryer, never with hot water.\n\nReport a burst meter to Hanbit Waterworks (dial 120). #Hanbit #WinterReady',
};

const RICH: Readonly<Record<Language, Blocks>> = {
  ko: [
    { type: 'paragraph', children: [{ text: '올겨울 한파에 대비해 ' }, { text: '수도 계량기 동파 예방 요령', bold: true }, { text: '을 알려 드립니다. 자세한 내용은 ' }, { type: 'link', url: 'https://www.hanbit.go.kr/water', children: [{ text: '수도사업소 누리집' }] }, { text: '에 있습니다.' }] },
    { type: 'heading-2', children: [{ text: '집에서 할 일' }] },
    { type: 'numbered-item', children: [{ text: '계량기함 안을 보온재로 채웁니다.' }] },
    { type: 'numbered-item', children: [{ text: '밤에는 수도꼭지를 조금 열어 둡니다.' }] },
    { type: 'heading-3', children: [{ text: '얼었을 때' }] },
    { type: 'bulleted-item', children: [{ text: '미지근한 물로 천천히 녹입니다.' }] },
    { type: 'quote', children: [{ text: '뜨거운 물을 부으면 계량기가 깨질 수 있습니다.' }] },
  ],
  en: [
    { type: 'paragraph', children: [{ text: 'How to keep ' }, { text: 'your water meter', bold: true }, { text: ' from freezing. More on ' }, { type: 'link', url: 'https://www.hanbit.go.kr/water', children: [{ text: "the waterworks' website" }] }, { text: '.' }] },
    { type: 'heading-2', children: [{ text: 'At home' }] },
    { type: 'numbered-item', children: [{ text: 'Fill the meter box with insulation.' }] },
    { type: 'numbered-item', children: [{ text: 'Leave the tap open a little at night.' }] },
    { type: 'heading-3', children: [{ text: 'When it is frozen' }] },
    { type: 'bulleted-item', children: [{ text: 'Thaw it slowly with lukewarm water.' }] },
    { type: 'quote', children: [{ text: 'Hot water can break the meter.' }] },
  ],
};

/** How many pictures each channel's post has; those without show the card of a link. */
const PICTURES: Readonly<Partial<Record<ChannelId, number>>> = { x: 3, instagram: 3, facebook: 6, mastodon: 2, kakaochannel: 1, youtube: 1 };

/** A story whose Korean variants all follow its common text. */
export const FOLLOWING = '공통 원문을 따르는 스토리';

export interface PreviewNewsroom {
  /** The address whose card is kept. */
  readonly page: string;
}

/** Makes a newsroom with an account of every channel and a story with a variant for each, in both languages, in the app's folder. */
export async function makePreviewNewsroom(userData: string, title: string): Promise<PreviewNewsroom> {
  const server = createServer((request, response) => {
    if (request.url === '/card.png') response.writeHead(200, { 'content-type': 'image/png' }).end(pictureOf(600, 315, 200));
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const running = await startCore({
    dataDir: join(userData, 'newsroom'), clock: systemClock, random: Math.random, newId: v7, language: 'ko', appVersion: '0.1.0', log: () => undefined, backend: null, requestEmbedded: () => undefined, samples: false,
    network: { policy: { allows: (ip) => ip === '127.0.0.1' }, resolve: (host) => Promise.resolve(host === HOST ? ['127.0.0.1'] : []) },
  });
  try {
    const accounts = CHANNELS.map(({ id }, index): Account => ({
      id: `018f4c00-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`, channel: id, name: { ko: '한빛시', en: 'Hanbit City' }, handle: id === 'mastodon' ? 'hanbit@social.hanbit.example' : id === 'bluesky' ? 'hanbit.example' : 'hanbit_city',
    }));
    running.core.write((unit) => {
      setMeta(unit, 'workspace', JSON.stringify({ ...SAMPLE_WORKSPACE, accounts }));
      setMeta(unit, 'samples', 'made');
      setMeta(unit, 'sync.online', '0');
    });
    const client = createRouterClient(createRouter(running));
    const page = `http://${HOST}:${(server.address() as AddressInfo).port}/winter-water-meter`;
    await client.linkCards.fetch({ url: page });
    const pictures = await Promise.all([[640, 480], [480, 640], [600, 600], [800, 420], [500, 400], [400, 500]].map(async ([width = 1, height = 1], index) => (await client.media.import({ fileName: `${index}.png`, bytes: new Uint8Array(pictureOf(width, height, index * 55)) })).sha256));
    const { id: story } = await client.stories.create({ title, brief: '', kind: 'administration', purpose: 'information' });
    const targets = accounts.flatMap(({ id }) => (['ko', 'en'] as const).map((language) => ({ account: id, language })));
    const { variants } = await client.variants.add({ story, targets });
    for (const [index, variant] of variants.entries()) {
      const profile = CHANNELS[Math.floor(index / 2)];
      const language: Language = index % 2 === 0 ? 'ko' : 'en';
      if (profile === undefined) continue;
      const { draftVersion } = await client.variants.get({ id: variant });
      const media = pictures.slice(0, PICTURES[profile.id] ?? 0).map((sha256, at) => ({ sha256, alt: at === 0 ? (language === 'ko' ? '보온재를 채운 계량기함' : 'A meter box filled with insulation') : '', decorative: at > 0 }));
      const text = textFor(profile.id, language, page);
      const patch: VariantPatch = {
        blocks: profile.richText ? [...RICH[language]] : [...blocksFromText(text)],
        ...(profile.hasTitle ? { title: language === 'ko' ? '겨울철 수도 계량기, 이렇게 지켜 주세요' : 'Keep your water meter warm this winter' } : {}),
        ...(profile.hasLink && media.length === 0 ? { link: page } : {}),
        ...(profile.hasFirstComment ? { firstComment: language === 'ko' ? '자세한 내용은 프로필 링크에 있습니다.' : 'More behind the link in our profile.' } : {}),
        media,
      };
      await client.variants.save({ id: variant, draftVersion, patch });
    }
    await client.stories.create({ title: FOLLOWING, brief: '', kind: 'administration', purpose: 'information' }).then(({ id }) => client.variants.add({ story: id, targets: accounts.map((account) => ({ account: account.id, language: 'ko' })) }));
    return { page };
  } finally {
    await running.close();
    await new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
    giveToOrdinaryUser(...readdirSync(userData, { recursive: true, encoding: 'utf8' }).map((path) => join(userData, path)));
  }
}

function textFor(channel: ChannelId, language: Language, page: string): string {
  const [first = '', ...rest] = TEXTS[language].split('\n\n');
  if (channel === 'x') return `${first} #한빛시\n>>>\n${rest[1] ?? ''}`;
  if (channel === 'bluesky' || channel === 'mastodon') return `${first}\n\n\n\n${page} #동파예방`;
  if (channel === 'threads') return `${first} #동파예방\n>>>\n${rest.join('\n\n')}`;
  return TEXTS[language];
}
