import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { StoryContent, VariantContent } from '../domain/content.ts';
import type { Sha256 } from '../domain/ids.ts';
import { normalizeContent } from './normalize.ts';

/**
 * The one JSON text of a value by RFC 8785 (JCS): keys sorted by UTF-16 code unit, no space.
 * Throws for what JSON cannot carry: NaN, infinities, lone surrogates, cycles, `undefined` as the value itself.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A value without a JSON form has no canonical JSON');
  return text;
}

/** Lower-case hexadecimal SHA-256 of bytes, or of a text's UTF-8. */
export function sha256Hex(data: string | Uint8Array): Sha256 {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/**
 * What an approval binds: the SHA-256 of the canonical JSON of the normalized content. Two contents
 * that a reader cannot tell apart (NFD or NFC, text in one run or in three) have one hash.
 */
export function contentHash(content: VariantContent | StoryContent): Sha256 {
  return sha256Hex(canonicalJson(normalizeContent(content)));
}
