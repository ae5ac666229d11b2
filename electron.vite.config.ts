import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

// One build for every runtime that we support: the oldest is Electron 33 (Node 20, Chromium 130).
const NODE_TARGET = 'node20.18';
const BROWSER_TARGET = 'chrome130';

const src = (path: string): string => resolve(import.meta.dirname, 'src', path);

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      outDir: 'out/main',
      // twitter-text is CommonJS whose ES build Node cannot load by itself: it is bundled.
      externalizeDeps: { exclude: ['twitter-text', 'electron-store', 'es-hangul', 'node-diff3', 'diff'] },
      rollupOptions: {
        input: {
          index: src('main/index.ts'),
          core: src('main/core/index.ts'),
          'picture-worker': src('main/core/media/picture-worker.ts'),
          backend: src('backend/main.ts'),
          'backend-embedded': src('backend/embedded.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: { input: { index: src('preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: src('renderer'),
    plugins: [react()],
    // The custom protocol puts a fresh nonce in place of this mark at each load (src/main/security/app-protocol.ts).
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      target: BROWSER_TARGET,
      outDir: 'out/renderer',
      sourcemap: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: src('renderer/index.html') } },
    },
  },
});
