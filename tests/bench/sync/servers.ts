import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Order } from './serve.ts';

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts one, and waits until it listens. `program` was made from serve.ts. */
export async function startServer(program: string, order: Order): Promise<Served> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const url = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', done);
    void ended.then(() => fail(new Error(`The server (${order.kind}) ended before it listened`)));
  });
  return {
    url,
    stop: async () => {
      process.removeListener('exit', kill);
      child.kill('SIGTERM');
      await ended;
    },
  };
}
