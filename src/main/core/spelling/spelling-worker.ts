import { parentPort, workerData } from 'node:worker_threads';
import { createAnswerer, type SpellingQuestion } from './answerer.ts';

/** Looks words up apart from the core's own thread, which must not wait for it. `workerData` is the dictionaries' folder. */
const answer = createAnswerer(String(workerData));
parentPort?.on('message', ({ id, question }: { id: number; question: SpellingQuestion }) => {
  answer(question).then(
    (words) => parentPort?.postMessage({ id, words }),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
  );
});
