import { test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { isRoot, ordinaryUser } from '../../../scripts/lib/user.mjs';
import { makeUserDataDir } from '../../support/launch-electron.ts';

/** A folder for the app on a disk of so many megabytes; the test is skipped where nobody can mount one. */
export function smallDisk(megabytes: number): { readonly userData: string; readonly unmount: () => void } {
  test.skip(!isRoot || process.platform !== 'linux', 'only root can mount a small disk');
  const userData = makeUserDataDir();
  const owner = String(ordinaryUser);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m,uid=${owner},gid=${owner},mode=700`, 'tmpfs', userData]);
  } catch {
    test.skip(true, 'this machine lets nobody mount a small disk');
  }
  return { userData, unmount: () => void execFileSync('umount', ['-l', userData]) };
}
