import { sha256Hex } from '../document/canonical.ts';
import type { Id } from './ids.ts';

/** An id that follows from a text: a UUID of version 8 (RFC 9562, "vendor-specific") from its SHA-256, the same on every device. */
export function derivedId(text: string): Id {
  const hex = sha256Hex(text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
