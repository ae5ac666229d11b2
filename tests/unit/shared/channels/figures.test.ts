import { describe, expect, test } from 'vitest';
import { checkWithProfile } from '#shared/channels/check.ts';
import { type FigureOverride, figuresOf, ofKind, overrideProblem, withOverrides } from '#shared/channels/figures.ts';
import { blog } from '#shared/channels/profiles/blog.ts';
import { kakaochannel } from '#shared/channels/profiles/kakaochannel.ts';
import { kakaostory } from '#shared/channels/profiles/kakaostory.ts';
import { mastodon } from '#shared/channels/profiles/mastodon.ts';
import { x } from '#shared/channels/profiles/x.ts';
import { CHANNELS } from '#shared/channels/registry.ts';
import { variant } from '../../../fixtures/channels/variant.ts';

const override = (name: string, value: number, note = '담당자에게 확인'): FigureOverride => ({ name, value, note, checkedAt: '2026-11-24' });

describe('a newsroom’s own figures', () => {
  test('are counted by, and told with their note', () => {
    const own = withOverrides(mastodon, [override('limit', 5_000, '우리 서버는 5,000자')]);
    expect(own.count('가'.repeat(600))).toMatchObject({ limit: 5_000, remaining: 4_400, overflowAt: null });
    expect(mastodon.count('가'.repeat(600))).toMatchObject({ remaining: -100 });
    expect(own.limit).toEqual({ ...mastodon.limit, value: 5_000, note: '우리 서버는 5,000자', confidence: 'workspace', checkedAt: '2026-11-24' });
    expect(own.count('https://seoul.go.kr').used).toBe(23);
  });

  test('reach figures inside a group, and an address’s cost on X', () => {
    expect(withOverrides(x, [override('image.bytesMax', 1_000_000)]).image.bytesMax?.value).toBe(1_000_000);
    expect(withOverrides(x, [override('video.secondsMax', 600)]).video?.secondsMax?.value).toBe(600);
    const own = withOverrides(x, [override('urlCost', 30)]);
    expect(own.count('가 https://seoul.go.kr').used).toBe(33);
    expect(own.count(`${'가'.repeat(125)} https://seoul.go.kr`).overflowAt).toBe(126);
  });

  test('that the newsroom vouches for block, where a guess only warned', () => {
    const text = '가'.repeat(1_001);
    const findings = (profile: typeof kakaostory) => checkWithProfile(profile, { content: variant({ channel: 'kakaostory' }), text, media: [] }).map(({ level, key }) => [level, key]);
    expect(findings(kakaostory)).toEqual([]);
    expect(findings(withOverrides(kakaostory, [override('limit', 1_000)]))).toEqual([['error', 'over-limit']]);
  });

  test('stand only with a name, a value, a note and a day', () => {
    expect(overrideProblem(x, override('limit', 300))).toBeNull();
    expect(overrideProblem(x, override('length', 300))).toBe('unknown-figure');
    // X has no limit on tags, so there is nothing to override.
    expect(overrideProblem(x, override('hashtagMax', 3))).toBe('unknown-figure');
    expect(overrideProblem(x, override('limit', 0))).toBe('bad-value');
    expect(overrideProblem(x, override('limit', Number.NaN))).toBe('bad-value');
    expect(overrideProblem(x, override('limit', 300, ' '))).toBe('no-note');
    expect(overrideProblem(x, { ...override('limit', 300), checkedAt: 'today' })).toBe('bad-date');
    expect(withOverrides(x, [override('limit', 0)])).toBe(x);
  });

  test('do not touch the profile that they are laid over; of two the later counts', () => {
    expect(withOverrides(x, [override('limit', 100), override('limit', 200)]).limit?.value).toBe(200);
    expect(x.limit?.value).toBe(280);
  });
});

describe('kinds', () => {
  test('WordPress has no limit on a title, Ghost has its schema’s', () => {
    expect(ofKind(blog, 'wordpress').titleMax).toBeNull();
    expect(ofKind(blog, 'ghost')).toMatchObject({ titleMax: { value: 255 }, altMax: { value: 191, confidence: 'documented' } });
  });

  test('a paying account on X has 25,000, and is folded at 280', () => {
    const premium = ofKind(x, 'premium');
    expect(premium.count('가'.repeat(200))).toMatchObject({ used: 400, limit: 25_000, overflowAt: null });
    expect(premium.fold('가'.repeat(200))).toBe(140);
  });

  test('a message of a KakaoTalk Channel has the limits that its posts are not known to have', () => {
    expect(kakaochannel.limit).toBeNull();
    expect(ofKind(kakaochannel, 'message').count('가'.repeat(1_301)).remaining).toBe(-1);
    expect(ofKind(kakaochannel, 'wide-message')).toMatchObject({ limit: { value: 76 }, image: { ratioMin: { value: 1 } } });
  });

  test.each(CHANNELS.flatMap((profile) => profile.kinds.map((kind) => ({ profile, kind }))))('$profile.id, $kind.id: names only figures that a profile can have', ({ profile, kind }) => {
    const names = new Set(CHANNELS.flatMap((each) => figuresOf(each).map(({ name }) => name)));
    for (const name of Object.keys(kind.figures)) expect(names).toContain(name);
    expect(ofKind(profile, kind.id).id).toBe(profile.id);
  });
});
