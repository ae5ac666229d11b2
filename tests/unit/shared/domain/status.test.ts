import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isApproved } from '#shared/domain/decisions.ts';
import { AMENDMENT_WAYS } from '#shared/domain/amendment.ts';
import { EDITORIAL_STATUSES, statusOf } from '#shared/domain/status.ts';
import type { EditorialStatus, VariantStatus } from '#shared/domain/status.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import { Entry, PublicationState } from '#shared/sync/entry.ts';
import { EDITOR, MEMBERS, NOW, POLICY, rules, SECOND, Story, TWO, WRITER, WRITING_EDITOR, approved, hash, id, submitted } from './_facts.ts';

function status(facts: VariantFacts, draft: string | null = null, policy = POLICY): VariantStatus {
  return statusOf(facts, { ...rules(policy), draftHash: draft === null ? null : hash(draft) });
}

describe('statusOf', () => {
  it('tells the way of a text to its readers', () => {
    expect(status(new Story().facts())).toEqual({ status: 'draft', head: null, conflict: false, approvedRevision: null, approvalVoided: false, waitingForServer: { decision: null, publishRequest: false }, expiresAt: null, expired: false, needsPerson: false, publishedEarlier: false });
    expect(status(new Story().revision('r1', 'a', []).facts()).status).toBe('draft');
    expect(status(submitted().facts()).status).toBe('in-review');
    expect(status(submitted().decide('r1', 'a', 'request-changes').facts()).status).toBe('changes-requested');
    expect(status(submitted().decide('r1', 'a', 'request-changes').submit('r1', 'a').facts()).status).toBe('in-review');
    expect(status(approved().facts())).toMatchObject({ status: 'approved', head: id('r1'), approvedRevision: id('r1'), approvalVoided: false });
    expect(status(approved().archive(true).facts()).status).toBe('archived');
  });

  it('follows the server through a publication', () => {
    const expected: Record<PublicationState, EditorialStatus> = {
      requested: 'scheduled', queued: 'scheduled', held: 'scheduled', claimed: 'publishing', intent: 'publishing', sent: 'publishing', uncertain: 'publishing',
      'by-hand': 'publishing', 'needs-person': 'publishing', confirmed: 'published', rejected: 'failed', expired: 'failed', cancelled: 'approved',
    };
    for (const state of PublicationState.options) expect(status(approved().request('r1', 'a').publication('r1', 'a', state).facts()).status, state).toBe(expected[state]);
    const asks = PublicationState.options.filter((state) => status(approved().request('r1', 'a').publication('r1', 'a', state).facts()).needsPerson);
    expect(asks.toSorted()).toEqual(['by-hand', 'expired', 'needs-person', 'rejected']);
  });

  it('says neither scheduled nor published before the server has, only that it waits', () => {
    for (const story of [approved().request('r1', 'a', 1, { local: true }), approved().request('r1', 'a')]) {
      expect(status(story.facts())).toMatchObject({ status: 'approved', waitingForServer: { decision: null, publishRequest: true } });
    }
  });

  it('says neither approved nor changes requested before the server has recorded it', () => {
    expect(status(submitted().approve('r1', 'a', { local: true }).facts())).toMatchObject({ status: 'in-review', approvedRevision: null, waitingForServer: { decision: 'approve' } });
    expect(status(submitted().decide('r1', 'a', 'request-changes', { local: true }).facts())).toMatchObject({ status: 'in-review', waitingForServer: { decision: 'request-changes' } });
  });

  it('is in review at once where the writer sent it, as that asks nobody', () => {
    expect(status(new Story().revision('r1', 'a', [], { local: true }).submit('r1', 'a', { local: true }).facts()).status).toBe('in-review');
  });

  it('voids the approval of a text that was edited, by a draft or by a later revision, and keeps what was approved to compare with', () => {
    expect(status(approved().facts(), 'b')).toMatchObject({ status: 'draft', approvedRevision: id('r1'), approvalVoided: true });
    expect(status(approved().facts(), 'a')).toMatchObject({ status: 'approved', approvalVoided: false });
    expect(status(approved().revision('r2', 'b', ['r1']).facts())).toMatchObject({ status: 'draft', head: id('r2'), approvedRevision: id('r1'), approvalVoided: true });
    expect(status(approved().revision('r2', 'b', ['r1'], { local: true }).submit('r2', 'b', { local: true }).facts())).toMatchObject({ status: 'in-review', approvalVoided: true });
    expect(status(approved().request('r1', 'a').publication('r1', 'a', 'queued').facts(), 'b')).toMatchObject({ status: 'draft', approvalVoided: true });
  });

  it('keeps the approval over a checkpoint of the same text, and over nothing else', () => {
    expect(status(approved().revision('r2', 'a', ['r1']).facts())).toMatchObject({ status: 'approved', head: id('r2'), approvedRevision: id('r1') });
    expect(status(approved().revision('r2', 'b', ['r1']).revision('r3', 'a', ['r2']).facts())).toMatchObject({ status: 'draft', approvalVoided: true });
    expect(status(approved().revision('r2', 'b', ['r1']).revision('r3', 'b', ['r1']).revision('r4', 'a', ['r2', 'r3']).facts()).status).toBe('draft');
    const merged = new Story().revision('r0', 'z', []).revision('r1', 'a', ['r0']).submit('r1', 'a').approve('r1', 'a').revision('r2', 'a', ['r0']).revision('r3', 'a', ['r1', 'r2']);
    expect(status(merged.facts())).toMatchObject({ status: 'draft', approvalVoided: true });
  });

  it('does not revive what was revoked', () => {
    const revoked = approved().decide('r1', 'a', 'revoke');
    expect(status(revoked.facts())).toMatchObject({ status: 'in-review', approvedRevision: null, approvalVoided: false });
    expect(status(revoked.revision('r2', 'a', ['r1']).facts()).status).toBe('in-review');
    expect(status(approved().decide('r1', 'a', 'revoke').revision('r2', 'b', ['r1']).revision('r3', 'a', ['r2']).facts())).toMatchObject({ status: 'draft', approvedRevision: null });
    expect(status(approved().decide('r1', 'a', 'revoke').approve('r1', 'a', { by: SECOND }).facts()).status).toBe('approved');
    expect(status(approved().request('r1', 'a').publication('r1', 'a', 'queued').decide('r1', 'a', 'revoke').facts()).status).toBe('in-review');
    expect(status(approved().request('r1', 'a').publication('r1', 'a', 'confirmed').decide('r1', 'a', 'revoke').facts()).status).toBe('published');
  });

  it('counts different approvers with the role, and no author', () => {
    expect(status(approved().facts(), null, TWO)).toMatchObject({ status: 'in-review' });
    expect(status(approved().approve('r1', 'a').facts(), null, TWO)).toMatchObject({ status: 'in-review' });
    expect(status(approved().approve('r1', 'a', { by: SECOND }).facts(), null, TWO)).toMatchObject({ status: 'approved' });
    expect(status(submitted().approve('r1', 'a', { by: WRITER }).facts()).status).toBe('in-review');
    const own = new Story().revision('r1', 'a', [], { by: WRITING_EDITOR }).submit('r1', 'a').approve('r1', 'a', { by: WRITING_EDITOR });
    expect(status(own.facts()).status).toBe('in-review');
    expect(status(own.facts(), null, { ...POLICY, selfApproval: true }).status).toBe('approved');
    const checkpointed = new Story().revision('r1', 'a', [], { by: WRITING_EDITOR }).revision('r2', 'a', ['r1']).submit('r2', 'a').approve('r2', 'a', { by: WRITING_EDITOR });
    expect(status(checkpointed.facts()).status).toBe('in-review');
  });

  it('with two heads needs a person, and nothing counts as approved', () => {
    const story = approved().revision('r2', 'b', ['r1']).revision('r3', 'c', ['r1']);
    expect(status(story.facts())).toMatchObject({ status: 'draft', conflict: true, needsPerson: true, head: id('r3'), approvedRevision: id('r1'), approvalVoided: true });
    const beside = new Story().revision('r0', 'z', []).revision('r1', 'a', ['r0']).submit('r1', 'a').approve('r1', 'a').revision('r2', 'b', ['r0']);
    expect(status(beside.facts())).toMatchObject({ status: 'draft', conflict: true, approvalVoided: true, approvedRevision: id('r1') });
  });

  it('remembers that an earlier text is out, and asks about one that may be', () => {
    const out = approved().request('r1', 'a').publication('r1', 'a', 'confirmed');
    expect(status(out.facts())).toMatchObject({ status: 'published', publishedEarlier: false });
    expect(status(out.facts(), 'b')).toMatchObject({ status: 'draft', publishedEarlier: true });
    expect(status(out.revision('r2', 'b', ['r1']).facts())).toMatchObject({ status: 'draft', publishedEarlier: true });
    const again = approved().request('r1', 'a').publication('r1', 'a', 'confirmed').request('r1', 'a', 2).publication('r1', 'a', 'queued', 2);
    expect(status(again.facts())).toMatchObject({ status: 'scheduled', publishedEarlier: true });
    expect(status(approved().request('r1', 'a').publication('r1', 'a', 'needs-person').revision('r2', 'b', ['r1']).facts())).toMatchObject({ status: 'draft', needsPerson: true });
  });

  it('lets an edit win over an archive mark that came first, and says so', () => {
    const facts = submitted().archive(true).revision('r2', 'b', ['r1']).facts();
    expect(facts).toMatchObject({ archived: false, archiveOvertaken: { editedBy: WRITER.id } });
    expect(status(facts).status).toBe('draft');
    expect(submitted().archive(true).archive(false).facts()).toMatchObject({ archived: false, archiveOvertaken: null });
  });
});

describe('factsFromEntries', () => {
  it('is made of entries that the log would take', () => {
    const story = approved().request('r1', 'a').publication('r1', 'a', 'confirmed').archive(true);
    for (const { entry } of story.entries) expect(Entry.safeParse(entry).error).toBeUndefined();
  });

  it('counts an entry once, by the server\'s word, and a merge that two devices made once', () => {
    const story = approved();
    const pending = story.entries.map(({ entry }) => ({ seq: null, entry }));
    expect(factsFromEntries([...story.entries, ...pending])).toEqual(story.facts());
    const twice = new Story().revision('m', 'a', ['x', 'y'], { by: WRITER }).revision('m', 'a', ['x', 'y'], { by: EDITOR });
    expect(twice.facts().revisions).toHaveLength(1);
  });
});

type Step = (story: Story) => Story;
const TEXTS = ['a', 'b', 'c'];
const names = ['r0', 'r1', 'r2', 'r3', 'r4'];
const step: fc.Arbitrary<Step> = fc
  .record({ kind: fc.nat(9), way: fc.constantFrom(...AMENDMENT_WAYS), name: fc.constantFrom(...names), parent: fc.constantFrom(...names), text: fc.constantFrom(...TEXTS), by: fc.constantFrom(...MEMBERS), local: fc.boolean(), state: fc.constantFrom(...PublicationState.options), verdict: fc.constantFrom('approve' as const, 'approve' as const, 'request-changes' as const, 'revoke' as const) })
  .map(({ kind, way, name, parent, text, by, local, state, verdict }): Step => {
    const said = local ? ({ by, local: true } as const) : { by };
    switch (kind) {
      case 0: return (story) => story.revision(name, text, parent < name ? [parent] : [], said);
      case 1: return (story) => story.submit(name, text, said);
      case 7: return (story) => story.approve(name, text).request(name, text).publication(name, text, state);
      case 2: case 3: return (story) => story.decide(name, text, verdict, said);
      case 4: return (story) => story.request(name, text, 1, said);
      case 5: case 8: return (story) => story.publication(name, text, state);
      case 6: return (story) => story.amend(parent, way, name, text, said).amended(way, name, text, state);
      default: return (story) => story.archive(local, { by });
    }
  });

describe('statusOf on any history', () => {
  it('keeps its promises', () => {
    const reached = new Set<EditorialStatus>();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 16 }), fc.constantFrom(null, ...TEXTS), fc.constantFrom(POLICY, TWO), (steps, draft, policy) => {
        const facts = steps.reduce((story, each) => each(story), new Story()).facts();
        const said = status(facts, draft, policy);
        reached.add(said.status);
        const server = { ...facts, decisions: facts.decisions.filter((each) => each.seq !== null), publications: facts.publications.filter((each) => each.seq !== null), amendments: facts.amendments.filter((each) => each.seq !== null) };
        // What waits on this device changes nothing but what is said to wait.
        expect({ ...status(server, draft, policy), waitingForServer: null }).toEqual({ ...said, waitingForServer: null });
        expect((said.head === null) === (facts.revisions.length === 0)).toBe(true);
        const headHash = facts.revisions.find((each) => each.id === said.head)?.contentHash;
        const clean = !said.conflict && (draft === null || hash(draft) === headHash);
        if (said.status === 'approved' || said.status === 'scheduled') {
          expect(isApproved(facts, rules(policy))).toBe(true);
          expect(said.approvedRevision).not.toBeNull();
          expect(said.approvalVoided).toBe(false);
        }
        if (!clean) expect(['draft', 'archived']).toContain(said.status);
        if (facts.archived) expect(said.status).toBe('archived');
        if (['scheduled', 'publishing', 'published'].includes(said.status)) expect(server.publications.some((each) => each.contentHash === headHash)).toBe(true);
        if (said.status === 'failed') expect([...server.publications, ...server.amendments].some((each) => each.contentHash === headHash)).toBe(true);
        if (['correcting', 'corrected', 'withdrawing', 'withdrawn'].includes(said.status)) expect(server.amendments.length).toBeGreaterThan(0);
        if (said.approvalVoided) expect(server.decisions.some((each) => each.verdict === 'approve' && each.revision === said.approvedRevision)).toBe(true);
        if (said.conflict) expect(said.needsPerson).toBe(true);
      }),
      { seed: 5, numRuns: 5_000 },
    );
    // The histories are rich enough to say something: every status comes up.
    expect([...reached].toSorted()).toEqual([...EDITORIAL_STATUSES].toSorted());
  });

  it('is another one by time alone only where it says when', () => {
    const passing = { ...POLICY, expiresAfterHours: 1 };
    const later = NOW + 9_999 * 3_600_000;
    const expiring = new Set<EditorialStatus>();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 16 }), fc.constantFrom(null, ...TEXTS), (steps, draft) => {
        const facts = steps.reduce((story, each) => each(story), new Story()).facts();
        const at = (now: number): VariantStatus => statusOf(facts, { ...rules(passing, MEMBERS, { now }), draftHash: draft === null ? null : hash(draft) });
        const said = at(NOW);
        if (said.expiresAt === null) expect(at(later)).toEqual(said);
        else expiring.add(said.status);
      }),
      { seed: 6, numRuns: 3_000 },
    );
    // An approval of a text that was changed since is one of them.
    expect([...expiring]).toEqual(expect.arrayContaining(['approved', 'draft']));
  });
});
