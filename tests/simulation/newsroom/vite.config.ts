import { join } from 'node:path';
import { defineConfig } from 'vite';
import { plantMutants } from './mutants.ts';
import { rememberAnswers } from './remember.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Builds the simulation for plain Node, with the mutants planted in the product's code: quicker than a test runner loads it, and the same for the command and the tests. */
export default defineConfig({
  root,
  logLevel: 'error',
  plugins: [plantMutants(), rememberAnswers()],
  build: {
    ssr: true,
    outDir: join(root, 'node_modules', '.cache', 'sotong-simulation'),
    emptyOutDir: false,
    target: 'node20',
    rollupOptions: { input: { simulation: join(root, 'tests/simulation/newsroom/main.ts') }, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
  },
  // CommonJS whose ES build Node cannot load by itself.
  ssr: { noExternal: ['twitter-text'] },
});
