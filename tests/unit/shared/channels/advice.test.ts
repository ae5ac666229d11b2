import { describe, expect, test } from 'vitest';
import { adviseChannels } from '#shared/channels/advice.ts';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';
import { ContentKind, Purpose } from '#shared/domain/content.ts';
import { createI18n } from '#shared/i18n/index.ts';

test('the rates are those of the source, with its name and date', () => {
  const rates = CHANNELS.flatMap(({ id, advice }) => advice.measured.map(({ rate, percent }) => `${id} ${rate} ${percent}`));
  expect(rates).toEqual(['x sharing 65', 'instagram sympathy 97.1', 'facebook sympathy 78.8', 'kakaostory sympathy 48.6', 'kakaostory comment 37.4']);
  for (const { source } of CHANNELS.flatMap(({ advice }) => advice.measured)) {
    expect(source).toEqual({ publisher: 'Seoul Metropolitan Government', title: 'The City of Communication, Seoul', date: '2016-12-22' });
  }
});

test('each purpose has the channel that the source found best', () => {
  const best = (purpose: Purpose) => adviseChannels('administration', purpose)[0]?.channel;
  expect(best('breaking')).toBe('x');
  expect(best('information')).toBe('x');
  expect(best('event')).toBe('instagram');
  expect(best('emotive')).toBe('instagram');
  expect(best('listening')).toBe('x');
});

test('Kakao Story: replies for the administration, likes for all else', () => {
  const reason = (kind: ContentKind) => adviseChannels(kind, 'information').find(({ channel }) => channel === 'kakaostory')?.key;
  expect(reason('administration')).toBe('advice-kakaostory-administration');
  expect(reason('non-administration')).toBe('advice-kakaostory-non-administration');
});

describe.each(ContentKind.options)('%s', (kind) => {
  test.each(Purpose.options)('%s: every channel once, best first, with a reason in both languages', (purpose) => {
    const items = adviseChannels(kind, purpose);
    expect(items.map(({ channel }) => channel).toSorted()).toEqual(CHANNELS.map(({ id }) => id).toSorted());
    expect(items.map(({ fit }) => fit)).toEqual(items.map(({ fit }) => fit).toSorted((a, b) => b - a));
    for (const { channel, key, values } of items) {
      expect(values).toEqual(Object.fromEntries(channelProfile(channel).advice.measured.map(({ rate, percent }) => [rate, percent])));
      for (const language of ['ko', 'en'] as const) {
        const said = createI18n(language).t(`checks:${key}` as 'checks:empty', values);
        expect(said).not.toContain('{{');
        expect(said).not.toBe(key);
      }
    }
  });
});
