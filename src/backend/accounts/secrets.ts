import { createHash, randomBytes } from 'node:crypto';

/** A new secret: 256 random bits as base64url, 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a secret: SHA-256 as lower-case hexadecimal. Enough for 256 random bits; looking it
 * up in an index tells nothing of the secret, as nobody can choose what a digest begins with.
 */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
