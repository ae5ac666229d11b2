import { backendContract, MEDIA_MAX_BYTES, MEDIA_PART_BYTES } from '#shared/contract/backend-contract.ts';
import { ErrorData } from '#shared/contract/errors.ts';
import { parseRetryAfter } from '#shared/sync/backoff.ts';
import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SyncFailure } from './sync-failure.ts';

/** How long one call may take (ms); a stream has no end of its own. */
const CALL_TIMEOUT_MS = 30_000;
/** A longer answer is not one of ours: it is not read to its end. */
const MAX_REPLY_BYTES = 64 * 1024 * 1024;

export type BackendApi = JsonifiedClient<ContractRouterClient<typeof backendContract>>;

const MediaParts = z.object({ complete: z.boolean(), parts: z.int().nonnegative(), present: z.array(z.int().nonnegative()) });
type MediaParts = z.infer<typeof MediaParts>;

/** The backend as the engine sees it: every failure is a {@link SyncFailure}. */
export interface BackendClient {
  readonly call: <T>(ask: (api: BackendApi, signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Newest sequence numbers as the server tells of them, until the signal is aborted or the connection ends. */
  readonly stream: (epoch: string, signal: AbortSignal) => Promise<AsyncIterable<{ readonly head: number }>>;
  readonly putMedia: (sha256: string, bytes: Uint8Array) => Promise<void>;
  /** The bytes, checked against their hash; null when the server has none, `in-parts` of what is too large for one answer. */
  readonly getMedia: (sha256: string) => Promise<Uint8Array | 'in-parts' | null>;
  /** Of a large file: how many parts it has, and, while it is not complete, which are there. */
  readonly mediaParts: (sha256: string) => Promise<MediaParts>;
  readonly putPart: (sha256: string, n: number, bytes: Uint8Array) => Promise<void>;
  readonly completeParts: (sha256: string, parts: number) => Promise<void>;
  readonly getPart: (sha256: string, n: number) => Promise<Uint8Array>;
}

/** A line to one server: what is fetched over it is bounded, and what goes wrong becomes a {@link SyncFailure}. */
export interface Line {
  readonly base: string;
  readonly fetch: (input: Request | string, init?: RequestInit) => Promise<Response>;
  readonly guarded: <T>(work: () => Promise<T>) => Promise<T>;
  /** When a call over it is given up. */
  readonly timeLimit: () => AbortSignal;
}

export function openLine(url: string, stop: AbortSignal): Line {
  let retryAfter: number | null = null;

  async function boundedFetch(input: Request | string, init?: RequestInit): Promise<Response> {
    try {
      // Redirects are not followed: a token never goes to another address than the one that was set.
      const response = await fetch(input, { ...init, redirect: 'manual' });
      if (response.status >= 300 && response.status < 400) throw new SyncFailure('backend-nonsense', `${String(response.status)}: sends us elsewhere`);
      retryAfter = parseRetryAfter(response.headers.get('retry-after'));
      if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) return response;
      return new Response(response.status === 204 ? null : await readBounded(response), { status: response.status, headers: response.headers });
    } catch (error) {
      // All that goes wrong on the line goes wrong here; what goes wrong later is in what was said.
      if (error instanceof SyncFailure) throw error;
      throw new SyncFailure('backend-unreachable', wordsOf(error));
    }
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    retryAfter = null;
    try {
      return await work();
    } catch (error) {
      throw asFailure(error, retryAfter);
    }
  }

  return { base: url.replace(/\/+$/, ''), fetch: boundedFetch, guarded, timeLimit: () => AbortSignal.any([stop, AbortSignal.timeout(CALL_TIMEOUT_MS)]) };
}

export function connectBackend(target: { readonly url: string; readonly token: string }, stop: AbortSignal): BackendClient {
  const headers = { authorization: `Bearer ${target.token}` };
  const { base, fetch: boundedFetch, guarded, timeLimit } = openLine(target.url, stop);
  const link = new OpenAPILink(backendContract, {
    url: base,
    headers,
    fetch: (request, init) => boundedFetch(request, init as RequestInit),
    plugins: [new ResponseValidationPlugin(backendContract)],
  });
  const api: BackendApi = createORPCClient(link);

  async function asked(path: string, init: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array<ArrayBuffer> } = {}): Promise<Response> {
    const response = await boundedFetch(`${base}/v1/media/${path}`, { ...init, headers: { ...headers, ...init.headers }, signal: timeLimit() });
    if (!response.ok) throw await httpError(response);
    return response;
  }

  return {
    call: (ask) => {
      const signal = timeLimit();
      return guarded(() => ask(api, signal));
    },
    stream: (epoch, signal) => guarded(() => api.stream({ epoch }, { signal: AbortSignal.any([stop, signal]) })),
    putMedia: (sha256, bytes) =>
      guarded(async () => {
        const response = await boundedFetch(`${base}/v1/media/${sha256}`, { method: 'PUT', headers: { ...headers, 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes), signal: timeLimit() });
        if (!response.ok) throw await httpError(response);
      }),
    getMedia: (sha256) =>
      guarded(async () => {
        const response = await boundedFetch(`${base}/v1/media/${sha256}`, { headers, signal: timeLimit() });
        if (response.status === 404) return null;
        if (response.status === 413) return 'in-parts';
        if (!response.ok) throw await httpError(response);
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (bytes.byteLength > MEDIA_MAX_BYTES || createHash('sha256').update(bytes).digest('hex') !== sha256) throw new SyncFailure('backend-nonsense', 'a media file has other bytes than its name says');
        return bytes;
      }),
    mediaParts: (sha256) => guarded(async () => MediaParts.parse(await (await asked(`${sha256}/parts`)).json())),
    putPart: (sha256, n, bytes) =>
      guarded(async () => {
        await asked(`${sha256}/parts/${String(n)}`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes) });
      }),
    completeParts: (sha256, parts) =>
      guarded(async () => {
        await asked(`${sha256}/complete`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ parts }) });
      }),
    getPart: (sha256, n) =>
      guarded(async () => {
        const bytes = new Uint8Array(await (await asked(`${sha256}/parts/${String(n)}`)).arrayBuffer());
        if (bytes.byteLength > MEDIA_PART_BYTES) throw new SyncFailure('backend-nonsense', 'a part of a media file is too large');
        return bytes;
      }),
  };
}

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MAX_REPLY_BYTES) throw new SyncFailure('backend-nonsense', 'the answer does not end');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function httpError(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  const data = ErrorData.safeParse((body as { data?: unknown } | null)?.data);
  return new ORPCError<string, unknown>('HTTP', { status: response.status, data: data.success ? data.data : null });
}

/** What went wrong, as one of our codes. An answer that is not of the contract is the backend's nonsense, not our crash. */
export function asFailure(error: unknown, retryAfterMs: number | null): SyncFailure {
  if (error instanceof SyncFailure) return error;
  if (!(error instanceof ORPCError)) return new SyncFailure(isAbort(error) ? 'backend-unreachable' : 'backend-nonsense', wordsOf(error));
  const said = ErrorData.safeParse(error.data);
  const detail = `${error.status} ${error.code}: ${said.success ? (said.data.detail ?? '') : error.message}`;
  switch (error.status) {
    case 401:
      return new SyncFailure(said.success && said.data.code === 'wrong-credentials' ? said.data.code : 'unauthorized', detail);
    case 403:
      return new SyncFailure('forbidden', detail);
    case 410:
      return new SyncFailure('epoch-changed', detail);
    case 429:
      return new SyncFailure('rate-limited', detail, retryAfterMs);
    case 422:
      return new SyncFailure(said.success ? said.data.code : 'bad-input', detail);
    default:
      return new SyncFailure(said.success && said.data.code !== 'internal' ? said.data.code : error.status >= 500 ? 'backend-unreachable' : 'backend-nonsense', detail, retryAfterMs);
  }
}

/** We hung up ourselves, or the time was over. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`;
}
