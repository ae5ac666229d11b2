import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalOf, giversOf } from '#shared/domain/approval.ts';
import { checkDecision } from '#shared/domain/decisions.ts';
import { agreedOf, mayWaitUntil, NOTHING_AGREED, offlineWait, type PolicyTarget, type Rules, rulesFor } from '#shared/domain/policy.ts';
import type { AbsenceSetting } from '#shared/domain/policy-setting.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { type Member, type NamedPolicy, type Policy, policyFor, type PolicyMatch, type Workspace } from '#shared/domain/workspace.ts';
import { approved, EDITOR, hash, id, MEMBERS, NOW, POLICY, rules, SECOND, Story, submitted, TWO, WRITER, WRITING_EDITOR } from './_facts.ts';

const HOUR = 3_600_000;
const WORKSPACE: Workspace = { ...SAMPLE_WORKSPACE, policies: { default: { ...POLICY, version: 7 }, byChannel: { blog: { ...POLICY, version: 8 } } } };
const ANY: PolicyMatch = { channels: [], kinds: [], labels: [] };
const TARGET: PolicyTarget = { channel: 'x', kind: 'administration', labels: ['재난', '교통'] };

function agreed(policies: Readonly<Record<string, NamedPolicy>>): typeof NOTHING_AGREED {
  return agreedOf(Object.entries(policies).map(([key, value]) => ({ collection: 'policy', key, value })));
}

function named(match: Partial<PolicyMatch>, rule: Partial<Policy> = {}): NamedPolicy {
  return { match: { ...ANY, ...match }, rule: { ...POLICY, ...rule } };
}

/** From an hour before everything in the stories to an hour after. */
const awayWith = (substitute: string | null): AbsenceSetting => [{ from: '2026-11-23T04:00:00.000Z', until: '2026-11-23T06:00:00.000Z', substitute }];

function code(story: Story, member: Member, given: Rules): string | null {
  const checked = checkDecision(story.facts(), { revision: id('r1'), contentHash: hash('a'), verdict: 'approve' }, { ...given, member, mediaPresent: true });
  return checked.ok ? null : checked.error.code;
}

describe('The policy in force', () => {
  const inForce = (policies: Readonly<Record<string, NamedPolicy>>, target = TARGET): string | null => rulesFor(WORKSPACE, agreed(policies), target, NOW).ref?.id ?? null;

  it('is the newsroom’s own for the channel where nothing else was agreed on', () => {
    expect(rulesFor(WORKSPACE, NOTHING_AGREED, TARGET, NOW)).toMatchObject({ policy: { version: 7 }, ref: null });
    expect(rulesFor(WORKSPACE, agreed({ 남: named({ labels: ['축제'] }) }), { ...TARGET, channel: 'blog' }, NOW)).toMatchObject({ policy: { version: 8 }, ref: null });
  });

  it('is one whose every list has the text', () => {
    expect(inForce({ 규칙: named({ channels: ['x'], kinds: ['administration'], labels: ['재난'] }) })).toBe('규칙');
    expect(inForce({ 규칙: named({ channels: ['blog'], labels: ['재난'] }) })).toBeNull();
    expect(inForce({ 규칙: named({ kinds: ['non-administration'] }) })).toBeNull();
    expect(inForce({ 규칙: named({ kinds: ['non-administration'] }) }, { ...TARGET, kind: null })).toBe('규칙');
    expect(inForce({ 규칙: named({ labels: ['재난'.normalize('NFD')] }) })).toBe('규칙');
  });

  it('is the most specific, and among equals the one that asks for more', () => {
    expect(inForce({ 가: named({}), 나: named({ channels: ['x'] }) })).toBe('나');
    expect(inForce({ 가: named({ channels: ['x'] }), 나: named({ labels: ['재난'] }) })).toBe('나');
    expect(inForce({ 가: named({ labels: ['재난'] }), 나: named({ channels: ['x'], kinds: ['administration'] }) })).toBe('나');
    expect(inForce({ 가: named({ labels: ['재난'] }), 나: named({ labels: ['교통'] }, { steps: [{ role: 'editor', count: 2 }] }) })).toBe('나');
    expect(inForce({ 나: named({ labels: ['재난'] }), 가: named({ labels: ['교통'] }) })).toBe('가');
  });

  it('takes the place of one that the newsroom started with under the same name', () => {
    const workspace = { ...WORKSPACE, policies: { ...WORKSPACE.policies, named: { 재난: named({ labels: ['재난'] }, { version: 3 }) } } };
    expect(rulesFor(workspace, NOTHING_AGREED, TARGET, NOW)).toMatchObject({ policy: { version: 3 }, ref: { id: '재난' } });
    expect(rulesFor(workspace, agreed({ 재난: named({ labels: ['축제'] }) }), TARGET, NOW).ref).toBeNull();
  });

  it('is the same whatever the order in which they were agreed on, and is always one that is for the text', () => {
    const match = fc.record({ channels: fc.subarray(['x', 'blog', 'facebook'] as const), kinds: fc.subarray(['administration', 'non-administration'] as const), labels: fc.subarray(['재난', '교통', '축제'] as const) });
    const policies = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }).map((text) => text.trim().normalize('NFC')).filter((key) => key !== ''), match.map((each) => named({ channels: [...each.channels], kinds: [...each.kinds], labels: [...each.labels] }))), { selector: ([key]) => key, maxLength: 6 });
    fc.assert(
      fc.property(policies, fc.func(fc.nat()), (list, order) => {
        const shuffled = list.toSorted((a, b) => order(a[0]) - order(b[0]));
        const [one, other] = [list, shuffled].map((each) => rulesFor(WORKSPACE, agreed(Object.fromEntries(each)), TARGET, NOW));
        expect(other?.ref).toEqual(one?.ref);
        const found = list.find(([key]) => key === one?.ref?.id)?.[1];
        if (found === undefined) expect(one?.policy).toEqual(policyFor(WORKSPACE, TARGET.channel));
        else expect([found.match.channels.length === 0 || found.match.channels.includes('x'), found.match.labels.length === 0 || found.match.labels.some((label) => TARGET.labels.includes(label))]).toEqual([true, true]);
      }),
    );
  });

  it('is named by its wording: another wording is another one', () => {
    const ref = (rule: Partial<Policy>): string | undefined => rulesFor(WORKSPACE, agreed({ 재난: named({ labels: ['재난'] }, rule) }), TARGET, NOW).ref?.revision;
    expect(ref({})).toMatch(/^[0-9a-f]{64}$/u);
    expect(ref({})).toBe(ref({}));
    expect(ref({ selfApproval: true })).not.toBe(ref({}));
  });

  it('leaves out what it cannot read', () => {
    expect(agreedOf([{ collection: 'policy', key: '가', value: { match: 1 } }, { collection: 'word', key: '나', value: { note: '' } }])).toEqual(NOTHING_AGREED);
  });
});

describe('A substitute', () => {
  const steps: Policy = { ...POLICY, steps: [{ role: 'editor', count: 1, people: [EDITOR.id] }] };
  const stands = (absences: Rules['absences']): Rules => rules(steps, MEMBERS, { absences });

  it('has the say of somebody who is away, and only meanwhile', () => {
    const absences = new Map([[EDITOR.id, awayWith(SECOND.id)]]);
    expect(code(submitted(), SECOND, stands(new Map()))).toBe('not-allowed');
    expect(code(submitted(), SECOND, stands(absences))).toBeNull();
    expect(code(submitted(), SECOND, { ...stands(absences), now: NOW + HOUR })).toBe('not-allowed');
    const facts = submitted().approve('r1', 'a', { by: SECOND }).facts();
    expect(approvalOf(facts, id('r1'), stands(new Map())).approved).toBe(false);
    // Given while they stood in, it counts after the other is back.
    expect(approvalOf(facts, id('r1'), { ...stands(absences), now: NOW + 24 * HOUR }).approved).toBe(true);
  });

  it('is named beside who is away, and who is away can still come back', () => {
    expect(giversOf(submitted().facts(), id('r1'), stands(new Map([[EDITOR.id, awayWith(SECOND.id)]])))).toEqual([[{ member: EDITOR.id, insteadOf: null, away: true }, { member: SECOND.id, insteadOf: EDITOR.id, away: false }]]);
    expect(giversOf(submitted().facts(), id('r1'), stands(new Map([[EDITOR.id, awayWith(null)]])))).toEqual([[{ member: EDITOR.id, insteadOf: null, away: true }]]);
  });

  it('never approves what they wrote themselves', () => {
    const own = new Story().revision('r1', 'a', [], { by: SECOND }).submit('r1', 'a');
    const given = stands(new Map([[EDITOR.id, awayWith(SECOND.id)]]));
    expect(code(own, SECOND, given)).toBe('self-approval');
    expect(giversOf(own.facts(), id('r1'), given)).toEqual([[{ member: EDITOR.id, insteadOf: null, away: true }]]);
    expect(approvalOf(own.approve('r1', 'a', { by: SECOND }).facts(), id('r1'), given).approved).toBe(false);
  });

  it('counts once where a number is asked for, and for both where everybody is', () => {
    const absences = new Map([[EDITOR.id, awayWith(SECOND.id)]]);
    const facts = submitted().approve('r1', 'a', { by: SECOND }).facts();
    expect(approvalOf(facts, id('r1'), rules(TWO, MEMBERS, { absences })).missing).toBe(1);
    const all: Policy = { ...POLICY, steps: [{ role: 'editor', count: 'all' }] };
    expect(approvalOf(facts, id('r1'), rules(all, MEMBERS, { absences })).missing).toBe(1);
    expect(approvalOf(submitted().approve('r1', 'a', { by: SECOND }).approve('r1', 'a', { by: WRITING_EDITOR }).facts(), id('r1'), rules(all, MEMBERS, { absences })).approved).toBe(true);
  });
});

describe('A group', () => {
  const groups = new Map([['구청', [WRITER.id, EDITOR.id]]]);

  it('never approves what one of it wrote, unless the policy says so', () => {
    expect(code(submitted(), EDITOR, rules(POLICY, MEMBERS, { groups }))).toBe('own-group');
    expect(code(submitted(), SECOND, rules(POLICY, MEMBERS, { groups }))).toBeNull();
    expect(code(submitted(), EDITOR, rules({ ...POLICY, ownGroup: true }, MEMBERS, { groups }))).toBeNull();
    expect(approvalOf(approved().facts(), id('r1'), rules(POLICY, MEMBERS, { groups })).approved).toBe(false);
    expect(giversOf(submitted().facts(), id('r1'), rules(POLICY, MEMBERS, { groups }))[0]?.map(({ member }) => member)).toEqual([SECOND.id, WRITING_EDITOR.id]);
  });

  it('may still send a text of its own back', () => {
    const checked = checkDecision(submitted().facts(), { revision: id('r1'), contentHash: hash('a'), verdict: 'request-changes' }, { ...rules(POLICY, MEMBERS, { groups }), member: EDITOR, mediaPresent: true });
    expect(checked.ok).toBe(true);
  });

  it('bars an author even where the policy lets authors approve', () => {
    const own = new Story().revision('r1', 'a', [], { by: EDITOR }).submit('r1', 'a');
    expect(code(own, EDITOR, rules({ ...POLICY, selfApproval: true }, MEMBERS, { groups }))).toBe('own-group');
  });
});

describe('An approval that expires', () => {
  const expiring: Policy = { ...POLICY, expiresAfterHours: 24 };
  const at = (now: number, policy = expiring): Rules => rules(policy, MEMBERS, { now });

  it('counts until its hours are over, and can be given again', () => {
    const facts = approved().facts();
    expect(approvalOf(facts, id('r1'), at(NOW + 24 * HOUR - 1))).toMatchObject({ approved: true, expired: false, expiresAt: NOW + 24 * HOUR });
    expect(approvalOf(facts, id('r1'), at(NOW + 24 * HOUR))).toMatchObject({ approved: false, missing: 1, expired: true, expiresAt: null });
    expect(code(approved(), EDITOR, at(NOW + 24 * HOUR))).toBeNull();
    expect(approvalOf(facts, id('r1'), at(NOW + 9_999 * HOUR, POLICY))).toMatchObject({ approved: true, expiresAt: null });
  });

  it('that never counted, being out of turn, has not expired', () => {
    const inTurn: Policy = { ...expiring, steps: [{ role: 'editor', count: 1, people: [SECOND.id] }] };
    expect(approvalOf(approved().facts(), id('r1'), at(NOW + 24 * HOUR, inTurn))).toMatchObject({ approved: false, expired: false });
  });

  it('that was taken back is not one that has expired', () => {
    expect(approvalOf(approved().decide('r1', 'a', 'request-changes').facts(), id('r1'), at(NOW + 24 * HOUR)).expired).toBe(false);
  });
});

describe('Somebody named in a step', () => {
  const onlySecond: Policy = { ...POLICY, steps: [{ role: 'editor', count: 1, people: [SECOND.id] }] };

  it('is asked alone of those with the role, and must still hold it', () => {
    expect(code(submitted(), EDITOR, rules(onlySecond))).toBe('not-allowed');
    expect(code(submitted(), SECOND, rules(onlySecond))).toBeNull();
    expect(approvalOf(submitted().approve('r1', 'a', { by: SECOND }).facts(), id('r1'), rules(onlySecond, MEMBERS.map((each) => (each.id === SECOND.id ? { ...each, roles: ['writer'] } : each)))).approved).toBe(false);
  });
});

describe('Whatever the rules', () => {
  const people = [WRITER, EDITOR, SECOND, WRITING_EDITOR];
  const someone = fc.constantFrom(...people.map((each) => each.id));
  const anyRules = fc.record({
    policy: fc.record({ steps: fc.array(fc.record({ role: fc.constantFrom('editor' as const, 'publisher' as const, 'writer' as const), count: fc.constantFrom(1, 2, 'all' as const) }), { minLength: 1, maxLength: 3 }), selfApproval: fc.boolean(), ownGroup: fc.boolean(), expiresAfterHours: fc.constantFrom(null, 1) }).map((each): Policy => ({ ...POLICY, ...each })),
    groups: fc.array(fc.uniqueArray(someone, { minLength: 1 }), { maxLength: 2 }).map((lists) => new Map(lists.map((members, index) => [String(index), members]))),
    absences: fc.dictionary(someone, someone).map((given) => new Map(Object.entries(given).map(([member, substitute]) => [member, awayWith(substitute)]))),
    now: fc.constantFrom(NOW, NOW + HOUR),
  }).map((each): Rules => ({ ...each, ref: null, members: MEMBERS }));

  it('who can give what is missing is exactly who would be let', () => {
    fc.assert(
      fc.property(anyRules, fc.array(fc.constantFrom(...people), { maxLength: 4 }), (given, approvers) => {
        const story = approvers.reduce((told, by) => told.approve('r1', 'a', { by }), submitted());
        const { steps, approved: complete } = approvalOf(story.facts(), id('r1'), given);
        const open = steps.findIndex(({ missing }) => missing > 0);
        expect(complete).toBe(open === -1);
        if (complete) return;
        const givers = giversOf(story.facts(), id('r1'), given)[open] ?? [];
        const may = people.filter((member) => code(story, member, given) === null).map((member) => member.id);
        expect([...new Set(givers.map(({ member }) => member))].toSorted()).toEqual(may.toSorted());
      }),
    );
  });

  it('time alone changes nothing that no approval ends at', () => {
    fc.assert(
      fc.property(anyRules, fc.array(fc.constantFrom(...people), { maxLength: 4 }), (given, approvers) => {
        const facts = approvers.reduce((told, by) => told.approve('r1', 'a', { by }), submitted()).facts();
        const before = approvalOf(facts, id('r1'), { ...given, now: NOW });
        if (before.expiresAt === null) expect(approvalOf(facts, id('r1'), { ...given, now: NOW + 9_999 * HOUR })).toEqual(before);
        else expect(before.expiresAt).toBe(NOW + HOUR);
      }),
    );
  });

  it('nobody who is barred counts, and nobody twice', () => {
    fc.assert(
      fc.property(anyRules, fc.array(fc.constantFrom(...people), { maxLength: 6 }), (given, approvers) => {
        const facts = approvers.reduce((told, by) => told.approve('r1', 'a', { by }), submitted()).facts();
        const counted = approvalOf(facts, id('r1'), given).steps.flatMap(({ by }) => by);
        expect(new Set(counted).size).toBe(counted.length);
        if (!given.policy.selfApproval) expect(counted).not.toContain(WRITER.id);
        if (given.policy.ownGroup !== true) for (const members of given.groups.values()) if (members.includes(WRITER.id)) expect(counted.filter((each) => members.includes(each))).toEqual([]);
        if (given.policy.expiresAfterHours === 1 && given.now > NOW) expect(counted).toEqual([]);
      }),
    );
  });
});

it('tells what waited for a connection from what took a moment', () => {
  expect(offlineWait('2026-11-23T05:00:00.000Z', NOW + 10 * 60_000)).toBeNull();
  expect(offlineWait('2026-11-23T05:00:00.000Z', NOW + 10 * 60_000 + 1)).toBe(10 * 60_000 + 1);
  expect(offlineWait('2026-11-23T06:00:00.000Z', NOW)).toBeNull();
});

it('says until when an approval may wait for a connection', () => {
  const of = (offline: Rules['policy']['offline']): number | null => mayWaitUntil({ policy: { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: false, offline } }, { roles: ['editor'] }, NOW);
  expect([of(undefined), of(null), of({ roles: ['editor'], hours: null })]).toEqual([null, null, null]);
  expect(of({ roles: ['lead', 'editor'], hours: 3 })).toBe(NOW + 3 * 3_600_000);
  // Somebody whom the policy does not let approve offline: as long as a slow line may take, and no longer.
  expect(of({ roles: ['lead'], hours: 3 })).toBe(NOW + 10 * 60_000);
});
