import { describe, expect, it } from 'vitest';
import { contentHash } from '#shared/document/canonical.ts';
import { DECISION_REFUSAL_CODES, checkDecision, isApproved, reasonCannotDecide, whoCanDecide } from '#shared/domain/decisions.ts';
import type { DecisionContext, DecisionRefusalCode } from '#shared/domain/decisions.ts';
import type { Verdict } from '#shared/sync/entry.ts';
import { EDITOR, MEMBERS, POLICY, SECOND, Story, rules, WRITER, WRITING_EDITOR, approved, hash, id, submitted } from './_facts.ts';
import { variantContent } from '../document/_content.ts';

const LEAD = { ...EDITOR, id: id('lead'), roles: ['publisher' as const] };
const IN_STEPS = { ...POLICY, steps: [{ role: 'editor' as const, count: 1 }, { role: 'publisher' as const, count: 1 }] };

const CONTEXT: DecisionContext = { ...rules(), member: EDITOR, mediaPresent: true };

function check(story: Story, name: string, text: string, changes: Partial<DecisionContext> & { readonly verdict?: Verdict } = {}): DecisionRefusalCode | null {
  const { verdict = 'approve', ...context } = changes;
  const result = checkDecision(story.facts(), { revision: id(name), contentHash: hash(text), verdict }, { ...CONTEXT, ...context });
  return result.ok ? null : result.error.code;
}

/** One case for each code: everything else is right. */
const REFUSED: Record<DecisionRefusalCode, () => DecisionRefusalCode | null> = {
  'unknown-revision': () => check(submitted(), 'r9', 'a'),
  'hash-mismatch': () => check(submitted(), 'r1', 'b'),
  archived: () => check(submitted().archive(true), 'r1', 'a'),
  'stale-head': () => check(submitted().revision('r2', 'b', ['r1']), 'r1', 'a'),
  'not-allowed': () => check(submitted(), 'r1', 'a', { member: { ...WRITER, id: id('other') } }),
  'self-approval': () => check(new Story().revision('r1', 'a', [], { by: WRITING_EDITOR }).submit('r1', 'a'), 'r1', 'a', { member: WRITING_EDITOR }),
  'own-group': () => check(submitted(), 'r1', 'a', { groups: new Map([['구청', [WRITER.id, EDITOR.id]]]) }),
  'offline-not-allowed': () => check(submitted(), 'r1', 'a', { policy: { ...POLICY, offline: { roles: ['lead'], hours: null } }, offlineMs: 0 }),
  'waited-too-long': () => check(submitted(), 'r1', 'a', { policy: { ...POLICY, offline: { roles: ['editor'], hours: 2 } }, offlineMs: 2 * 3_600_000 + 1 }),
  'policy-changed': () => check(submitted(), 'r1', 'a', { ref: { id: '재난', revision: hash('p') }, named: { id: '재난', revision: hash('q') } }),
  'not-submitted': () => check(new Story().revision('r1', 'a', []), 'r1', 'a'),
  'media-missing': () => check(submitted(), 'r1', 'a', { mediaPresent: false }),
  'step-not-open': () => check(submitted(), 'r1', 'a', { policy: IN_STEPS, members: [...MEMBERS, LEAD], member: LEAD }),
};

describe('checkDecision', () => {
  it('takes an approval by an editor of the only head, sent for review', () => {
    expect(check(submitted(), 'r1', 'a')).toBeNull();
  });

  for (const code of DECISION_REFUSAL_CODES) it(`refuses: ${code}`, () => expect(REFUSED[code]()).toBe(code));

  it('takes the hash of the content again', () => {
    const content = variantContent({ title: '본래' });
    const facts = { ...submitted().facts(), revisions: [{ id: id('r1'), parents: [], contentHash: contentHash(content), author: WRITER.id, seq: 1, source: null }], submissions: [{ revision: id('r1'), contentHash: contentHash(content), author: WRITER.id, seq: 2, order: 1 }] };
    const decision = { revision: id('r1'), contentHash: contentHash(content), verdict: 'approve' as const };
    expect(checkDecision(facts, decision, { ...CONTEXT, content }).ok).toBe(true);
    expect(checkDecision(facts, decision, { ...CONTEXT, content: { ...content, title: '다른' } })).toEqual({ ok: false, error: { code: 'hash-mismatch' } });
  });

  it('refuses either of two heads, and a head that only has the same text as the one named', () => {
    const forked = submitted().revision('r2', 'b', ['r1']).revision('r3', 'c', ['r1']);
    expect(check(forked, 'r2', 'b')).toBe('stale-head');
    expect(check(submitted().revision('r2', 'a', ['r1']), 'r1', 'a')).toBe('stale-head');
    expect(check(submitted().revision('r2', 'a', ['r1']), 'r2', 'a')).toBeNull();
  });

  it('lets self-approval pass only where the policy does, and looks through checkpoints of the same text', () => {
    const own = new Story().revision('r1', 'a', [], { by: WRITING_EDITOR }).revision('r2', 'a', ['r1']).submit('r2', 'a');
    expect(check(own, 'r2', 'a', { member: WRITING_EDITOR })).toBe('self-approval');
    expect(check(own, 'r2', 'a', { member: WRITING_EDITOR, policy: { ...POLICY, selfApproval: true } })).toBeNull();
  });

  it('asks less of a request for changes and of a revocation', () => {
    for (const verdict of ['request-changes', 'revoke'] as const) {
      expect(check(new Story().revision('r1', 'a', []), 'r1', 'a', { verdict, mediaPresent: false })).toBeNull();
      expect(check(submitted(), 'r1', 'a', { verdict, member: WRITER })).toBe('not-allowed');
    }
  });
});

describe('for the interface', () => {
  it('says why not, and a draft on screen is reason enough', () => {
    const facts = submitted().facts();
    expect(reasonCannotDecide(facts, 'approve', CONTEXT)).toBeNull();
    expect(reasonCannotDecide(facts, 'approve', { ...CONTEXT, draftHash: hash('a') })).toBeNull();
    expect(reasonCannotDecide(facts, 'approve', { ...CONTEXT, draftHash: hash('b') })).toBe('stale-head');
    expect(reasonCannotDecide(facts, 'approve', { ...CONTEXT, member: WRITER })).toBe('not-allowed');
    expect(reasonCannotDecide(new Story().facts(), 'approve', CONTEXT)).toBe('unknown-revision');
    expect(reasonCannotDecide(submitted().revision('r2', 'b', []).facts(), 'approve', CONTEXT)).toBe('stale-head');
  });

  it('names who can', () => {
    const names = (story: Story): string[] => whoCanDecide(story.facts(), 'approve', { ...rules(), mediaPresent: true }).map((member) => member.id);
    expect(names(submitted())).toEqual([EDITOR.id, SECOND.id, WRITING_EDITOR.id]);
    expect(names(new Story())).toEqual([]);
  });

  it('isApproved is about the only head', () => {
    expect(isApproved(approved().facts(), rules())).toBe(true);
    expect(isApproved(approved().archive(true).facts(), rules())).toBe(false);
    expect(isApproved(approved().revision('r2', 'b', []).facts(), rules())).toBe(false);
    expect(isApproved(submitted().approve('r1', 'a', { local: true }).facts(), rules())).toBe(false);
    expect(isApproved(approved().facts(), rules(POLICY, [WRITER]))).toBe(false);
  });
});
