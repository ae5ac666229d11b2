import { Worker } from 'node:worker_threads';
import type { SpellingQuestion } from './answerer.ts';

interface Answer {
  readonly id: number;
  readonly words?: string[];
  readonly error?: string;
}

export interface SpellingThread {
  /** Rejects when the question cannot be answered, when it takes longer than `maxMs`, and when the thread dies. */
  readonly ask: (question: SpellingQuestion, maxMs: number) => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/**
 * A thread for questions, started by the first. One that takes too long, or brings it down, costs the thread and whatever else
 * was asked of it; the next question starts another. Nobody asking for `idleMs` ends it, and gives its memory back.
 */
export function createThread(file: string, dictionaries: string, idleMs: number): SpellingThread {
  let worker: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, { readonly thread: Worker; readonly resolve: (words: string[]) => void; readonly reject: (error: Error) => void; readonly timer: NodeJS.Timeout }>();
  let idle: NodeJS.Timeout | undefined;

  function started(): Worker {
    if (worker !== null) return worker;
    const thread = new Worker(file, { workerData: dictionaries });
    thread.unref();
    thread.on('message', ({ id, words, error }: Answer) => {
      const question = waiting.get(id);
      if (question === undefined) return;
      waiting.delete(id);
      clearTimeout(question.timer);
      if (words === undefined) question.reject(new Error(error ?? 'no answer'));
      else question.resolve(words);
    });
    const gone = (reason: string): void => {
      if (worker === thread) worker = null;
      for (const [id, question] of waiting) {
        if (question.thread !== thread) continue;
        waiting.delete(id);
        clearTimeout(question.timer);
        question.reject(new Error(reason));
      }
    };
    thread.on('error', (error) => gone(String(error)));
    thread.on('exit', (code) => gone(`the thread ended with ${String(code)}`));
    worker = thread;
    return thread;
  }

  function end(): Promise<unknown> {
    const thread = worker;
    worker = null;
    return thread?.terminate() ?? Promise.resolve();
  }

  return {
    ask: (question, maxMs) =>
      new Promise((resolve, reject) => {
        const thread = started();
        asked += 1;
        const id = asked;
        const timer = setTimeout(() => void end(), maxMs);
        waiting.set(id, { thread, resolve, reject, timer });
        thread.postMessage({ id, question });
        clearTimeout(idle);
        idle = setTimeout(() => void end(), idleMs);
        idle.unref();
      }),
    close: async () => {
      clearTimeout(idle);
      await end();
    },
  };
}
