import { msOf } from '../std/instant.ts';
import { contentHash } from '../document/canonical.ts';
import { withinStory } from '../domain/archiving.ts';
import { checkDecision } from '../domain/decisions.ts';
import type { Id } from '../domain/ids.ts';
import { channelProfile } from '../channels/registry.ts';
import { checkAmendmentDecision, checkAmendmentRequest, checkBeforeAmend, textOnChannel } from '../domain/amendment.ts';
import { checkBeforeSend, checkPublishRequest } from '../domain/publish-gate.ts';
import { factsFromEntries, type VariantFacts } from '../domain/variant-facts.ts';
import { type Agreed, NOTHING_AGREED, offlineWait, type PolicyTarget, type Rules, rulesFor } from '../domain/policy.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { EntryOf, LogEntry } from '../sync/entry.ts';
import type { VariantContent } from '../domain/content.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import { contentsOf } from './rows.ts';

/** An act of the log, judged by the rules that should have let it pass: `code` says why they would not, null that they would. */
export type Judgement = {
  readonly act: 'decision' | 'request' | 'attempt';
  readonly entry: Id;
  readonly seq: number;
  readonly author: Id;
  /** The publication, for requests and attempts; the revision for decisions. */
  readonly about: Id;
  readonly code: string | null;
  /** The decision was made under another version of the policy than the one that it is judged by. */
  readonly otherPolicy: boolean;
};

/** How the newsroom was just before the entry of a number came in: who was in it, what was agreed on about approving, what the variant's story was, and whether that was archived. */
export type Past = { readonly workspace: (seq: number) => Workspace; readonly agreed: (seq: number) => Agreed; readonly story: (seq: number) => Omit<PolicyTarget, 'channel'> | null; readonly storyArchived: (seq: number) => boolean };

/**
 * Goes through one variant's entries again and asks the rules at each act, with the log as it was at
 * that moment: may it be decided, be asked to go out, be sent? Members are those given and nothing was agreed on
 * about approving, unless `past` says how it was when the entry of a number came in.
 */
export function judgeVariant(entries: readonly LogEntry[], given: Workspace, past: Partial<Past> = {}): Judgement[] {
  const contents = contentsOf(entries);
  const [content] = contents.values();
  return entries.flatMap(({ seq, receivedAt, entry }, index): Judgement[] => {
    const about = past.story?.(seq) ?? { kind: null, labels: [] };
    const now = msOf(receivedAt);
    const rules = rulesFor(past.workspace?.(seq) ?? given, past.agreed?.(seq) ?? NOTHING_AGREED, { channel: content?.channel ?? 'blog', ...about }, now);
    const base = { entry: entry.id, seq, author: entry.author, otherPolicy: false };
    const before = (): VariantFacts => factsFromEntries(entries.slice(0, index));
    // A decision puts nothing out, and is taken of an archived story too.
    const outward = (): VariantFacts => withinStory(before(), past.storyArchived?.(seq) ?? false);
    switch (entry.kind) {
      case 'decision':
        return [{ ...base, act: 'decision', about: entry.body.revision, code: judgeDecision(entry, before(), contents, rules), otherPolicy: entry.body.policyVersion !== rules.policy.version }];
      case 'publish-request':
        return [{ ...base, act: 'request', about: entry.body.publication, code: judgeRequest(entry, outward(), contents, rules) }];
      case 'publication':
        if (entry.body.state !== 'intent' && entry.body.state !== 'by-hand') return [];
        return [{ ...base, act: 'attempt', about: entry.body.publication, code: judgeAttempt(entry, outward(), contents, rules) }];
      case 'amendment-request':
        return [{ ...base, act: 'request', about: entry.body.amendment, code: judgeAmendment(entry, outward(), contents) }];
      case 'amendment-decision':
        return [{ ...base, act: 'decision', about: entry.body.amendment, code: judgeAmendmentDecision(entry, before(), rules), otherPolicy: entry.body.policyVersion !== rules.policy.version }];
      case 'revision':
      case 'story-revision':
      case 'submission':
      case 'comment':
      case 'comment-resolved':
      case 'archive':
      case 'publish-action':
      case 'hold':
      case 'hold-lifted':
      case 'setting':
        return [];
    }
  });
}

type Contents = ReadonlyMap<Id, VariantContent>;

function judgeDecision(entry: EntryOf<'decision'>, facts: VariantFacts, contents: Contents, rules: Rules): string | null {
  const member = rules.members.find((each) => each.id === entry.author);
  if (member === undefined) return 'not-allowed';
  const content = contents.get(entry.body.revision);
  // Whether its pictures were there is checked by itself, as they are now.
  const checked = checkDecision(facts, entry.body, { ...rules, member, offlineMs: offlineWait(entry.at, rules.now), named: entry.body.policy ?? null, mediaPresent: true, ...(content === undefined ? {} : { content }) });
  return checked.ok ? null : checked.error.code;
}

function judgeRequest(entry: EntryOf<'publish-request'>, facts: VariantFacts, contents: Contents, rules: Rules): string | null {
  const member = rules.members.find((each) => each.id === entry.author);
  if (member === undefined) return 'not-allowed';
  const content = contents.get(entry.body.revision);
  if (content === undefined) return 'unknown-revision';
  const checked = checkPublishRequest(facts, entry.body, { ...rules, member, account: content.account });
  return checked.ok ? null : checked.error.code;
}

function judgeAmendment(entry: EntryOf<'amendment-request'>, facts: VariantFacts, contents: Contents): string | null {
  const content = contents.get(entry.body.revision);
  const publication = facts.publications.find(({ id }) => id === entry.body.publication);
  if (content === undefined || publication === undefined) return 'unknown-revision';
  const before = contents.get(textOnChannel(facts, publication).revision) ?? null;
  const checked = checkAmendmentRequest(facts, entry.body, { profile: channelProfile(content.channel), language: content.language, before, after: content });
  return checked.ok ? null : checked.error.code;
}

function judgeAmendmentDecision(entry: EntryOf<'amendment-decision'>, facts: VariantFacts, rules: Rules): string | null {
  const member = rules.members.find((each) => each.id === entry.author);
  if (member === undefined) return 'not-allowed';
  const checked = checkAmendmentDecision(facts, entry.body, { ...rules, member, mediaPresent: true, offlineMs: offlineWait(entry.at, rules.now), named: entry.body.policy ?? null });
  return checked.ok ? null : checked.error.code;
}

function judgeAttempt(entry: EntryOf<'publication'>, facts: VariantFacts, contents: Contents, rules: Rules): string | null {
  const { publication, revision, contentHash: hash, account } = entry.body;
  const known = facts.publications.find((each) => each.id === publication);
  const content = contents.get(revision);
  const amendment = facts.amendments.find((each) => each.id === publication);
  if (amendment !== undefined && content !== undefined) {
    const postAccount = facts.publications.find((each) => each.id === amendment.publication)?.account ?? '';
    const looked = checkBeforeAmend(facts, amendment.id, { ...rules, storedHash: contentHash(content), account: content.account, postAccount, leaseCurrent: true, held: amendment.state === 'held', channelErrors: false });
    return looked.ok ? null : looked.error.code;
  }
  if (known === undefined || content === undefined) return 'unknown-revision';
  const job = { revision, contentHash: hash, account, slot: known.slot };
  const checked = checkBeforeSend(facts, job, {
    ...rules,
    storedHash: contentHash(content),
    account: content.account,
    // Leases are checked by the attempts' own rows; the channel's rules were those of that day.
    leaseCurrent: true,
    channelErrors: false,
    held: known.state === 'held',
    slotExpired: known.state === 'expired',
    alreadySent: known.state === 'sent' || known.state === 'confirmed',
  });
  return checked.ok ? null : checked.error.code;
}

const NAMING = ['unknown-revision', 'hash-mismatch', 'not-found'];
const ENTITLEMENT = ['not-allowed', 'self-approval', 'own-group', 'offline-not-allowed', 'waited-too-long', 'policy-changed', 'step-not-open'];

/** 7: decisions name a revision that the log had by then, with its hash. */
export function checkDecisionsNameRevisions(judgements: readonly Judgement[]): Examined {
  const check = startCheck('7', 'decisions');
  for (const { act, entry, seq, code } of judgements) {
    if (act !== 'decision') continue;
    check.look();
    if (code !== null && NAMING.includes(code)) check.found(entry, 'decision-on-nothing', { seq, code });
  }
  return check.done();
}

/** 8: who decided or asked to publish held the role, and did not decide on their own text. */
export function checkRoles(judgements: readonly Judgement[]): Examined {
  const check = startCheck('8', 'decisions and requests');
  for (const { act, entry, seq, author, code, otherPolicy } of judgements) {
    if (act === 'attempt') continue;
    check.look();
    if (code === null || !ENTITLEMENT.includes(code)) continue;
    if (act === 'request') check.found(entry, 'request-not-allowed', { seq, author });
    else check.found(entry, 'decision-not-allowed', { seq, author, code }, otherPolicy ? 'warning' : 'error');
  }
  return check.done();
}

/** 14: a decision was taken only on the only newest revision, sent for review, of what was not archived. */
export function checkDecisionsOnHead(judgements: readonly Judgement[]): Examined {
  const check = startCheck('14', 'decisions');
  for (const { act, entry, seq, code } of judgements) {
    if (act !== 'decision') continue;
    check.look();
    if (code !== null && !NAMING.includes(code) && !ENTITLEMENT.includes(code)) check.found(entry, 'decision-too-late', { seq, code });
  }
  return check.done();
}

/** 16: whatever was queued or sent could be, by the log of that moment. */
export function checkAttempts(judgements: readonly Judgement[]): Examined {
  const check = startCheck('16', 'requests and attempts');
  for (const { act, entry, seq, code } of judgements) {
    if (act === 'decision') continue;
    check.look();
    if (code === null) continue;
    if (act === 'attempt') check.found(entry, 'attempt-refused', { seq, code });
    else if (!ENTITLEMENT.includes(code)) check.found(entry, 'request-refused', { seq, code });
  }
  return check.done();
}
