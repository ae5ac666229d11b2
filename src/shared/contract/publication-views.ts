import { z } from 'zod';
import { VariantContent } from '../domain/content.ts';
import { HoldScope } from '../domain/hold.ts';
import { Id, Instant, Language, Sha256 } from '../domain/ids.ts';
import { Account, Role } from '../domain/workspace.ts';
import { AmendmentWay, PublicationState, PublicNote } from '../sync/entry.ts';

/** What is shown of what goes out: publications, what they need, corrections, holds. */

export const PublicationView = z.object({
  id: Id, variant: Id, revision: Id, account: Account, language: Language, storyTitle: z.string(), state: PublicationState, attempt: z.int(), reason: z.string(), url: z.string(), at: Instant, /** Known to the server. */ confirmed: z.boolean(),
  /** The holds in force that cover it, while it has not begun to go out. */ holds: z.array(Id),
  /** The publication that this corrects or withdraws, and how; null for a publication itself. */ amends: Id.nullable(), way: AmendmentWay.nullable(),
});
export type PublicationView = z.infer<typeof PublicationView>;

/** What a text needs before it may go out, as the policy in force has it, and who can give it. */
export const ApprovalView = z.object({
  /** The named policy in force; null for the newsroom's own for the channel. */
  policy: z.string().nullable(),
  version: z.int(),
  /** In the order in which they open. `givers`: who could give what is missing; `insteadOf` names whom a substitute stands in for. */
  steps: z.array(z.object({
    role: Role, people: z.array(Id).nullable(), by: z.array(Id), missing: z.int(),
    givers: z.array(z.object({ member: Id, insteadOf: Id.nullable(), away: z.boolean() })),
  })),
  expiresAt: Instant.nullable(),
  expired: z.boolean(),
  /** Whether who sits here has a say in any step. */
  hasSay: z.boolean(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** What can be done about a post that is out, and what stands in the way of it. */
export const AmendOffer = z.object({
  publication: Id, variant: Id, account: Account, language: Language, storyTitle: z.string(), url: z.string(),
  /** In the order to be offered; `by`: a program does it, or a person on the channel. */
  ways: z.array(z.object({ way: AmendmentWay, by: z.enum(['api', 'hand']) })),
  /** An edit changes nothing but the text. */
  textOnly: z.boolean(),
  /** The words on the channel, and those of the draft. */
  before: VariantContent, after: VariantContent,
  /** Another correction or withdrawal of it is under way. */
  open: Id.nullable(),
});
export type AmendOffer = z.infer<typeof AmendOffer>;

/** A correction or a withdrawal, with all that somebody needs to approve it. */
export const AmendmentView = z.object({
  id: Id, publication: Id, variant: Id, story: Id, storyTitle: z.string(), account: Account, language: Language, url: z.string(),
  way: AmendmentWay, by: z.enum(['api', 'hand']), state: PublicationState, /** The server's code for where it stands. */ code: z.string(),
  /** Known to the server. */ confirmed: z.boolean(),
  asked: Sha256, author: Id, at: Instant, reason: z.string(), note: PublicNote,
  /** What stands on the channel, and what is to stand there; null for a withdrawal. */
  before: VariantContent, after: VariantContent.nullable(),
  approval: ApprovalView,
  decisions: z.array(z.object({ verdict: z.enum(['approve', 'refuse']), reviewer: Id, reason: z.string(), confirmed: z.boolean() })),
  /** Why who sits here cannot approve it; null where they can. */
  cannot: z.string().nullable(),
});
export type AmendmentView = z.infer<typeof AmendmentView>;

/** A hold on publishing, with who set it and, once it is over, who lifted it. */
export const HoldView = z.object({ id: Id, scope: HoldScope, /** Of the story that the scope names. */ storyTitle: z.string(), reason: z.string(), author: Id, at: Instant, /** Known to the server. */ confirmed: z.boolean(), lifted: z.object({ by: Id, at: Instant }).nullable() });
export type HoldView = z.infer<typeof HoldView>;

/** `way` and `postUrl`: what is to be done to which post; null and empty where there is a new one to make. */
export const HandOver = z.object({ way: AmendmentWay.nullable(), postUrl: z.string(),  text: z.string(), html: z.string().nullable(), media: z.array(z.object({ sha256: Sha256, fileName: z.string(), alt: z.string() })), openUrl: z.string() });
export type HandOver = z.infer<typeof HandOver>;
