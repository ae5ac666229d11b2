import { z } from 'zod';
import { Id, Instant } from '../domain/ids.ts';

/** What is shown of the newsroom in files: backups on this PC, and bundles to carry. */

/** A bundle that was written: its place, and how much is in it. Of a list, `entries` counts its lines. */
export const BundleWritten = z.object({ path: z.string(), entries: z.int(), media: z.int(), bytes: z.int() });
export type BundleWritten = z.infer<typeof BundleWritten>;

/** A backup of the newsroom on this PC, by the name of its file. */
export const BackupName = z.string().regex(/^newsroom-\d{8}T\d{9}Z-[a-z]+\.db$/);
export const BackupItem = z.object({ name: BackupName, at: Instant, reason: z.enum(['daily', 'migration', 'asked', 'before']), bytes: z.int() });
export type BackupItem = z.infer<typeof BackupItem>;

/** What is in a whole backup, and what going back to it means. */
export const BackupLook = z.object({
  at: Instant,
  stories: z.int(), variants: z.int(),
  /** Texts and stories that were never shared and are otherwise now: they go back to how they were then. */
  onlyHere: z.int(),
  /** What was done since and was not sent yet: it is set aside in a bundle. */
  unsent: z.int(),
  /** What waited to be sent then and was not recorded since: it goes out when one is online again. */
  waiting: z.int(),
});
export type BackupLook = z.infer<typeof BackupLook>;

/** Where what was not sent is now; null when everything was. */
export const WentAside = z.object({ bundle: z.string().nullable() });
export type WentAside = z.infer<typeof WentAside>;

/** What taking a bundle in changes. */
export const BundleEffects = z.object({
  revisions: z.int(), comments: z.int(), decisions: z.int(), others: z.int(),
  /** Entries that are here already. */
  known: z.int(),
  /** Variants that two people changed in the same place, so that a person has to choose. */
  conflicts: z.int(),
  /** Entries that are not taken in, by reason: by somebody who is not known here yet, on top of something that is not here, against the roles of the newsroom. */
  leftOut: z.object({ 'unknown-author': z.int(), 'stands-on-missing': z.int(), 'not-allowed': z.int() }),
  storyCount: z.int(),
  stories: z.array(z.object({ id: Id, title: z.string(), isNew: z.boolean(), revisions: z.int(), comments: z.int(), conflict: z.boolean() })),
});
export type BundleEffects = z.infer<typeof BundleEffects>;

/** A bundle that was looked at; nothing has been changed. Who made it is what the file says. */
export const BundlePreview = BundleEffects.extend({
  bundle: Id, madeAt: Instant, madeBy: Id, name: z.object({ ko: z.string(), en: z.string() }), since: Instant.nullable(),
  /** Files that are not here. */
  media: z.int(), mediaBytes: z.int(),
});
export type BundlePreview = z.infer<typeof BundlePreview>;
