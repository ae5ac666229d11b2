import type { PushOutcome } from '#shared/contract/backend-contract.ts';
import type { Entry, LogEntry } from '#shared/sync/entry.ts';

export const TOKEN = 'token-of-the-bench-0000000000000';
export const PAGE = 500;

const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

/** Plain HTTP calls to the backend: what is measured here is the server, not its client. */
export async function epochOf(url: string): Promise<string> {
  const device = '018f7fff-0000-7000-8000-000000000001';
  return (await post<{ epoch: string }>(`${url}/v1/hello`, JSON.stringify({ app: 'bench', schema: { min: 1, max: 1 }, device }))).epoch;
}

/** The body of a push; made beforehand, so that it is not measured. */
export function pushBody(epoch: string, entries: readonly Entry[]): string {
  return JSON.stringify({ epoch, entries });
}

/** Fails unless every entry was taken. */
export async function push(url: string, body: string): Promise<void> {
  const { outcomes } = await post<{ outcomes: readonly PushOutcome[] }>(`${url}/v1/push`, body);
  const other = outcomes.find(({ result }) => result !== 'accepted');
  if (other !== undefined) throw new Error(`An entry was not taken: ${JSON.stringify(other)}`);
}

export async function changes(url: string, epoch: string, after: number, limit = PAGE): Promise<{ readonly entries: readonly LogEntry[]; readonly head: number }> {
  const response = await fetch(`${url}/v1/changes?epoch=${epoch}&after=${String(after)}&limit=${String(limit)}`, { headers });
  return answerOf(response);
}

async function post<T>(url: string, body: string): Promise<T> {
  return answerOf(await fetch(url, { method: 'POST', headers, body }));
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url} answered ${String(response.status)}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** In pages of as many as a push may have. */
export function pagesOf<T>(all: readonly T[], size = PAGE): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, page) => all.slice(page * size, (page + 1) * size));
}

export async function putMedia(url: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(`${url}/v1/media/${sha256}`, { method: 'PUT', headers: { ...headers, 'content-type': 'image/png' }, body: bytes });
  if (!response.ok) throw new Error(`A picture was not taken: ${String(response.status)}`);
}
