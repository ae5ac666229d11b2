/** The longest address that is kept; the schema of a link says the same. */
const MAX_URL_LENGTH = 4_096;

/** Anything that a URL parser would strip, or that would let a second scheme hide behind the first. */
const UNSAFE_CHARACTER = /[\p{Cc}\p{Z}<>"\\^`{|}\u200b-\u200f\u2028-\u202f\u2060\ufeff]/u;
const ALLOWED_SCHEME = /^(?:https?:\/\/[^/?#]|mailto:[^?])/iu;

/**
 * Whether an address may be kept in a document and given to a reader: http, https or mailto only.
 * Everything else (javascript:, data:, file:, scheme-relative, relative) is refused.
 */
export function isSafeUrl(url: string): boolean {
  return url.length <= MAX_URL_LENGTH && ALLOWED_SCHEME.test(url) && !UNSAFE_CHARACTER.test(url);
}

const ENCRYPTED_OR_HERE = /^(?:https:\/\/|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:[/?#]|$))/iu;

/** Whether nobody on the way can read what is sent to a server at this address: it is encrypted, or does not leave this machine. */
export function isPrivateLine(url: string): boolean {
  return ENCRYPTED_OR_HERE.test(url);
}
