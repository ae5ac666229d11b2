import * as client from 'openid-client';

/** An organisation's own sign-in, by OpenID Connect Core 1.0. */
export type ProviderConfig = {
  /** The issuer's address; `http://` only on this machine, for tests and trials. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client without a secret (PKCE alone). */
  readonly clientSecret: string | null;
  /** What people call it: "한빛시 통합 로그인". */
  readonly name: string;
};

/** Who somebody is at the provider. `subject` is its own name for them, which never changes; `label` is for people. */
export type ProviderUser = { readonly issuer: string; readonly subject: string; readonly label: string };

/** What goes along with one sign-in: only who has all of it can finish it. */
type Checks = { readonly state: string; readonly nonce: string; readonly codeVerifier: string };

/** The provider as the backend uses it. Each call fails where the provider cannot be reached or does not play by the rules. */
export type Provider = {
  readonly name: string;
  /** Where a browser goes to sign in. */
  readonly addressFor: (checks: Checks, redirectUri: string) => Promise<string>;
  /** Exchanges what the browser came back with; the id token's signature, issuer, audience, times and nonce are checked. */
  readonly userOf: (returned: URL, checks: Checks) => Promise<ProviderUser>;
};

/** Asks for nothing until it is needed: a server starts although its provider is down. */
export function openProvider(config: ProviderConfig): Provider {
  const issuer = new URL(config.issuer);
  const insecure = issuer.protocol === 'http:';
  if (insecure && !/^(?:localhost|127\.0\.0\.1|\[::1\])$/u.test(issuer.hostname)) throw new Error('An OpenID provider needs https');
  let discovered: Promise<client.Configuration> | null = null;
  const discover = (): Promise<client.Configuration> => {
    const authentication = config.clientSecret === null ? client.None() : client.ClientSecretBasic(config.clientSecret);
    discovered ??= client.discovery(issuer, config.clientId, {}, authentication, { timeout: TIMEOUT_S, ...(insecure ? { execute: [client.allowInsecureRequests] } : {}) });
    discovered.catch(() => {
      discovered = null;
    });
    return discovered;
  };
  return {
    name: config.name,
    addressFor: async ({ state, nonce, codeVerifier }, redirectUri) => {
      const parameters = { redirect_uri: redirectUri, scope: 'openid profile email', state, nonce, code_challenge: await client.calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256' };
      return client.buildAuthorizationUrl(await discover(), parameters).href;
    },
    userOf: async (returned, { state, nonce, codeVerifier }) => {
      const tokens = await client.authorizationCodeGrant(await discover(), returned, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The provider sent no id token');
      return { issuer: claims.iss, subject: claims.sub, label: labelOf(claims) };
    },
  };
}

/** How long the provider may take for one answer (s). */
const TIMEOUT_S = 10;
const LABEL_MAX = 100;

function labelOf(claims: Readonly<Record<string, unknown>>): string {
  const named = ['preferred_username', 'email', 'name', 'sub'].map((claim) => claims[claim]).find((value) => typeof value === 'string' && value.trim() !== '');
  return String(named).replaceAll(/\p{Cc}/gu, '').slice(0, LABEL_MAX);
}
