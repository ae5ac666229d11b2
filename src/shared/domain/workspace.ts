import { z } from 'zod';
import { ChannelId } from './channel-id.ts';
import { Id, Language } from './ids.ts';

/** What a member may do. A member may hold several roles. */
export const Role = z.enum(['writer', 'translator', 'editor', 'publisher', 'admin']);
export type Role = z.infer<typeof Role>;

export const Member = z.strictObject({ id: Id, name: z.strictObject({ ko: z.string(), en: z.string() }), roles: z.array(Role).min(1) });
export type Member = z.infer<typeof Member>;

/** One account of a channel: what a variant is written for and a publication goes to. */
export const Account = z.strictObject({
  id: Id,
  channel: ChannelId,
  name: z.strictObject({ ko: z.string(), en: z.string() }),
  handle: z.string(),
});
export type Account = z.infer<typeof Account>;

/**
 * Who must approve before something goes out. `version` is recorded with every decision,
 * so that it can be said later which rule was in force.
 */
export const Policy = z.strictObject({
  version: z.int().positive(),
  /** How many different members holding `role` must approve. */
  approvals: z.strictObject({ role: Role, count: z.int().min(1).max(9) }),
  /** Whether the author of a revision may approve it. Off by default. */
  selfApproval: z.boolean(),
});
export type Policy = z.infer<typeof Policy>;

export const Workspace = z.strictObject({
  id: Id,
  name: z.strictObject({ ko: z.string(), en: z.string() }),
  /** Marks the sample newsroom: its seats may be switched by one person, as a demonstration. */
  demonstration: z.boolean(),
  accounts: z.array(Account),
  members: z.array(Member).min(1),
  policies: z.strictObject({ default: Policy, byChannel: z.partialRecord(ChannelId, Policy) }),
  /** The IANA zone in which the newsroom writes its dates and slots. */
  timeZone: z.string(),
  languages: z.array(Language).min(1),
});
export type Workspace = z.infer<typeof Workspace>;

/** The policy in force for a channel. */
export function policyFor(workspace: Workspace, channel: ChannelId): Policy {
  return workspace.policies.byChannel[channel] ?? workspace.policies.default;
}
