import { NoAnswerError } from '../connectors/connector.ts';
import type { WorkerParts } from './worker-parts.ts';

/** The answer, or NoAnswerError once the call has taken longer than it may. */
export async function inTime<T>(parts: WorkerParts, answer: Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const limit = new Promise<never>((_done, fail) => {
    cancel = parts.clock.after(parts.timing.callTimeoutMs, () => fail(new NoAnswerError('The channel did not answer in time')));
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    cancel();
  }
}
