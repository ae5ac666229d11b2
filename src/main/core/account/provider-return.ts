import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Language } from '#shared/domain/ids.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import { Secret } from '#shared/contract/accounts-contract.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { SyncFailure } from '../sync/sync-failure.ts';

/** Where the browser comes back to on this machine (RFC 8252, section 7.3), for one sign-in. */
export interface ProviderReturn {
  readonly port: number;
  /** The ticket that the browser brings. Fails with what the server gives as the reason, with `provider-refused` when nobody comes in time, and when it is closed. */
  readonly ticket: Promise<string>;
  readonly close: () => void;
}

/** How long a person has in the browser (ms): as long as the server waits. */
const WAIT_MS = 10 * 60_000;
const PATH = '/signed-in';

/** Listens on a port that is free, for loopback only, and answers one address with a page that says to go back to the app. */
export async function awaitReturn(language: Language): Promise<ProviderReturn> {
  let settle: { readonly resolve: (ticket: string) => void; readonly reject: (error: SyncFailure) => void } | null = null;
  const ticket = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever waits is told; where nobody does, it is no fault.
  ticket.catch(() => undefined);
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const brought = Secret.safeParse(url.searchParams.get('ticket'));
    const error = ErrorCode.safeParse(url.searchParams.get('error'));
    if (request.method !== 'GET' || url.pathname !== PATH || !(brought.success || error.success)) {
      response.writeHead(404, HEADERS).end();
      return;
    }
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page(language, brought.success));
    if (brought.success) settle?.resolve(brought.data);
    else settle?.reject(new SyncFailure(error.success ? error.data : 'provider-refused', 'the browser came back without a ticket'));
  });
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const timer = setTimeout(() => settle?.reject(new SyncFailure('provider-refused', 'nobody came back from the browser')), WAIT_MS);
  timer.unref();
  return {
    port: (server.address() as AddressInfo).port,
    ticket,
    close: () => {
      clearTimeout(timer);
      settle?.reject(new SyncFailure('provider-refused', 'called off'));
      server.close();
      server.closeIdleConnections();
    },
  };
}

const HEADERS = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', connection: 'close' } as const;

function page(language: Language, well: boolean): string {
  const t = createI18n(language).getFixedT(language, 'settings');
  const said = t(well ? 'account.provider.pageWell' : 'account.provider.pageNot');
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${t('account.provider.pageTitle')}</title><p>${said}</p></html>`;
}
