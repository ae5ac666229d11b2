import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, entryOf, formOf, MENTION_CHANNELS, summaryOf } from '#renderer/features/settings/inserts/insert-forms.ts';
import { SAMPLE_INSERTS } from '../../../../src/main/core/sample/inserts.ts';

describe('the fields of an entry', () => {
  it.each(SAMPLE_INSERTS.map((setting) => [setting.collection, setting.key, setting] as const))('%s %s is the same after it was opened and saved', (list, key, { value }) => {
    const form = formOf(list, key, value);
    expect(form).not.toBeNull();
    expect(entryOf(list, form!)).toEqual({ key, value });
    expect(summaryOf(list, form!)).not.toBe('');
  });

  it('are none where the value is not one of the list', () => {
    expect(formOf('handle', 'a', { ko: '' })).toBeNull();
    expect(formOf('template', 'a', 1)).toBeNull();
    expect(formOf('hashtag-group', 'a', { ko: 'a' })).toBeNull();
  });

  it('say what is wrong', () => {
    expect(entryOf('handle', EMPTY_FORM)).toEqual({ troubles: { name: 'missing', handles: [] } });
    expect(entryOf('handle', { ...EMPTY_FORM, name: '한빛시', handles: { x: '한빛', instagram: 'hanbit' } })).toEqual({ troubles: { handles: ['x'] } });
    expect(entryOf('hashtag-group', { ...EMPTY_FORM, name: '봄' })).toEqual({ troubles: { text: 'missing', handles: [] } });
    expect(entryOf('hashtag-group', { ...EMPTY_FORM, name: '봄', ko: '#봄 2026' })).toEqual({ troubles: { text: { badTag: '2026' }, handles: [] } });
    expect(entryOf('closing-line', { ...EMPTY_FORM, name: ' ', ko: ' ' })).toEqual({ troubles: { name: 'missing', text: 'missing', handles: [] } });
  });

  it('are kept composed, handles with their @, tags without #', () => {
    expect(entryOf('handle', { ...EMPTY_FORM, name: ' 한빛시 '.normalize('NFD'), handles: { x: ' hanbit_city ', threads: ' ' } })).toEqual({ key: '한빛시', value: { kind: 'department', en: '', handles: { x: '@hanbit_city' } } });
    expect(entryOf('hashtag-group', { ...EMPTY_FORM, name: '봄', ko: '#봄, 꽃', en: 'Spring', channels: ['x'] })).toEqual({ key: '봄', value: { ko: ['봄', '꽃'], en: ['Spring'], channels: ['x'] } });
    expect(MENTION_CHANNELS).toEqual(expect.arrayContaining(['x', 'instagram', 'threads', 'bluesky', 'mastodon', 'youtube']));
    expect(MENTION_CHANNELS).not.toContain('facebook');
  });
});
