import { createServer, type Server } from 'node:http';
import { readyAnswer, type Unready } from './health.ts';

export type OpsParts = {
  readonly host: string;
  readonly port: number;
  readonly readiness: () => Promise<Unready>;
  /** The figures in Prometheus's text form, and their content type. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
};

export type OpsServer = { readonly url: string; readonly close: () => Promise<void> };

/**
 * Health, readiness and figures at an address of their own. It asks for no token, so it must be
 * reachable by the operator's machines only: the public address never has `/metrics`, because behind a
 * proxy everybody looks as if they came from this machine.
 */
export async function openOps(parts: OpsParts): Promise<OpsServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000, maxHeaderSize: 8 * 1024 }, (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const answer = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    const json = (status: number, body: unknown): void => answer(status, 'application/json; charset=utf-8', JSON.stringify(body));
    if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { error: 'method' });
    switch (path) {
      case '/healthz':
        return json(200, { ok: true });
      case '/readyz':
        void parts.readiness().then((unready) => {
          const { status, body } = readyAnswer(unready);
          json(status, body);
        });
        return undefined;
      case '/metrics':
        parts.metrics().then(
          ({ type, text }) => answer(200, type, text),
          () => json(503, { error: 'database' }),
        );
        return undefined;
      default:
        return json(404, { error: 'not-found' });
    }
  });
  await listen(server, parts.port, parts.host);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : parts.port;
  return {
    url: `http://${parts.host.includes(':') ? `[${parts.host}]` : parts.host === '0.0.0.0' ? '127.0.0.1' : parts.host}:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => done());
  });
}
