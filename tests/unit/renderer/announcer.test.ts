import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNOUNCE_EVERY_MS, type Announcer, createAnnouncer, type Urgency } from '#renderer/components/announcer.ts';

/** A clock that goes when the test says so, and what was said at which of its milliseconds. */
function withClock(): { readonly announcer: Announcer; readonly go: (ms: number) => void; readonly log: { readonly at: number; readonly urgency: Urgency; readonly text: string }[] } {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const log: { at: number; urgency: Urgency; text: string }[] = [];
  const announcer = createAnnouncer({ now: () => now, after: (ms, run) => void timers.push({ at: now + ms, run }) });
  let before = { polite: '', assertive: '' };
  announcer.subscribe(() => {
    const after = { polite: announcer.said('polite'), assertive: announcer.said('assertive') };
    for (const urgency of ['polite', 'assertive'] as const) if (after[urgency] !== before[urgency]) log.push({ at: now, urgency, text: after[urgency] });
    before = after;
  });
  const go = (ms: number): void => {
    const until = now + ms;
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      timers = timers.filter((timer) => timer !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = until;
  };
  return { announcer, go, log };
}

describe('the announcer', () => {
  it('says the first at once and the latest of a second when it is over', () => {
    const { announcer, go, log } = withClock();
    announcer.announce('하나');
    go(0);
    announcer.announce('둘');
    go(400);
    announcer.announce('셋');
    go(599);
    expect(log).toEqual([{ at: 0, urgency: 'polite', text: '하나' }]);
    go(1);
    expect(log.at(-1)).toEqual({ at: 1_000, urgency: 'polite', text: '셋' });
    go(5_000);
    expect(log).toHaveLength(2);
  });

  it('lets an urgent one go first, and keeps what waited for the second after', () => {
    const { announcer, go, log } = withClock();
    announcer.announce('처음');
    go(10);
    announcer.announce('글자 수를 넘었습니다', 'assertive');
    announcer.announce('다음 항목');
    go(3_000);
    expect(log.map(({ at, text }) => [at, text])).toEqual([[0, '처음'], [1_000, '글자 수를 넘었습니다'], [2_000, '다음 항목']]);
  });

  it('has the same words read again', () => {
    const { announcer, go, log } = withClock();
    for (let times = 0; times < 3; times += 1) {
      announcer.announce('저장했습니다');
      go(1_000);
    }
    expect(log.map(({ text }) => text)).toEqual(['저장했습니다', '저장했습니다\u00a0', '저장했습니다']);
  });

  it('never says two within a second, and never loses the last of a kind', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(1_500), urgency: fc.constantFrom<Urgency>('polite', 'assertive') }), { minLength: 1, maxLength: 40 }), (acts) => {
        const { announcer, go, log } = withClock();
        const last: Partial<Record<Urgency, string>> = {};
        for (const [index, { wait, urgency }] of acts.entries()) {
          go(wait);
          last[urgency] = `${index}`;
          announcer.announce(`${index}`, urgency);
        }
        go(10 * ANNOUNCE_EVERY_MS);
        for (const [index, { at }] of log.entries()) if (index > 0) expect(at - (log[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(ANNOUNCE_EVERY_MS);
        for (const urgency of ['polite', 'assertive'] as const) expect(announcer.said(urgency)).toBe(last[urgency] ?? '');
      }),
    );
  });
});
