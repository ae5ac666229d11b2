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

/** How many different members holding `role` must approve; `all` stands for every one of them who may. */
export const ApprovalStep = z.strictObject({ role: Role, count: z.union([z.int().min(1).max(9), z.literal('all')]) });
export type ApprovalStep = z.infer<typeof ApprovalStep>;
const ApprovalSteps = z.array(ApprovalStep).min(1).max(5);

/**
 * Who must approve before something goes out. `version` is recorded with every decision,
 * so that it can be said later which rule was in force.
 */
const CurrentPolicy = z.strictObject({
  version: z.int().positive(),
  /** In order: a step is open once those before it are complete. */
  steps: ApprovalSteps,
  /** What a translation needs instead; null for the same as any text. */
  translationSteps: ApprovalSteps.nullable(),
  /** Whether the author of a revision may approve it. Off by default. */
  selfApproval: z.boolean(),
});

/** Until there were steps a policy named one role and one number. */
export const Policy = z.preprocess((given) => {
  if (typeof given !== 'object' || given === null || !('approvals' in given)) return given;
  const { approvals, ...rest } = given;
  return { steps: [approvals], translationSteps: null, ...rest };
}, CurrentPolicy);
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

/** What a text has to pass, in order. */
export function stepsOf(policy: Policy, isTranslation: boolean): readonly ApprovalStep[] {
  return (isTranslation ? policy.translationSteps : null) ?? policy.steps;
}

/** Whether somebody with these roles has a say in any step of a policy. */
export function hasSay(policy: Policy, roles: readonly Role[]): boolean {
  return [...policy.steps, ...(policy.translationSteps ?? [])].some(({ role }) => roles.includes(role));
}

/** The policy in force for a channel. */
export function policyFor(workspace: Workspace, channel: ChannelId): Policy {
  return workspace.policies.byChannel[channel] ?? workspace.policies.default;
}
