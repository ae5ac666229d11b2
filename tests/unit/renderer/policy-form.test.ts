import { describe, expect, it } from 'vitest';
import { NamedPolicy } from '#shared/domain/workspace.ts';
import { formOf, hoursOf, labelsOf, policyOf } from '#renderer/features/settings/policies/policy-form.ts';

const FULL: NamedPolicy = {
  match: { channels: ['x'], kinds: ['administration'], labels: ['재난', '교통'] },
  rule: {
    version: 4, steps: [{ role: 'editor', count: 2 }, { role: 'lead', count: 'all' }], translationSteps: [{ role: 'translator', count: 2 }], selfApproval: true, ownGroup: true,
    expiresAfterHours: 24, offline: { roles: ['lead'], hours: 12 },
  },
};

describe('a rule as it is written', () => {
  it('comes out as it went in, one version on', () => {
    expect(policyOf(formOf('재난', FULL), FULL)).toEqual({ ...FULL, rule: { ...FULL.rule, version: 5 } });
  });

  it('begins with one editor, for everything, and is what a policy can be', () => {
    const made = policyOf(formOf('', null), null);
    expect(made).toMatchObject({ match: { channels: [], kinds: [], labels: [] }, rule: { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: false, ownGroup: false, expiresAfterHours: null, offline: null } });
    expect(NamedPolicy.safeParse(made).success).toBe(true);
  });

  it('is none while its hours are no hours; those of what is switched off do not matter', () => {
    expect(policyOf({ ...formOf('', null), expires: '0' }, null)).toBeNull();
    expect(policyOf({ ...formOf('', null), offlineHours: 'x' }, null)).not.toBeNull();
    expect(policyOf({ ...formOf('', null), limitsOffline: true, offlineHours: 'x' }, null)).toBeNull();
  });

  it('reads hours and labels as people type them', () => {
    expect([hoursOf(''), hoursOf('48'), hoursOf('1,000'), hoursOf('8761'), hoursOf('1.5')]).toEqual([null, 48, 1_000, undefined, undefined]);
    expect(labelsOf(' 재난,교통, ,재난')).toEqual(['재난', '교통']);
    expect(labelsOf('재난'.normalize('NFD'))).toEqual(['재난']);
  });
});
