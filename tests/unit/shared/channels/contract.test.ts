import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkWithProfile } from '#shared/channels/check.ts';
import { CHANNELS, channelProfile, RULES_VERSION } from '#shared/channels/registry.ts';
import { figuresOf } from '#shared/channels/figures.ts';
import type { ChannelProfile } from '#shared/channels/types.ts';
import { ChannelId } from '#shared/domain/channel-id.ts';
import { graphemeStart, graphemes } from '#shared/language/graphemes.ts';
import { checks } from '#shared/i18n/en/checks.ts';
import { bulletin } from '../../../fixtures/channels/another-channel.ts';
import { variant } from '../../../fixtures/channels/variant.ts';

/** Every profile has to pass, and so does one that is not in the registry: a new channel needs its file and nothing else. */
const PROFILES: readonly ChannelProfile[] = [...CHANNELS, bulletin];

/** Anything: lone surrogates, controls, emoji in pieces. */
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 }));

/** What newsrooms write, without a dot: nothing in it becomes an address when it is cut. */
const unit = fc.constantFrom('가', '각', '힣', '서울', ' ', '\n', 'a', 'Z', '7', '😊', '🇰🇷', '👨‍👩‍👧‍👦', '👍🏽', 'é', '…', '#', '@', '_', '!', '·', 'ㅋ', '１');
const writing = fc.array(unit, { maxLength: 400 }).map((parts) => parts.join(''));

test('the registry holds every channel of the domain under its own id', () => {
  expect(CHANNELS.map(({ id }) => id).toSorted()).toEqual([...ChannelId.options].toSorted());
  for (const id of ChannelId.options) expect(channelProfile(id).id).toBe(id);
  expect(new Set(CHANNELS.map(({ badge }) => badge)).size).toBe(CHANNELS.length);
});

test('no channel has moved: stored lists know them by their place', () => {
  expect(ChannelId.options.slice(0, 13)).toEqual(['x', 'instagram', 'facebook', 'kakaostory', 'blog', 'threads', 'kakaochannel', 'naverblog', 'website', 'bluesky', 'mastodon', 'linkedin', 'youtube']);
});

test('the rule pack has a version', () => {
  expect(RULES_VERSION).toMatch(/^20\d\d-\d\d-\d\d\.\d+$/);
});

test('between them the channels have every way of (not) posting twice', () => {
  expect(new Set(CHANNELS.map(({ connector }) => connector))).toEqual(new Set(['native-key', 'listable', 'at-most-once', 'by-hand']));
});

describe.each(PROFILES)('$id', (profile) => {
  test('every figure says where and when it was read, and how well it is known', () => {
    const figures = [...figuresOf(profile).map(({ figure }) => figure), ...profile.kinds.flatMap((kind) => Object.values(kind.figures))].filter((figure) => figure !== null);
    // What an institution's own website takes is known to nobody else.
    if (profile.id === 'website') expect(figures).toEqual([]);
    else expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(figure.value).toBeGreaterThan(0);
      expect(figure.source).toMatch(/^https:\/\/\S+$/);
      // A figure that nobody vouches for says what it rests on.
      if (figure.confidence === 'low') expect(figure.note).not.toBe('');
      expect(figure.checkedAt).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(['documented', 'secondary', 'low']).toContain(figure.confidence);
    }
    for (const { percent, source } of profile.advice.measured) {
      expect(percent).toBeGreaterThan(0);
      expect(source.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  test('its advice has words', () => {
    const { reason, reasonFor, reasonForKind } = profile.advice;
    for (const key of [reason, ...Object.values(reasonFor), reasonForKind.administration, reasonForKind.nonAdministration]) {
      if (key !== null) expect(checks).toHaveProperty(key);
    }
  });

  test('counting, entities and fold never throw, and keep within the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const count = profile.count(text);
        expect(Number.isInteger(count.used)).toBe(true);
        expect(count.limit).toBe((count.unit === profile.unit ? profile.limit : profile.byteLimit)?.value ?? null);
        if (count.limit !== null) expect(count.remaining).toBe(count.limit - count.used);
        expect(count.overflowAt !== null).toBe((count.remaining ?? 0) < 0);
        for (const index of [count.overflowAt, profile.fold(text)]) {
          if (index === null) continue;
          expect(index).toBeLessThan(text.length);
          expect(graphemeStart(text, index)).toBe(index);
        }
        let last = 0;
        for (const entity of profile.entities(text)) {
          expect(entity.start).toBeGreaterThanOrEqual(last);
          expect(entity.end).toBeGreaterThan(entity.start);
          expect(text.slice(entity.start, entity.end)).toBe(entity.text);
          last = entity.end;
        }
      }),
    );
  });

  test('separate jamo and accents cost what the composed text costs', () => {
    fc.assert(
      fc.property(writing, (text) => {
        const given = text.normalize('NFD');
        const { overflowAt, ...rest } = profile.count(given);
        const { overflowAt: composedOverflow, ...composedRest } = profile.count(text.normalize('NFC'));
        expect(rest).toEqual(composedRest);
        if (overflowAt === null) expect(composedOverflow).toBeNull();
        else expect(given.slice(0, overflowAt).normalize('NFC')).toBe(text.normalize('NFC').slice(0, composedOverflow ?? 0));
        expect(profile.entities(given).map((entity) => entity.text.normalize('NFC'))).toEqual(profile.entities(text.normalize('NFC')).map((entity) => entity.text));
      }),
    );
  });

  test('more text never costs less', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const [less, more] = [profile.count(before), profile.count(`${before} ${after}`)];
        if (less.unit === more.unit) expect(more.used).toBeGreaterThanOrEqual(less.used);
      }),
    );
  });

  test('overflow starts at the first character that does not fit', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 100, maxLength: 700 }).map((parts) => parts.join('')), (text) => {
        const { overflowAt, limit } = profile.count(text);
        if (overflowAt === null || limit === null) return;
        const next = graphemes(text.slice(overflowAt))[0] ?? '';
        expect(profile.count(text.slice(0, overflowAt)).remaining).toBeGreaterThanOrEqual(0);
        expect(profile.count(text.slice(0, overflowAt) + next).remaining).toBeLessThan(0);
      }),
    );
  });

  test('the limit itself fits and one more Hangul syllable does not', () => {
    const { limit } = profile.count('');
    if (limit === null) return;
    const { remainingHangul } = profile.count('');
    const full = '가'.repeat(remainingHangul ?? 0);
    expect(profile.count(full)).toMatchObject({ remainingHangul: 0, overflowAt: null });
    expect(profile.count(`${full}가`)).toMatchObject({ remainingHangul: -1, overflowAt: full.length });
  });

  test('checking never throws; findings have ids of their own, ranges in the text, and fixes that fit', () => {
    fc.assert(
      fc.property(anyText, fc.string({ maxLength: 30 }), (text, other) => {
        const content = variant({ title: other, link: other, firstComment: other });
        const findings = checkWithProfile(profile, { content, text, media: [] });
        expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
        for (const { where, fix } of findings) {
          if (where !== null && where.field === 'text') {
            expect(where.start).toBeLessThanOrEqual(where.end);
            expect(where.end).toBeLessThanOrEqual(text.length);
          }
          if (fix?.kind === 'replace') expect(text.slice(fix.start, fix.end)).not.toBe(fix.text);
        }
      }),
    );
  });
});
