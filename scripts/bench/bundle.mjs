/** Builds the bench's programs that use the app's own TypeScript, for plain Node, as the app's build does. */
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../lib/paths.mjs';

/**
 * @param {Readonly<Record<string, string>>} entries paths of the sources below the checkout, by name
 * @returns {Promise<Record<string, string>>} paths of the programs, by the same names
 */
export async function bundle(entries) {
  // In node_modules, so that what stays outside of the bundle is found from there.
  const outDir = join(root, 'node_modules', '.cache', 'sotong-bench');
  const input = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)]));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        input,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
    // CommonJS whose ES build Node cannot load by itself.
    ssr: { noExternal: ['twitter-text'] },
  });
  return Object.fromEntries(Object.keys(entries).map((name) => [name, join(outDir, `${name}.mjs`)]));
}
