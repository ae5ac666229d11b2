import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';

export type SecretPattern = { readonly name: string; readonly pattern: RegExp };

/**
 * What credentials look like. Sources of the forms: RFC 6750 (bearer), RFC 7519 (a JWT begins with the
 * Base64 of `{"`), RFC 7468 (private keys), RFC 3986 (a password in an address), and the prefixes that
 * GitHub, Slack, Google and Meta give to their own.
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  { name: 'bearer token', pattern: /\bbearer\s+[A-Za-z0-9._~+/-]{20,}/iu },
  { name: 'JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u },
  { name: 'private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/u },
  { name: 'password in an address', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]+:[^\s:/@"]{3,}@/iu },
  { name: 'token or secret in a field', pattern: /\b(?:access_token|refresh_token|client_secret|api_key)["']?\s*[:=]\s*["']?[A-Za-z0-9._~+/-]{16,}/iu },
  { name: 'token of a known service', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{10,}|ya29\.[A-Za-z0-9_-]{20,}|EAA[A-Za-z0-9]{60,})/u },
];

/** 22: no secret stands in a text. `known` are tokens in use: one of them is certain, a pattern only a warning, as people may write of tokens. */
export function checkSecrets(texts: Iterable<{ readonly where: string; readonly text: string }>, known: readonly string[], patterns: readonly SecretPattern[] = SECRET_PATTERNS): Examined {
  const check = startCheck('22', 'texts');
  for (const { where, text } of texts) {
    check.look();
    if (known.some((secret) => secret !== '' && text.includes(secret))) check.found(where, 'known-secret', { where });
    for (const { name, pattern } of patterns) if (pattern.test(text)) check.found(where, 'secret-like', { where, pattern: name }, 'warning');
  }
  return check.done();
}

/** 23: the tables are at a step that this build knows, and no step was left out. `steps` in the order in which they were taken. */
export function checkSchema(steps: readonly number[], known: readonly number[]): Examined {
  const check = startCheck('23', 'steps');
  const newest = Math.max(0, ...known);
  for (const step of steps) {
    check.look();
    if (step > newest) check.found('schema', 'schema-newer', { found: step, known: newest });
  }
  const last = Math.max(0, ...steps);
  for (const step of known) if (step <= last && !steps.includes(step)) check.found('schema', 'schema-gap', { step });
  return check.done();
}
