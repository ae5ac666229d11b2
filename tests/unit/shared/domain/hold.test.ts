import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNEL_IDS } from '#shared/channels/registry.ts';
import { covers, HoldScope, mayHold, mayLift } from '#shared/domain/hold.ts';
import { Role } from '#shared/domain/workspace.ts';

const story = '018f4c00-0000-7000-8000-000000000001';
const other = '018f4c00-0000-7000-8000-000000000002';

describe('What a hold covers', () => {
  it('everything, when it is on the workspace', () => {
    fc.assert(fc.property(fc.constantFrom(...CHANNEL_IDS), fc.array(fc.string()), (channel, labels) => covers({ kind: 'workspace' }, { story, channel, labels })));
  });

  it('its own channel and story, and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANNEL_IDS), fc.constantFrom(...CHANNEL_IDS), fc.constantFrom(story, other), (held, channel, which) => {
        expect(covers({ kind: 'channel', channel: held }, { story: which, channel, labels: [] })).toBe(held === channel);
        expect(covers({ kind: 'story', story }, { story: which, channel, labels: [] })).toBe(which === story);
      }),
    );
  });

  it('a label however it is typed', () => {
    const covered = (label: string, labels: readonly string[]): boolean => covers({ kind: 'label', label }, { story, channel: 'x', labels });
    expect(covered('선거', ['축제', '선거'])).toBe(true);
    expect(covered('선거', ['선거'.normalize('NFD')])).toBe(true);
    expect(covered('Election', [' election '])).toBe(true);
    expect(covered('선거', ['선거일', '지방 선거'])).toBe(false);
    expect(covered('선거', [])).toBe(false);
  });

  it('nothing without a label to go by', () => {
    expect(HoldScope.safeParse({ kind: 'label', label: '  ' }).success).toBe(false);
  });
});

it('is for more people to set than to lift', () => {
  const may = (check: (member: { roles: Role[] }) => boolean): Role[] => Role.options.filter((role) => check({ roles: [role] }));
  expect(may(mayHold)).toEqual(['editor', 'lead', 'publisher', 'admin']);
  expect(may(mayLift)).toEqual(['lead', 'publisher', 'admin']);
});
