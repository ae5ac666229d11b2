/** Who runs what: as root, Electron and PostgreSQL run under an ordinary user. */
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The user and group id used instead of root (see scripts/runtime/electron-as-user): "nobody". */
export const ordinaryUser = 65534;

/** Whether this process runs as root. */
export const isRoot = process.getuid?.() === 0;

/** Gives files to the ordinary user when this process is root; else they are the caller's already. */
export function giveToOrdinaryUser(...paths) {
  if (isRoot) for (const path of paths) chownSync(path, ordinaryUser, ordinaryUser);
}

/**
 * A temporary home folder for the app, owned by the user that it runs under, and removed when this process ends.
 * @returns {{ folder: string, env: Record<string, string> }} environment that points there (HOME and the XDG folders)
 */
export function temporaryHome() {
  const folder = mkdtempSync(join(tmpdir(), 'sotong-home-'));
  const paths = {
    config: join(folder, '.config'),
    cache: join(folder, '.cache'),
    data: join(folder, '.data'),
    run: join(folder, '.run'),
  };
  for (const path of Object.values(paths)) mkdirSync(path, { mode: 0o700 });
  giveToOrdinaryUser(folder, ...Object.values(paths));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    env: {
      HOME: folder,
      XDG_CONFIG_HOME: paths.config,
      XDG_CACHE_HOME: paths.cache,
      XDG_DATA_HOME: paths.data,
      XDG_RUNTIME_DIR: paths.run,
    },
  };
}
