import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../support/bundle.ts';
import { start } from '../support/child-process.ts';

/**
 * The core's files on a disk that fails: at the Nth change of a file, once (EIO) or from then on (full, read-only), in each
 * thing that it does with them: for each N until nothing is left to fail.
 */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sotong-faults-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const library = join(folder, 'fault-io.so');
const built = process.platform === 'linux' && spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, '..', 'support', 'faults', 'fault-io.c'), '-ldl']).status === 0;
if (!built) console.info('Faults of the disk: not run, as they are planted by a small library for Linux, and there is no C compiler here');

const SCENARIOS = ['save', 'page', 'export', 'import', 'backup', 'restore', 'go-back', 'migrate'] as const;
/** What people are told. Everything else would be a fault of ours that the disk has brought to light. */
const TOLD = new Set(['done', 'disk-full', 'read-only', 'database-damaged', 'internal', 'bundle-damaged', 'unreadable-file']);

describe.skipIf(!built)('a disk that fails', () => {
  let program = '';
  beforeAll(async () => {
    program = (await bundle({ 'fault-child': 'tests/support/faults/fault-child.ts' }))['fault-child'] ?? '';
  }, 120_000);

  it.each(SCENARIOS)('loses nothing that was answered, leaves nothing half, and the next try succeeds: %s', async (name) => {
    const root = join(folder, name);
    const child = start(program, [root, name], { env: { ...process.env, LD_PRELOAD: library, FAULT_DIR: join(root, 'watched') } });
    expect([await child.ended, child.output().split('\n').filter((line) => !line.startsWith('{')).join('\n')]).toEqual([0, 'finished\n']);
    const rounds = child.output().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { mode: string; number: number; n: number; answer: string; struck: boolean });
    expect(rounds.filter(({ struck }) => struck).length).toBeGreaterThan(3);
    // A start that fails is told by the shell, whatever its reason.
    const isStart = name === 'restore' || name === 'go-back' || name === 'migrate';
    if (!isStart) expect([...new Set(rounds.map(({ answer }) => answer))].filter((answer) => !TOLD.has(answer))).toEqual([]);
    // A disk that stays full from the first change on lets nothing succeed, and is called by its name.
    const first = rounds.filter(({ mode, number, n }) => mode === 'ever' && number === 28 && n === 1);
    expect(first.map(({ answer }) => answer)).toEqual([isStart || name === 'backup' ? expect.any(String) : 'disk-full']);
    console.info(`${name}: ${String(rounds.length)} faults, answered ${[...new Set(rounds.map(({ answer }) => answer))].join(', ')}`);
  }, 300_000);
});
