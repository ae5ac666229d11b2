import { createHash, timingSafeEqual } from 'node:crypto';
import type { TokenGrant } from '#shared/contract/process-contract.ts';

/** Who a request speaks for. `name` is safe to log: it says which token, and nothing of the token. */
export type Caller = { readonly name: string; readonly members: readonly string[] };

type Known = { readonly digest: Buffer; readonly caller: Caller };

/** Finds the caller of an Authorization header; null for a missing, malformed or unknown one. */
export type Authenticate = (authorization: string | undefined) => Caller | null;

/**
 * Compares digests in constant time, all of them, so that neither a token's bytes nor its place in
 * the list can be told from how long the answer took. Tokens themselves are not kept.
 */
export function authenticator(tokens: readonly TokenGrant[]): Authenticate {
  const known: readonly Known[] = tokens.map((grant) => {
    const digest = digestOf(grant.token);
    return { digest, caller: { name: digest.toString('hex').slice(0, 8), members: grant.members } };
  });
  return (authorization) => {
    const token = /^Bearer ([\x21-\x7e]{16,512})$/u.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    const digest = digestOf(token);
    let found: Caller | null = null;
    for (const each of known) if (timingSafeEqual(each.digest, digest)) found = each.caller;
    return found;
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
