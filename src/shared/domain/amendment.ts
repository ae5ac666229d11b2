import type { Amending, AmendWay, ConnectorClass } from '../channels/types.ts';
import { sha256Hex } from '../document/canonical.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { isFinal, mayBePosted, step } from '../sync/publication-machine.ts';
import type { AmendmentWay, PolicyRef, PublicNote } from '../sync/entry.ts';
import { type Approval, giversFor, type Matter, sameTextLine, standingOf, workOf } from './approval.ts';
import type { VariantContent } from './content.ts';
import { namedRefusal, offlineRefusal } from './decisions.ts';
import type { Id, Language, Sha256 } from './ids.ts';
import { barredFrom, hasSayIn, type Rules } from './policy.ts';
import { approvalRefusal, textRefusal } from './publish-gate.ts';
import type { AmendmentFact, PublicationFact, VariantFacts } from './variant-facts.ts';
import { type Member, stepsOf } from './workspace.ts';

/**
 * A correction or a withdrawal of what is published. Anybody of the newsroom asks, with the words that are to stand and a note for
 * the public; the policy in force says who approves exactly that; a publisher carries it out, who may be the one who asked. It takes
 * the same way through the queue as a publication (sync/publication-machine.ts), under an id of its own.
 */
export const AMENDMENT_WAYS: readonly AmendmentWay[] = ['edit', 'reply', 'remove'];

export function isCorrection(way: AmendmentWay): boolean {
  return way !== 'remove';
}

/** A way that there is, and who goes it: a program, or a person on the channel. */
export type OfferedWay = { readonly way: AmendmentWay; readonly by: 'api' | 'hand'; readonly fact: AmendWay };

/**
 * The ways that a channel leaves for a post. A post whose id is not known (a person has posted it, or found it) can only be amended by
 * a person, and so can everything on a channel without an interface; a reply to it is then a new post.
 */
export function offeredWays({ amending, connector }: { readonly amending: Amending; readonly connector: ConnectorClass }, remoteId: string): readonly OfferedWay[] {
  return AMENDMENT_WAYS.flatMap((way): OfferedWay[] => {
    const fact = amending[way];
    if (fact.by === 'none') return [];
    return [{ way, by: fact.by === 'hand' || connector === 'by-hand' || remoteId === '' ? 'hand' : 'api', fact }];
  });
}

/** The key of an amendment in the queue, and for a channel that takes one with a reply. */
export function amendmentKey(id: Id): Sha256 {
  return sha256Hex(`amendment|${id}`);
}

/** The post is gone from the channel. */
export function isWithdrawn(facts: VariantFacts, publication: Id): boolean {
  return facts.amendments.some((each) => each.publication === publication && each.way === 'remove' && each.state === 'confirmed');
}

/** The words of a post as they stand on the channel: those it went out with, or those of the last edit. */
export function textOnChannel(facts: VariantFacts, publication: PublicationFact): { readonly revision: Id; readonly contentHash: Sha256 } {
  const edits = facts.amendments.filter((each) => each.publication === publication.id && each.way === 'edit' && each.state === 'confirmed');
  return edits.toSorted((a, b) => a.order - b.order).at(-1) ?? publication;
}

/** Whether nothing that an edit of the text alone could not change differs. */
export function differsInTextOnly(before: VariantContent, after: VariantContent): boolean {
  const rest = ({ title, link, media, firstComment }: VariantContent): string => JSON.stringify([title, link, media.map(({ sha256, alt, decorative }) => [sha256, alt, decorative]), firstComment]);
  return rest(before) === rest(after);
}

export const AMENDMENT_REQUEST_REFUSAL_CODES = [
  'not-published',
  'already-withdrawn',
  'amendment-open',
  'way-not-offered',
  'unknown-revision',
  'hash-mismatch',
  'archived',
  'stale-head',
  'same-text',
  'more-than-text',
  'note-missing',
] as const;
export type AmendmentRequestRefusalCode = (typeof AMENDMENT_REQUEST_REFUSAL_CODES)[number];

export type AmendmentRequest = { readonly publication: Id; readonly way: AmendmentWay; readonly revision: Id; readonly contentHash: Sha256; readonly note: PublicNote };
export type AmendmentRequestContext = {
  readonly profile: { readonly amending: Amending; readonly connector: ConnectorClass };
  readonly language: Language;
  /** What stands on the channel and what is to stand there; null where they are not at hand. */
  readonly before: VariantContent | null;
  readonly after: VariantContent | null;
};

/**
 * Whether an amendment may be asked for now. Of a post that is out and has no other amendment under way, in a way that its channel
 * has, with a note for the public in the post's language. The words of a correction are the variant's only head and differ from
 * what stands there; a withdrawal names what stands there, and an archived variant's post may be withdrawn too.
 */
export function checkAmendmentRequest(facts: VariantFacts, request: AmendmentRequest, context: AmendmentRequestContext): Result<void, { readonly code: AmendmentRequestRefusalCode }> {
  const refused = requestRefusal(facts, request, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function requestRefusal(facts: VariantFacts, request: AmendmentRequest, { profile, language, before, after }: AmendmentRequestContext): AmendmentRequestRefusalCode | null {
  const publication = facts.publications.find(({ id }) => id === request.publication);
  if (publication?.state !== 'confirmed') return 'not-published';
  if (isWithdrawn(facts, publication.id)) return 'already-withdrawn';
  if (facts.amendments.some((each) => each.publication === publication.id && !isFinal(each.state))) return 'amendment-open';
  const offered = offeredWays(profile, publication.remoteId).find(({ way }) => way === request.way);
  if (offered === undefined) return 'way-not-offered';
  const text = textRefusal(facts, request);
  if (text !== null && (isCorrection(request.way) || text === 'unknown-revision' || text === 'hash-mismatch')) return text;
  const standing = textOnChannel(facts, publication);
  if (isCorrection(request.way) === (standing.contentHash === request.contentHash)) return isCorrection(request.way) ? 'same-text' : 'hash-mismatch';
  if (request.way === 'edit' && profile.amending.edit.reach === 'text' && before !== null && after !== null && !differsInTextOnly(before, after)) return 'more-than-text';
  return request.note[language].trim() === '' ? 'note-missing' : null;
}

/** What the policy is asked of an amendment: nobody approves what they asked for, nor the words that they wrote. */
function matterOf(facts: VariantFacts, amendment: AmendmentFact): Matter {
  const { authors, isTranslation } = workOf(sameTextLine(facts, amendment.revision));
  return { authors: new Set([amendment.author, ...(isCorrection(amendment.way) ? authors : [])]), isTranslation, decisions: amendment.decisions };
}

export function amendmentApproval(facts: VariantFacts, amendment: AmendmentFact, rules: Rules): Approval {
  return standingOf(matterOf(facts, amendment), rules);
}

/** For each step in its order, who could still give what it misses. */
export function amendmentGivers(facts: VariantFacts, amendment: AmendmentFact, rules: Rules): ReturnType<typeof giversFor> {
  return giversFor(matterOf(facts, amendment), rules);
}

export const AMENDMENT_DECISION_REFUSAL_CODES = [
  'not-found',
  'hash-mismatch',
  'conflict',
  'stale-head',
  'not-allowed',
  'self-approval',
  'own-group',
  'offline-not-allowed',
  'waited-too-long',
  'policy-changed',
  'media-missing',
  'step-not-open',
] as const;
export type AmendmentDecisionRefusalCode = (typeof AMENDMENT_DECISION_REFUSAL_CODES)[number];

export type AmendmentDecision = { readonly amendment: Id; readonly asked: Sha256; readonly verdict: 'approve' | 'refuse' };
export type AmendmentDecisionContext = Rules & { readonly member: Member; readonly mediaPresent: boolean; readonly offlineMs?: number | null; readonly named?: PolicyRef | null };

/**
 * Whether a decision on an amendment may be recorded now: of exactly what was asked, while it can still be stopped, by somebody with a
 * say in a step of the policy. An approval as of any text besides; it is given while the amendment waits for it, and not afterwards.
 */
export function checkAmendmentDecision(facts: VariantFacts, decision: AmendmentDecision, context: AmendmentDecisionContext): Result<void, { readonly code: AmendmentDecisionRefusalCode }> {
  const refused = decisionRefusal(facts, decision, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function decisionRefusal(facts: VariantFacts, decision: AmendmentDecision, context: AmendmentDecisionContext): AmendmentDecisionRefusalCode | null {
  const amendment = facts.amendments.find(({ id }) => id === decision.amendment);
  if (amendment === undefined) return 'not-found';
  if (amendment.asked !== decision.asked) return 'hash-mismatch';
  const approves = decision.verdict === 'approve';
  // Once it may be out, only whoever looks at the channel can say that it is not: a refusal would forget the post.
  if (approves ? amendment.state !== 'requested' : mayBePosted(amendment.state) || step(amendment.state, 'cancel') === null) return 'conflict';
  const matter = matterOf(facts, amendment);
  const { member } = context;
  if (!hasSayIn(context, stepsOf(context.policy, matter.isTranslation), member.id)) return 'not-allowed';
  if (!approves) return null;
  if (isCorrection(amendment.way) && textRefusal(facts, amendment) !== null) return 'stale-head';
  const barred = barredFrom(context, matter.authors);
  if (barred.has(member.id)) return matter.authors.has(member.id) && !context.policy.selfApproval ? 'self-approval' : 'own-group';
  const other = offlineRefusal(context) ?? namedRefusal(context);
  if (other !== null) return other;
  if (isCorrection(amendment.way) && !context.mediaPresent) return 'media-missing';
  const open = standingOf(matter, context).steps.findIndex(({ missing }) => missing > 0);
  if (open === -1) return null;
  return giversFor(matter, context)[open]?.some((giver) => giver.member === member.id) === true ? null : 'step-not-open';
}

export const AMEND_REFUSAL_CODES = [
  'lease-lost',
  'not-published',
  'unknown-revision',
  'hash-mismatch',
  'wrong-account',
  'archived',
  'stale-head',
  'revoked',
  'not-approved',
  'approval-expired',
  'held',
  'channel-rules',
] as const;
export type AmendRefusalCode = (typeof AMEND_REFUSAL_CODES)[number];

/** What the worker has just read, in the transaction that would write the intent. */
export type AmendContext = Rules & {
  readonly storedHash: Sha256;
  /** The account that the content itself names, and the one that the post is on. */
  readonly account: Id;
  readonly postAccount: Id;
  readonly leaseCurrent: boolean;
  /** A hold covers it. It stops corrections, which put words out; taking down puts nothing out. */
  readonly held: boolean;
  readonly channelErrors: boolean;
};

/** The last look before the channel is called for an amendment, or it is given to a person. The order is the order of the codes above. */
export function checkBeforeAmend(facts: VariantFacts, id: Id, context: AmendContext): Result<void, { readonly code: AmendRefusalCode }> {
  const refused = amendRefusal(facts, id, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function amendRefusal(facts: VariantFacts, id: Id, context: AmendContext): AmendRefusalCode | null {
  if (!context.leaseCurrent) return 'lease-lost';
  const amendment = facts.amendments.find((each) => each.id === id);
  if (amendment === undefined) return 'unknown-revision';
  if (facts.publications.find((each) => each.id === amendment.publication)?.state !== 'confirmed' || isWithdrawn(facts, amendment.publication)) return 'not-published';
  const text = textRefusal(facts, amendment);
  if (text === 'unknown-revision' || text === 'hash-mismatch') return text;
  if (context.storedHash !== amendment.contentHash) return 'hash-mismatch';
  if (context.account !== context.postAccount) return 'wrong-account';
  if (text !== null && isCorrection(amendment.way)) return text;
  const approval = amendmentApproval(facts, amendment, context);
  if (approval.latest !== null && approval.latest.verdict !== 'approve') return 'revoked';
  const unapproved = approvalRefusal(approval);
  if (unapproved !== null) return unapproved;
  if (!isCorrection(amendment.way)) return null;
  if (context.held) return 'held';
  return context.channelErrors ? 'channel-rules' : null;
}
