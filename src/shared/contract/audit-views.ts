import { z } from 'zod';
import { ChannelId } from '../domain/channel-id.ts';
import { Id, Instant, Language, Sha256 } from '../domain/ids.ts';
import type { EntryKind } from '../sync/entry.ts';

/** What is shown of the record of acts. */

/** Which acts of the newsroom are asked for. `before` is the last of the page before. */
export const AuditQuery = z.object({ about: z.enum(['all', 'texts', 'reviews', 'publishing', 'rules']), member: Id.nullable(), text: z.string().max(200), before: z.int().nullable() });
export type AuditQuery = z.infer<typeof AuditQuery>;

/** One act of the newsroom, to be read. */
export const AuditAct = z.object({
  position: z.int(), id: Id,
  /** Its number in the server's log, and when the server recorded it, as far as that is known here. */
  seq: z.int().nullable(), recordedAt: Instant.nullable(),
  /** By the clock of the device that made it. */
  at: Instant,
  author: Id, kind: z.custom<EntryKind>((value) => typeof value === 'string'),
  /** What was done, as shared/audit/act.ts says it. */
  act: z.string(),
  story: Id.nullable(), title: z.string().nullable(), variant: Id.nullable(), channel: ChannelId.nullable(), language: Language.nullable(), contentHash: Sha256.nullable(),
  state: z.enum(['recorded', 'waiting', 'refused', 'sample']),
});
export type AuditAct = z.infer<typeof AuditAct>;
