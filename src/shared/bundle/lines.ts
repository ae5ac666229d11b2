import { canonicalJson, sha256Hex } from '../document/canonical.ts';
import { Sha256 } from '../domain/ids.ts';
import { Entry } from '../sync/entry.ts';

/**
 * An entry as a line of a bundle: its fingerprint (SHA-256 of its canonical JSON, the one that the server knows it by),
 * a space, and that JSON. Throws for a text that UTF-8 cannot carry.
 */
export function lineOf(entry: Entry): string {
  const text = canonicalJson(entry);
  return `${sha256Hex(text)} ${text}\n`;
}

/** The entry of a line, without its line break; null when it is not exactly what {@link lineOf} makes. */
export function entryOfLine(line: string): Entry | null {
  const fingerprint = Sha256.safeParse(line.slice(0, 64));
  const text = line.slice(65);
  if (!fingerprint.success || line[64] !== ' ' || sha256Hex(text) !== fingerprint.data) return null;
  try {
    const parsed = Entry.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A line of a list of what somebody has: the id of an entry or the SHA-256 of a file. */
export function isListLine(line: string): boolean {
  return /^(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(line);
}
