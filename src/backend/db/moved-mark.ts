import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder's tables have gone to a server: what was written here from now on would be another history under the same epoch. */
class MovedError extends Error {
  readonly code = 'conflict';
}

function markOf(dataDir: string): string {
  return join(dataDir, 'moved-to-a-server.txt');
}

/** Throws for a folder whose tables were moved away. Looking at it is still allowed. */
export async function refuseMoved(dataDir: string): Promise<void> {
  const there = await stat(markOf(dataDir)).catch(() => null);
  if (there !== null) throw new MovedError(`The tables of ${dataDir} were moved to a PostgreSQL server: start with DATABASE_URL. (${markOf(dataDir)} says so.)`);
}

/** Marks a folder as moved. Written before the server's tables are there for good, so that two backends can never both go on. */
export async function markMoved(dataDir: string, at: string): Promise<void> {
  await writeFile(markOf(dataDir), `Moved to a PostgreSQL server at ${at}. Nothing may be written here any more.\nDelete this file only where that move did not come to its end and the server's tables are not there.\n`, { mode: 0o600 });
}

export async function unmarkMoved(dataDir: string): Promise<void> {
  await rm(markOf(dataDir), { force: true });
}
