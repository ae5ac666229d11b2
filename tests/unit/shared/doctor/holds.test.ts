import { expect, it } from 'vitest';
import { checkHolds, type HoldFacts } from '#shared/doctor/holds.ts';

const story = '018f4c00-0000-7000-8000-000000000001';
const hold = '018f4c00-0000-7000-8000-0000000000a1';
const attempt = { entry: '018f4c00-0000-7000-8000-0000000000b1', story, channel: 'x' } as const;

function found(facts: Partial<HoldFacts>): (string | number)[][] {
  const { findings } = checkHolds({ holds: [], lifted: [], labels: [], attempts: [], ...facts });
  return findings.map(({ key, values }) => [key, values['seq'] ?? '', values['hold'] ?? '']);
}

it('names what began to go out under a hold, and nothing before or after it', () => {
  const facts: Partial<HoldFacts> = { holds: [{ seq: 5, hold, scope: { kind: 'workspace' } }], lifted: [{ seq: 9, hold }] };
  expect(found({ ...facts, attempts: [{ ...attempt, seq: 4 }, { ...attempt, seq: 10 }] })).toEqual([]);
  expect(found({ ...facts, attempts: [{ ...attempt, seq: 7 }] })).toEqual([['attempt-under-hold', 7, hold]]);
  expect(found({ ...facts, lifted: [], attempts: [{ ...attempt, seq: 700 }] })).toHaveLength(1);
});

it('goes by the channel, and by the labels of that moment', () => {
  expect(found({ holds: [{ seq: 1, hold, scope: { kind: 'channel', channel: 'blog' } }], attempts: [{ ...attempt, seq: 2 }] })).toEqual([]);
  const labels = [{ seq: 2, story, labels: [] }, { seq: 4, story, labels: ['선거'] }, { seq: 6, story, labels: ['축제'] }];
  const holds: HoldFacts['holds'] = [{ seq: 1, hold, scope: { kind: 'label', label: '선거' } }];
  expect(found({ holds, labels, attempts: [{ ...attempt, seq: 3 }, { ...attempt, seq: 5 }, { ...attempt, seq: 7 }] })).toEqual([['attempt-under-hold', 5, hold]]);
});
