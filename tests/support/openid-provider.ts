import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'sotong', secret: 'the-secret-of-the-newsroom' } as const;

/** A port of this machine that nobody listens on: the provider must know the address before the server is there. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export interface TestProvider {
  readonly issuer: string;
  readonly close: () => Promise<void>;
}

/** A real OpenID provider on this machine, whose sign-in page takes any name: who signs in as `kim` has the subject `kim`. */
export async function startProvider(returnAddress: string): Promise<TestProvider> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [returnAddress], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, preferred_username: `${id}@hanbit` }) }),
    cookies: { keys: ['of-no-use-to-anybody'] },
  });
  server.on('request', (request, response) => void provider.callback()(request, response));
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What a browser does with a person in front of it who signs in as `login`: the address that it is sent to in the end, on a port that `ends` names. */
export async function signInInBrowser(start: string, login: string, ends: (url: URL) => boolean): Promise<URL> {
  const cookies = new Map<string, string>();
  let request: { url: string; form?: Record<string, string> } = { url: start };
  for (let step = 0; step < 15; step += 1) {
    const url = new URL(request.url);
    if (ends(url)) return url;
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(request.form === undefined ? {} : { method: 'POST', body: new URLSearchParams(request.form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    const page = await response.text();
    if (next !== null) request = { url: new URL(next, url).href };
    else {
      const action = /<form[^>]* action="([^"]+)"/u.exec(page)?.[1];
      if (action === undefined) throw new Error(`No way on from ${url.href}: ${response.status} ${page.slice(0, 300)}`);
      const prompt = /name="prompt" value="(\w+)"/u.exec(page)?.[1] ?? '';
      request = { url: new URL(action, url).href, form: prompt === 'login' ? { prompt, login, password: 'any' } : { prompt } };
    }
  }
  throw new Error('The sign-in goes in circles');
}
