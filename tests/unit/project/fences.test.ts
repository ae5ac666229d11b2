import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, roomOf } from '../../../scripts/lint/fences.mjs';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('the rooms of the project', () => {
  it('are told from the path', () => {
    expect(['src/shared/a.ts', 'src/main/app.ts', 'src/main/core/db/open.ts', 'src/renderer/main.tsx', 'tests/unit/a.ts'].map(roomOf)).toEqual(['shared', 'main', 'core', 'renderer', null]);
  });

  it.each([
    ['src/shared/domain/a.ts', 'node:fs'],
    ['src/shared/domain/a.ts', 'react'],
    ['src/shared/domain/a.ts', '../../main/core/a.ts'],
    ['src/shared/domain/a.ts', '#backend/index.ts'],
    ['src/renderer/app/a.ts', 'electron'],
    ['src/renderer/app/a.ts', '#core/db/open.ts'],
    ['src/renderer/features/review/a.tsx', '../compose/b.tsx'],
    ['src/renderer/components/a.tsx', '../features/compose/b.tsx'],
    ['src/main/app.ts', './core/index.ts'],
    ['src/main/app.ts', 'better-sqlite3'],
    ['src/main/core/index.ts', '../app.ts'],
    ['src/main/core/index.ts', 'electron'],
    ['src/backend/index.ts', '#core/index.ts'],
    ['src/backend/index.ts', 'better-sqlite3'],
    ['src/preload/index.ts', 'node:fs'],
  ])('%s may not import %s', (from, specifier) => {
    expect(refusal(from, specifier)).not.toBeNull();
  });

  it.each([
    ['src/shared/domain/a.ts', 'zod'],
    ['src/shared/domain/a.ts', '../document/b.ts'],
    ['src/renderer/features/review/a.tsx', '../../components/button.tsx'],
    ['src/renderer/app/screens.tsx', '../features/review/index.ts'],
    ['src/main/core/index.ts', '#shared/contract/core-contract.ts'],
    ['src/backend/index.ts', 'fastify'],
  ])('%s may import %s', (from, specifier) => {
    expect(refusal(from, specifier)).toBeNull();
  });
});

describe('a planted bad import', () => {
  let folder: string;

  // A project of two rooms, with our own compiler and lint settings and one import that must not be.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotong-fences-'));
    for (const file of ['tsconfig.base.json', '.oxlintrc.json', 'package.json']) cpSync(join(ROOT, file), join(folder, file));
    cpSync(join(ROOT, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'src/shared'), { recursive: true });
    mkdirSync(join(folder, 'src/renderer'), { recursive: true });
    mkdirSync(join(folder, 'src/backend'), { recursive: true });
    for (const room of ['shared', 'renderer', 'backend']) {
      const base = JSON.stringify({
        extends: '../../tsconfig.base.json',
        compilerOptions: { outDir: `../../out/${room}`, rootDir: '..', types: [] },
        include: ['.'],
        ...(room === 'shared' ? {} : { references: [{ path: '../shared' }] }),
      });
      writeFileSync(join(folder, `src/${room}/tsconfig.json`), base);
    }
    writeFileSync(join(folder, 'src/tsconfig.json'), JSON.stringify({ files: [], references: [{ path: './shared' }, { path: './renderer' }, { path: './backend' }] }));
    writeFileSync(join(folder, 'src/shared/rule.ts'), "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('a', 'utf8');\n");
    writeFileSync(join(folder, 'src/backend/secret.ts'), 'export const secret = 1;\n');
    writeFileSync(join(folder, 'src/renderer/view.ts'), "import { secret } from '../backend/secret.ts';\nexport const seen = secret;\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(command: string, args: readonly string[]): { code: number | null; output: string } {
    const done = spawnSync(process.execPath, [join(ROOT, 'node_modules', command), ...args], { cwd: folder, encoding: 'utf8' });
    return { code: done.status, output: done.stdout + done.stderr };
  }

  it('fails in the compiler', () => {
    const { code, output } = run('typescript/bin/tsc', ['-b', 'src']);
    expect(code).not.toBe(0);
    expect(output).toContain('rule.ts');
    expect(output).toMatch(/view\.ts.*TS6307|TS6307.*secret\.ts|secret\.ts/s);
  });

  it('fails in lint', () => {
    const { code, output } = run('oxlint/bin/oxlint', ['src']);
    expect(code).not.toBe(0);
    expect(output).toContain('src/shared may not import the package node:fs');
    expect(output).toContain('renderer may not import backend');
  });
});
