/** A PostgreSQL of one's own for tests: a fresh cluster in a temporary folder, on loopback, gone afterwards. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, run, tail } from './run.mjs';
import { canInstallPackages, installPackages } from './system-packages.mjs';
import { giveToOrdinaryUser, isRoot, ordinaryUser } from './user.mjs';

const DEBIAN = '/usr/lib/postgresql';

function folders() {
  try {
    // Highest version first.
    return readdirSync(DEBIAN)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

function programs() {
  const initdb = findProgram('initdb', folders());
  const postgres = findProgram('postgres', folders());
  return initdb && postgres ? { initdb, postgres } : undefined;
}

/**
 * Starts a server, installing Debian's first where that needs no question.
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | { unavailable: string }>} `unavailable` says why there
 *   is none, in a few words
 */
export async function startPostgres() {
  if (process.platform === 'win32') return { unavailable: 'not tried on Windows' };
  if (!programs()) {
    if (!(await canInstallPackages())) return { unavailable: 'PostgreSQL is not installed, and cannot be from here' };
    try {
      await installPackages(['postgresql'], 'PostgreSQL is not installed');
    } catch (error) {
      return { unavailable: tail(error.message, 2) };
    }
  }
  const found = programs();
  if (!found) return { unavailable: 'PostgreSQL is not installed' };
  // The server refuses to run as root.
  const owner = isRoot ? { uid: ordinaryUser, gid: ordinaryUser } : {};
  const folder = mkdtempSync(join(tmpdir(), 'sotong-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  const data = join(folder, 'data');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveToOrdinaryUser(folder, passwordFile);
  const env = { ...process.env, LC_ALL: 'C', HOME: folder };
  const made = await run(
    found.initdb,
    [
      '-D',
      data,
      '-U',
      'sotong',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...owner, env, cwd: folder },
  );
  if (made.code !== 0) {
    remove();
    return { unavailable: `initdb failed: ${tail(made.output, 2)}` };
  }
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = await startServer(found.postgres, data, port, { ...owner, env, cwd: folder });
    if (server.failed === undefined) {
      const url = `postgres://sotong:${password}@127.0.0.1:${port}/postgres`;
      return { url, stop: () => server.stop().then(remove) };
    }
    // Somebody else may have taken the port meanwhile.
    if (attempt === 3) {
      remove();
      return { unavailable: `the server does not start: ${tail(server.failed, 2)}` };
    }
  }
}

function startServer(program, data, port, options) {
  return new Promise((resolve) => {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      // A test's data may be lost with the machine; the speed is worth more.
      fsync: 'off',
    };
    const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((done) => child.once('close', done));
    const atExit = () => {
      child.kill('SIGQUIT');
      rmSync(options.cwd, { recursive: true, force: true });
    };
    process.once('exit', atExit);
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-8000);
      if (!log.includes('database system is ready to accept connections')) return;
      resolve({
        stop: async () => {
          process.removeListener('exit', atExit);
          // SIGINT is PostgreSQL's "fast shutdown": open connections are cut.
          child.kill('SIGINT');
          await ended;
        },
      });
    });
    child.once('error', (error) => resolve({ failed: error.message }));
    void ended.then(() => {
      process.removeListener('exit', atExit);
      resolve({ failed: log || 'it ended at once' });
    });
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address.port));
    });
  });
}
