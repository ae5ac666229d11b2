import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type MediaAnswer, type MediaAnswers, type MediaJob, runMediaJob } from './media-jobs.ts';

/** A job that takes longer is given up on, and its worker with it. Milliseconds. */
const MAX_MS = { decode: 30_000, derive: 60_000, probe: 60_000 } as const;
const WORKER = join(import.meta.dirname, 'media-worker.js');

let worker: Worker | null = null;
let count = 0;

/** In the built core the decoder has a thread of its own, which can be ended; unbundled, in tests, it runs in place. */
export async function runApart<Job extends MediaJob>(job: Job): Promise<MediaAnswers[Job['kind']]> {
  const answer = existsSync(WORKER) ? await inWorker(job) : await runMediaJob(job);
  return answer as MediaAnswers[Job['kind']];
}

function inWorker(job: MediaJob): Promise<MediaAnswer> {
  const thread = (worker ??= new Worker(WORKER));
  thread.unref();
  count += 1;
  const id = count;
  return new Promise((resolve) => {
    function finish(answer: MediaAnswer): void {
      clearTimeout(timer);
      thread.off('message', receive);
      thread.off('exit', gone);
      resolve(answer);
    }
    function receive(message: { id: number; answer: MediaAnswer }): void {
      if (message.id === id) finish(message.answer);
    }
    function gone(): void {
      if (worker === thread) worker = null;
      finish({ ok: false, code: 'unreadable-file' });
    }
    const timer = setTimeout(() => void thread.terminate(), MAX_MS[job.kind]);
    thread.on('message', receive);
    thread.once('exit', gone);
    thread.once('error', () => undefined);
    thread.postMessage({ id, job });
  });
}
