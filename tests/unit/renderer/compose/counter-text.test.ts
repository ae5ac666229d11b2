import { describe, expect, it } from 'vitest';
import { channelProfile } from '#shared/channels/registry.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { remainingText } from '#renderer/features/compose/variants/counter-text.ts';

const ko = createI18n('ko').getFixedT('ko', 'compose') as never as Parameters<typeof remainingText>[0];
const en = createI18n('en').getFixedT('en', 'compose') as never as Parameters<typeof remainingText>[0];
const { count } = channelProfile('x');

describe('what the counter says beside the number', () => {
  it('speaks of Hangul in a Korean text, of characters in an English one', () => {
    expect(remainingText(ko, count('가'.repeat(150)), 'X', 'ko')).toContain('한글 10자');
    expect(remainingText(en, count('a'.repeat(312)), 'X', 'en')).toBe('32 characters over the X limit.');
    expect(remainingText(en, count('a'.repeat(100)), 'X', 'en')).toBe('Room for 180 more characters');
  });
});
