import { BackendOutbound } from '#shared/contract/process-contract.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { randomBytes } from 'node:crypto';
import { type Child, startChild } from './child.ts';

export interface BackendHost {
  /** Starts the embedded backend when it is not running; answers with its address and a token made for this run. */
  readonly ensure: (workspace: Workspace) => Promise<{ url: string; token: string }>;
  readonly pid: () => number | undefined;
  readonly shutDown: (timeoutMs: number) => Promise<void>;
}

/**
 * The publishing backend that comes with the app, for one machine: on loopback, started when
 * something first needs it, with a random token that no one else learns and no file keeps.
 */
export function createBackendHost(dataDir: string, log: (level: 'error' | 'warn' | 'info', message: string) => void): BackendHost {
  let child: Child | null = null;
  let running: Promise<{ url: string; token: string }> | null = null;

  function start(workspace: Workspace): Promise<{ url: string; token: string }> {
    const token = randomBytes(32).toString('base64url');
    return new Promise((resolve, reject) => {
      child = startChild('backend-embedded.js', 'Sotong Backend', {
        message: (raw) => {
          const parsed = BackendOutbound.safeParse(raw);
          if (!parsed.success) return log('error', 'The embedded backend sent a message of an unknown form');
          if (parsed.data.type === 'listening') resolve({ url: parsed.data.url, token });
          if (parsed.data.type === 'failed') reject(new Error(parsed.data.reason));
          if (parsed.data.type === 'shut-down') child?.kill();
        },
        exit: (code) => {
          child = null;
          running = null;
          log('warn', `The embedded backend ended with code ${String(code)}`);
          reject(new Error(`ended with code ${String(code)}`));
        },
        output: (line) => log('info', `backend: ${line.trimEnd()}`),
      });
      child.post({ type: 'init', dataDir, workspace, tokens: [{ token, members: workspace.members.map((member) => member.id) }] });
    });
  }

  return {
    ensure: (workspace) => {
      running ??= start(workspace).catch((error: unknown) => {
        running = null;
        throw error;
      });
      return running;
    },
    pid: () => child?.pid(),
    shutDown: async (timeoutMs) => child?.shutDown(timeoutMs),
  };
}
