import { OpenAPIHandler } from '@orpc/openapi/fastify';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import pino from 'pino';
import { PUSH_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import type { TokenGrant } from '#shared/contract/process-contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { HttpLimits } from '../config.ts';
import { accountsRouter, entranceRouter } from './accounts-router.ts';
import { authenticator, type Caller } from './auth.ts';
import { codeOfStatus, refusal } from './errors.ts';
import { openApiDocument } from './openapi.ts';
import { tokenBuckets } from './rate-limit.ts';
import { backendRouter, streamCount, type RouterParts } from './router.ts';

export type ServerParts = Omit<RouterParts, 'openStreams'> & {
  readonly tokens: readonly TokenGrant[];
  /** Null where nobody signs in by name. */
  readonly accounts: Accounts | null;
  readonly limits: HttpLimits;
  readonly version: string;
  readonly log: ((line: string) => void) | undefined;
  readonly routes: (app: FastifyInstance) => void;
};

/** How often connections are looked at for requests that take too long; a request may live longer than its limit by this. */
const CHECK_PARTS = 4;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** The HTTP server, not listening yet: the guards that every request passes, the contract's procedures, and further routes. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const requestTimeout = parts.limits.requestTimeoutMs ?? 30_000;
  const app = Fastify({
    bodyLimit: PUSH_MAX_BYTES,
    requestTimeout,
    // A connection that says nothing at all.
    connectionTimeout: 0,
    keepAliveTimeout: 60_000,
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.max(20, Math.floor(requestTimeout / CHECK_PARTS)), maxHeaderSize: 16 * 1024 },
    // Streams end by themselves when the server stops (see `closeServer`); what does not is cut.
    forceCloseConnections: 'idle',
    trustProxy: false,
    logger: false,
    routerOptions: { maxParamLength: 200 },
  });
  const log = parts.log === undefined ? null : lineLogger(parts.log);

  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (!hostAllowed(request)) return reply.code(403).send(refusal(403, 'forbidden', 'This address answers to its own name only'));
    return undefined;
  });
  guardApi(app, parts);
  // Every body but JSON is a stream of bytes that its route reads by itself.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, log));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusal(404, 'not-found', 'No such address')));
  if (log !== null) {
    app.addHook('onResponse', async (request, reply) => {
      log.info({ method: request.method, route: request.routeOptions.url ?? '(none)', status: reply.statusCode, ms: Math.round(reply.elapsedTime), caller: request.caller?.name });
    });
  }

  app.get('/healthz', async () => ({ ok: true }));
  let document: ReturnType<typeof openApiDocument> | null = null;
  app.get('/openapi.json', () => (document ??= openApiDocument(parts.version, parts.accounts !== null)));
  procedures(app, parts);
  if (parts.accounts !== null) entrance(app, parts.accounts);
  parts.routes(app);
  return app;
}

/** How long requests under way may take to end when the server stops. */
const LAST_WORDS_MS = 1_000;

/** Stops listening, lets what is under way end, then cuts what does not. Whoever calls has ended the streams. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 25);
  const all = setTimeout(() => app.server.closeAllConnections(), LAST_WORDS_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(all);
  }
}

/** Answers are data for programs; pages set a policy of their own. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

/**
 * On the loopback interface only loopback names are answered. A web page can point a name of its own
 * at 127.0.0.1 and read what an open page here says; it cannot make a browser send another Host.
 */
function hostAllowed(request: FastifyRequest): boolean {
  const local = request.socket.localAddress ?? '';
  if (!/^(?:::ffff:)?127\.|^::1$/u.test(local)) return true;
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/u.test(request.headers.host ?? '');
}

function guardApi(app: FastifyInstance, parts: ServerParts): void {
  const authenticate = authenticator(parts.tokens, parts.accounts?.authenticate ?? null);
  const takeCaller = tokenBuckets(parts.clock, parts.limits.burst ?? 600, parts.limits.perSecond ?? 60);
  // Guessing tokens is slowed down by address, long before it could lead anywhere.
  const takeStranger = tokenBuckets(parts.clock, 30, 1);
  const takeDoor = tokenBuckets(parts.clock, parts.limits.doorBurst ?? 30, parts.limits.doorPerSecond ?? 0.5);
  app.addHook('onRequest', async (request, reply) => {
    if (!needsToken(request.raw.url ?? '')) return undefined;
    if (parts.accounts !== null && request.method === 'POST' && ENTRANCES.some((path) => path === request.raw.url)) {
      const wait = takeDoor(request.ip);
      return wait === null ? undefined : tooMany(reply, wait);
    }
    const caller = await authenticate(request.headers.authorization);
    const wait = caller === null ? takeStranger(request.ip) : takeCaller(caller.name);
    if (wait !== null) return tooMany(reply, wait);
    if (caller === null) return reply.code(401).header('www-authenticate', 'Bearer').send(refusal(401, 'unauthorized', 'A valid token is needed'));
    request.caller = caller;
    return undefined;
  });
}

function tooMany(reply: FastifyReply, wait: number): FastifyReply {
  return reply.code(429).header('retry-after', wait).send(refusal(429, 'rate-limited', 'Too many requests'));
}

/** Everything but the few public addresses, as they are written: a spelling that only the router would understand needs a token too. */
function needsToken(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return !/^\/(?:healthz|openapi\.json|sandbox(?:\/|$))/u.test(path);
}

function procedures(app: FastifyInstance, parts: ServerParts): void {
  const router = backendRouter({ ...parts, openStreams: streamCount(parts.limits.streams ?? 20) });
  const handler = new OpenAPIHandler(parts.accounts === null ? router : { ...router, accounts: accountsRouter(parts.accounts.parts) });
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (request.caller === null) return reply.code(401).send(refusal(401, 'unauthorized', 'A valid token is needed'));
    const { matched } = await handler.handle(request, reply, { context: { caller: request.caller } });
    return matched ? reply : reply.callNotFound();
  };
  app.route({ method: 'GET', url: '/v1/*', exposeHeadRoute: false, handler: serve });
  app.route({ method: 'POST', url: '/v1/*', handler: serve });
  if (parts.accounts !== null) app.route({ method: ['DELETE', 'PATCH'], url: '/v1/*', handler: serve });
}

/** The calls that need no token, exactly as they are written. */
const ENTRANCES = ['/v1/sessions', '/v1/sessions/refresh', '/v1/invitations/accept'] as const;
/** The longest body that a stranger may send: a name, a password, a device. */
const ENTRANCE_MAX_BYTES = 16 * 1024;

function entrance(app: FastifyInstance, accounts: Accounts): void {
  const handler = new OpenAPIHandler(entranceRouter(accounts.parts));
  for (const url of ENTRANCES) {
    app.post(url, { bodyLimit: ENTRANCE_MAX_BYTES }, async (request, reply) => {
      const { matched } = await handler.handle(request, reply, { context: {} });
      return matched ? reply : reply.callNotFound();
    });
  }
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: pino.Logger | null): FastifyReply {
  const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
  // A database's message may quote a text that somebody wrote: the log gets the kind of the fault and where it came from.
  if (status === 500) log?.error({ route: request.routeOptions.url, error: error.name, code: error.code, stack: error.stack?.split('\n').slice(1, 6).join('\n') });
  const text = status === 500 ? 'The server failed; nothing was changed' : (error.code ?? 'The request cannot be read');
  return reply.code(status).send(refusal(status, codeOfStatus(status), text));
}

function lineLogger(write: (line: string) => void): pino.Logger {
  return pino({ base: null, redact: ['authorization', 'token', '*.authorization', '*.token'] }, { write: (line: string) => write(line.trimEnd()) });
}
