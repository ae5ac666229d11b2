import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atSafeMoment, atSafeMomentFirst, compositionEnded, compositionStarted, whenAtRest } from '#renderer/editor/composition.ts';
import { bench } from './support.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('changes wait for the end of a composition, and each has a task of its own', () => {
  const { editor } = bench({ richText: false });
  const done: string[] = [];
  compositionStarted(editor);
  for (const name of ['a', 'b']) atSafeMoment(editor, () => done.push(name));
  expect(done).toEqual([]);
  compositionEnded(editor, () => done.push('released'));
  expect(done).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['a']);
  // What comes meanwhile keeps its place behind what waits.
  atSafeMoment(editor, () => done.push('c'));
  vi.runAllTimers();
  expect(done).toEqual(['a', 'b', 'c', 'released']);
  atSafeMoment(editor, () => done.push('d'));
  expect(done.at(-1)).toBe('d');
});

test('a composition that has started again keeps the rest waiting', () => {
  const { editor } = bench({ richText: false });
  const done: string[] = [];
  compositionStarted(editor);
  for (const name of ['a', 'b']) atSafeMoment(editor, () => done.push(name));
  compositionEnded(editor, () => done.push('released'));
  vi.advanceTimersToNextTimer();
  compositionStarted(editor);
  vi.runAllTimers();
  expect(done).toEqual(['a']);
  compositionEnded(editor, () => done.push('released'));
  vi.runAllTimers();
  expect(done).toEqual(['a', 'b', 'released']);
});

test('what a change brings from outside goes before what waits, and what it consists of is made with it', () => {
  const { editor } = bench({ richText: false });
  const done: string[] = [];
  compositionStarted(editor);
  atSafeMoment(editor, () => {
    done.push('merge');
    atSafeMomentFirst(editor, () => done.push('its value'));
  });
  atSafeMoment(editor, () => {
    done.push('choice');
    atSafeMoment(editor, () => done.push('its replacement'));
    done.push('chosen');
  });
  atSafeMoment(editor, () => done.push('last'));
  atSafeMomentFirst(editor, () => done.push('newest value'));
  compositionEnded(editor, () => undefined);
  vi.runAllTimers();
  expect(done).toEqual(['newest value', 'merge', 'its value', 'choice', 'its replacement', 'chosen', 'last']);
});

test('what only looks at the text comes last, and no change waits for it', () => {
  const { editor } = bench({ richText: false });
  const done: string[] = [];
  compositionStarted(editor);
  whenAtRest(editor, () => done.push('spelling'));
  compositionEnded(editor, () => done.push('released'));
  // A key between two syllables, before any timer has run.
  atSafeMoment(editor, () => done.push('bold'));
  expect(done).toEqual(['bold']);
  compositionStarted(editor);
  vi.runAllTimers();
  atSafeMoment(editor, () => done.push('link'));
  compositionEnded(editor, () => done.push('released'));
  vi.runAllTimers();
  expect(done).toEqual(['bold', 'link', 'spelling', 'released']);
  whenAtRest(editor, () => done.push('at once'));
  expect(done.at(-1)).toBe('at once');
});
