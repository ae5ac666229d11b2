import { expect, it } from 'vitest';
import { figuresOf, ofKind } from '../../../../src/shared/channels/figures.ts';
import { CHANNELS } from '../../../../src/shared/channels/registry.ts';
import { resources } from '../../../../src/shared/i18n/index.ts';

function wordOf(words: unknown, name: string): unknown {
  return name.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined), words);
}

it.each(['ko', 'en'] as const)('every figure of every channel and kind of account has a word: %s', (language) => {
  const profiles = CHANNELS.flatMap((profile) => [profile, ...profile.kinds.map(({ id }) => ofKind(profile, id))]);
  const names = [...new Set(profiles.flatMap((profile) => figuresOf(profile).map(({ name }) => name)))];
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => typeof wordOf(resources[language].channels.figure, name) !== 'string')).toEqual([]);
});
