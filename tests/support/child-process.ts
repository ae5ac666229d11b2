import { spawn, type ChildProcess } from 'node:child_process';

/** A program that was started, and what it has said so far. */
export type Child = {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** The first match of a pattern in what it says; fails when it ends before. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** How it ended: its code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
};

export function start(program: string, args: readonly string[], options: { readonly ipc?: boolean; readonly env?: NodeJS.ProcessEnv } = {}): Child {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc === true ? (['ipc'] as const) : [])], env: options.env ?? process.env });
  let text = '';
  const listeners = new Set<() => void>();
  const hear = (part: string): void => {
    text += part;
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding('utf8').on('data', hear);
  child.stderr?.setEncoding('utf8').on('data', hear);
  const ended = new Promise<number | NodeJS.Signals>((done) => child.once('close', (code, signal) => done(code ?? signal ?? -1)));
  return {
    process: child,
    output: () => text,
    ended,
    says: (pattern) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (match === null) return;
          listeners.delete(look);
          done(match);
        };
        listeners.add(look);
        void ended.then((how) => fail(new Error(`It ended with ${how} before it said ${String(pattern)}:\n${text}`)));
        look();
      }),
  };
}
