import { imageType } from '#shared/document/image-type.ts';
import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/**
 * The window's own protocols. `app://sotong/…` serves the built interface, `media://asset/<sha256>`
 * the workspace's pictures. Anything else, another host, a path that leaves its folder (also through
 * a symbolic link), is answered 404; every answer carries the policy and a fixed type.
 */
export const APP_ORIGIN = 'app://sotong';
const NONCE_MARK = '__CSP_NONCE__';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
  '.map': 'application/json',
};

export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'media', privileges: { standard: true, secure: true } },
  ]);
}

export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // react-aria adds two small style elements of its own; they carry the page's nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' media: data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "object-src 'none'",
  ].join('; ');
}

function refuse(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" } });
}

/** A file's path inside `root`, or null for whatever would lead out of it. */
async function inside(root: string, path: string): Promise<string | null> {
  try {
    const real = await realpath(join(root, path));
    const base = await realpath(root);
    return real.startsWith(base + sep) ? real : null;
  } catch {
    return null;
  }
}

async function serveApp(root: string, url: URL): Promise<Response> {
  if (url.host !== 'sotong') return refuse();
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return refuse();
  }
  if (path === '/') path = '/index.html';
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined || !/^(\/[\w.-]+)+$/.test(path) || path.includes('..')) return refuse();
  const file = await inside(root, path);
  if (file === null) return refuse();
  const nonce = randomBytes(16).toString('base64');
  const bytes = await readFile(file);
  const body = path.endsWith('.html') ? bytes.toString('utf8').replaceAll(NONCE_MARK, nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy(nonce),
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

async function serveMedia(mediaFolder: string, url: URL): Promise<Response> {
  const sha = url.pathname.slice(1);
  if (url.host !== 'asset' || !/^[0-9a-f]{64}$/.test(sha)) return refuse();
  const file = await inside(mediaFolder, sha);
  if (file === null) return refuse();
  const bytes = await readFile(file);
  const type = imageType(bytes);
  if (type === null) return refuse();
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'" },
  });
}

export function serveProtocols(session: Session, folders: { readonly renderer: string; readonly media: string }): void {
  session.protocol.handle('app', (request) => serveApp(folders.renderer, new URL(request.url)).catch(refuse));
  session.protocol.handle('media', (request) => serveMedia(folders.media, new URL(request.url)).catch(refuse));
}
