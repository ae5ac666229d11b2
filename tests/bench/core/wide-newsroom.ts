import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNELS } from '#shared/channels/registry.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { setMeta } from '../../../src/main/core/workspace/state.ts';
import { type OpenCore, openCore } from './open-core.ts';
import { koreanText, seededRandom } from './texts.ts';

const LANGUAGES = ['ko', 'en'] as const;
/** Of a story of the wide newsroom: what is needed to open it. */
export interface WideStory {
  readonly story: string;
  /** Its first one, an X variant in Korean. */
  readonly variant: string;
  readonly variants: number;
}
export interface WideStories {
  /** With a variant for every channel in both languages. */
  readonly wide: WideStory;
  /** With two variants. */
  readonly narrow: WideStory;
}

/** A newsroom with an account on every channel. */
const WORKSPACE: Workspace = {
  ...SAMPLE_WORKSPACE,
  accounts: CHANNELS.map(({ id }, index) => ({
    id: `018f4c00-0000-7000-8000-${(0xa1 + index).toString(16).padStart(12, '0')}`,
    channel: id,
    name: { ko: '한빛시', en: 'Hanbit City' },
    handle: '@hanbit_city',
  })),
};

/** Makes it in an empty folder, each variant with a text of its own; which stories those are is noted in `stories.json`. */
export async function makeWideNewsroom(dir: string): Promise<void> {
  const first = await openCore(dir);
  first.running.core.write((unit) => setMeta(unit, 'workspace', JSON.stringify(WORKSPACE)));
  await first.running.close();
  const { client, running } = await openCore(dir);
  const x = WORKSPACE.accounts.find(({ channel }) => channel === 'x');
  const accounts = [...(x === undefined ? [] : [x]), ...WORKSPACE.accounts.filter((account) => account !== x)];
  const targets = accounts.flatMap(({ id }) => LANGUAGES.map((language) => ({ account: id, language })));
  const stories: WideStories = { wide: await addStory(client, 'Every channel', targets), narrow: await addStory(client, 'One channel', targets.slice(0, LANGUAGES.length)) };
  await running.close();
  writeFileSync(storiesFile(dir), JSON.stringify(stories));
}

export function wideStories(dir: string): WideStories {
  return JSON.parse(readFileSync(storiesFile(dir), 'utf8')) as WideStories;
}

function storiesFile(dir: string): string {
  return join(dir, 'stories.json');
}

async function addStory(client: OpenCore['client'], title: string, targets: { readonly account: string; readonly language: 'ko' | 'en' }[]): Promise<WideStory> {
  const { id: story } = await client.stories.create({ title, brief: '', kind: 'administration', purpose: 'information' });
  const { variants } = await client.variants.add({ story, targets });
  for (const [index, id] of variants.entries()) {
    const { draftVersion } = await client.variants.get({ id });
    await client.variants.save({ id, draftVersion, patch: { blocks: [...blocksFromText(koreanText(6, seededRandom(index)))] } });
  }
  return { story, variant: variants[0] ?? '', variants: variants.length };
}
