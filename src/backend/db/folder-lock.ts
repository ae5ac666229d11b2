import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Another backend is at work on the same folder. */
class FolderInUseError extends Error {
  readonly code = 'database-busy';
}

/** Socket addresses hold 104 bytes on macOS, 108 on Linux. */
const MAX_SOCKET_PATH = 100;

/**
 * Claims a folder for this process until the result is called or the process ends, however it ends.
 * A listening socket is what says "taken": unlike a file with a process id, it cannot outlive its owner.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const address = socketAddress(folder);
  const server = (await tryListen(address)) ?? (await takeOver(address));
  if (server === null) throw new FolderInUseError(`Another backend works on ${folder}`);
  server.unref();
  return () => new Promise((done) => server.close(() => done()));
}

function socketAddress(folder: string): string {
  const name = `sotong-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const beside = join(resolve(folder), 'backend.lock');
  return Buffer.byteLength(beside) <= MAX_SOCKET_PATH ? beside : join(tmpdir(), `${name}.lock`);
}

/** Null when the address is taken, by a live process or by the remains of one. */
function tryListen(address: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(address, () => done(server));
  });
}

async function takeOver(address: string): Promise<Server | null> {
  if (await answers(address)) return null;
  await unlink(address).catch(() => undefined);
  return tryListen(address);
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
