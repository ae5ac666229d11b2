import { createHash, timingSafeEqual } from 'node:crypto';
import type { TokenGrant } from '#shared/contract/process-contract.ts';

/** Who a request speaks for. `name` is safe to log: it says which token or device, and nothing of the token. */
export type Caller = {
  readonly name: string;
  readonly members: readonly string[];
  /** The session of an account; null for a token that the server was started with. */
  readonly device: string | null;
  /** Whether it would be let in again at this moment. */
  readonly stillIn: () => Promise<boolean>;
};

type Known = { readonly digest: Buffer; readonly caller: Caller };

/** Finds the caller of an Authorization header; null for a missing, malformed or unknown one. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;

/**
 * Compares digests in constant time, all of them, so that neither a token's bytes nor its place in
 * the list can be told from how long the answer took. Tokens themselves are not kept. What is none of
 * these may be an account's access token, which `accounts` knows.
 */
export function authenticator(tokens: readonly TokenGrant[], accounts: ((accessToken: string) => Promise<Caller | null>) | null): Authenticate {
  const known: readonly Known[] = tokens.map((grant) => {
    const digest = digestOf(grant.token);
    return { digest, caller: { name: digest.toString('hex').slice(0, 8), members: grant.members, device: null, stillIn: async () => true } };
  });
  return async (authorization) => {
    const token = /^Bearer ([\x21-\x7e]{16,512})$/u.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    const digest = digestOf(token);
    let found: Caller | null = null;
    for (const each of known) if (timingSafeEqual(each.digest, digest)) found = each.caller;
    if (found !== null || accounts === null) return found;
    // Only what has the shape of one is worth a question to the tables.
    return /^[A-Za-z0-9_-]{43}$/u.test(token) ? accounts(token) : null;
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
