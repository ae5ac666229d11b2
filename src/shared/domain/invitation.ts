import { Secret } from '../contract/accounts-contract.ts';

/** Where a newsroom is, and the code that one is let in by; null where somebody has an account there already. */
export interface Invitation {
  readonly url: string;
  readonly code: string | null;
}

const MARK = '#invitation=';
/** A server's address without a user name in it, up to what would be no part of a base address. */
const ADDRESS = /https?:\/\/[^\s<>"#?@/]+(?:\/[^\s<>"#?@]*)?(?=[\s<>"#?]|$)/iu;
const CODE = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/u;

/** The link of an invitation. The code is behind the #, which no browser sends to a server or writes into one's log. */
export function invitationLink({ url, code }: { readonly url: string; readonly code: string }): string {
  return `${url.replace(/\/+$/u, '')}/${MARK}${code}`;
}

/**
 * What somebody has pasted who wants to join: the link, the whole message around it, or the address of the server alone.
 * Null where no address of a server is in it.
 */
export function readInvitation(text: string): Invitation | null {
  const address = ADDRESS.exec(text)?.[0];
  if (address === undefined) return null;
  const code = CODE.exec(text.replace(address, ' '))?.[0] ?? null;
  return { url: address.replace(/\/+$/u, ''), code: Secret.safeParse(code).success ? code : null };
}
