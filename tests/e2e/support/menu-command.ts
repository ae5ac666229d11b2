import { randomUUID } from 'node:crypto';
import type { LaunchedApp } from '../../support/launch-electron.ts';

/**
 * A command as the menu bar sends it: it takes no key, so that no input method commits the syllable before. Resolves when the
 * window has ended the composition, if there was one, and begun to run it.
 */
export async function menuCommand({ app }: Pick<LaunchedApp, 'app'>, id: string): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }, { name, call }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    // Asked twice where an answer was lost (launch-electron.ts), it is sent once.
    const known = globalThis as { lastMenuCommand?: string };
    if (known.lastMenuCommand !== call) webContents.send('shell:command', name);
    known.lastMenuCommand = call;
    // Comes after the command, and ends after the task that the command waits for.
    await webContents.executeJavaScript('new Promise((done) => setTimeout(() => setTimeout(done)))');
  }, { name: id, call: randomUUID() });
}
