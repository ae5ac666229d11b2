import { describe, expect, it } from 'vitest';
import { formatDate, formatDateTime, formatNumber, formatRelative, formatShortDateTime, formatTime, instantAt, wallTime } from '#shared/i18n/format.ts';

const at = '2026-11-23T05:05:00.000Z';
const zone = 'Asia/Seoul';

describe('a time on the wall', () => {
  it('is that of the newsroom, wherever the computer is', () => {
    expect(wallTime(at, zone)).toBe('2026-11-23T14:05');
    expect(instantAt('2026-11-23T14:05', zone)).toBe(at);
    expect(instantAt('2026-11-23T00:00', 'America/New_York')).toBe('2026-11-23T05:00:00.000Z');
  });

  it('holds on both sides of a change of the clocks', () => {
    expect(instantAt('2026-03-08T03:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(instantAt('2026-03-08T01:30', 'America/New_York')).toBe('2026-03-08T06:30:00.000Z');
  });

  it('is nothing when it is no time', () => {
    expect(instantAt('', zone)).toBeNull();
    expect(instantAt('2026-13-40T99:99', zone)).toBeNull();
    expect(instantAt('tomorrow', zone)).toBeNull();
  });
});

describe('dates', () => {
  it('are written as Koreans write them, in the newsroom’s zone', () => {
    expect(formatDateTime(at, 'ko', zone)).toBe('2026. 11. 23.(월) 14:05');
    expect(formatDate('2026-01-04T16:00:00.000Z', 'ko', zone)).toBe('2026. 1. 5.(월)');
    expect(formatTime('2026-11-22T15:00:00.000Z', 'ko', zone)).toBe('00:00');
  });

  it('are written in English without AM and PM', () => {
    expect(formatDateTime(at, 'en', zone)).toBe('Mon, Nov 23, 2026, 14:05');
  });

  it('leave out the year while it is this one', () => {
    expect(formatShortDateTime(at, '2026-12-01T00:00:00.000Z', 'ko', zone)).toBe('11. 23.(월) 14:05');
    expect(formatShortDateTime(at, '2027-01-01T00:00:00.000Z', 'ko', zone)).toBe('2026. 11. 23.(월) 14:05');
    expect(formatShortDateTime(at, '2026-12-01T00:00:00.000Z', 'en', zone)).toBe('Mon, Nov 23, 14:05');
  });

  it('contain plain spaces only', () => {
    expect(formatDateTime(at, 'en', zone)).not.toMatch(/[\u00a0\u2009\u202f]/u);
  });
});

describe('relative times', () => {
  const after = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();
  it.each([
    [10_000, '방금', 'just now'],
    [3 * 60_000, '3분 전', '3 minutes ago'],
    [59.9 * 60_000, '59분 전', '59 minutes ago'],
    [5 * 3_600_000, '5시간 전', '5 hours ago'],
    [26 * 3_600_000, '어제', 'yesterday'],
    [8 * 86_400_000, '2026. 11. 23.(월)', 'Mon, Nov 23, 2026'],
  ])('after %d ms', (ms, ko, en) => {
    expect(formatRelative(at, after(ms), 'ko', zone)).toBe(ko);
    expect(formatRelative(at, after(ms), 'en', zone)).toBe(en);
  });

  it('look ahead as well', () => {
    expect(formatRelative(at, after(-5 * 60_000), 'ko', zone)).toBe('5분 후');
  });
});

it('numbers have their thousands parted', () => {
  expect(formatNumber(1_204, 'ko')).toBe('1,204');
});
