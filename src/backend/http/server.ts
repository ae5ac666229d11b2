import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError } from '@orpc/server';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { PUSH_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import type { TokenGrant } from '#shared/contract/process-contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { comeBack } from '../accounts/provider-sign-in.ts';
import type { HttpLimits } from '../config.ts';
import { accountsRouter, entranceRouter } from './accounts-router.ts';
import { authenticator, type Caller } from './auth.ts';
import { faultOf, type Logger } from '../telemetry/logger.ts';
import type { Meter } from '../telemetry/meter.ts';
import { inTraceOf } from '../telemetry/tracing.ts';
import { codeOfStatus, refusal } from './errors.ts';
import { readyAnswer, type Unready } from './health.ts';
import { openApiDocument } from './openapi.ts';
import { contractRouteOf } from './route-names.ts';
import { tokenBuckets } from './rate-limit.ts';
import { backendRouter, streamCount, type RouterParts } from './router.ts';

export type ServerParts = Omit<RouterParts, 'openStreams'> & {
  readonly tokens: readonly TokenGrant[];
  /** Null where nobody signs in by name. */
  readonly accounts: Accounts | null;
  readonly limits: HttpLimits;
  readonly version: string;
  readonly log: Logger;
  readonly meter: Meter;
  readonly readiness: () => Promise<Unready>;
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
export function buildServer(parts: ServerParts): { readonly app: FastifyInstance; readonly addresses: readonly string[] } {
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
    clientErrorHandler: answerBrokenRequest,
    // An address that cannot be read, before any route or hook has seen it.
    frameworkErrors: (error, _request, reply) => {
      const status = error.statusCode ?? 400;
      void (reply as unknown as FastifyReply).code(status).headers(SECURITY_HEADERS).send(refusal(status, codeOfStatus(status), error.code));
    },
  });
  const { log, meter } = parts;
  const addresses: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    addresses.push(...[method].flat().map((each) => `${each} ${url}`));
  });

  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (!hostAllowed(request)) return reply.code(403).send(refusal(403, 'forbidden', 'This address answers to its own name only'));
    // Nothing is ever unpacked here: a few bytes could become gigabytes.
    if (![undefined, 'identity'].includes(request.headers['content-encoding'])) return reply.code(415).send(refusal(415, 'unsupported-format', 'Compressed bodies are not read'));
    return undefined;
  });
  guardApi(app, parts);
  // Every body but JSON is a stream of bytes that its route reads by itself.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, log));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusal(404, 'not-found', 'No such address')));
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    meter.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), caller: request.caller?.name }, 'answered');
  });

  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const { status, body } = readyAnswer(await parts.readiness());
    return reply.code(status).send(body);
  });
  let document: ReturnType<typeof openApiDocument> | null = null;
  app.get('/openapi.json', () => (document ??= openApiDocument(parts.version, parts.accounts !== null)));
  procedures(app, parts);
  if (parts.accounts !== null) entrance(app, parts.accounts, log);
  parts.routes(app);
  return { app, addresses };
}

/** The address as it is written where it was registered, without what stood in it: a word for logs and figures. */
function routeOf(request: FastifyRequest): string {
  const url = request.routeOptions.url ?? '(none)';
  return url === '/v1/*' ? contractRouteOf(request.method, request.raw.url ?? '') : url;
}

/** Stops listening, lets what is under way end, then cuts what has not after `drainMs`. Whoever calls has ended the streams. */
export async function closeServer(app: FastifyInstance, drainMs: number): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 25);
  const all = setTimeout(() => app.server.closeAllConnections(), drainMs);
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
  const { meter } = parts;
  const authenticate = authenticator(parts.tokens, parts.accounts?.authenticate ?? null);
  const takeCaller = tokenBuckets(parts.clock, parts.limits.burst ?? 600, parts.limits.perSecond ?? 60);
  // Guessing tokens is slowed down by address, long before it could lead anywhere.
  const takeStranger = tokenBuckets(parts.clock, parts.limits.strangerBurst ?? 30, 1);
  const takeDoor = tokenBuckets(parts.clock, parts.limits.doorBurst ?? 30, parts.limits.doorPerSecond ?? 0.5);
  app.addHook('onRequest', async (request, reply) => {
    if (!needsToken(request.raw.url ?? '')) return undefined;
    if (parts.accounts !== null && isEntrance(request)) {
      const wait = takeDoor(request.ip);
      if (wait === null) return undefined;
      meter.limited('door');
      return tooMany(reply, wait);
    }
    const caller = await authenticate(request.headers.authorization);
    const wait = caller === null ? takeStranger(request.ip) : takeCaller(caller.name);
    if (wait !== null) {
      meter.limited(caller === null ? 'stranger' : 'caller');
      return tooMany(reply, wait);
    }
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
  return !/^\/(?:healthz|readyz|openapi\.json|record|sandbox(?:\/|$))/u.test(path);
}

/** What fails within a procedure would be answered without a word in the log: it gets one, and the answer of every other failure. A body that cannot be read fails before that, and is a refusal. */
function withFaultsLogged(log: Logger) {
  return async <T>({ next }: { readonly next: () => Promise<T> }): Promise<T> => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof ORPCError && error.status < 500) throw error;
      log.error(faultOf(error), 'a request failed');
      throw new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: SERVER_FAILED, data: { code: 'internal' } });
    }
  };
}

function procedures(app: FastifyInstance, parts: ServerParts): void {
  const router = backendRouter({ ...parts, openStreams: streamCount(parts.limits.streams ?? 20, parts.meter) });
  const handler = new OpenAPIHandler(parts.accounts === null ? router : { ...router, accounts: accountsRouter(parts.accounts.parts) }, { clientInterceptors: [withFaultsLogged(parts.log)] });
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (request.caller === null) return reply.code(401).send(refusal(401, 'unauthorized', 'A valid token is needed'));
    const { caller } = request;
    const { matched } = await inTraceOf(request.headers, () => handler.handle(request, reply, { context: { caller } }));
    return matched ? reply : reply.callNotFound();
  };
  app.route({ method: 'GET', url: '/v1/*', exposeHeadRoute: false, handler: serve });
  app.route({ method: 'POST', url: '/v1/*', handler: serve });
  if (parts.accounts !== null) app.route({ method: ['DELETE', 'PATCH'], url: '/v1/*', handler: serve });
}

/** The calls that need no token, exactly as they are written. */
const ENTRANCES = ['POST /v1/sessions', 'POST /v1/sessions/refresh', 'POST /v1/invitations/accept', 'GET /v1/sessions/ways', 'POST /v1/sessions/provider', 'POST /v1/sessions/provider/finish'] as const;
/** Where a browser comes back to from the organisation's provider, with what it was told in the query. */
export const PROVIDER_RETURN = '/v1/sessions/provider/return';

function isEntrance({ method, raw: { url = '' } }: FastifyRequest): boolean {
  return ENTRANCES.some((entrance) => entrance === `${method} ${url}`) || (method === 'GET' && url.split('?', 1)[0] === PROVIDER_RETURN);
}

/** The longest body that a stranger may send: a name, a password, a device. */
const ENTRANCE_MAX_BYTES = 16 * 1024;

function entrance(app: FastifyInstance, accounts: Accounts, log: Logger): void {
  const handler = new OpenAPIHandler(entranceRouter(accounts.parts, accounts.provider), { clientInterceptors: [withFaultsLogged(log)] });
  for (const each of ENTRANCES) {
    const [method = '', url = ''] = each.split(' ');
    app.route({
      method,
      url,
      bodyLimit: ENTRANCE_MAX_BYTES,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const { matched } = await handler.handle(request, reply, { context: {} });
        return matched ? reply : reply.callNotFound();
      },
    });
  }
  const { provider } = accounts;
  if (provider === null) return;
  app.get(PROVIDER_RETURN, { exposeHeadRoute: false }, async (request, reply) => {
    const query = (request.raw.url ?? '').slice(PROVIDER_RETURN.length);
    const next = await comeBack(provider, new URL(`${provider.returnAddress()}${query}`));
    return next === null ? reply.code(404).send(refusal(404, 'not-found', 'Nobody waits for this sign-in')) : reply.redirect(next, 302);
  });
}

const SERVER_FAILED = 'The server failed; nothing was changed';

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
  // A database's message may quote a text that somebody wrote: the log gets the kind of the fault and where it came from.
  if (status === 500) log.error({ route: routeOf(request), ...faultOf(error) }, 'a request failed');
  const text = status === 500 ? SERVER_FAILED : (error.code ?? 'The request cannot be read');
  return reply.code(status).send(refusal(status, codeOfStatus(status), text));
}

/** What is no HTTP, has too many headers, or takes too long to come: there is no request to answer yet, so the answer is written by hand. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify(refusal(status, codeOfStatus(status), STATUS_CODES[status] ?? ''));
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
