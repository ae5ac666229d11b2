import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../../../src/backend/sandbox/behaviour.ts';

const program = fileURLToPath(new URL('../../../out/main/backend.js', import.meta.url));
const shiftClock = fileURLToPath(new URL('../../support/shift-clock.cjs', import.meta.url));

/** The publishing backend as `npm run backend` runs it: a process of its own, that outlives no test. */
export interface StandaloneBackend {
  readonly url: string;
  /** One access token for everybody in the sample newsroom. */
  readonly token: string;
  /** All of its access tokens, as it keeps them. */
  readonly tokenFile: string;
  /** The invitation for the first admin, as the program printed it. */
  readonly firstAdmin: string;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Stops it for a while, as a machine that sleeps. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Starts it again on the same port, with the same data; with a clock that is so far ahead of this machine's, as after a while in which it was down. */
  readonly restart: (clockShiftMs?: number) => Promise<void>;
  /** Where its tables and tokens are. */
  readonly data: string;
  /** How the fake channel of an account answers its next calls. */
  readonly behave: (account: string, behaviour: Behaviour) => Promise<void>;
  /** Ends it and removes its data. */
  readonly dispose: () => Promise<void>;
}

/** Starts it on any free port; the tables are in its folder, or on the PostgreSQL server that is named. */
export async function startStandaloneBackend(databaseUrl = '', { port = 0, env = {}, tokens }: { readonly port?: number; readonly env?: Readonly<Record<string, string>>; /** The tokens of another one on the same tables. */ readonly tokens?: string } = {}): Promise<StandaloneBackend> {
  const data = mkdtempSync(join(tmpdir(), 'sotong-backend-'));
  if (tokens !== undefined) writeFileSync(join(data, 'tokens.json'), tokens, { mode: 0o600 });
  let child: ChildProcess;
  const start = async (at: string, clockShiftMs = 0): Promise<Said> => {
    // The clock is moved first, and then runs the program itself.
    const shifted = { SOTONG_TEST_CLOCK_SHIFT: String(clockShiftMs), SOTONG_TEST_PROGRAM: program };
    child = spawn(process.execPath, [clockShiftMs === 0 ? program : shiftClock, '--data', data, '--port', at, '--quiet'], { env: { ...process.env, ...env, ...(clockShiftMs === 0 ? {} : shifted), DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'pipe'] });
    return saidBy(child);
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGKILL');
    await ended;
  };
  const { url, invitation } = await start(String(port));
  const tokenFile = readFileSync(join(data, 'tokens.json'), 'utf8');
  const [grant] = JSON.parse(tokenFile) as readonly { readonly token: string }[];
  if (grant === undefined) throw new Error('The backend has made no access token');
  return {
    url,
    token: grant.token,
    firstAdmin: invitation,
    tokenFile,
    kill,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    restart: async (clockShiftMs) => {
      await start(new URL(url).port, clockShiftMs);
    },
    data,
    behave: async (account, behaviour) => {
      const response = await fetch(`${url}/v1/sandbox/${account}/behaviour`, {
        method: 'POST',
        headers: { authorization: `Bearer ${grant.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(behaviour),
      });
      if (response.status !== 204) throw new Error(`The backend answered ${String(response.status)}`);
    },
    dispose: async () => {
      await kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

type Said = { readonly url: string; readonly invitation: string };

/** What the program says once it listens. */
function saidBy(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text: string): void => {
      said += text;
      const url = /Listening on (http\S+)/u.exec(said)?.[1];
      const invitation = /first admin’s invitation .*: (\S{43})\n/u.exec(said)?.[1];
      // The invitation is the last it says; with PostgreSQL somebody may have an account already.
      if (url !== undefined && (invitation !== undefined || /Sandbox channels.*\n/u.test(said))) resolve({ url, invitation: invitation ?? '' });
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The backend ended: ${said}`)));
  });
}
