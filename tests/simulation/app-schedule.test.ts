import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addUp, LEAST, nothingYet, tooSeldom } from './app/floors.ts';
import { inWords } from './app/in-words.ts';
import { type Action, PHASES, scheduleOf } from './app/schedule.ts';

const seed = fc.integer({ min: 1, max: 1_000_000 });

function wordsOf(step: Action): readonly string[] {
  return 'words' in step ? step.words : 'word' in step ? [step.word] : [];
}

describe('a schedule for the app', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(seed, (each) => {
        expect(scheduleOf(each)).toEqual(scheduleOf(each));
      }),
    );
    expect(scheduleOf(1).steps).not.toEqual(scheduleOf(2).steps);
  });

  it('has its phases in their order, and each of them', () => {
    fc.assert(
      fc.property(seed, (each) => {
        const phases = scheduleOf(each).steps.map(({ phase }) => PHASES.indexOf(phase));
        expect(phases).toEqual(phases.toSorted((a, b) => a - b));
        expect(new Set(phases).size).toBe(PHASES.length);
      }),
    );
  });

  it('types every word once, and none that is a part of another', () => {
    fc.assert(
      fc.property(seed, (each) => {
        const words = scheduleOf(each).steps.flatMap(wordsOf);
        for (const word of words) expect(words.filter((other) => other.includes(word))).toEqual([word]);
      }),
    );
  });

  it('kills, cuts and loses something of everything', () => {
    fc.assert(
      fc.property(seed, (each) => {
        const { steps } = scheduleOf(each);
        const deaths = steps.flatMap((step) => (step.kind === 'die-writing' ? [step.death] : []));
        expect(deaths.toSorted()).toEqual(['core', 'desktop']);
        for (const kind of ['publish-and-die', 'kill-node', 'offline', 'line'] as const) expect(steps.map((step) => step.kind)).toContain(kind);
        expect(steps.flatMap((step) => (step.kind === 'drop-answer' ? [step.to] : [])).toSorted()).toEqual(['pull', 'push']);
        expect(steps.flatMap((step) => (step.kind === 'line' ? [step.to] : []))).toEqual(['slow', 'free', 'cut', 'free', 'cut', 'slow', 'free']);
      }),
    );
  });

  it('leaves to a person what only a person can post: once it is posted, and once called off', () => {
    fc.assert(
      fc.property(seed, (each) => {
        const { steps } = scheduleOf(each);
        expect(steps.flatMap((step) => (step.kind === 'by-hand' ? [step.does.replace('-and-forgets', '')] : [])).toSorted()).toEqual(['calls-off', 'posts']);
      }),
    );
  });

  it('brings back all that it took away, in that order', () => {
    fc.assert(
      fc.property(seed, (each) => {
        const { steps } = scheduleOf(each);
        const last = (test: (step: Action) => boolean): number => steps.findLastIndex(test);
        expect(last(({ kind }) => kind === 'start-nodes')).toBeGreaterThan(last(({ kind }) => kind === 'kill-node'));
        for (const who of ['writer', 'editor']) expect(last((step) => step.kind === 'online' && step.who === who)).toBeGreaterThan(last((step) => step.kind === 'offline' && step.who === who));
      }),
    );
  });

  it('says each of its steps in words', () => {
    for (const step of scheduleOf(3).steps) expect(inWords(step)).toMatch(/^\S.*\S$/u);
    for (const does of ['posts', 'posts-and-forgets', 'calls-off'] as const) for (const dies of [null, 'before', 'after'] as const) expect(/killed/u.test(inWords({ kind: 'by-hand', does, dies }))).toBe(dies !== null);
    expect(inWords({ kind: 'approve', story: 1, dies: true })).toBe('the editor approves “모의 취재 2”, and the app is killed at once');
  });
});

describe('what must have happened', () => {
  it('is asked for of each schedule', () => {
    const enough = { ...nothingYet(), ...LEAST };
    expect(tooSeldom(addUp([enough, enough]), 2)).toEqual([]);
    expect(tooSeldom(addUp([enough, { ...enough, coreKills: 0 }]), 2)).toEqual(['coreKills: 1, at least 2 were asked for']);
  });
});
