import { parentPort } from 'node:worker_threads';
import { type MediaJob, runMediaJob } from './media-jobs.ts';

/** Does one job after another, apart from the core's own thread, which must not wait for it. */
parentPort?.on('message', ({ id, job }: { id: number; job: MediaJob }) => {
  void runMediaJob(job).then((answer) => parentPort?.postMessage({ id, answer }, answer.ok && 'bytes' in answer.value ? [answer.value.bytes.buffer] : []));
});
