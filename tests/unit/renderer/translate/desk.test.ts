import { describe, expect, it } from 'vitest';
import { channelProfile } from '#shared/channels/registry.ts';
import type { EditorialStatus, TranslationView, VariantRow } from '#shared/contract/views.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { deskFindings } from '#renderer/features/translate/model/findings.ts';
import { TITLE } from '#renderer/features/translate/model/keeper.ts';
import { accountPairs, choosePair } from '#renderer/features/translate/model/pair.ts';
import { nextSegment, progressOf, walk } from '#renderer/features/translate/model/progress.ts';

const id = (n: number): string => `018f4c00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const row = (n: number, channel: string, language: 'ko' | 'en', status: EditorialStatus = 'approved', sourceChanged = false): VariantRow => {
  const account = SAMPLE_WORKSPACE.accounts.find((each) => each.channel === channel);
  if (account === undefined) throw new Error(channel);
  return { id: id(n), account, language, sourceChanged, status: { status } } as unknown as VariantRow;
};

describe('choosing what to translate', () => {
  it('pairs the languages of each account, in the order of the channels', () => {
    const pairs = accountPairs([row(1, 'blog', 'ko'), row(2, 'x', 'en'), row(3, 'x', 'ko'), row(4, 'facebook', 'ko', 'archived')]);
    expect(pairs.map((pair) => [pair.account.channel, pair.ko?.id ?? null, pair.en?.id ?? null])).toEqual([['x', id(3), id(2)], ['blog', id(1), null]]);
  });

  it('opens what was asked for, in either direction', () => {
    const pairs = accountPairs([row(1, 'x', 'ko'), row(2, 'x', 'en'), row(3, 'blog', 'ko')]);
    expect(choosePair(pairs, { source: id(2), target: id(1) })).toEqual({ account: pairs[0]?.account.id, direction: 'en-ko' });
    expect(choosePair(pairs, { source: null, target: id(2) })).toEqual({ account: pairs[0]?.account.id, direction: 'ko-en' });
    expect(choosePair(pairs, { source: id(3), target: null })).toEqual({ account: pairs[1]?.account.id, direction: 'ko-en' });
  });

  it('else opens the first that asks for work', () => {
    const done = [row(1, 'x', 'ko'), row(2, 'x', 'en')];
    expect(choosePair(accountPairs([...done, row(3, 'blog', 'ko')]), { source: null, target: null })).toMatchObject({ account: row(3, 'blog', 'ko').account.id });
    expect(choosePair(accountPairs([...done, row(3, 'blog', 'ko'), row(4, 'blog', 'en', 'approved', true)]), { source: id(9), target: null })).toMatchObject({ account: row(3, 'blog', 'ko').account.id });
    expect(choosePair(accountPairs(done), { source: null, target: null })).toMatchObject({ direction: 'ko-en' });
    expect(choosePair(accountPairs([row(1, 'x', 'en')]), { source: null, target: null })).toMatchObject({ direction: 'en-ko' });
    expect(choosePair([], { source: null, target: null })).toBeNull();
  });
});

describe('the state of a translation', () => {
  const segments = (['confirmed', 'source-changed', 'confirmed', 'untranslated'] as const).map((state, index) => ({ index, source: '', target: '', state, previousSource: null })) as unknown as TranslationView['segments'];

  it('counts what is confirmed and names what changed', () => {
    expect(progressOf({ segments })).toEqual({ all: 4, confirmed: 2, changed: [1] });
  });

  it('goes on with the next segment that is not confirmed', () => {
    expect(nextSegment(segments, 0)).toBe(1);
    expect(nextSegment(segments, 1)).toBe(3);
    expect(nextSegment(segments, 3)).toBeNull();
    expect(nextSegment(segments.slice(0, 3).map((segment) => ({ ...segment, state: 'confirmed' as const })), 0)).toBe(1);
    expect([walk(2, null, 1), walk(2, 1, 1), walk(2, 0, -1), walk(0, null, 1)]).toEqual([0, 0, 1, null]);
  });
});

describe('the checks of a translation', () => {
  const base = { source: 'ko', target: 'en', year: 2026, profile: channelProfile('x'), text: '', sourceText: '11. 24.(화)부터 신청하세요. 매월 20만 원' } as const;

  it('names the segment of each finding, leaves out what is not translated, and starts with the whole', () => {
    const found = deskFindings({
      ...base,
      text: 'x'.repeat(300),
      segments: [
        { index: TITLE, source: '청년 월세 2회', target: 'Youth rent' },
        { index: 0, source: '11. 24.(화)부터 신청하세요.', target: 'Apply from Mon, Nov 23.' },
        { index: 1, source: '매월 20만 원', target: 'KRW 200,000 a month' },
        { index: 2, source: '문의 120', target: '' },
      ],
    });
    expect(found[0]).toMatchObject({ segment: null, finding: { key: 'translation-over-limit' } });
    expect([...new Set(found.map(({ segment }) => segment))]).toEqual([null, TITLE, 0]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  });

  it('is silent about a translation that says the same', () => {
    expect(deskFindings({ ...base, text: 'KRW 200,000 a month', segments: [{ index: 0, source: '매월 20만 원', target: 'KRW 200,000 a month' }] })).toEqual([]);
  });
});
