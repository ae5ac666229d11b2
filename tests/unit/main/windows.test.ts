import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAll, createAsking } from '#main/windows/asking.ts';
import { besideBounds } from '#main/windows/beside.ts';

describe('where a further window opens', () => {
  const area = { x: 0, y: 24, width: 1920, height: 1056 };

  it('is a step to the right and down, as large', () => {
    expect(besideBounds({ x: 100, y: 90, width: 1280, height: 800 }, area)).toEqual({ x: 132, y: 122, width: 1280, height: 800 });
  });

  it('is the corner where a step leads off the screen', () => {
    expect(besideBounds({ x: 620, y: 270, width: 1280, height: 800 }, area)).toEqual({ x: 0, y: 24, width: 1280, height: 800 });
  });

  it('is never where the other one is, also when that fills the screen or has left it', () => {
    for (const other of [area, { x: 0, y: 24, width: 1900, height: 1050 }, { x: -400, y: -20, width: 2600, height: 1400 }, { x: 1900, y: 1000, width: 1280, height: 800 }]) {
      const next = besideBounds(other, area);
      expect([next.x, next.y]).not.toEqual([other.x, other.y]);
      expect(next.x).toBeGreaterThanOrEqual(area.x);
      expect(next.y).toBeGreaterThanOrEqual(area.y);
      expect(next.x + next.width).toBeLessThanOrEqual(area.x + area.width);
      expect(next.y + next.height).toBeLessThanOrEqual(area.y + area.height);
    }
  });
});

describe('asking windows to save', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('takes the answer, and silence after its time', async () => {
    const put = vi.fn();
    const asking = createAsking<string>(put, 1_000);
    const said = asking.ask('a');
    asking.answered('a', 'not-saved');
    expect(await said).toBe('not-saved');
    const silent = asking.ask('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await silent).toBe('silent');
    expect(put.mock.calls).toEqual([['a'], ['a']]);
    // Nobody has asked.
    asking.answered('a', 'saved');
  });

  it('asks one that is being asked no second time, and each by itself', async () => {
    const put = vi.fn();
    const asking = createAsking<string>(put, 1_000);
    const answers = Promise.all([asking.ask('a'), asking.ask('b'), asking.ask('a')]);
    asking.answered('b', 'not-saved');
    asking.answered('a', 'saved');
    expect(await answers).toEqual(['saved', 'not-saved', 'saved']);
    expect(put.mock.calls).toEqual([['a'], ['b']]);
  });

  it('asks several once more, in case one was written in while another saved; a single one not', async () => {
    let windows: string[] = ['a', 'b'];
    const put = vi.fn((window: string) => void setTimeout(() => asking.answered(window, 'saved'), window === 'b' ? 500 : 1));
    const asking = createAsking<string>(put, 1_000);
    const all = askAll(asking, () => windows);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await all).toBe('saved');
    expect(put.mock.calls.flat()).toEqual(['a', 'b', 'a', 'b']);
    put.mockClear();
    windows = ['a'];
    const one = askAll(asking, () => windows);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await one).toBe('saved');
    expect(put.mock.calls.flat()).toEqual(['a']);
    expect(await askAll(asking, () => [])).toBe('saved');
  });

  it('stops at the first round that found something not saved', async () => {
    const put = vi.fn((window: string) => asking.answered(window, window === 'b' ? 'not-saved' : 'saved'));
    const asking = createAsking<string>((window) => put(window), 1_000);
    expect(await askAll(asking, () => ['a', 'b'])).toBe('not-saved');
    expect(put.mock.calls.flat()).toEqual(['a', 'b']);
  });
});
