import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** Builds programs of this project for plain Node, as the real build does, so that tests can start them as processes. Gives their paths by name. */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const outDir = join(root, 'node_modules', '.cache', 'sotong-tests', `programs-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])), output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
    // CommonJS whose ES build Node cannot load by itself.
    ssr: { noExternal: ['twitter-text'] },
  });
  return Object.fromEntries(Object.keys(entries).map((name) => [name, join(outDir, `${name}.mjs`)]));
}
