/**
 * The text of a file: UTF-8, UTF-16 by its byte order mark, otherwise EUC-KR (as Korean offices'
 * older files are). Null when it is none of them, or not text at all.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  // A zero byte among the first ones means pictures, archives, office files: not text.
  if (bytes.subarray(0, 8_192).includes(0)) return null;
  return decodeAs('utf-8', bytes) ?? decodeAs('euc-kr', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
