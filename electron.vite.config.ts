import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import { copyDictionaries } from './scripts/lib/dictionaries.mjs';

// One build for every runtime that we support: the oldest is Electron 33 (Node 20, Chromium 130).
const NODE_TARGET = 'node20.18';
const BROWSER_TARGET = 'chrome130';

/**
 * What goes into the build of the shell, the core and the backend: packages of plain JavaScript, several hundred
 * small files that Node would find, read and link one by one at each start. The rest stays in node_modules:
 * it is native (better-sqlite3), finds its own files beside itself (wasm-vips, hunspell-wasm, PGlite), or is only the backend's,
 * which is never started before the window is there (fastify, pg).
 */
const BUNDLED = [
  '@noble/hashes',
  '@orpc/client',
  '@orpc/contract',
  '@orpc/openapi',
  '@orpc/openapi-client',
  '@orpc/server',
  '@orpc/zod',
  'canonicalize',
  'diff',
  'electron-store',
  'es-hangul',
  'html-to-text',
  'htmlparser2',
  'i18next',
  'ipaddr.js',
  'kysely',
  'marked',
  'mediabunny',
  'node-diff3',
  'pino',
  'twitter-text',
  'uuid',
  'zod',
];

const src = (path: string): string => resolve(import.meta.dirname, 'src', path);

export default defineConfig({
  main: {
    plugins: [{ name: 'spelling-dictionaries', writeBundle: () => void copyDictionaries(resolve(import.meta.dirname, 'out/dictionaries')) }],
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      outDir: 'out/main',
      externalizeDeps: { exclude: BUNDLED },
      rollupOptions: {
        input: {
          index: src('main/index.ts'),
          core: src('main/core/index.ts'),
          'media-worker': src('main/core/media/media-worker.ts'),
          'spelling-worker': src('main/core/spelling/spelling-worker.ts'),
          backend: src('backend/main.ts'),
          'backend-embedded': src('backend/embedded.ts'),
          'move-backend': src('backend/move/main.ts'),
          'doctor-backend': src('backend/doctor/main.ts'),
          'doctor-newsroom': src('main/core/doctor/main.ts'),
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
      // electron-vite leaves a window's code as it is; a quarter of it is read and compiled faster.
      minify: 'oxc',
      sourcemap: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: src('renderer/index.html') } },
    },
  },
});
