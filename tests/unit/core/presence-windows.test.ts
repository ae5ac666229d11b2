import { describe, expect, it } from 'vitest';
import { toldOf } from '#core/presence/presence.ts';

const reading = (subject: string) => ({ subject, doing: 'reading' as const });
const writing = (subject: string) => ({ subject, doing: 'writing' as const });

describe('what a device with several windows says is open', () => {
  it.each([
    [[], null],
    [[reading('a')], reading('a')],
    [[reading('a'), reading('b')], reading('b')],
    [[writing('a'), reading('b')], writing('a')],
    [[writing('a'), reading('b'), writing('c')], writing('c')],
  ])('%j: %j', (opened, told) => {
    expect(toldOf(opened)).toEqual(told);
  });
});
