import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../src/shared/document/plain-text.ts';
import { bundle } from '../support/bundle.ts';
import { start } from '../support/child-process.ts';
import { addVariant, closeCore, type CoreClient, storyWith, tempFolder, testCore, write } from '../support/core.ts';
import type { FlipOrder, Shown } from '../support/flip-child.ts';
import { seededRandom } from '../simulation/publish/seeded-random.ts';

/** How many bits are flipped in each file, each in a copy of its own: `SOTONG_FLIPS=1000` for the thousand. */
const FLIPS = Number(process.env['SOTONG_FLIPS'] ?? 40);
/** As many damaged files one process looks at: the database module was once seen to end its process (SIGTRAP) after many, and a process that dies is then a result. */
const BATCH = 25;
const FIRST = '3월 5일에 문을 엽니다.';
const SECOND = '3월 6일에 문을 엽니다.';
const UNTOUCHED = '그대로인 글입니다.';
const SAVED = [FIRST, SECOND];
const TITLE = '겨울철 수도 동파 예방';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sotong-flips-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let program = '';
beforeAll(async () => {
  program = (await bundle({ 'flip-child': 'tests/support/flip-child.ts' }))['flip-child'] ?? '';
}, 120_000);

type Looked = { readonly shown: readonly Shown[]; /** The bit at which the process died, and how. */ readonly died: { readonly bit: number; readonly how: number | string } | null };

/** Lets a process of its own look at copies of a newsroom, each with one of these bits flipped. */
async function lookAt(order: FlipOrder): Promise<Looked> {
  const child = start(program, [JSON.stringify(order)]);
  const how = await child.ended;
  const lines = child.output().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Shown | { readonly begun: number });
  const last = lines.findLast((line) => 'begun' in line);
  return { shown: lines.filter((line) => 'opened' in line), died: how === 0 ? null : { bit: last?.begun ?? -1, how } };
}

/** All of them, batch by batch. Where a process dies, the bit at which it did is looked at once more in a process of its own, and the rest goes on. */
async function lookAtAll(order: FlipOrder): Promise<{ readonly shown: Shown[]; readonly deaths: { readonly bit: number; readonly how: number | string; readonly alone: boolean }[] }> {
  const shown: Shown[] = [];
  const deaths: { bit: number; how: number | string; alone: boolean }[] = [];
  let left = order.bits;
  while (left.length > 0) {
    const batch = left.slice(0, BATCH);
    const looked = await lookAt({ ...order, bits: batch });
    shown.push(...looked.shown);
    left = left.slice(looked.died === null ? batch.length : looked.shown.length + 1);
    if (looked.died === null) continue;
    const again = await lookAt({ ...order, bits: [looked.died.bit] });
    shown.push(...again.shown);
    deaths.push({ ...looked.died, alone: again.died !== null });
  }
  return { shown, deaths };
}

async function textOf(client: CoreClient, variant: string): Promise<string> {
  return plainText((await client.variants.get({ id: variant })).content.blocks);
}

describe('a newsroom of which a bit has flipped', () => {
  it.each(['newsroom.db', 'newsroom.db-wal'] as const)(`shows no text that nobody wrote: %s, ${String(FLIPS)} bits`, async (file) => {
    const core = await testCore();
    const { story, variant } = await storyWith(core.client, FIRST);
    await core.client.review.submit({ variants: [variant], note: '' });
    await write(core.client, variant, SECOND);
    const untouched = await addVariant(core.client, story, UNTOUCHED, 'blog');
    const model = tempFolder();
    if (file === 'newsroom.db') await closeCore(core);
    // With the log still beside it, as a kill leaves it.
    cpSync(core.dataDir, model, { recursive: true });
    const size = readFileSync(join(model, file)).length;
    expect(size).toBeGreaterThan(10_000);
    const { next } = seededRandom(2026);
    const bits = Array.from({ length: FLIPS }, () => Math.floor(next() * size * 8));
    const { shown, deaths } = await lookAtAll({ model, folder, file, bits, variants: [variant, untouched], story });
    // One damaged file alone never ends a process.
    expect(deaths.filter(({ alone }) => alone)).toEqual([]);
    expect(shown.map(({ bit }) => bit).toSorted((a, b) => a - b)).toEqual(bits.toSorted((a, b) => a - b));
    for (const { bit, opened, texts, codes, title, revisions } of shown) {
      if (!opened) continue;
      const where = `${file}, bit ${String(bit)}`;
      // A log is read up to its first damaged page: what came before it is what somebody wrote, too.
      expect([where, texts[0] == null || [...SAVED, ''].includes(texts[0])]).toEqual([where, true]);
      expect([where, texts[1] == null || [UNTOUCHED, ''].includes(texts[1])]).toEqual([where, true]);
      expect([where, title === null || title === TITLE]).toEqual([where, true]);
      expect([where, revisions.filter((text) => !SAVED.includes(text))]).toEqual([where, []]);
      expect([where, codes.filter((code) => !/^(?:content-damaged|not-found|unknown-revision|database-damaged|internal)$/u.test(code))]).toEqual([where, []]);
    }
    const seen = { refused: shown.filter(({ opened, texts }) => !opened || texts.includes(null)).length, restored: shown.filter(({ restored }) => restored).length, whole: shown.filter(({ opened, texts }) => opened && !texts.includes(null)).length };
    console.info(`${file}: ${String(FLIPS)} bits, ${JSON.stringify(seen)}; processes that died: ${deaths.length === 0 ? 'none' : JSON.stringify(deaths)}`);
    if (file === 'newsroom.db-wal') await closeCore(core);
  }, 120_000 + FLIPS * 3_000);

  it('loses of a log that is cut off only what was behind the cut, and says nothing that was not written', async () => {
    const core = await testCore();
    const { variant } = await storyWith(core.client, FIRST);
    await write(core.client, variant, SECOND);
    const log = readFileSync(join(core.dataDir, 'newsroom.db-wal'));
    for (let part = 0; part <= 10; part += 1) {
      const dir = join(tempFolder(), 'newsroom');
      mkdirSync(dir);
      copyFileSync(join(core.dataDir, 'newsroom.db'), join(dir, 'newsroom.db'));
      writeFileSync(join(dir, 'newsroom.db-wal'), log.subarray(0, Math.floor((log.length * part) / 10)));
      const opened = await testCore({ dataDir: dir });
      const text = await textOf(opened.client, variant).catch(() => null);
      expect([part, text === null || [...SAVED, ''].includes(text)]).toEqual([part, true]);
      if (part === 10) expect(text).toBe(SECOND);
      await closeCore(opened);
    }
  }, 120_000);
});
