import { MEDIA_HEAD, mediaType } from '#shared/media/media-type.ts';
import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { open, readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { rangeOf } from './byte-range.ts';

/**
 * The window's own protocols. `app://sotong/…` serves the built interface, `media://asset/<sha256>`
 * the workspace's pictures and videos, `media://card/<sha256>` those of links' cards. Anything else, another host, a path that leaves its folder (also through
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
    { scheme: 'media', privileges: { standard: true, secure: true, stream: true } },
  ]);
}

export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // react-aria adds two small style elements of its own; they carry the page's nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' media: data: blob:",
    'media-src media:',
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

interface MediaFolders {
  readonly media: string;
  readonly cards: string;
}

async function serveMedia(folders: MediaFolders, url: URL, range: string | null): Promise<Response> {
  const sha = url.pathname.slice(1);
  const folder = url.host === 'asset' ? folders.media : url.host === 'card' ? folders.cards : null;
  if (folder === null || !/^[0-9a-f]{64}$/.test(sha)) return refuse();
  const file = await inside(folder, sha);
  if (file === null) return refuse();
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(MEDIA_HEAD);
    const { bytesRead } = await handle.read(head, 0, MEDIA_HEAD, 0);
    const type = mediaType(head.subarray(0, bytesRead));
    const part = rangeOf(range, size);
    if (type === null || part === 'unsatisfiable') {
      await handle.close();
      return type === null ? refuse() : new Response(null, { status: 416, headers: { 'content-range': `bytes */${String(size)}` } });
    }
    // A video is read as it is played; the stream closes the file.
    const body = Readable.toWeb(handle.createReadStream({ start: part.start, end: part.end })) as ReadableStream<Uint8Array<ArrayBuffer>>;
    return new Response(body, {
      status: part.partial ? 206 : 200,
      headers: {
        'content-type': type, 'content-length': String(part.end - part.start + 1), 'accept-ranges': 'bytes', ...(part.partial ? { 'content-range': `bytes ${String(part.start)}-${String(part.end)}/${String(size)}` } : {}),
        'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'",
      },
    });
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

/** `media` answers the folders of the workspace that is open. */
export function serveProtocols(session: Session, renderer: string, media: () => MediaFolders): void {
  session.protocol.handle('app', (request) => serveApp(renderer, new URL(request.url)).catch(refuse));
  session.protocol.handle('media', (request) => serveMedia(media(), new URL(request.url), request.headers.get('range')).catch(refuse));
}
