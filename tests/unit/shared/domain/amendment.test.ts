import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';
import type { ConnectorClass } from '#shared/channels/types.ts';
import {
  AMEND_REFUSAL_CODES, type AmendContext, AMENDMENT_DECISION_REFUSAL_CODES, AMENDMENT_REQUEST_REFUSAL_CODES, AMENDMENT_WAYS, amendmentApproval, type AmendmentDecisionContext, type AmendmentDecisionRefusalCode,
  type AmendmentRequest, type AmendmentRequestContext, type AmendmentRequestRefusalCode, type AmendRefusalCode, checkAmendmentDecision, checkAmendmentRequest, checkBeforeAmend, offeredWays, textOnChannel,
} from '#shared/domain/amendment.ts';
import { statusOf } from '#shared/domain/status.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import type { Member } from '#shared/domain/workspace.ts';
import { PublicationState } from '#shared/sync/entry.ts';
import { ACCOUNT, EDITOR, hash, id, MEMBERS, NOTE, NOW, POLICY, published, rules, SECOND, Story, TWO, WRITER, WRITING_EDITOR } from './_facts.ts';
import { variantContent } from '../document/_content.ts';

const BLOG = channelProfile('blog');
const X = channelProfile('x');

describe('the ways of each channel', () => {
  it('are facts with a source, a day, and how well they are known', () => {
    for (const { amending } of CHANNELS) {
      for (const way of AMENDMENT_WAYS) {
        const fact = amending[way];
        expect(fact.checkedAt).toMatch(/^20\d\d-\d\d-\d\d$/u);
        if (fact.source === '') expect(fact.confidence).toBe('low');
        else expect(fact.source).toMatch(/^https:\/\/\S+$/u);
        if (fact.confidence !== 'documented') expect(fact.note).not.toBe('');
      }
    }
  });

  it('never leave a wrong post without a way to correct it and one to take it down', () => {
    for (const profile of CHANNELS) {
      for (const remoteId of ['', '123']) {
        const ways = offeredWays(profile, remoteId);
        expect(ways.some(({ way }) => way !== 'remove')).toBe(true);
        expect(ways.some(({ way }) => way === 'remove')).toBe(true);
        // A program never touches a post that it cannot name, nor a channel without an interface.
        if (remoteId === '' || profile.connector === 'by-hand') expect(ways.every(({ by }) => by === 'hand')).toBe(true);
      }
    }
  });

  it('are those of the platform: X keeps its words, Facebook takes others, Kakao Story a person', () => {
    const named = (channel: Parameters<typeof channelProfile>[0]) => offeredWays(channelProfile(channel), '1').map(({ way, by }) => `${way} ${by}`);
    expect(named('x')).toEqual(['reply api', 'remove api']);
    expect(named('facebook')).toEqual(['edit api', 'reply api', 'remove api']);
    expect(named('instagram')).toEqual(['edit hand', 'remove hand']);
    expect(named('kakaostory')).toEqual(['edit hand', 'reply hand', 'remove hand']);
  });

  it('offer nothing that the channel does not have, whatever the connector', () => {
    const by = fc.constantFrom('api', 'hand', 'none');
    fc.assert(
      fc.property(by, by, by, fc.constantFrom<ConnectorClass>('native-key', 'listable', 'at-most-once', 'by-hand'), fc.boolean(), (edit, reply, remove, connector, known) => {
        const fact = (value: string) => ({ ...BLOG.amending.reply, by: value as 'api' });
        const ways = offeredWays({ amending: { edit: { ...BLOG.amending.edit, ...fact(edit) }, reply: fact(reply), remove: fact(remove) }, connector }, known ? '1' : '');
        expect(ways.map(({ way }) => way)).toEqual(AMENDMENT_WAYS.filter((way) => ({ edit, reply, remove })[way] !== 'none'));
      }),
    );
  });
});

const contents = { language: 'ko', before: variantContent({ title: 'a' }), after: variantContent({ title: 'a' }) } as const;
const REQUEST: AmendmentRequest = { publication: id('p1r1'), way: 'edit', revision: id('r2'), contentHash: hash('b'), note: NOTE };
/** R1 is out, and somebody has written better words. */
const rewritten = (): Story => published().revision('r2', 'b', ['r1']);

function ask(facts: VariantFacts, request: Partial<AmendmentRequest> = {}, context: Partial<AmendmentRequestContext> = {}): AmendmentRequestRefusalCode | null {
  const checked = checkAmendmentRequest(facts, { ...REQUEST, ...request }, { profile: BLOG, ...contents, ...context });
  return checked.ok ? null : checked.error.code;
}
const REMOVE = { way: 'remove', revision: id('r1'), contentHash: hash('a') } as const;

const NOT_ASKED: Record<AmendmentRequestRefusalCode, () => AmendmentRequestRefusalCode | null> = {
  'not-published': () => ask(rewritten().publication('r1', 'a', 'needs-person').facts()),
  'already-withdrawn': () => ask(published().amend('r1', 'remove', 'r1', 'a').amended('remove', 'r1', 'a', 'confirmed').revision('r2', 'b', ['r1']).facts()),
  'amendment-open': () => ask(rewritten().amend('r1', 'edit', 'r2', 'b').facts()),
  'way-not-offered': () => ask(rewritten().facts(), {}, { profile: X }),
  'unknown-revision': () => ask(published().facts()),
  'hash-mismatch': () => ask(rewritten().facts(), { ...REMOVE, contentHash: hash('b'), revision: id('r2') }),
  archived: () => ask(rewritten().archive(true).facts()),
  'stale-head': () => ask(rewritten().revision('r3', 'c', ['r2']).facts()),
  'same-text': () => ask(published().revision('r2', 'a', ['r1']).facts(), { contentHash: hash('a') }),
  'more-than-text': () => ask(rewritten().facts(), {}, { profile: channelProfile('facebook'), after: variantContent({ title: 'b' }) }),
  'note-missing': () => ask(rewritten().facts(), { note: { ko: '  ', en: 'Only in English' } }),
};

describe('checkAmendmentRequest', () => {
  it('takes a correction with the head\'s words, and a withdrawal of the words that are out', () => {
    expect(ask(rewritten().facts())).toBeNull();
    expect(ask(rewritten().facts(), { way: 'reply' }, { profile: X })).toBeNull();
    expect(ask(published().facts(), REMOVE)).toBeNull();
    // Taking down needs no right words, and nothing archived stays out for that.
    expect(ask(rewritten().archive(true).facts(), REMOVE)).toBeNull();
  });

  for (const code of AMENDMENT_REQUEST_REFUSAL_CODES) it(`refuses: ${code}`, () => expect(NOT_ASKED[code]()).toBe(code));

  it('goes by the words that the last edit left', () => {
    const corrected = rewritten().amend('r1', 'edit', 'r2', 'b').amended('edit', 'r2', 'b', 'confirmed');
    const [publication] = corrected.facts().publications;
    if (publication === undefined) throw new Error('no publication');
    expect(textOnChannel(corrected.facts(), publication)).toMatchObject({ revision: id('r2'), contentHash: hash('b') });
    expect(ask(corrected.facts())).toBe('same-text');
    expect(ask(corrected.facts(), REMOVE)).toBe('hash-mismatch');
    expect(ask(corrected.facts(), { ...REMOVE, revision: id('r2'), contentHash: hash('b') })).toBeNull();
    expect(ask(corrected.revision('r3', 'a', ['r2']).facts(), { revision: id('r3'), contentHash: hash('a') })).toBeNull();
  });
});

const asked = (story: Story, name: string): { readonly amendment: string; readonly asked: string } => {
  const found = story.facts().amendments.find((each) => each.id === id(name));
  if (found === undefined) throw new Error(`no ${name}`);
  return { amendment: found.id, asked: found.asked };
};

function decide(story: Story, member: Member, { verdict = 'approve', name = 'aeditr2', ...context }: Partial<AmendmentDecisionContext> & { readonly verdict?: 'approve' | 'refuse'; readonly name?: string } = {}): AmendmentDecisionRefusalCode | null {
  const checked = checkAmendmentDecision(story.facts(), { ...asked(story, name), verdict }, { ...rules(), member, mediaPresent: true, ...context });
  return checked.ok ? null : checked.error.code;
}

const correcting = (): Story => rewritten().amend('r1', 'edit', 'r2', 'b').amended('edit', 'r2', 'b', 'requested');
const withdrawing = (): Story => published().amend('r1', 'remove', 'r1', 'a', { by: EDITOR }).amended('remove', 'r1', 'a', 'requested');

const NOT_DECIDED: Record<AmendmentDecisionRefusalCode, () => AmendmentDecisionRefusalCode | null> = {
  'not-found': () => {
    const checked = checkAmendmentDecision(published().facts(), { ...asked(correcting(), 'aeditr2'), verdict: 'approve' }, { ...rules(), member: EDITOR, mediaPresent: true });
    return checked.ok ? null : checked.error.code;
  },
  'hash-mismatch': () => {
    const story = correcting();
    const checked = checkAmendmentDecision(story.facts(), { ...asked(story, 'aeditr2'), asked: hash('another note'), verdict: 'approve' }, { ...rules(), member: EDITOR, mediaPresent: true });
    return checked.ok ? null : checked.error.code;
  },
  conflict: () => decide(correcting().amended('edit', 'r2', 'b', 'intent'), EDITOR, { verdict: 'refuse' }),
  'stale-head': () => decide(correcting().revision('r3', 'c', ['r2']), EDITOR),
  'not-allowed': () => decide(correcting(), WRITER),
  // Whoever asked, whoever wrote the words.
  'self-approval': () => decide(withdrawing(), EDITOR, { name: 'aremover1' }),
  'own-group': () => decide(correcting(), EDITOR, { groups: new Map([['partner', [WRITER.id, EDITOR.id]]]) }),
  'offline-not-allowed': () => decide(correcting(), EDITOR, { policy: { ...POLICY, offline: { roles: ['lead'], hours: null } }, offlineMs: 0 }),
  'waited-too-long': () => decide(correcting(), EDITOR, { policy: { ...POLICY, offline: { roles: ['editor'], hours: 1 } }, offlineMs: 3_600_001 }),
  'policy-changed': () => decide(correcting(), EDITOR, { named: { id: 'other', revision: hash('x') } }),
  'media-missing': () => decide(correcting(), EDITOR, { mediaPresent: false }),
  'step-not-open': () => decide(correcting().decideAmend('r1', 'edit', 'r2', 'b', 'approve'), EDITOR, { policy: TWO }),
};

describe('checkAmendmentDecision', () => {
  it('takes the word of somebody else who has a say', () => {
    expect(decide(correcting(), EDITOR)).toBeNull();
    expect(decide(withdrawing(), SECOND, { name: 'aremover1' })).toBeNull();
    expect(decide(withdrawing(), SECOND, { name: 'aremover1', mediaPresent: false })).toBeNull();
  });

  for (const code of AMENDMENT_DECISION_REFUSAL_CODES) it(`refuses: ${code}`, () => expect(NOT_DECIDED[code]()).toBe(code));

  it('bars the author of the right words from a correction, and nobody for what they wrote from a withdrawal', () => {
    const own = published().revision('r2', 'b', ['r1'], { by: WRITING_EDITOR }).amend('r1', 'edit', 'r2', 'b').amended('edit', 'r2', 'b', 'requested');
    expect(decide(own, WRITING_EDITOR)).toBe('self-approval');
  });

  it('never inherits the approval that the post went out with', () => {
    for (const story of [correcting(), withdrawing()]) {
      const [amendment] = story.facts().amendments;
      if (amendment === undefined) throw new Error('no amendment');
      expect(amendmentApproval(story.facts(), amendment, rules()).approved).toBe(false);
    }
  });
});

const AMEND: AmendContext = { ...rules(), storedHash: hash('b'), account: ACCOUNT, postAccount: ACCOUNT, leaseCurrent: true, held: false, channelErrors: false };
function send(story: Story, context: Partial<AmendContext> = {}, name = 'aeditr2'): AmendRefusalCode | null {
  const checked = checkBeforeAmend(story.facts(), id(name), { ...AMEND, ...context });
  return checked.ok ? null : checked.error.code;
}
const agreed = (): Story => correcting().decideAmend('r1', 'edit', 'r2', 'b', 'approve').amended('edit', 'r2', 'b', 'queued');
const agreedRemoval = (): Story => withdrawing().decideAmend('r1', 'remove', 'r1', 'a', 'approve', { by: EDITOR });

const NOT_SENT: Record<AmendRefusalCode, () => AmendRefusalCode | null> = {
  'lease-lost': () => send(agreed(), { leaseCurrent: false }),
  'not-published': () => send(agreed().publication('r1', 'a', 'cancelled')),
  'unknown-revision': () => send(published()),
  'hash-mismatch': () => send(agreed(), { storedHash: hash('c') }),
  'wrong-account': () => send(agreed(), { postAccount: id('other') }),
  archived: () => send(agreed().archive(true)),
  'stale-head': () => send(agreed().revision('r3', 'c', ['r2'])),
  revoked: () => send(agreed().decideAmend('r1', 'edit', 'r2', 'b', 'refuse', { by: SECOND })),
  'not-approved': () => send(correcting()),
  'approval-expired': () => send(agreed(), { policy: { ...POLICY, expiresAfterHours: 1 }, now: NOW + 3_600_000 }),
  held: () => send(agreed(), { held: true }),
  'channel-rules': () => send(agreed(), { channelErrors: true }),
};

describe('checkBeforeAmend', () => {
  it('lets go what was approved, of its own', () => expect(send(agreed())).toBeNull());

  for (const code of AMEND_REFUSAL_CODES) it(`refuses: ${code}`, () => expect(NOT_SENT[code]()).toBe(code));

  it('lets a withdrawal through a hold, an archive mark and later words, never through a missing approval', () => {
    const removal = { storedHash: hash('a') };
    // Asked for by the editor, who may not approve it: somebody else does.
    expect(send(agreedRemoval(), removal, 'aremover1')).toBe('not-approved');
    const by = withdrawing().decideAmend('r1', 'remove', 'r1', 'a', 'approve', { by: SECOND });
    for (const story of [by, by.archive(true), by.revision('r2', 'b', ['r1'])]) expect(send(story, { ...removal, held: true, channelErrors: true }, 'aremover1')).toBeNull();
  });

  it('never acts without an approval that binds exactly what was asked, whoever says what in which order', () => {
    const word = fc.record({ by: fc.constantFrom(...MEMBERS), verdict: fc.constantFrom('approve' as const, 'approve' as const, 'refuse' as const), text: fc.constantFrom('b', 'c'), local: fc.boolean() });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.constantFrom(POLICY, TWO), (words, policy) => {
        const story = words.reduce((each, { by, verdict, text, local }) => each.decideAmend('r1', 'edit', 'r2', text, verdict, local ? { by, local: true } : { by }), correcting());
        const counted = words.filter(({ text, local }) => text === 'b' && !local);
        const sinceRefusal = counted.slice(counted.findLastIndex(({ verdict }) => verdict === 'refuse') + 1);
        const able = new Set(sinceRefusal.filter(({ by }) => by.roles.includes('editor') && by !== WRITER).map(({ by }) => by.id));
        const wanted = policy === TWO ? 2 : 1;
        expect(send(story, { policy }) === null).toBe(able.size >= wanted);
      }),
    );
  });
});

describe('statusOf with amendments', () => {
  const status = (story: Story, draft: string | null = null) => statusOf(story.facts(), { ...rules(), draftHash: draft === null ? null : hash(draft) });

  it('tells the way of a correction and of a withdrawal', () => {
    for (const state of PublicationState.options) {
      const ended = state === 'cancelled' ? 'draft' : state === 'rejected' || state === 'expired' ? 'failed' : state === 'confirmed' ? 'corrected' : 'correcting';
      expect(status(rewritten().amend('r1', 'edit', 'r2', 'b').amended('edit', 'r2', 'b', state)).status, state).toBe(ended);
      const gone = state === 'cancelled' ? 'published' : state === 'rejected' || state === 'expired' ? 'failed' : state === 'confirmed' ? 'withdrawn' : 'withdrawing';
      expect(status(published().amend('r1', 'remove', 'r1', 'a').amended('remove', 'r1', 'a', state)).status, state).toBe(gone);
    }
  });

  it('only waits before the server has said so', () => {
    expect(status(published().amend('r1', 'remove', 'r1', 'a', { local: true }))).toMatchObject({ status: 'published', waitingForServer: { publishRequest: true } });
  });

  it('is withdrawn when the corrected post is, also where a reply had corrected it', () => {
    const replied = rewritten().amend('r1', 'reply', 'r2', 'b').amended('reply', 'r2', 'b', 'confirmed');
    expect(status(replied)).toMatchObject({ status: 'corrected', approvalVoided: false });
    expect(status(replied.amend('r1', 'remove', 'r1', 'a').amended('remove', 'r1', 'a', 'confirmed'))).toMatchObject({ status: 'withdrawn', publishedEarlier: false });
  });

  it('asks for a person where a correction does', () => {
    expect(status(rewritten().amend('r1', 'edit', 'r2', 'b').amended('edit', 'r2', 'b', 'by-hand'))).toMatchObject({ status: 'correcting', needsPerson: true });
    expect(status(rewritten().amend('r1', 'edit', 'r2', 'b').amended('edit', 'r2', 'b', 'confirmed'), 'c')).toMatchObject({ status: 'draft', publishedEarlier: true });
  });
});
