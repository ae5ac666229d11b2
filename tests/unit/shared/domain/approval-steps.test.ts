import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalOf } from '#shared/domain/approval.ts';
import { checkDecision, whoCanDecide } from '#shared/domain/decisions.ts';
import { Policy } from '#shared/domain/workspace.ts';
import { hash, id, MEMBERS, POLICY, rules, SECOND, submitted, type Story, WRITER, EDITOR } from './_facts.ts';

const LEAD = { id: id('lead'), name: { ko: '팀장', en: 'Lead' }, roles: ['editor' as const, 'admin' as const] };
const EVERYBODY = [...MEMBERS, LEAD];
/** Two editors, then the head of the office. */
const STEPS: Policy = { ...POLICY, steps: [{ role: 'editor', count: 2 }, { role: 'admin', count: 1 }] };

const standing = (story: Story, policy = STEPS): unknown[] => approvalOf(story.facts(), id('r1'), rules(policy, EVERYBODY)).steps.map(({ role, by, missing }) => [role, by, missing]);
const code = (story: Story, member: typeof LEAD | typeof EDITOR, policy = STEPS): string | null => {
  const checked = checkDecision(story.facts(), { revision: id('r1'), contentHash: hash('a'), verdict: 'approve' }, { ...rules(policy, EVERYBODY.map((each) => (each.id === member.id ? member : each))), member, mediaPresent: true });
  return checked.ok ? null : checked.error.code;
};

describe('An approval in steps', () => {
  it('goes through them in order, and is complete with the last', () => {
    const story = submitted();
    expect(standing(story)).toEqual([['editor', [], 2], ['admin', [], 1]]);
    story.approve('r1', 'a', { by: EDITOR }).approve('r1', 'a', { by: SECOND });
    expect(standing(story)).toEqual([['editor', [EDITOR.id, SECOND.id], 0], ['admin', [], 1]]);
    expect(approvalOf(story.facts(), id('r1'), rules(STEPS, EVERYBODY)).approved).toBe(false);
    story.approve('r1', 'a', { by: LEAD });
    expect(approvalOf(story.facts(), id('r1'), rules(STEPS, EVERYBODY))).toMatchObject({ approved: true, missing: 0, approvedBy: [EDITOR.id, SECOND.id, LEAD.id] });
  });

  it('is asked only of whose turn it is, and says who that is', () => {
    const story = submitted();
    const admin = { ...LEAD, roles: ['admin' as const] };
    expect(code(story, admin as never)).toBe('step-not-open');
    expect(whoCanDecide(story.facts(), 'approve', { ...rules(STEPS, EVERYBODY), mediaPresent: true }).map((member) => member.id)).toContain(EDITOR.id);
    story.approve('r1', 'a', { by: EDITOR }).approve('r1', 'a', { by: SECOND });
    expect(whoCanDecide(story.facts(), 'approve', { ...rules(STEPS, EVERYBODY), mediaPresent: true })).toEqual([LEAD]);
  });

  it('counts nobody twice: who approved as an editor is not the head of the office as well', () => {
    const story = submitted().approve('r1', 'a', { by: LEAD }).approve('r1', 'a', { by: EDITOR });
    expect(standing(story)).toEqual([['editor', [LEAD.id, EDITOR.id], 0], ['admin', [], 1]]);
    expect(code(story, LEAD)).toBe('step-not-open');
  });

  it('starts again when somebody asks for changes', () => {
    const story = submitted().approve('r1', 'a', { by: EDITOR }).decide('r1', 'a', 'request-changes', { by: SECOND });
    expect(standing(story)).toEqual([['editor', [], 2], ['admin', [], 1]]);
  });

  it('of everybody waits for each who may, and for somebody where nobody may', () => {
    const all: Policy = { ...POLICY, steps: [{ role: 'editor', count: 'all' }] };
    expect(standing(submitted(), all)).toEqual([['editor', [], 4]]);
    expect(approvalOf(submitted().facts(), id('r1'), rules({ ...POLICY, steps: [{ role: 'translator', count: 'all' }] }, EVERYBODY))).toMatchObject({ approved: false, missing: 1 });
  });

  it('of a translation is its own, where the policy has one', () => {
    const policy: Policy = { ...POLICY, translationSteps: [{ role: 'translator', count: 1 }] };
    const facts = submitted().facts();
    const translated = { ...facts, revisions: facts.revisions.map((revision) => ({ ...revision, source: { variant: id('v0'), revision: id('r0') } })) };
    expect(approvalOf(facts, id('r1'), rules(policy, EVERYBODY)).steps.map(({ role }) => role)).toEqual(['editor']);
    expect(approvalOf(translated, id('r1'), rules(policy, EVERYBODY)).steps.map(({ role }) => role)).toEqual(['translator']);
  });

  it('is never complete with fewer different people than it asks for, whoever approves in whatever order', () => {
    const people = [WRITER, EDITOR, SECOND, LEAD];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...people), { maxLength: 8 }), fc.array(fc.record({ role: fc.constantFrom('editor' as const, 'admin' as const), count: fc.integer({ min: 1, max: 2 }) }), { minLength: 1, maxLength: 3 }), (approvers, steps) => {
        const story = approvers.reduce((told, by) => told.approve('r1', 'a', { by }), submitted());
        const { approved, approvedBy, steps: standings } = approvalOf(story.facts(), id('r1'), rules({ ...POLICY, steps }, EVERYBODY));
        const counted = standings.flatMap(({ by }) => by);
        expect(new Set(counted).size).toBe(counted.length);
        expect([...approvedBy].toSorted()).toEqual([...counted].toSorted());
        expect(approved).toBe(standings.every(({ by }, index) => by.length >= (steps[index]?.count ?? 0)));
        for (const { role, by } of standings) for (const each of by) expect(people.find((member) => member.id === each)?.roles).toContain(role);
      }),
    );
  });
});

it('reads the policies of a time without steps', () => {
  expect(Policy.parse({ version: 3, approvals: { role: 'editor', count: 2 }, selfApproval: true })).toEqual({ version: 3, steps: [{ role: 'editor', count: 2 }], translationSteps: null, selfApproval: true });
  expect(Policy.safeParse({ version: 3, steps: [], translationSteps: null, selfApproval: true }).success).toBe(false);
});
