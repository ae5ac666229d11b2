import { isSafeUrl } from '#shared/document/url.ts';
import { refuse } from '../refusal.ts';

/**
 * The address of a page that may be asked for, in the parser's own form: decimal, octal and hexadecimal hosts have become
 * the addresses that they are, Hangul hosts their ASCII form. Refuses with `link-refused` for anything but http and https,
 * and for a user name or password in it.
 */
export function pageAddress(written: string, base?: string): URL {
  if (!URL.canParse(written, base)) return refuse('link-refused', 'not an address');
  const url = new URL(written, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('link-refused', url.protocol);
  if (url.username !== '' || url.password !== '') return refuse('link-refused', 'credentials');
  if (!isSafeUrl(url.href)) return refuse('link-refused', 'not an address');
  // Two pieces of one page are one page.
  url.hash = '';
  return url;
}

/** The host as DNS and sockets take it: without the brackets of IPv6 and the root's dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
