import { z } from 'zod';
import { Id, Instant, Sha256 } from '../domain/ids.ts';

/**
 * A bundle (`.sotong`): entries and media that somebody carries by hand to where the network does not reach, or the
 * list of what they have, so that the other side hands over the rest. docs/bundles.md describes the file.
 */

/** The version of the file's own form that this build writes, and the newest that it reads. */
export const BUNDLE_VERSION = 1;

/** The names inside the container. Media are `media/<sha256>`; nothing else may be in it. */
export const BUNDLE_FILES = { manifest: 'manifest.json', entries: 'entries.jsonl', list: 'have.txt' } as const;

/** What a bundle may hold at most, so that a forged one cannot fill memory or disk: bytes as they are once unpacked. */
export const BUNDLE_LIMITS = {
  manifestBytes: 32 * 1024 * 1024,
  entriesBytes: 1024 * 1024 * 1024,
  listBytes: 256 * 1024 * 1024,
  /** One line: an entry, which the server takes only up to the size of a push. */
  lineBytes: 8 * 1024 * 1024,
  media: 100_000,
} as const;

const Name = z.strictObject({ ko: z.string().max(200), en: z.string().max(200) });

/** One file inside, as it is once unpacked. */
const Part = z.strictObject({ bytes: z.int().nonnegative(), sha256: Sha256, count: z.int().nonnegative() });

export const BundleManifest = z.strictObject({
  format: z.literal('sotong-bundle'),
  version: z.literal(BUNDLE_VERSION),
  /** The schema of the entries (sync/schema.ts). */
  schema: z.int().positive(),
  app: z.string().max(100),
  workspace: z.strictObject({ id: Id, name: Name }),
  madeAt: Instant,
  /** Who made it, as their device said. Not proved by anything: see docs/bundles.md. */
  madeBy: z.strictObject({ member: Id, device: Id, name: Name }),
  /** Entries that were recorded before are left out; null for none. */
  since: Instant.nullable(),
  /** Exactly one of the two: what is handed over, or what its maker has. */
  entries: Part.nullable(),
  list: Part.nullable(),
  media: z.array(z.strictObject({ sha256: Sha256, bytes: z.int().positive() })).max(BUNDLE_LIMITS.media),
});
export type BundleManifest = z.infer<typeof BundleManifest>;

/** How a bundle begins to say what it is, in every version that there will be. */
const BundleHead = z.object({ format: z.literal('sotong-bundle'), version: z.int().positive(), schema: z.int().positive() });

export type ManifestRead = { readonly ok: true; readonly manifest: BundleManifest } | { readonly ok: false; readonly why: 'damaged' | 'newer' };

/** Reads a manifest's text; `newer` for one of a later version of the file or of the entries in it. */
export function readManifest(text: string, newestSchema: number): ManifestRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'damaged' };
  }
  const head = BundleHead.safeParse(value);
  if (!head.success) return { ok: false, why: 'damaged' };
  if (head.data.version > BUNDLE_VERSION || head.data.schema > newestSchema) return { ok: false, why: 'newer' };
  const parsed = BundleManifest.safeParse(value);
  if (!parsed.success || (parsed.data.entries === null) === (parsed.data.list === null)) return { ok: false, why: 'damaged' };
  return { ok: true, manifest: parsed.data };
}
