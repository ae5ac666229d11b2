import { describe, expect, it } from 'vitest';
import { PUBLISH_REQUEST_REFUSAL_CODES, SEND_REFUSAL_CODES, checkBeforeSend, checkPublishRequest, nextSlot, publicationKey } from '#shared/domain/publish-gate.ts';
import type { PublishJob, PublishRequestRefusalCode, SendContext, SendRefusalCode } from '#shared/domain/publish-gate.ts';
import type { VariantFacts } from '#shared/domain/variant-facts.ts';
import { ACCOUNT, EDITOR, NOW, POLICY, rules, SECOND, TWO, WRITER, approved, hash, id, submitted } from './_facts.ts';

/** Of a policy by which approvals count for an hour, when that hour has just passed. */
const EXPIRED = { policy: { ...POLICY, expiresAfterHours: 1 }, now: NOW + 3_600_000 };
const JOB: PublishJob = { revision: id('r1'), contentHash: hash('a'), account: ACCOUNT, slot: 1 };

function request(facts: VariantFacts, job: Partial<PublishJob> = {}, member = EDITOR, policy = POLICY, now = NOW): PublishRequestRefusalCode | null {
  const result = checkPublishRequest(facts, { ...JOB, ...job }, { ...rules(policy), now, member, account: ACCOUNT });
  return result.ok ? null : result.error.code;
}

const REQUEST_REFUSED: Record<PublishRequestRefusalCode, () => PublishRequestRefusalCode | null> = {
  'unknown-revision': () => request(approved().facts(), { revision: id('r9') }),
  'hash-mismatch': () => request(approved().facts(), { contentHash: hash('b') }),
  archived: () => request(approved().archive(true).facts()),
  'not-allowed': () => request(approved().facts(), {}, WRITER),
  'wrong-account': () => request(approved().facts(), { account: id('other') }),
  'stale-head': () => request(approved().revision('r2', 'b', ['r1']).facts()),
  'not-approved': () => request(submitted().facts()),
  'approval-expired': () => request(approved().facts(), {}, EDITOR, EXPIRED.policy, EXPIRED.now),
  'slot-taken': () => request(approved().request('r1', 'a').facts()),
  'slot-not-next': () => request(approved().facts(), { slot: 2 }),
  'earlier-slot-open': () => request(approved().request('r1', 'a').publication('r1', 'a', 'uncertain').facts(), { slot: 2 }),
};

describe('checkPublishRequest', () => {
  it('takes the approved text of the only head, by a publisher, also named by a checkpoint of it', () => {
    expect(request(approved().facts())).toBeNull();
    expect(request(approved().revision('r2', 'a', ['r1']).facts())).toBeNull();
    expect(request(approved().revision('r2', 'a', ['r1']).facts(), { revision: id('r2') })).toBeNull();
  });

  for (const code of PUBLISH_REQUEST_REFUSAL_CODES) it(`refuses: ${code}`, () => expect(REQUEST_REFUSED[code]()).toBe(code));

  it('sees a revocation that names a checkpoint of the text', () => {
    expect(request(approved().revision('r2', 'a', ['r1']).decide('r2', 'a', 'revoke').facts())).toBe('not-approved');
  });

  it('opens the next slot when the one before has come to an end', () => {
    for (const state of ['confirmed', 'cancelled', 'rejected', 'expired'] as const) {
      const facts = approved().request('r1', 'a').publication('r1', 'a', state).facts();
      expect(nextSlot(facts, hash('a'), ACCOUNT)).toBe(2);
      expect(request(facts, { slot: 2 }), state).toBeNull();
    }
  });

  it('does not take an approval that waits for the server', () => {
    expect(request(submitted().approve('r1', 'a', { local: true }).facts())).toBe('not-approved');
  });
});

const SEND: SendContext = { ...rules(), storedHash: hash('a'), account: ACCOUNT, leaseCurrent: true, held: false, slotExpired: false, channelErrors: false, alreadySent: false };

function send(facts: VariantFacts, context: Partial<SendContext> = {}, job: Partial<PublishJob> = {}): SendRefusalCode | null {
  const result = checkBeforeSend(facts, { ...JOB, ...job }, { ...SEND, ...context });
  return result.ok ? null : result.error.code;
}

const queued = () => approved().request('r1', 'a').publication('r1', 'a', 'claimed');

const SEND_REFUSED: Record<SendRefusalCode, () => SendRefusalCode | null> = {
  'lease-lost': () => send(queued().facts(), { leaseCurrent: false }),
  'unknown-revision': () => send(queued().facts(), {}, { revision: id('r9') }),
  'hash-mismatch': () => send(queued().facts(), { storedHash: hash('b') }),
  'wrong-account': () => send(queued().facts(), { account: id('other') }),
  archived: () => send(queued().archive(true).facts()),
  'stale-head': () => send(queued().revision('r2', 'b', ['r1']).facts()),
  revoked: () => send(queued().decide('r1', 'a', 'revoke').facts()),
  'not-approved': () => send(submitted().facts()),
  'approval-expired': () => send(queued().facts(), EXPIRED),
  held: () => send(queued().facts(), { held: true }),
  'slot-expired': () => send(queued().facts(), { slotExpired: true }),
  'channel-rules': () => send(queued().facts(), { channelErrors: true }),
  'already-sent': () => send(queued().facts(), { alreadySent: true }),
};

describe('checkBeforeSend', () => {
  it('lets an approved job through', () => expect(send(queued().facts())).toBeNull());

  for (const code of SEND_REFUSAL_CODES) it(`refuses for one reason alone: ${code}`, () => expect(SEND_REFUSED[code]()).toBe(code));

  it('refuses the other ways in which an approval does not hold', () => {
    expect(send(queued().facts(), {}, { contentHash: hash('b') })).toBe('hash-mismatch');
    expect(send(queued().revision('r2', 'b', []).facts())).toBe('stale-head');
    expect(send(queued().revision('r2', 'b', ['r1']).revision('r3', 'a', ['r2']).facts())).toBe('stale-head');
    expect(send(queued().decide('r1', 'a', 'request-changes').facts())).toBe('revoked');
    expect(send(queued().revision('r2', 'a', ['r1']).facts())).toBeNull();
    expect(send(queued().revision('r2', 'a', ['r1']).decide('r2', 'a', 'revoke').facts())).toBe('revoked');
    expect(send(queued().facts(), { policy: TWO })).toBe('not-approved');
    expect(send(queued().approve('r1', 'a', { by: SECOND }).facts(), { policy: TWO })).toBeNull();
    expect(send(queued().facts(), { members: [WRITER] })).toBe('not-approved');
  });
});

describe('publicationKey', () => {
  it('differs with the text, the account and the slot, and with nothing else', () => {
    const keys = [publicationKey(hash('a'), ACCOUNT, 1), publicationKey(hash('b'), ACCOUNT, 1), publicationKey(hash('a'), id('other'), 1), publicationKey(hash('a'), ACCOUNT, 2)];
    expect(new Set(keys).size).toBe(4);
    expect(publicationKey(hash('a'), ACCOUNT, 1)).toBe(keys[0]);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/u);
  });
});
