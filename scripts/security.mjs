/**
 * `npm run security`: has Electronegativity read the code of the app, and fails on any finding that docs/security.md does not
 * explain, or on an explanation of what is not found any more. It is fetched for the occasion, in a fixed version: it brings
 * some 350 packages, and nothing else here needs them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Problem, runMain, say, step } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { npm } from './lib/run.mjs';

const SCANNER = '@doyensec/electronegativity@1.10.3';
const PAGE = join(root, 'docs', 'security.md');
/** A row of the table of explanations. */
const EXPLAINED = /^\| `(\w+)` \| `([^`]+)` \|/gmu;

await runMain(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sotong-security-'));
  try {
    const report = join(folder, 'report.csv');
    await step('Reading the code with Electronegativity', async () => {
      const result = await npm(['exec', '--yes', `--package=${SCANNER}`, '--', 'electronegativity', '-i', join(root, 'src'), '-o', report], { cwd: folder, timeout: 10 * 60_000 });
      if (result.code !== 0) throw new Problem(`Electronegativity ended with ${result.code}.`, result.output);
    });
    const found = findings(await readFile(report, 'utf8'));
    const explained = new Set([...(await readFile(PAGE, 'utf8')).matchAll(EXPLAINED)].map(([, check, file]) => `${check} ${file}`));
    const unexplained = [...found].filter((each) => !explained.has(each));
    const outdated = [...explained].filter((each) => !found.has(each));
    for (const each of unexplained) say(`Not explained: ${each}`);
    for (const each of outdated) say(`Explained, and not found any more: ${each}`);
    say(`${found.size} findings, ${unexplained.length} of them without an explanation in docs/security.md`);
    return unexplained.length + outdated.length > 0 ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Each finding as its check and its file, once. */
function findings(csv) {
  const rows = csv.split('\n').slice(1).filter((line) => line.trim() !== '');
  return new Set(
    rows.map((line) => {
      const [check = '', , , file = ''] = line.split(',').map((cell) => cell.replaceAll('"', ''));
      return `${check} ${file === 'N/A' ? 'the whole' : relative(root, file)}`;
    }),
  );
}
