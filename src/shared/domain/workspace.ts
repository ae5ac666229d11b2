import { z } from 'zod';
import { ChannelId } from './channel-id.ts';
import { ContentKind } from './content.ts';
import { Id, Language } from './ids.ts';

/** What a member may do. A member may hold several roles. A lead answers for what goes out; only policies give that a meaning. */
export const Role = z.enum(['writer', 'translator', 'editor', 'lead', 'publisher', 'admin']);
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

/** How many different members holding `role` must approve; `all` stands for every one of them who may. With `people` only those of them. */
export const ApprovalStep = z.strictObject({ role: Role, count: z.union([z.int().min(1).max(9), z.literal('all')]), people: z.array(Id).min(1).max(20).optional() });
export type ApprovalStep = z.infer<typeof ApprovalStep>;
const ApprovalSteps = z.array(ApprovalStep).min(1).max(5);

/**
 * Who must approve before something goes out. `version` is recorded with every decision,
 * so that it can be said later which rule was in force.
 */
export const CurrentPolicy = z.strictObject({
  version: z.int().positive(),
  /** In order: a step is open once those before it are complete. */
  steps: ApprovalSteps,
  /** What a translation needs instead; null for the same as any text. */
  translationSteps: ApprovalSteps.nullable(),
  /** Whether the author of a revision may approve it. Off by default. */
  selfApproval: z.boolean(),
  /** Whether a group (of a partner, say) may approve what one of it has written. Off by default. */
  ownGroup: z.boolean().optional(),
  /** For how many hours an approval counts, from when the server recorded it; null for as long as the text stands. */
  expiresAfterHours: z.int().min(1).max(8_760).nullable().optional(),
  /** Who may approve without a connection, and for how many hours such an approval may wait for one (null: without end). Null: whoever has a say. */
  offline: z.strictObject({ roles: z.array(Role).max(10), hours: z.int().min(1).max(8_760).nullable() }).nullable().optional(),
});

/** Until there were steps a policy named one role and one number. */
export const Policy = z.preprocess((given) => {
  if (typeof given !== 'object' || given === null || !('approvals' in given)) return given;
  const { approvals, ...rest } = given;
  return { steps: [approvals], translationSteps: null, ...rest };
}, CurrentPolicy);
export type Policy = z.infer<typeof Policy>;

/** What a policy is for: each list that is not empty must have the text's channel, or its story's kind, or one of its labels. */
export const PolicyMatch = z.strictObject({ channels: z.array(ChannelId).max(50), kinds: z.array(ContentKind).max(10), labels: z.array(z.string().trim().min(1).max(60)).max(50) });
export type PolicyMatch = z.infer<typeof PolicyMatch>;

export const NamedPolicy = z.strictObject({ match: PolicyMatch, rule: CurrentPolicy });
export type NamedPolicy = z.infer<typeof NamedPolicy>;

export const Workspace = z.strictObject({
  id: Id,
  name: z.strictObject({ ko: z.string(), en: z.string() }),
  /** Marks the sample newsroom: its seats may be switched by one person, as a demonstration. */
  demonstration: z.boolean(),
  accounts: z.array(Account),
  members: z.array(Member).min(1),
  /** `named`: those that the newsroom starts with; a setting of the collection `policy` under the same name takes its place. */
  policies: z.strictObject({ default: Policy, byChannel: z.partialRecord(ChannelId, Policy), named: z.record(z.string(), NamedPolicy).optional() }),
  /** The IANA zone in which the newsroom writes its dates and slots. */
  timeZone: z.string(),
  languages: z.array(Language).min(1),
});
export type Workspace = z.infer<typeof Workspace>;

/** What a text has to pass, in order. */
export function stepsOf(policy: Policy, isTranslation: boolean): readonly ApprovalStep[] {
  return (isTranslation ? policy.translationSteps : null) ?? policy.steps;
}

/** The policy for a channel where no named one is for the text (domain/policy.ts). */
export function policyFor(workspace: Workspace, channel: ChannelId): Policy {
  return workspace.policies.byChannel[channel] ?? workspace.policies.default;
}
