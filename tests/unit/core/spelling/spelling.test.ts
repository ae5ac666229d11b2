import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../../../src/main/core/spelling/answerer.ts';
import { createSpelling, type Spelling } from '../../../../src/main/core/spelling/spelling.ts';
import { createThread } from '../../../../src/main/core/spelling/thread.ts';
import { testCore } from '../../../support/core.ts';
import { dictionariesForTest } from './dictionaries.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotong-spelling-'));
const dictionaries = dictionariesForTest();
const opened: { close: () => Promise<void> }[] = [];
afterAll(async () => {
  for (const each of opened) await each.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A thread that does as the word says: answers, hangs, fails or dies. */
const WORKER = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, question }) => {
  const word = question.word ?? question.words[0];
  if (word === 'hang') for (;;);
  if (word === 'die') process.exit(1);
  if (word === 'throw') throw new Error('thrown');
  if (word === 'fail') parentPort.postMessage({ id, error: 'unreadable' });
  else parentPort.postMessage({ id, words: [word] });
});
`;
const worker = join(folder, 'worker.mjs');
writeFileSync(worker, WORKER);

function spellingWith(places: { readonly dictionaries: string }): Spelling {
  const spelling = createSpelling({ worker, ...places }, () => undefined);
  opened.push(spelling);
  return spelling;
}

describe('the thread', () => {
  it.each(['hang', 'die', 'throw', 'fail'])('survives a question that makes it %s', async (word) => {
    const thread = createThread(worker, dictionaries, 60_000);
    opened.push(thread);
    expect(await thread.ask({ ask: 'suggest', language: 'ko', word: 'first' }, 60_000)).toEqual(['first']);
    await expect(thread.ask({ ask: 'suggest', language: 'ko', word }, word === 'hang' ? 50 : 60_000)).rejects.toThrow();
    expect(await thread.ask({ ask: 'suggest', language: 'ko', word: 'again' }, 60_000)).toEqual(['again']);
  });

  it('rejects what was asked beside a question that brings it down', async () => {
    const thread = createThread(worker, dictionaries, 60_000);
    opened.push(thread);
    const results = await Promise.allSettled(['die', 'beside'].map((word) => thread.ask({ ask: 'suggest', language: 'ko', word }, 60_000)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('the service', () => {
  it('never rejects, and gives up on a dictionary that fails again and again', async () => {
    const spelling = spellingWith({ dictionaries });
    expect(await spelling.lookUp('ko', ['word'])).toEqual({ state: 'ready', wrong: ['word'] });
    for (let time = 0; time < 3; time += 1) expect(await spelling.lookUp('ko', ['die'])).toEqual({ state: 'failed', wrong: [] });
    expect(await spelling.lookUp('ko', ['word'])).toEqual({ state: 'failed', wrong: [] });
    expect(await spelling.lookUp('en', ['word'])).toEqual({ state: 'ready', wrong: ['word'] });
    expect(await spelling.suggest('en', 'die')).toEqual([]);
  });

  it('says that a dictionary which was taken away is not installed', async () => {
    const own = mkdtempSync(join(tmpdir(), 'sotong-taken-'));
    afterAll(() => rmSync(own, { recursive: true, force: true }));
    const spelling = spellingWith({ dictionaries: own });
    expect(spelling.dictionaries()).toEqual([{ language: 'ko', installed: null }, { language: 'en', installed: null }]);
    expect(await spelling.lookUp('ko', ['word'])).toEqual({ state: 'missing', wrong: [] });
    expect(await spelling.suggest('ko', 'word')).toEqual([]);
  });

  it('tells whose the dictionaries are and under which licence', () => {
    const [ko, en] = spellingWith({ dictionaries }).dictionaries();
    expect(ko?.installed).toMatchObject({ name: 'hunspell-dict-ko', licence: 'GPL-3.0-or-later', source: expect.stringContaining('https://') });
    expect(ko?.installed?.licenceText).toContain('GNU General Public License');
    expect(en?.installed).toMatchObject({ licence: 'MIT AND BSD' });
    expect(en?.installed?.licenceText).toContain('Copyright');
  });

  it('is none in a core that has no dictionaries, and refuses what is no word list', async () => {
    const { client } = await testCore();
    expect(await client.spelling.lookUp({ language: 'ko', words: ['시민'] })).toEqual({ state: 'missing', wrong: [] });
    await expect(client.spelling.lookUp({ language: 'ko', words: ['가'.repeat(101)] })).rejects.toThrow();
  });
});

describe('the dictionaries', () => {
  const answer = createAnswerer(dictionaries);

  it.each([
    ['ko', '역활을', '역할을'],
    ['ko', '신청하새요', '신청하세요'],
    ['ko', '오랫만에', '오랜만에'],
    ['en', 'recieve', 'receive'],
    ['en', 'libary', 'library'],
  ] as const)('suggest in %s for %s', async (language, word, right) => {
    const suggestions = await answer({ ask: 'suggest', language, word });
    expect(suggestions.length).toBeLessThanOrEqual(5);
    expect(suggestions).toContain(right);
    expect(suggestions).not.toContain(word);
  });

  it('let British spelling and what belongs to somebody pass', async () => {
    const right = ['organisation', 'organisation’s', 'colour', 'centre', 'cancelled', 'licence', 'practise', 'catalogue', 'library’s', "else's"];
    expect(await answer({ ask: 'lookUp', language: 'en', words: [...right, 'recieve', 'libary’s', 'othre', 'fo', 'exercize'] })).toEqual(['recieve', 'libary’s', 'othre', 'fo', 'exercize']);
  });

  it('let two nouns stand together, verbs with 지다, and words of public communication', async () => {
    const right = ['강변공원에서', '시청역', '청년정책과', '정해진', '느껴지신', '누리집에서', '셔틀은', '달간', '번씩만'];
    expect(await answer({ ask: 'lookUp', language: 'ko', words: right })).toEqual([]);
    const wrong = ['역활을', '문의하시기바랍니다', '강변공원에서느', '누리집를'];
    expect(await answer({ ask: 'lookUp', language: 'ko', words: [...right, ...wrong] })).toEqual(wrong);
  });
});
