import { z } from 'zod';

/**
 * Several newsrooms in one app. A workspace is one newsroom as this PC has it: a folder of its own (database, media,
 * backups, the embedded backend's store), a server, and the secrets for that server. One is open at a time.
 * Nothing of the channels is imported here: the preload has this too, and is sandboxed.
 */
export const WORKSPACE_LABEL_MAX = 60;
export const WorkspaceLabel = z.string().trim().max(WORKSPACE_LABEL_MAX).regex(/^\P{Cc}*$/u);

const Names = z.object({ ko: z.string(), en: z.string() });

/** What lies in a workspace's folder, looked at without opening it for work. */
export const WorkspaceLook = z.object({
  name: Names,
  demonstration: z.boolean(),
  /** Who one is there; null where nobody is known yet. */
  member: Names.nullable(),
  /** Entries that wait to be sent. */
  waiting: z.int().nonnegative(),
  /** Texts and stories with words that no revision has yet: they are on this PC alone. */
  drafts: z.int().nonnegative(),
});
export type WorkspaceLook = z.infer<typeof WorkspaceLook>;

export const WorkspaceId = z.string().regex(/^(first|[0-9a-f-]{36})$/);

export const WorkspaceItem = z.object({
  id: WorkspaceId,
  /** What the person calls it; empty: the newsroom's own name. */
  label: z.string(),
  /** Empty: this PC only. */
  server: z.string(),
  current: z.boolean(),
  /** Null: its database cannot be read. */
  look: WorkspaceLook.nullable(),
});
export type WorkspaceItem = z.infer<typeof WorkspaceItem>;

/** What became of a wish to leave one workspace for another. `not-saved`: something on screen is not on the disk, and nothing was done. */
export const SwitchOutcome = z.enum(['done', 'not-saved', 'not-found', 'busy']);
export type SwitchOutcome = z.infer<typeof SwitchOutcome>;
