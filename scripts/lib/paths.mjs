/** Where things are: the checkout, what setup installs in it, and the cache shared by all checkouts of one user. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, absolute. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Folder of the installed `electron` npm package (the runtime itself is in its `dist`). */
export const electronPackage = join(root, 'node_modules', 'electron');

/**
 * The folder for what is too large to fetch once per checkout (the runtime, a compiled addon).
 * Follows the XDG base directory specification on Linux, and each system's own custom elsewhere.
 */
export function cacheFolder() {
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'sotong');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'sotong');
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'sotong', 'Cache');
  }
  return join(homedir(), '.cache', 'sotong');
}

/** Parses a JSON file; `undefined` when it is missing or is not JSON. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Hex SHA-256 of a string or a buffer. */
export function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}
