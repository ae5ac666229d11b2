import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../../src/shared/contract/errors.ts';
import { createDraftKeeper, LONGEST_WAIT_MS, PAUSE_MS, type DraftKeeper } from '../../../../src/renderer/features/compose/draft/draft-keeper.ts';

interface Text {
  readonly a: string;
  readonly b: string;
}

/** A clock that a test turns; timers run in the order of their time. */
function createClock() {
  let now = 0;
  let next = 0;
  const timers = new Map<number, { readonly at: number; readonly call: () => void }>();
  return {
    timers: {
      now: () => now,
      set: (call: () => void, ms: number) => {
        next += 1;
        timers.set(next, { at: now + ms, call });
        return next;
      },
      clear: (handle: unknown) => void timers.delete(handle as number),
    },
    /** Lets time pass and everything that is due run, promises too. */
    pass: async (ms: number) => {
      const end = now + ms;
      for (;;) {
        const [id, timer] = [...timers].filter(([, { at }]) => at <= end).toSorted(([, x], [, y]) => x.at - y.at)[0] ?? [null, null];
        if (id === null || timer === null) break;
        timers.delete(id);
        now = timer.at;
        timer.call();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

interface Store {
  content: Text;
  version: number;
  saves: number;
  failWith: ErrorCode | null;
}

function createBench(): { readonly clock: ReturnType<typeof createClock>; readonly store: Store; readonly keeper: DraftKeeper<Text, Partial<Text>>; merged: number } {
  const clock = createClock();
  const store: Store = { content: { a: '', b: '' }, version: 1, saves: 0, failWith: null };
  const at = (): string => `v${store.version}`;
  const bench = {
    clock,
    store,
    merged: 0,
    keeper: createDraftKeeper<Text, Partial<Text>>({
      initial: { content: store.content, version: 1, savedAt: at() },
      save: async (version, patch) => {
        await Promise.resolve();
        store.saves += 1;
        if (store.failWith !== null) throw new Refusal(store.failWith);
        if (version !== store.version) throw new Refusal('stale-draft');
        store.content = { ...store.content, ...patch };
        store.version += 1;
        return { version: store.version, savedAt: at() };
      },
      load: () => Promise.resolve({ content: store.content, version: store.version, savedAt: at() }),
      apply: (content, patch) => ({ ...content, ...patch }),
      join: (earlier, later) => ({ ...earlier, ...later }),
      difference: (theirs, mine) => {
        const patch = { ...(theirs.a === mine.a ? {} : { a: mine.a }), ...(theirs.b === mine.b ? {} : { b: mine.b }) };
        return Object.keys(patch).length === 0 ? null : patch;
      },
      merge: (base, mine, theirs) => {
        const one = (key: 'a' | 'b'): string | null => (mine[key] === base[key] ? theirs[key] : theirs[key] === base[key] || theirs[key] === mine[key] ? mine[key] : null);
        const [a, b] = [one('a'), one('b')];
        return a === null || b === null ? null : { a, b };
      },
      codeOf: (error) => (error instanceof Refusal ? error.code : 'internal'),
      onMerged: () => {
        bench.merged += 1;
      },
      timers: clock.timers,
    }),
  };
  return bench;
}

class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Somebody else saves a version. */
function elsewhere(store: Store, patch: Partial<Text>): void {
  store.content = { ...store.content, ...patch };
  store.version += 1;
}

describe('a draft', () => {
  test('is saved a short while after the last key', async () => {
    const { clock, store, keeper } = createBench();
    keeper.edit({ a: '글' });
    expect(keeper.status()).toEqual({ kind: 'unsaved' });
    await clock.pass(PAUSE_MS - 1);
    expect(store.saves).toBe(0);
    await clock.pass(1);
    expect(store.content.a).toBe('글');
    expect(keeper.status()).toEqual({ kind: 'saved' });
    expect(keeper.savedAt()).toBe('v2');
  });

  test('is saved within a second while a person types on', async () => {
    const { clock, store, keeper } = createBench();
    for (let typed = 0; typed < 100; typed += 1) {
      keeper.edit({ a: '글'.repeat(typed + 1) });
      await clock.pass(100);
      const behind = typed + 1 - store.content.a.length;
      expect(behind * 100).toBeLessThanOrEqual(LONGEST_WAIT_MS + 100);
    }
  });

  test('one edit is one save, and nothing is saved that did not change', async () => {
    const { clock, store, keeper } = createBench();
    keeper.edit({ a: '글' });
    await clock.pass(10_000);
    expect(await keeper.flush()).toBe(true);
    expect(store.saves).toBe(1);
  });

  test('flush saves at once, and with it what was typed during the save', async () => {
    const { store, keeper } = createBench();
    keeper.edit({ a: '하나' });
    const flushed = keeper.flush();
    keeper.edit({ b: '둘' });
    expect(await flushed).toBe(true);
    expect(store.content).toEqual({ a: '하나', b: '둘' });
    expect(keeper.isClean()).toBe(true);
  });

  test('stays on the screen when the disk is full, says so, and is saved once there is room', async () => {
    const { clock, store, keeper } = createBench();
    store.failWith = 'disk-full';
    keeper.edit({ a: '글' });
    await clock.pass(60_000);
    expect(keeper.status()).toEqual({ kind: 'failed', code: 'disk-full', willRetry: true });
    expect(keeper.content().a).toBe('글');
    keeper.edit({ b: '더' });
    store.failWith = null;
    await clock.pass(10_000);
    expect(store.content).toEqual({ a: '글', b: '더' });
    expect(keeper.status()).toEqual({ kind: 'saved' });
  });

  test('of someone who may not write is kept, not tried again by itself', async () => {
    const { clock, store, keeper } = createBench();
    store.failWith = 'not-allowed';
    keeper.edit({ a: '글' });
    await clock.pass(60_000);
    expect(keeper.status()).toEqual({ kind: 'failed', code: 'not-allowed', willRetry: false });
    expect(store.saves).toBe(1);
    expect(await keeper.flush()).toBe(false);
    expect(keeper.content().a).toBe('글');
  });

  test('survives a core that dies in mid-save', async () => {
    const { clock, store, keeper } = createBench();
    store.failWith = 'core-restarted';
    keeper.edit({ a: '글' });
    await clock.pass(PAUSE_MS);
    expect(keeper.status()).toMatchObject({ kind: 'failed', code: 'core-restarted' });
    store.failWith = null;
    await clock.pass(1_000);
    expect(store.content.a).toBe('글');
  });

  test('takes an offered version when nothing is unsaved', () => {
    const { store, keeper } = createBench();
    elsewhere(store, { a: '다른 곳' });
    keeper.offer({ content: store.content, version: store.version, savedAt: 'v2' });
    expect(keeper.content().a).toBe('다른 곳');
  });

  test('keeps its own text when it is offered an older version, or an echo', async () => {
    const { clock, keeper } = createBench();
    keeper.edit({ a: '글' });
    await clock.pass(PAUSE_MS);
    const content = keeper.content();
    keeper.offer({ content: { a: '', b: '' }, version: 1, savedAt: 'v1' });
    keeper.offer({ content: { a: '글', b: '' }, version: 2, savedAt: 'v2' });
    expect(keeper.content()).toBe(content);
  });

  test('keeps what is being typed when a version is offered', () => {
    const { keeper } = createBench();
    keeper.edit({ a: '글' });
    keeper.offer({ content: { a: '다른 곳', b: '' }, version: 2, savedAt: 'v2' });
    expect(keeper.content().a).toBe('글');
  });

  test('merges what was changed elsewhere into what is on the screen', async () => {
    const bench = createBench();
    elsewhere(bench.store, { b: '다른 곳' });
    bench.keeper.edit({ a: '여기' });
    await bench.clock.pass(5_000);
    expect(bench.store.content).toEqual({ a: '여기', b: '다른 곳' });
    expect(bench.keeper.content()).toEqual({ a: '여기', b: '다른 곳' });
    expect(bench.merged).toBe(1);
  });

  test('waits for a composition before it brings a merge in', async () => {
    const { clock, store, keeper } = createBench();
    const held: (() => void)[] = [];
    keeper.setGate((change) => held.push(change));
    elsewhere(store, { b: '다른 곳' });
    keeper.edit({ a: '여' });
    await clock.pass(5_000);
    expect(keeper.content()).toEqual({ a: '여', b: '' });
    keeper.edit({ a: '여기' });
    held.shift()?.();
    await clock.pass(5_000);
    for (const change of held) change();
    expect(store.content).toEqual({ a: '여기', b: '다른 곳' });
  });

  test('is on the disk, with what was changed elsewhere, while a composition keeps that from the screen', async () => {
    const { clock, store, keeper } = createBench();
    const held: (() => void)[] = [];
    keeper.setGate((change) => held.push(change));
    elsewhere(store, { b: '다른 곳' });
    for (const a of ['여', '여기', '여기까지']) {
      keeper.edit({ a });
      await clock.pass(LONGEST_WAIT_MS);
      expect(store.content).toEqual({ a, b: '다른 곳' });
      expect(keeper.content()).toEqual({ a, b: '' });
      expect(keeper.status()).toEqual({ kind: 'saved' });
    }
    // An earlier version that was offered in the meantime must not take the text away again.
    keeper.offer({ content: { a: '여', b: '다른 곳' }, version: 3, savedAt: 'v3' });
    for (const change of held.toReversed()) change();
    await clock.pass(5_000);
    expect(keeper.content()).toEqual({ a: '여기까지', b: '다른 곳' });
    expect(store.content).toEqual({ a: '여기까지', b: '다른 곳' });
  });

  test.each([['keep', '여기'], ['reload', '다른 곳']] as const)('asks a person where both changed the same words: %s', async (choice, outcome) => {
    const { clock, store, keeper } = createBench();
    elsewhere(store, { a: '다른 곳' });
    keeper.edit({ a: '여' });
    await clock.pass(5_000);
    expect(keeper.status()).toEqual({ kind: 'stale' });
    keeper.edit({ a: '여기' });
    await clock.pass(5_000);
    expect(store.content.a).toBe('다른 곳');
    await keeper.settle(choice);
    await clock.pass(5_000);
    expect(keeper.content().a).toBe(outcome);
    expect(store.content.a).toBe(outcome);
    expect(keeper.status()).toEqual({ kind: 'saved' });
  });

  test('whatever happens, what was typed is on the screen, and on the disk in the end', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('type' as const), key: fc.constantFrom('a', 'b') }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat(2_000) }),
      fc.record({ do: fc.constant('fail' as const), code: fc.constantFrom<ErrorCode>('disk-full', 'core-restarted', 'database-busy') }),
      fc.record({ do: fc.constant('mend' as const) }),
      fc.record({ do: fc.constant('flush' as const) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { clock, store, keeper } = createBench();
      const want = { a: '', b: '' };
      for (const each of steps) {
        if (each.do === 'type') {
          const key = each.key as 'a' | 'b';
          want[key] += '글';
          keeper.edit({ [key]: want[key] });
        }
        if (each.do === 'wait') await clock.pass(each.ms);
        if (each.do === 'fail') store.failWith = each.code;
        if (each.do === 'mend') store.failWith = null;
        if (each.do === 'flush') await keeper.flush();
        expect(keeper.content()).toEqual(want);
        if (keeper.status().kind === 'saved') expect(store.content).toEqual(want);
      }
      store.failWith = null;
      await clock.pass(60_000);
      expect(store.content).toEqual(want);
      expect(keeper.status()).toEqual({ kind: 'saved' });
    }), { numRuns: 200 });
  });

  test('whatever others write beside it and however long a syllable is composed, what was typed stays and is saved within a second', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant({ do: 'type' as const }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(1_500) }) },
      { weight: 1, arbitrary: fc.constantFrom({ do: 'compose' as const }, { do: 'commit' as const }, { do: 'elsewhere' as const }, { do: 'offer' as const }) },
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { clock, store, keeper } = createBench();
      const held: (() => void)[] = [];
      let composing = false;
      keeper.setGate((change) => (composing || held.length > 0 ? void held.push(change) : change()));
      const release = (): void => {
        composing = false;
        for (const change of held.splice(0)) change();
      };
      let typed = '';
      let theirs = '';
      for (const each of steps) {
        if (each.do === 'type') keeper.edit({ a: (typed += '글') });
        if (each.do === 'wait') await clock.pass(each.ms);
        if (each.do === 'wait' && each.ms > LONGEST_WAIT_MS) expect(store.content.a).toBe(typed);
        if (each.do === 'compose') composing = true;
        if (each.do === 'commit') release();
        if (each.do === 'elsewhere') elsewhere(store, { b: (theirs += '남') });
        if (each.do === 'offer') keeper.offer({ content: store.content, version: store.version, savedAt: 'now' });
        expect(keeper.content().a).toBe(typed);
      }
      release();
      keeper.edit({ a: (typed += '끝') });
      await clock.pass(5_000);
      expect(keeper.content()).toEqual({ a: typed, b: theirs });
      expect(store.content).toEqual({ a: typed, b: theirs });
    }), { numRuns: 500 });
  });
});
