import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { killHard, launchApp, makeUserDataDir, processTable } from '../support/launch-electron.ts';

test('the window runs in the sandbox of Chromium', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const { app } = await launchApp({ userData: makeUserDataDir() });
  const processes = processTable(app);
  test.skip(processes[0]?.uid === 0, 'running as root where no ordinary user can run Electron');
  const renderers = processes.filter((each) => each.command.includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  // Seccomp mode 2 is "filter" (proc_pid_status(5)): the system calls that Chromium's sandbox leaves to a renderer.
  expect(renderers.map((each) => each.seccomp)).toEqual(renderers.map(() => 2));
  expect(processes.filter((each) => each.command.includes('--no-sandbox'))).toEqual([]);
  await killHard(app);
});

test('killing the app leaves none of its processes behind', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const { app } = await launchApp({ userData: makeUserDataDir() });
  const before = processTable(app);
  expect(before.length).toBeGreaterThan(2);
  await killHard(app);
  // One whose command line was empty had ended already when it was listed, and looks the same for ever.
  expect(before.filter(({ pid, command }) => command !== '' && commandOf(pid) === command)).toEqual([]);
});

/** A process's command line: empty once it has ended, whether or not its parent has noticed. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
