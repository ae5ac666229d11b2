import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '#shared/channels/figures.ts';
import { type ChannelSettings, figureKey, newsroomProfiles } from '#shared/channels/newsroom-profile.ts';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';

const NOTHING: ChannelSettings = { figures: [], kinds: [] };
const figure = (channel: string, name: string, value: number): ChannelSettings['figures'][number] => ({ collection: 'figure', key: figureKey(channel, name), value: { value, note: '고객센터 답변', checkedAt: '2026-11-24' } });
const kind = (account: string, value: string): ChannelSettings['kinds'][number] => ({ collection: 'account-kind', key: account, value });

describe('what an account is held to', () => {
  it('is the channel’s rules where the newsroom has said nothing', () => {
    const profiles = newsroomProfiles(NOTHING);
    for (const profile of CHANNELS) expect(profiles({ id: 'a', channel: profile.id })).toBe(profile);
  });

  it('follows the kind of the account, and of that account alone', () => {
    const profiles = newsroomProfiles({ ...NOTHING, kinds: [kind('paying', 'premium')] });
    expect(profiles({ id: 'paying', channel: 'x' }).limit?.value).toBe(25_000);
    expect(profiles({ id: 'other', channel: 'x' }).limit?.value).toBe(280);
    expect(profiles({ id: 'paying', channel: 'facebook' })).toBe(channelProfile('facebook'));
  });

  it('has the newsroom’s own figure before that of the kind, on its channel only', () => {
    const profiles = newsroomProfiles({ figures: [figure('x', 'limit', 10_000)], kinds: [kind('paying', 'premium')] });
    expect(profiles({ id: 'paying', channel: 'x' }).limit).toMatchObject({ value: 10_000, confidence: 'workspace', note: '고객센터 답변' });
    expect(profiles({ id: 'paying', channel: 'threads' })).toBe(channelProfile('threads'));
  });

  it('counts by the figure that it shows, whichever that is', () => {
    const limited = CHANNELS.filter(({ limit, byteLimit }) => limit !== null && byteLimit === null);
    fc.assert(
      fc.property(fc.constantFrom(...limited), fc.integer({ min: 1, max: 5_000 }), (profile, value) => {
        const own = newsroomProfiles({ ...NOTHING, figures: [figure(profile.id, 'limit', value)] })({ id: 'a', channel: profile.id });
        expect(own.count('').remaining).toBe(value);
        expect(own.count('a'.repeat(value + 1)).remaining).toBeLessThan(0);
        expect(figuresOf(own).map(({ name }) => name)).toEqual(figuresOf(profile).map(({ name }) => name));
      }),
    );
  });

  it('gives the same account the same object, so that nothing is worked out twice', () => {
    const profiles = newsroomProfiles({ ...NOTHING, figures: [figure('x', 'limit', 100)] });
    expect(profiles({ id: 'a', channel: 'x' })).toBe(profiles({ id: 'a', channel: 'x' }));
  });
});
